// A stream of luck for tests that draw their own configuration: one seed, one stream.
import { DRAW_RANGE, draw, mix } from '../base/random.ts';

export class Luck {
  #key: number;
  #count = 0;

  constructor(seed: number) {
    this.#key = mix(0x5eed, seed);
  }

  /** From 0 to 1, without 1. */
  share(): number {
    return draw(mix(this.#key, ++this.#count)) / DRAW_RANGE;
  }

  chance(probability: number): boolean {
    return this.share() < probability;
  }

  /** A whole number, both ends included. */
  whole(min: number, max: number): number {
    return min + Math.floor(this.share() * (max - min + 1));
  }

  one<T>(list: readonly T[]): T {
    const item = list[this.whole(0, list.length - 1)];
    if (item === undefined) throw new Error('Nothing to choose from');
    return item;
  }
}
