// What stands on a hop's tape, so that whatever comes finds a place beside it. Added in order of the
// instants at which it comes, each no further left than these by much.

import { type Box, intersects } from './boxes.ts';
import type { ShapePlace, Spot } from './spot.ts';

export interface Obstacle {
  readonly box: Box;
  /** X of the event that it came with. */
  readonly since: number;
  /** A shape, or whose cross or word it is. */
  readonly of: ShapePlace | { readonly spot: Spot; readonly kind: 'cross' | 'word' };
  gone: boolean;
}

export class Obstacles {
  readonly #all: Obstacle[] = [];
  /** How far to the right of its event one ends, at most. */
  #reach = 0;

  add(box: Box, since: number, of: Obstacle['of']): Obstacle {
    const obstacle = { box, since, of, gone: false };
    this.#all.push(obstacle);
    this.#reach = Math.max(this.#reach, box.right - since);
    return obstacle;
  }

  inTheWay(box: Box): readonly Obstacle[] {
    const found: Obstacle[] = [];
    for (let i = this.#all.length - 1; i >= 0; i--) {
      const obstacle = this.#all[i] as Obstacle;
      if (obstacle.since + this.#reach < box.left) break;
      if (!obstacle.gone && intersects(box, obstacle.box)) found.push(obstacle);
    }
    return found;
  }
}
