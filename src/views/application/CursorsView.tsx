// The shared board: each one's cursor where it was shown last, where it went back, and where the hand is
// in truth.

import { useMemo } from 'react';
import { TIME_ZERO } from '../../base/time.ts';
import { type Facts, numberIn } from '../../usecases/facts.ts';
import type { Tally } from '../../usecases/tally.ts';
import type { LatestState } from '../../usecases/useCase.ts';
import { useRun } from '../scopeContext.ts';
import styles from './Application.module.css';
import { Jumps } from './Jumps.tsx';
import { Legend } from './Legend.tsx';
import { extentOf, type Point, pathOf, saidOn, shareOf } from './plane.ts';
import { lately, sayJumps, trailOf } from './trail.ts';

interface ViewProps {
  readonly state: LatestState;
  readonly tally: Tally;
  readonly topic: string;
}

const WIDTH = 300;
const HEIGHT = 150;
const EDGE = 26;
/** What was shown before the last of what was said is drawn for so long. */
const TRAIL_US = 15_000_000;
/** An arrow that points at where it stands. */
const ARROW = 'M0 0L0 13L3.6 9.8L6 15L8.2 14L5.8 9L10.4 9Z';

export function CursorsView({ state, tally, topic }: ViewProps) {
  const scenario = useRun((run) => run.scenario);
  const place = useMemo(() => {
    const all = saidOn(scenario, topic);
    const [across, down] = [extentOf(all, 'x'), extentOf(all, 'y')];
    return (facts: Facts): Point => ({
      x: EDGE + shareOf(numberIn(facts, 'x'), across ?? NOWHERE) * (WIDTH - 3 * EDGE),
      y: EDGE / 2 + shareOf(numberIn(facts, 'y'), down ?? NOWHERE) * (HEIGHT - 2 * EDGE),
    });
  }, [scenario, topic]);
  const all = [...state.shown.values()].map((act) => {
    const own = state.trail.filter(({ key }) => key === act.key);
    return {
      ...act,
      ...trailOf(lately(own, tally.latest.get(act.key)?.at ?? TIME_ZERO, TRAIL_US)),
    };
  });
  const jumpCount = all.reduce((sum, { jumps }) => sum + jumps.length, 0);
  const says =
    all.length === 0
      ? 'A board with no cursor on it yet.'
      : `${all.map(({ key, n }) => `${key} points at place ${n}, and was last at ${tally.latest.get(key)?.n}`).join('; ')}.${sayJumps(jumpCount)}`;
  return (
    <>
      <svg
        className={styles.picture}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={says}
      >
        <rect className={styles.frame} x="0.5" y="0.5" width={WIDTH - 1} height={HEIGHT - 1} />
        {[...tally.latest.values()].map(({ key, facts }) => {
          const { x, y } = place(facts);
          return <circle key={key} className={styles.truth} cx={x} cy={y} r="7" />;
        })}
        {all.map(({ key, facts, line, jumps }) => {
          const { x, y } = place(facts);
          return (
            <g key={key}>
              <path className={styles.trail} d={pathOf(line.map((act) => place(act.facts)))} />
              <Jumps jumps={jumps} place={place} />
              <path className={styles.now} d={ARROW} transform={`translate(${x} ${y})`} />
              <text className={styles.label} x={x + 12} y={y + 14}>
                {key}
              </text>
            </g>
          );
        })}
      </svg>
      <Legend now="shown" truth="where the hand is" old={jumpCount > 0} />
    </>
  );
}

const NOWHERE = { min: 0, max: 0 };
