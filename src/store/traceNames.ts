// The name of the trace up to an instant: a hash of its bytes. Going forward it hashes only what is
// new.

import type { SimTime } from '../base/time.ts';
import type { TraceEvent } from '../trace/event.ts';
import { TraceHash } from '../trace/ndjson.ts';
import type { TraceIndex } from '../trace/traceIndex.ts';

export class TraceNameCursor {
  #hash = new TraceHash();
  #count = 0;
  #index: TraceIndex | undefined;
  #last: TraceEvent | undefined;

  /** @returns 16 hexadecimal digits; equal for equal traces up to `t` */
  at(index: TraceIndex, t: SimTime): string {
    const count = index.countUntil(t);
    const same = index === this.#index && index.events[this.#count - 1] === this.#last;
    if (!same || count < this.#count) {
      this.#hash = new TraceHash();
      this.#count = 0;
      this.#index = index;
    }
    for (; this.#count < count; this.#count++) {
      this.#hash.add(index.events[this.#count] as TraceEvent);
    }
    this.#last = index.events[this.#count - 1];
    return this.#hash.digest();
  }
}
