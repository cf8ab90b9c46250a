// The named settings of the clients: of all of them, or of those that subscribe.

import { hasSubscriber, isSubscriber } from './changes.ts';
import {
  ackSchema,
  flagSchema,
  handOverSchema,
  LIMITS,
  lostSchema,
  offlineSchema,
  withholdsSchema,
} from './limits.ts';
import type { ClientSettings, Scenario } from './scenario.ts';
import { clientSetting, FLAG, LIST, type Whose } from './setting.ts';

const everyone: Whose = { isMeant: () => true };
const subscribers: Whose = {
  isMeant: isSubscriber,
  needs: { what: 'has a subscriber', isIn: hasSubscriber },
};

/** parse.ts refuses such a client in a file. */
function findRestless({ clients }: Scenario): ClientSettings | undefined {
  return clients.find(({ reconnectMs, reconnectMaxMs }) => reconnectMaxMs < reconnectMs);
}

export const CLIENT_SETTINGS = {
  'qos2-handover': clientSetting(
    'qos2HandOver',
    subscribers,
    'pubrel|publish',
    'when a subscriber hands a QoS 2 message to its application',
    handOverSchema,
  ),
  ack: clientSetting(
    'acknowledge',
    subscribers,
    'first|last',
    'whether a subscriber acknowledges before its handler, or after',
    ackSchema,
  ),
  'handler-ms': clientSetting(
    'handlerMs',
    subscribers,
    'MS',
    "how long a subscriber's handler takes over a message",
    LIMITS.handlerMs,
  ),
  withholds: clientSetting(
    'withholds',
    subscribers,
    'TYPE/TYPE|none',
    'acknowledgements that a subscriber never sends',
    withholdsSchema,
    LIST,
  ),
  'ignore-repeats': clientSetting(
    'ignoreRepeats',
    subscribers,
    'true|false',
    'whether its application acts on each message id once',
    flagSchema,
    FLAG,
  ),
  'keep-alive-sec': clientSetting(
    'keepAliveSec',
    everyone,
    'SEC',
    'Keep Alive of every client; 0 switches it off',
    LIMITS.keepAliveSec,
  ),
  'clean-start': clientSetting(
    'cleanStart',
    everyone,
    'true|false',
    'Clean Start of every client: Clean Session in 3.1.1',
    flagSchema,
    FLAG,
  ),
  'session-expiry-sec': clientSetting(
    'sessionExpirySec',
    everyone,
    'SEC',
    '5.0: how long its session is kept when it is gone',
    LIMITS.expirySec,
  ),
  'session-lost': clientSetting(
    'sessionLost',
    everyone,
    'discard|resend',
    'what becomes of its messages when the broker kept no session',
    lostSchema,
  ),
  'offline-publish': clientSetting(
    'offlinePublish',
    everyone,
    'queue|queueAll|refuse',
    'publishing without a connection: QoS > 0 waits, all wait, or none',
    offlineSchema,
  ),
  'reconnect-ms': clientSetting(
    'reconnectMs',
    everyone,
    'MS',
    'how long a client waits to connect again, doubled at failure',
    LIMITS.reconnectMs,
    {
      findClash(scenario) {
        const client = findRestless(scenario);
        return client && `at most ${client.reconnectMaxMs}, the reconnect-max-ms`;
      },
    },
  ),
  'reconnect-max-ms': clientSetting(
    'reconnectMaxMs',
    everyone,
    'MS',
    'the longest that it waits',
    LIMITS.reconnectMs,
    {
      findClash(scenario) {
        const client = findRestless(scenario);
        return client && `at least ${client.reconnectMs}, the reconnect-ms`;
      },
    },
  ),
} as const;
