// How often whole numbers occur, in buckets of at most a 128th of their value: what is read from one
// is off by less than 1 %, and exact where a bucket holds a single value. The same numbers make the
// same histogram, whatever came and went before.

/** Buckets of a page: the first one has the numbers below this, each other one an octave. */
const PLACES = 128;
/** How many bits they take. */
const PLACE_BITS = 7;

/** Of the buckets of an octave. No whole number of a double is beyond the last one. */
const WIDTHS = widths();

function widths(): Float64Array {
  const all = new Float64Array(48).fill(1);
  for (let octave = 2; octave < all.length; octave++) {
    all[octave] = 2 * (all[octave - 1] as number);
  }
  return all;
}

/** 2^25. */
const STEP = 33_554_432;

/** The mean of the numbers in a bucket, to the nearest whole one, and how many they are. */
export interface Bucket {
  readonly value: number;
  readonly count: number;
}

export class Histogram {
  /** By octave: of each bucket its count, then of each its sum. Undefined: nothing has been in it. */
  private readonly pages: (Float64Array | undefined)[] = [];

  /** @param plain one without its class, as it comes from another thread */
  static revive(plain: Histogram): Histogram {
    return Object.assign(new Histogram(), plain);
  }

  /** @param by 1, or −1 to take out one that was added */
  count(value: number, by: 1 | -1): void {
    const octave = octaveOf(value);
    const page = this.pages[octave] ?? this.createPage(octave);
    const place = octave === 0 ? value : Math.floor(value / (WIDTHS[octave] as number)) - PLACES;
    page[place] = (page[place] as number) + by;
    page[PLACES + place] = (page[PLACES + place] as number) + by * value;
  }

  /** Those that are not empty, in ascending order. */
  *buckets(): Generator<Bucket> {
    for (const page of this.pages) {
      if (page === undefined) continue;
      for (let place = 0; place < PLACES; place++) {
        const count = page[place] as number;
        if (count > 0) yield { value: Math.round((page[PLACES + place] as number) / count), count };
      }
    }
  }

  private createPage(octave: number): Float64Array {
    while (this.pages.length < octave) this.pages.push(undefined);
    const page = new Float64Array(2 * PLACES);
    this.pages[octave] = page;
    return page;
  }
}

/** 0: up to 127; 1: up to 255; 2: up to 511, two of them in a bucket; and so on. */
function octaveOf(value: number): number {
  // Nothing finds the first bit of what is beyond 32 of them at once.
  if (value > 0xffff_ffff) return 25 + octaveOf(Math.floor(value / STEP));
  return value < PLACES ? 0 : 32 - PLACE_BITS - Math.clz32(value);
}
