// A part of a trace that is exported.

import type { SimTime } from '../base/time.ts';

/** Both ends included. */
export interface Span {
  readonly from: SimTime;
  readonly to: SimTime;
}

export const WHOLE_RUN: Span = { from: 0 as SimTime, to: Infinity as SimTime };
