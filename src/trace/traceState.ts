// A trace up to an instant without what no longer matters at it: what a view starts from when the
// history before is folded away. Made by StateFold, taken up by TraceIndex.

import { type SimTime, TIME_ZERO } from '../base/time.ts';
import type { ClientId, TraceEvent } from './event.ts';

export interface TraceState {
  /** All that happens until here, included, is in it. */
  readonly at: SimTime;
  /** Events that still matter, in the trace's order. */
  readonly events: readonly TraceEvent[];
  /** How many events of the trace these stand for. */
  readonly eventCount: number;
  /** How many messages the trace has had, which is where letters go on. */
  readonly messageCount: number;
  /** For each message in `events`, in their order: how many messages came before it. */
  readonly ordinals: readonly number[];
  /** Who publishes and who subscribes, in order of connecting. */
  readonly publishers: readonly ClientId[];
  readonly subscribers: readonly ClientId[];
}

export const EMPTY_STATE: TraceState = {
  at: TIME_ZERO,
  events: [],
  eventCount: 0,
  messageCount: 0,
  ordinals: [],
  publishers: [],
  subscribers: [],
};
