// What a single value may be: the limits of every number, the words of every choice, what a text, an
// id and a topic are. Each carries the words with which it is refused.

import * as v from 'valibot';
import { utf8Length } from '../mqtt/packets/encodedLength.ts';
import { isTopicFilter, isTopicName } from '../mqtt/topic/topicMatch.ts';
import { ACK_TYPES, PACKET_TYPES } from './packetTypes.ts';

function numberFrom(min: number, max: number) {
  const expected = `a number from ${min} to ${max}`;
  return v.pipe(
    v.number(expected),
    v.finite(expected),
    v.minValue(min, expected),
    v.maxValue(max, expected),
  );
}

export function integerFrom(min: number, max: number) {
  const expected = `a whole number from ${min} to ${max}`;
  return v.pipe(
    v.number(expected),
    v.integer(expected),
    v.minValue(min, expected),
    v.maxValue(max, expected),
  );
}

/** The limits of every number, stated once: flags, links, files and the page's fields read these. */
export const LIMITS = {
  seed: integerFrom(0, 4_294_967_295),
  probability: numberFrom(0, 1),
  burstMs: numberFrom(0, 3_600_000),
  latencyMs: numberFrom(0, 60_000),
  jitterMs: numberFrom(0, 60_000),
  reorderMs: numberFrom(0, 60_000),
  bytesPerSec: integerFrom(0, 1_000_000_000),
  cutsPerMin: numberFrom(0, 600),
  resendMs: numberFrom(1, 3_600_000),
  resendLimit: integerFrom(0, 1_000_000),
  receiveMaximum: integerFrom(1, 65_535),
  queueLimit: integerFrom(0, 1_000_000),
  autosaveSec: numberFrom(1, 86_400),
  keepAliveSec: integerFrom(0, 65_535),
  expirySec: integerFrom(0, 4_294_967_295),
  reconnectMs: numberFrom(1, 3_600_000),
  handlerMs: numberFrom(0, 3_600_000),
  ratePerSec: numberFrom(0.001, 100_000),
  count: integerFrom(0, 10_000_000),
  timeMs: numberFrom(0, 86_400_000),
  delayMs: numberFrom(1, 3_600_000),
  speed: numberFrom(0.001, 1000),
} as const;

export const qosSchema = v.picklist([0, 1, 2], '0, 1 or 2');
export const versionSchema = v.picklist([4, 5], '4 (MQTT 3.1.1) or 5 (MQTT 5.0)');
export const modelSchema = v.picklist(['lossy', 'tcp'], 'lossy or tcp');
export const resendSchema = v.picklist(
  ['model', 'timer', 'reconnect'],
  'model, timer or reconnect',
);
export const handOverSchema = v.picklist(['pubrel', 'publish'], 'pubrel or publish');
export const ackSchema = v.picklist(['first', 'last'], 'first or last');
export const dropSchema = v.picklist(['newest', 'oldest'], 'newest or oldest');
export const overlapSchema = v.picklist(['one', 'each'], 'one or each');
export const storeSchema = v.picklist(
  ['memory', 'autosave', 'persistent'],
  'memory, autosave or persistent',
);
export const offlineSchema = v.picklist(
  ['queue', 'queueAll', 'refuse'],
  'queue, queueAll or refuse',
);
export const lostSchema = v.picklist(['discard', 'resend'], 'discard or resend');
export const howSchema = v.picklist(
  ['disconnect', 'reset', 'silent'],
  'disconnect, reset or silent',
);
export const keptSchema = v.picklist(['kept', 'lost'], 'kept or lost');
export const flagSchema = v.boolean('true or false');
export const hopSchema = v.picklist([1, 2], '1 or 2');
export const typeSchema = v.picklist(PACKET_TYPES, `one of ${PACKET_TYPES.join(', ')}`);

export const withholdsSchema = v.pipe(
  v.array(v.picklist(ACK_TYPES, `one of ${ACK_TYPES.join(', ')}`), 'a list'),
  v.check((types) => new Set(types).size === types.length, 'each packet type once'),
);

/** Half of a surrogate pair has no UTF-8 form (v5 [MQTT-1.5.4-1]), and no URL form either. */
const isWellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text);
export const textSchema = v.pipe(
  v.string('a text'),
  v.maxLength(65_535, 'a text of at most 65,535 characters'),
  v.check(isWellFormed, 'a text without lone halves of surrogate pairs'),
);

const PAYLOADS_MAX = 1000;
export const payloadsSchema = v.pipe(
  v.array(textSchema, 'a list'),
  v.minLength(1, 'at least one text'),
  v.maxLength(PAYLOADS_MAX, `at most ${PAYLOADS_MAX} texts`),
);

const idText = '1 to 23 letters, digits, - or _';
export const idSchema = v.pipe(v.string(idText), v.regex(/^[A-Za-z0-9_-]{1,23}$/, idText));

const fits = (text: string): boolean => utf8Length(text) <= 65_535;
const fitsText = 'at most 65,535 bytes of UTF-8';
const topicText = 'a topic name: not empty, without + and #';
export const topicSchema = v.pipe(
  textSchema,
  v.check(fits, fitsText),
  v.check(isTopicName, topicText),
);
const filterText = 'a topic filter: + alone in a level, # alone in the last';
const isOwn = (filter: string): boolean => !filter.startsWith('$share/');
const ownText = 'a filter of its own: scenarios have no shared subscriptions';
export const filterSchema = v.pipe(
  textSchema,
  v.check(fits, fitsText),
  v.check(isTopicFilter, filterText),
  v.check(isOwn, ownText),
);
