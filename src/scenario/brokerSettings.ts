// The named settings of the broker, and those that it shares with the clients.

import { changeBroker, changeClients, commonOf, isPublisher } from './changes.ts';
import {
  ackSchema,
  dropSchema,
  handOverSchema,
  LIMITS,
  overlapSchema,
  qosSchema,
  storeSchema,
} from './limits.ts';
import { brokerSetting, orUnlimited, setting, UNLIMITED } from './setting.ts';

export const BROKER_SETTINGS = {
  'qos2-forward': brokerSetting(
    'qos2Forward',
    'pubrel|publish',
    'when the broker forwards a QoS 2 message',
    handOverSchema,
  ),
  'broker-ack': brokerSetting(
    'acknowledge',
    'first|last',
    'whether it acknowledges before it forwards, or after',
    ackSchema,
  ),
  'granted-qos': brokerSetting(
    'grantedQosMax',
    '0|1|2',
    'the highest QoS that a subscription is granted',
    qosSchema,
  ),
  overlapping: brokerSetting(
    'overlapping',
    'one|each',
    'copies of a message for overlapping subscriptions',
    overlapSchema,
  ),
  inflight: setting({
    values: 'N',
    says: 'unacknowledged QoS > 0 messages of each publisher and subscriber',
    schema: LIMITS.receiveMaximum,
    clientField: 'receiveMaximum',
    read: (s) => {
      const publishers = s.clients.filter(isPublisher);
      return commonOf([s.broker, ...publishers].map((side) => side.receiveMaximum));
    },
    set: (s, receiveMaximum) =>
      changeClients(changeBroker(s, { receiveMaximum }), isPublisher, (client) => ({
        ...client,
        receiveMaximum,
      })),
  }),
  queue: brokerSetting(
    'queueLimit',
    'N',
    'messages that may wait at the broker for one subscriber',
    LIMITS.queueLimit,
  ),
  'queue-drop': brokerSetting(
    'queueDrop',
    'newest|oldest',
    'which message goes when that is full',
    dropSchema,
  ),
  store: brokerSetting(
    'store',
    'memory|autosave|persistent',
    'what a crash leaves: nothing, what was saved last, or all',
    storeSchema,
  ),
  'autosave-sec': brokerSetting(
    'autosaveSec',
    'SEC',
    'with autosave: how often the broker saves',
    LIMITS.autosaveSec,
  ),
  'resend-limit': setting<number | typeof UNLIMITED>({
    values: 'N|unlimited',
    says: 'how often anyone sends a packet again before giving up',
    schema: orUnlimited(LIMITS.resendLimit, 1_000_000),
    clientField: 'resendLimit',
    read: (s) =>
      commonOf([s.broker, ...s.clients].map(({ resendLimit }) => resendLimit ?? UNLIMITED)),
    set: ({ broker: { resendLimit: _, ...broker }, ...s }, value) => {
      const limit = value === UNLIMITED ? {} : { resendLimit: value };
      const changed = { ...s, broker: { ...broker, ...limit } };
      return changeClients(
        changed,
        () => true,
        ({ resendLimit: _own, ...client }) => ({ ...client, ...limit }),
      );
    },
  }),
} as const;
