// What of a setting a library, or the protocol's version, has no option for.

import type { CodeSettings } from './codeSettings.ts';
import { KEEP_ALIVE_MIN } from './mosquitto.ts';
import { type LibraryName, receiveMaximumOf, sendMaximumOf } from './snippet.ts';

export type Unsaid =
  | 'sessionExpiry'
  | 'messageExpiry'
  | 'receiveMaximum'
  | 'sendMaximum'
  | 'acknowledgesLast'
  | 'keepAlive';

/** 3.1.1 has no properties. */
const VERSION_4: ReadonlySet<Unsaid> = new Set([
  'sessionExpiry',
  'messageExpiry',
  'receiveMaximum',
]);

const WITHOUT: Readonly<Record<LibraryName, readonly Unsaid[]>> = {
  mqttjs: ['sendMaximum'],
  paho: [],
  hivemq: [],
  mosquitto: ['sendMaximum', 'acknowledgesLast', 'keepAlive'],
  espidf: ['sendMaximum'],
};

export function unsaidOf(library: LibraryName, settings: CodeSettings): readonly Unsaid[] {
  const { version } = settings;
  return wantedOf(settings).filter(
    (one) => WITHOUT[library].includes(one) || (version === 4 && VERSION_4.has(one)),
  );
}

/** What is set otherwise than it goes by itself. */
function wantedOf({ publisher, subscriber, expirySec }: CodeSettings): readonly Unsaid[] {
  const ends = [publisher, subscriber];
  const wanted: Readonly<Record<Unsaid, boolean>> = {
    sessionExpiry: ends.some((end) => !end.cleanStart && end.sessionExpirySec > 0),
    messageExpiry: expirySec !== undefined,
    receiveMaximum: receiveMaximumOf(subscriber) !== undefined,
    sendMaximum: sendMaximumOf(publisher) !== undefined,
    acknowledgesLast: subscriber.acknowledgesLast,
    keepAlive: ends.some(({ keepAliveSec }) => keepAliveSec < KEEP_ALIVE_MIN),
  };
  return (Object.keys(wanted) as Unsaid[]).filter((one) => wanted[one]);
}
