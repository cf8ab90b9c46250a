// What the broker stores, in bins of a run's time: at each bin's end, the most within it, and the time
// that messages and bytes spent there.

import type { SimTime } from '../base/time.ts';

/** The broker's store in a bin. */
export interface StoragePoint {
  /** The bin's end. */
  readonly t: SimTime;
  readonly messages: number;
  readonly bytes: number;
  readonly messagesMost: number;
  /** Over the bin's time. */
  readonly messagesMean: number;
  readonly bytesMean: number;
}

type Strip = Float64Array<ArrayBuffer>;

export class StorageSeries {
  readonly #bins: number;
  readonly #messages: Strip;
  readonly #most: Strip;
  readonly #bytes: Strip;
  /** Messages, and bytes, times µs. */
  readonly #messageTime: Strip;
  readonly #byteTime: Strip;
  /** The last bin that is known, ... */
  #last = 0;
  /** ... and up to when time is counted. */
  #since = 0;

  constructor(bins: number) {
    this.#bins = bins;
    const strip = () => new Float64Array(bins);
    this.#messages = strip();
    this.#most = strip();
    this.#bytes = strip();
    this.#messageTime = strip();
    this.#byteTime = strip();
  }

  clear(): void {
    for (const strip of this.#strips()) strip.fill(0);
    this.#last = 0;
    this.#since = 0;
  }

  /** @param at not before what was added before */
  add(at: SimTime, messages: number, bytes: number, widthUs: number): void {
    this.#goOn(at, widthUs);
    const bin = this.#last;
    const now = (this.#messages[bin] as number) + messages;
    this.#messages[bin] = now;
    this.#bytes[bin] = (this.#bytes[bin] as number) + bytes;
    this.#most[bin] = Math.max(this.#most[bin] as number, now);
  }

  /** Nothing has changed until `at`, which is within the bins. */
  #goOn(at: number, widthUs: number): void {
    const end = Math.floor(at / widthUs);
    while (this.#last < end) {
      this.#count(this.#last, (this.#last + 1) * widthUs);
      if (this.#last === this.#bins - 1) return;
      const bin = ++this.#last;
      this.#messages[bin] = this.#messages[bin - 1] as number;
      this.#bytes[bin] = this.#bytes[bin - 1] as number;
      this.#most[bin] = this.#messages[bin] as number;
    }
    this.#count(this.#last, at);
  }

  #count(bin: number, until: number): void {
    const span = until - this.#since;
    this.#messageTime[bin] =
      (this.#messageTime[bin] as number) + span * (this.#messages[bin] as number);
    this.#byteTime[bin] = (this.#byteTime[bin] as number) + span * (this.#bytes[bin] as number);
    this.#since = until;
  }

  /** Forgets bin `first` and all behind it. */
  cut(first: number, widthUs: number): void {
    for (const strip of this.#strips()) strip.fill(0, Math.min(first, this.#bins));
    if (this.#last < first) return;
    this.#last = Math.max(0, first - 1);
    this.#since = first * widthUs;
  }

  /** Two bins become one. */
  merge(widthUs: number): void {
    this.#goOn(this.#bins * widthUs, widthUs);
    for (const strip of [this.#messages, this.#bytes]) mergeBins(strip, (_, b) => b);
    for (const strip of [this.#messageTime, this.#byteTime]) mergeBins(strip, (a, b) => a + b);
    mergeBins(this.#most, Math.max);
    this.#last = this.#bins / 2 - 1;
  }

  at(bin: number, widthUs: number): StoragePoint {
    const known = Math.min(bin, this.#last);
    const messages = this.#messages[known] as number;
    const bytes = this.#bytes[known] as number;
    const end = (bin + 1) * widthUs;
    // The last bin goes on as it is.
    const rest = bin === this.#last ? end - this.#since : bin > this.#last ? widthUs : 0;
    return {
      t: end as SimTime,
      messages,
      bytes,
      messagesMost: bin > this.#last ? messages : (this.#most[bin] as number),
      messagesMean: ((this.#messageTime[bin] as number) + rest * messages) / widthUs,
      bytesMean: ((this.#byteTime[bin] as number) + rest * bytes) / widthUs,
    };
  }

  #strips(): readonly Strip[] {
    return [this.#messages, this.#most, this.#bytes, this.#messageTime, this.#byteTime];
  }
}

export function mergeBins(strip: Strip, join: (a: number, b: number) => number): void {
  const half = strip.length / 2;
  for (let i = 0; i < half; i++) {
    strip[i] = join(strip[2 * i] as number, strip[2 * i + 1] as number);
  }
  strip.fill(0, half);
}
