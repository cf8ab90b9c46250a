// Where what is shown went back: an arc from what was shown to the old one that took its place, which is
// a ring.

import type { Facts } from '../../usecases/facts.ts';
import styles from './Application.module.css';
import { arcOf, type Point } from './plane.ts';
import type { Trail } from './trail.ts';

interface JumpsProps {
  readonly jumps: Trail['jumps'];
  readonly place: (facts: Facts) => Point;
}

export function Jumps({ jumps, place }: JumpsProps) {
  return jumps.map(({ from, to }) => {
    const [start, end] = [place(from.facts), place(to.facts)];
    return (
      <g key={`${to.at} ${to.n}`}>
        <path className={styles.jump} d={arcOf(start, end)} />
        <circle className={styles.old} cx={end.x} cy={end.y} r="3.2" />
      </g>
    );
  });
}
