// Lines and shapes of one look, gathered while the picture is walked through and drawn at once. Kept
// from frame to frame, so that a frame makes no garbage.

import type { PacketType, Qos } from '../../trace/event.ts';

/**
 * How a packet stands out: behind the focused family, as one of very many, of many, of few, or as one
 * of the family.
 */
export type Stress = (typeof STRESSES)[number];

export interface Look {
  readonly level: Qos | undefined;
  readonly stress: Stress;
  /** A line is dashed, a shape is filled. */
  readonly special: boolean;
}

export interface Bin {
  readonly look: Look;
  /** Four numbers for each line, two for each shape. */
  readonly numbers: number[];
  readonly types: PacketType[];
}

const LEVELS = [0, 1, 2, undefined] as const;
const STRESSES = ['dim', 'faint', 'light', 'plain', 'family'] as const;

export class Bins {
  /** Dimmed things first, the family last and on top. */
  readonly all: readonly Bin[];

  constructor() {
    this.all = STRESSES.flatMap((stress) =>
      LEVELS.flatMap((level) =>
        [false, true].map((special) => ({
          look: { level, stress, special },
          numbers: [],
          types: [],
        })),
      ),
    );
  }

  find(level: Qos | undefined, stress: Stress, special: boolean): Bin {
    const place = STRESSES.indexOf(stress) * LEVELS.length + (level ?? LEVELS.length - 1);
    return this.all[place * 2 + (special ? 1 : 0)] as Bin;
  }

  clear(): void {
    for (const { numbers, types } of this.all) {
      numbers.length = 0;
      types.length = 0;
    }
  }
}
