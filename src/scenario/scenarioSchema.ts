// The published schema of a scenario file. What contradicts itself across fields is parse.ts's.

import * as v from 'valibot';
import { clientSchema } from './clientSchema.ts';
import { commandSchema } from './commandSchema.ts';
import { DEFAULT_BROKER } from './defaults.ts';
import {
  ackSchema,
  dropSchema,
  handOverSchema,
  LIMITS,
  overlapSchema,
  qosSchema,
  storeSchema,
  textSchema,
  versionSchema,
} from './limits.ts';
import { networkSchema } from './networkSchema.ts';

const brokerSchema = v.strictObject({
  qos2Forward: v.optional(handOverSchema, DEFAULT_BROKER.qos2Forward),
  receiveMaximum: v.optional(LIMITS.receiveMaximum, DEFAULT_BROKER.receiveMaximum),
  queueLimit: v.optional(LIMITS.queueLimit, DEFAULT_BROKER.queueLimit),
  queueDrop: v.optional(dropSchema, DEFAULT_BROKER.queueDrop),
  grantedQosMax: v.optional(qosSchema, DEFAULT_BROKER.grantedQosMax),
  overlapping: v.optional(overlapSchema, DEFAULT_BROKER.overlapping),
  acknowledge: v.optional(ackSchema, DEFAULT_BROKER.acknowledge),
  store: v.optional(storeSchema, DEFAULT_BROKER.store),
  autosaveSec: v.optional(LIMITS.autosaveSec, DEFAULT_BROKER.autosaveSec),
  resendLimit: v.exactOptional(LIMITS.resendLimit),
});

export const scenarioSchema = v.strictObject({
  title: v.exactOptional(textSchema),
  protocolVersion: v.optional(versionSchema, 5),
  seed: v.optional(LIMITS.seed, 1),
  network: v.optional(networkSchema, {}),
  broker: v.optional(brokerSchema, {}),
  clients: v.pipe(v.array(clientSchema, 'a list'), v.minLength(1, 'at least one client')),
  script: v.optional(
    v.array(v.strictObject({ atMs: LIMITS.timeMs, command: commandSchema }), 'a list'),
    [],
  ),
});
