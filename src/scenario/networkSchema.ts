// The network's settings in unknown input: those of a scenario, where each has a default, and those
// that a command changes, where one that is not named stays as it is.

import * as v from 'valibot';
import { DEFAULT_NETWORK } from './defaults.ts';
import { LIMITS, modelSchema, resendSchema } from './limits.ts';

export const networkSchema = v.strictObject({
  model: v.optional(modelSchema, DEFAULT_NETWORK.model),
  lossHop1Up: v.optional(LIMITS.probability, DEFAULT_NETWORK.lossHop1Up),
  lossHop1Down: v.optional(LIMITS.probability, DEFAULT_NETWORK.lossHop1Down),
  lossHop2Up: v.optional(LIMITS.probability, DEFAULT_NETWORK.lossHop2Up),
  lossHop2Down: v.optional(LIMITS.probability, DEFAULT_NETWORK.lossHop2Down),
  burstMs: v.optional(LIMITS.burstMs, DEFAULT_NETWORK.burstMs),
  latencyMs: v.optional(LIMITS.latencyMs, DEFAULT_NETWORK.latencyMs),
  jitterMs: v.optional(LIMITS.jitterMs, DEFAULT_NETWORK.jitterMs),
  duplication: v.optional(LIMITS.probability, DEFAULT_NETWORK.duplication),
  reordering: v.optional(LIMITS.probability, DEFAULT_NETWORK.reordering),
  reorderMs: v.optional(LIMITS.reorderMs, DEFAULT_NETWORK.reorderMs),
  bytesPerSec: v.optional(LIMITS.bytesPerSec, DEFAULT_NETWORK.bytesPerSec),
  cutsPerMin: v.optional(LIMITS.cutsPerMin, DEFAULT_NETWORK.cutsPerMin),
  resend: v.optional(resendSchema, DEFAULT_NETWORK.resend),
  resendMs: v.optional(LIMITS.resendMs, DEFAULT_NETWORK.resendMs),
});

// Not v.partial: a field that is there must have a value.
export const networkChangesSchema = v.strictObject({
  model: v.exactOptional(modelSchema),
  lossHop1Up: v.exactOptional(LIMITS.probability),
  lossHop1Down: v.exactOptional(LIMITS.probability),
  lossHop2Up: v.exactOptional(LIMITS.probability),
  lossHop2Down: v.exactOptional(LIMITS.probability),
  burstMs: v.exactOptional(LIMITS.burstMs),
  latencyMs: v.exactOptional(LIMITS.latencyMs),
  jitterMs: v.exactOptional(LIMITS.jitterMs),
  duplication: v.exactOptional(LIMITS.probability),
  reordering: v.exactOptional(LIMITS.probability),
  reorderMs: v.exactOptional(LIMITS.reorderMs),
  bytesPerSec: v.exactOptional(LIMITS.bytesPerSec),
  cutsPerMin: v.exactOptional(LIMITS.cutsPerMin),
  resend: v.exactOptional(resendSchema),
  resendMs: v.exactOptional(LIMITS.resendMs),
});
