// The sensor's chart, drawn as readings came: a point at the instant of each, joined in that order.

import { useMemo } from 'react';
import type { SimTime } from '../../base/time.ts';
import { toSec } from '../../base/time.ts';
import { numberIn } from '../../usecases/facts.ts';
import type { Act, LatestState } from '../../usecases/useCase.ts';
import { useRun } from '../scopeContext.ts';
import styles from './Application.module.css';
import { extentOf, pathOf, saidOn, shareOf } from './plane.ts';

interface ViewProps {
  readonly state: LatestState;
  readonly at: SimTime;
  readonly topic: string;
}

const WIDTH = 300;
const HEIGHT = 140;
const LEFT = 34;
const BOTTOM = 20;
/** So much time is seen. */
const SPAN_SEC = 16;

export function ChartView({ state, at, topic }: ViewProps) {
  const scenario = useRun((run) => run.scenario);
  const extent = useMemo(() => {
    const { min, max } = extentOf(saidOn(scenario, topic), 'celsius') ?? { min: 0, max: 40 };
    return { min: Math.floor(min), max: Math.ceil(max) };
  }, [scenario, topic]);
  const end = toSec(at);
  const toX = (act: Act): number =>
    WIDTH - 8 - ((end - toSec(act.at)) / SPAN_SEC) * (WIDTH - 8 - LEFT);
  const toY = (celsius: number): number =>
    HEIGHT - BOTTOM - shareOf(celsius, extent) * (HEIGHT - BOTTOM - 10);
  const seen = state.trail.filter((act) => toX(act) >= LEFT);
  const points = seen.map((act) => ({ x: toX(act), y: toY(numberIn(act.facts, 'celsius')) }));
  const last = state.shown.get('');
  const says =
    last === undefined
      ? 'A chart with no reading yet.'
      : `A chart of ${state.trail.length} readings as they came; the last is number ${last.n}, ${numberIn(last.facts, 'celsius').toFixed(1)} °C.`;
  return (
    <svg className={styles.picture} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={says}>
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
        now
      </text>
      <path className={styles.line} d={pathOf(points)} />
      {seen.map((act, i) => {
        const before = seen.slice(0, i).reduce((most, { n }) => Math.max(most, n), 0);
        return (
          <circle
            key={`${act.at} ${act.n}`}
            className={act.n < before ? styles.old : styles.now}
            cx={points[i]?.x}
            cy={points[i]?.y}
            r="2.6"
          />
        );
      })}
    </svg>
  );
}
