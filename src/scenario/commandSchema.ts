// A command in unknown input: which there are, and the fields of each.

import * as v from 'valibot';
import { clientChangesSchema, clientSchema, patternSchema } from './clientSchema.ts';
import {
  hopSchema,
  howSchema,
  idSchema,
  keptSchema,
  LIMITS,
  qosSchema,
  textSchema,
  topicSchema,
  typeSchema,
} from './limits.ts';
import { networkChangesSchema } from './networkSchema.ts';

const kinds = [
  v.strictObject({
    kind: v.literal('publish'),
    client: idSchema,
    topic: topicSchema,
    qos: qosSchema,
    payload: textSchema,
  }),
  v.strictObject({ kind: v.literal('set-network'), changes: networkChangesSchema }),
  v.strictObject({ kind: v.literal('cut-connection'), client: idSchema }),
  v.strictObject({ kind: v.literal('black-hole'), client: idSchema }),
  v.strictObject({
    kind: v.literal('take-offline'),
    client: idSchema,
    how: howSchema,
    forMs: v.exactOptional(LIMITS.timeMs),
  }),
  v.strictObject({ kind: v.literal('bring-online'), client: idSchema }),
  v.strictObject({
    kind: v.literal('crash-client'),
    client: idSchema,
    store: keptSchema,
    restartMs: LIMITS.timeMs,
  }),
  v.strictObject({ kind: v.literal('crash-broker'), restartMs: LIMITS.timeMs }),
  v.strictObject({
    kind: v.literal('change-client'),
    client: idSchema,
    changes: clientChangesSchema,
  }),
  v.strictObject({ kind: v.literal('add-client'), client: clientSchema }),
  v.strictObject({ kind: v.literal('remove-client'), client: idSchema }),
  v.strictObject({ kind: v.literal('kill-packet'), uid: textSchema }),
  v.strictObject({ kind: v.literal('delay-packet'), uid: textSchema, byMs: LIMITS.delayMs }),
  v.strictObject({ kind: v.literal('drop-next'), packetType: typeSchema, hop: hopSchema }),
  v.strictObject({
    kind: v.literal('start-publishing'),
    client: idSchema,
    pattern: patternSchema,
  }),
  v.strictObject({ kind: v.literal('stop-publishing'), client: idSchema, name: idSchema }),
] as const;

const names = kinds.map(({ entries }) => entries.kind.literal);

export const commandSchema = v.variant('kind', kinds, `one of ${names.join(', ')}`);
