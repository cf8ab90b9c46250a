// The sensor's chart, drawn as readings came: a point at the instant of each, joined in that order. Those
// that came after newer ones are hollow.

import { useMemo } from 'react';
import type { SimTime } from '../../base/time.ts';
import { laterOf, TIME_ZERO, toSec } from '../../base/time.ts';
import { numberIn } from '../../usecases/facts.ts';
import type { Tally } from '../../usecases/tally.ts';
import type { Act, LatestState } from '../../usecases/useCase.ts';
import { useRun } from '../scopeContext.ts';
import styles from './Application.module.css';
import { Legend } from './Legend.tsx';
import { extentOf, pathOf, saidOn, shareOf } from './plane.ts';
import { stretchShown, trailOf } from './trail.ts';

interface ViewProps {
  readonly state: LatestState;
  readonly tally: Tally;
  readonly at: SimTime;
  readonly topic: string;
}

const WIDTH = 300;
const HEIGHT = 140;
const LEFT = 34;
const BOTTOM = 20;
/** So much time is seen. */
const SPAN_SEC = 16;

export function ChartView({ state, tally, at, topic }: ViewProps) {
  const scenario = useRun((run) => run.scenario);
  const extent = useMemo(() => {
    const { min, max } = extentOf(saidOn(scenario, topic), 'celsius') ?? { min: 0, max: 40 };
    return { min: Math.floor(min), max: Math.ceil(max) };
  }, [scenario, topic]);
  const last = state.shown.get('');
  const ends = laterOf(last?.at ?? TIME_ZERO, tally.latest.get('')?.at ?? at);
  const { from, to, isNow } = stretchShown(at, ends, SPAN_SEC * 1e6);
  const toX = (act: Act): number => LEFT + ((act.at - from) / (to - from)) * (WIDTH - 8 - LEFT);
  const toY = (celsius: number): number =>
    HEIGHT - BOTTOM - shareOf(celsius, extent) * (HEIGHT - BOTTOM - 10);
  const seen = state.trail.filter((act) => toX(act) >= LEFT);
  const points = seen.map((act) => ({ x: toX(act), y: toY(numberIn(act.facts, 'celsius')) }));
  const old = new Set(trailOf(state.trail).jumps.map((jump) => jump.to));
  const says =
    last === undefined
      ? 'A chart with no reading yet.'
      : `A chart of ${state.trail.length} readings as they came, ${old.size} of them after newer ones; the last is number ${last.n}, ${numberIn(last.facts, 'celsius').toFixed(1)} °C.`;
  return (
    <>
      <svg
        className={styles.picture}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={says}
      >
        {[extent.min, (extent.min + extent.max) / 2, extent.max].map((celsius) => (
          <g key={celsius}>
            <path className={styles.tick} d={`M${LEFT} ${toY(celsius)}H${WIDTH - 8}`} />
            <text className={styles.number} x={LEFT - 6} y={toY(celsius) + 3.5} textAnchor="end">
              {celsius}
            </text>
          </g>
        ))}
        <text className={styles.number} x={LEFT} y={HEIGHT - 4}>
          °C, {SPAN_SEC} s
        </text>
        <text className={styles.number} x={WIDTH - 8} y={HEIGHT - 4} textAnchor="end">
          {isNow ? 'now' : `until ${toSec(to as SimTime).toFixed(0)} s`}
        </text>
        <path className={styles.line} d={pathOf(points)} />
        {seen.map((act, i) => (
          <circle
            key={`${act.at} ${act.n}`}
            className={old.has(act) ? styles.old : styles.now}
            cx={points[i]?.x}
            cy={points[i]?.y}
            r={old.has(act) ? 3.2 : 2.6}
          />
        ))}
      </svg>
      <Legend old={old.size > 0} />
    </>
  );
}
