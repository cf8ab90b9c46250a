// The dashboard's gauge: a needle over half a circle, and a hollow mark where the pressure is in truth.

import { numberIn } from '../../usecases/facts.ts';
import type { Tally } from '../../usecases/tally.ts';
import type { LatestState } from '../../usecases/useCase.ts';
import styles from './Application.module.css';
import { Legend } from './Legend.tsx';

interface ViewProps {
  readonly state: LatestState;
  readonly tally: Tally;
}

const MAX_BAR = 10;
const CENTRE = { x: 150, y: 118 };
const RADIUS = 92;

function at(bar: number, radius: number) {
  const angle = Math.PI * (1 - Math.min(Math.max(bar / MAX_BAR, 0), 1));
  return { x: CENTRE.x + radius * Math.cos(angle), y: CENTRE.y - radius * Math.sin(angle) };
}

const LEFT = at(0, RADIUS);
const RIGHT = at(MAX_BAR, RADIUS);
const TICKS = Array.from({ length: MAX_BAR + 1 }, (_, bar) => bar);

export function GaugeView({ state, tally }: ViewProps) {
  const shown = state.shown.get('');
  const truth = tally.latest.get('');
  const bar = numberIn(shown?.facts, 'bar');
  const tip = at(bar, RADIUS - 14);
  const real = at(numberIn(truth?.facts, 'bar'), RADIUS);
  const says =
    shown === undefined
      ? 'A gauge that shows nothing yet.'
      : `The gauge shows ${bar.toFixed(1)} bar; the pressure was last ${numberIn(truth?.facts, 'bar').toFixed(1)} bar.`;
  return (
    <>
      <svg className={styles.picture} viewBox="0 0 300 152" role="img" aria-label={says}>
        <path
          className={styles.street}
          d={`M${LEFT.x} ${LEFT.y}A${RADIUS} ${RADIUS} 0 0 1 ${RIGHT.x} ${RIGHT.y}`}
        />
        {TICKS.map((tick) => {
          const [inner, number] = [at(tick, RADIUS - 7), at(tick, RADIUS + 12)];
          const outer = at(tick, RADIUS);
          return (
            <g key={tick}>
              <path className={styles.tick} d={`M${inner.x} ${inner.y}L${outer.x} ${outer.y}`} />
              {tick % 2 === 0 ? (
                <text className={styles.number} x={number.x} y={number.y + 3.5} textAnchor="middle">
                  {tick}
                </text>
              ) : undefined}
            </g>
          );
        })}
        {truth === undefined ? undefined : (
          <circle className={styles.truth} cx={real.x} cy={real.y} r="6" />
        )}
        {shown === undefined ? undefined : (
          <>
            <path className={styles.needle} d={`M${CENTRE.x} ${CENTRE.y}L${tip.x} ${tip.y}`} />
            <circle className={styles.now} cx={CENTRE.x} cy={CENTRE.y} r="4" />
            <text className={styles.reading} x={CENTRE.x} y={CENTRE.y + 28} textAnchor="middle">
              {bar.toFixed(1)} bar
            </text>
          </>
        )}
      </svg>
      <Legend now="shown" truth="the pressure" />
    </>
  );
}
