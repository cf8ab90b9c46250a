// The last latencies of each level as lines, all three to the same scale: the table's last row.

import { LEVELS } from '../../store/counters.ts';
import styles from './Counters.module.css';
import { formatMs, NONE } from './counterText.ts';

/** How many latencies a line has. */
export const SPARK_COUNT = 40;
/** So few are points too, and stand so far apart as if they were so many. */
const FEW = 12;

const WIDTH = 56;
const HEIGHT = 24;
const EDGE = 2;

interface SparklinesProps {
  /** For each level, in ms, oldest first. */
  readonly latest: readonly (readonly number[])[];
}

export function Sparklines({ latest }: SparklinesProps) {
  const most = Math.max(0, ...latest.flat());
  return (
    <tr>
      <th scope="row">
        the last {SPARK_COUNT}
        <span className={styles.recent}>{most === 0 ? NONE : `0 to ${formatMs(most)} ms`}</span>
      </th>
      {LEVELS.map((level) => {
        const values = latest[level] ?? [];
        return (
          <td key={level} className={styles[`q${level}`]}>
            <span className="visually-hidden">{describeLine(values)}</span>
            <svg className={styles.spark} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
              <path className={styles.sparkFloor} d={`M0 ${HEIGHT - 0.5}H${WIDTH}`} />
              <path d={linePath(values, most)} />
              <path className={styles.sparkPoints} d={pointsPath(values, most)} />
            </svg>
          </td>
        );
      })}
    </tr>
  );
}

function linePath(values: readonly number[], most: number): string {
  return values.length === 0 ? '' : `M${pointsOf(values, most).join('L')}`;
}

function pointsPath(values: readonly number[], most: number): string {
  if (values.length > FEW) return '';
  return pointsOf(values, most)
    .map((point) => `M${point}h0`)
    .join('');
}

/** Over the whole width, the newest at the right edge. */
function pointsOf(values: readonly number[], most: number): readonly string[] {
  const step = (WIDTH - 2 * EDGE) / (Math.max(values.length, FEW) - 1);
  return values.map((ms, i) => {
    const x = WIDTH - EDGE - (values.length - 1 - i) * step;
    const y = HEIGHT - EDGE - (most === 0 ? 0 : (ms / most) * (HEIGHT - 2 * EDGE));
    return `${x.toFixed(1)} ${y.toFixed(1)}`;
  });
}

function describeLine(values: readonly number[]): string {
  if (values.length === 0) return 'none yet';
  const [from, to] = [Math.min(...values), Math.max(...values)];
  return `the last ${values.length}: ${formatMs(from)} to ${formatMs(to)} ms`;
}
