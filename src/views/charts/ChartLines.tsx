// The lines of a chart. Each has a dash and a mark of its own beside its colour.

import { LinePath } from '@visx/shape';
import { classNames } from '../../ui/classNames.ts';
import styles from './Chart.module.css';
import { ChartSpans } from './ChartSpans.tsx';
import type { ChartLine, ChartPoint, LineStyle } from './chartData.ts';
import type { Frame } from './frame.ts';

/** So far apart, in px, stand the marks of one line; those of the next are between them. */
const MARK_EVERY = 84;

/** A line of more points than this is no line any more if it has dashes. */
const DENSE = 120;

interface ChartLinesProps {
  readonly frame: Frame;
  readonly lines: readonly ChartLine[];
}

export function ChartLines({ frame, lines }: ChartLinesProps) {
  const { x, y } = frame;
  const place = ({ x: px, y: py }: ChartPoint) => [Math.max(0, x(px)), y(py)] as const;
  return lines.map((line, i) => (
    <g
      key={line.label}
      className={classNames(
        styles[line.tone],
        styles[line.style],
        line.points.length > DENSE && !line.style.startsWith('theory') && styles.dense,
      )}
    >
      {line.spans === undefined ? undefined : (
        <ChartSpans frame={frame} spans={line.spans} isLoose={line.isLoose === true} />
      )}
      {line.isLoose === true ? undefined : (
        <LinePath
          className={styles.line ?? ''}
          data={steppedOf(line)}
          x={(point) => Math.max(0, x(point.x))}
          y={(point) => y(point.y)}
        />
      )}
      {MARKS[markOf(line)] === ''
        ? undefined
        : markedOf(line, frame, i / lines.length).map((point) => {
            const [left, top] = place(point);
            return <Mark key={point.x} style={markOf(line)} left={left} top={top} />;
          })}
    </g>
  ));
}

function markOf({ style, mark = style }: ChartLine): LineStyle {
  return mark;
}

/** A step goes on to its right, then up. */
function steppedOf({ points, steps = false }: ChartLine): ChartPoint[] {
  if (!steps) return [...points];
  return points.flatMap((point, i) => {
    const before = points[i - 1];
    return before === undefined ? [point] : [{ x: point.x, y: before.y }, point];
  });
}

/** The points that get a mark, the last one always. */
function markedOf(
  { points, marks }: ChartLine,
  frame: Frame,
  shift: number,
): readonly ChartPoint[] {
  if (marks !== undefined) return marks;
  const { x, width } = frame;
  const count = Math.max(1, Math.floor(width / MARK_EVERY));
  const found = new Set<ChartPoint>();
  for (let i = 0; i < count; i++) {
    const at = ((i + shift) / count) * width;
    const point = points.find((each) => x(each.x) >= at);
    if (point !== undefined) found.add(point);
  }
  const last = points.at(-1);
  if (last !== undefined) found.add(last);
  return [...found];
}

interface MarkProps {
  readonly style: LineStyle;
  readonly left: number;
  readonly top: number;
}

export function Mark({ style, left, top }: MarkProps) {
  const path = MARKS[style];
  return path === '' ? undefined : (
    <path className={styles.mark} d={path} transform={`translate(${left} ${top})`} />
  );
}

const MARKS: Readonly<Record<LineStyle, string>> = {
  circle: 'M-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0Z',
  square: 'M-3.2 -3.2H3.2V3.2H-3.2Z',
  diamond: 'M0 -4.6L4.6 0L0 4.6L-4.6 0Z',
  plain: '',
  theory: '',
  theoryDash: '',
  theoryDashDots: '',
};
