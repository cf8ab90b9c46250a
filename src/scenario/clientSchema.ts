// A client in unknown input: its settings, what it subscribes to and publishes, its will, and what
// of it a command can change.

import * as v from 'valibot';
import { DEFAULT_CLIENT } from './defaults.ts';
import {
  ackSchema,
  filterSchema,
  flagSchema,
  handOverSchema,
  idSchema,
  LIMITS,
  lostSchema,
  offlineSchema,
  payloadsSchema,
  qosSchema,
  textSchema,
  topicSchema,
  withholdsSchema,
} from './limits.ts';
import type { ClientChanges } from './scenario.ts';

export const patternSchema = v.strictObject({
  name: idSchema,
  topic: topicSchema,
  qos: qosSchema,
  payload: textSchema,
  payloads: v.exactOptional(payloadsSchema),
  retain: v.exactOptional(v.literal(true, 'true, or no such field')),
  expirySec: v.exactOptional(LIMITS.expirySec),
  ratePerSec: LIMITS.ratePerSec,
  startMs: v.optional(LIMITS.timeMs, 0),
  count: v.exactOptional(LIMITS.count),
});

const subscriptionSchema = v.strictObject({
  filter: filterSchema,
  qos: qosSchema,
  noLocal: v.exactOptional(flagSchema),
  retainAsPublished: v.exactOptional(flagSchema),
  retainHandling: v.exactOptional(v.picklist([0, 1, 2], '0, 1 or 2')),
});

const willSchema = v.strictObject({
  topic: topicSchema,
  payload: textSchema,
  qos: qosSchema,
  retain: v.optional(flagSchema, false),
  delaySec: v.optional(LIMITS.expirySec, 0),
});

export const clientSchema = v.strictObject({
  id: idSchema,
  subscriptions: v.optional(v.array(subscriptionSchema, 'a list'), []),
  publishes: v.optional(v.array(patternSchema, 'a list'), []),
  qos2HandOver: v.optional(handOverSchema, DEFAULT_CLIENT.qos2HandOver),
  receiveMaximum: v.optional(LIMITS.receiveMaximum, DEFAULT_CLIENT.receiveMaximum),
  keepAliveSec: v.optional(LIMITS.keepAliveSec, DEFAULT_CLIENT.keepAliveSec),
  cleanStart: v.optional(flagSchema, DEFAULT_CLIENT.cleanStart),
  sessionExpirySec: v.optional(LIMITS.expirySec, DEFAULT_CLIENT.sessionExpirySec),
  acknowledge: v.optional(ackSchema, DEFAULT_CLIENT.acknowledge),
  offlinePublish: v.optional(offlineSchema, DEFAULT_CLIENT.offlinePublish),
  sessionLost: v.optional(lostSchema, DEFAULT_CLIENT.sessionLost),
  resendLimit: v.exactOptional(LIMITS.resendLimit),
  will: v.exactOptional(willSchema),
  reconnectMs: v.optional(LIMITS.reconnectMs, DEFAULT_CLIENT.reconnectMs),
  reconnectMaxMs: v.optional(LIMITS.reconnectMs, DEFAULT_CLIENT.reconnectMaxMs),
  handlerMs: v.optional(LIMITS.handlerMs, DEFAULT_CLIENT.handlerMs),
  withholds: v.optional(withholdsSchema, [...DEFAULT_CLIENT.withholds]),
  ignoreRepeats: v.optional(flagSchema, DEFAULT_CLIENT.ignoreRepeats),
});

const changeEntries = {
  acknowledge: v.exactOptional(ackSchema),
  cleanStart: v.exactOptional(flagSchema),
  handlerMs: v.exactOptional(LIMITS.handlerMs),
  offlinePublish: v.exactOptional(offlineSchema),
  sessionExpirySec: v.exactOptional(LIMITS.expirySec),
  sessionLost: v.exactOptional(lostSchema),
  withholds: v.exactOptional(withholdsSchema),
} satisfies Readonly<Record<keyof ClientChanges, unknown>>;

export const clientChangesSchema = v.pipe(
  v.strictObject(changeEntries),
  v.minEntries(1, 'at least one change'),
);

/** Whether a command can change this setting of a client. */
export function isChangeable(key: string): key is keyof ClientChanges {
  return Object.hasOwn(changeEntries, key);
}
