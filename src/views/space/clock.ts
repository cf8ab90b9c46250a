// The one clock that the space listens to. Whoever embeds the space owns it: it is called once for
// each animation frame while playing, and once for each seek.

import type { SimTime } from '../../base/time.ts';

export interface Clock {
  now(): SimTime;
  /** @returns a function that ends the subscription */
  subscribe(listener: (t: SimTime) => void): () => void;
}
