// A chart of lines over one x: drawn, said in a sentence, and read at any x by pointer or by keys. The
// cursor may be shared by charts of the same x.

import {
  type KeyboardEvent,
  type MouseEvent,
  memo,
  type PointerEvent,
  type ReactNode,
  useId,
  useMemo,
  useState,
} from 'react';
import { cssVariables } from '../../ui/cssVariables.ts';
import styles from './Chart.module.css';
import { ChartAxes } from './ChartAxes.tsx';
import { ChartLegend } from './ChartLegend.tsx';
import { ChartLines } from './ChartLines.tsx';
import { type ChartAxis, type ChartLine, valueAt } from './chartData.ts';
import { frameOf, MARGIN } from './frame.ts';
import { useWidth } from './useWidth.ts';

export interface LineChartProps {
  readonly title: string;
  /** What the chart shows, in a sentence or two, with its figures. */
  readonly summary: string;
  readonly lines: readonly ChartLine[];
  readonly xAxis: ChartAxis;
  readonly yAxis: ChartAxis;
  /** Where the cursor can stand, in order. */
  readonly stops: readonly number[];
  /** What each is called; absent: as its axis writes it. */
  readonly stopNames?: readonly string[];
  readonly cursor: number | undefined;
  readonly onCursor: (x: number | undefined) => void;
  /** What can be chosen about it; stands beside its title. */
  readonly choices?: ReactNode;
  /** Of the drawing, in px. */
  readonly height?: number;
  /** The stop that something else on the page is about. */
  readonly picked?: number | undefined;
  /** A stop can be picked: by a press, or by Enter. */
  readonly onPick?: (x: number) => void;
}

const HEIGHT = 208;
/** Of all stops, with Page Up and Page Down. */
const PAGE = 0.1;

export const LineChart = memo(function LineChart(props: LineChartProps) {
  const { title, summary, lines, xAxis, yAxis, stops, stopNames, cursor, onCursor, choices } =
    props;
  const { height = HEIGHT, picked, onPick } = props;
  const [ref, width] = useWidth<HTMLDivElement>();
  const [isFocused, setFocused] = useState(false);
  const id = useId();
  const frame = useMemo(
    () => (width === undefined ? undefined : frameOf(width, height, xAxis, yAxis)),
    [width, height, xAxis, yAxis],
  );
  const at = cursor ?? picked ?? stops.at(-1) ?? 0;
  const position = nearest(stops, at);
  const values = lines.map((line) => valueAt(line, at));
  const unit = xAxis.label.split(', ').at(1) ?? '';
  const where = `${stopNames?.[position] ?? xAxis.format(at)} ${unit}`.trim();
  // Time stands still at its end; of sizes none is more than another.
  const isRead = cursor !== undefined || picked !== undefined || xAxis.log !== true;
  const said = lines.map(({ label }, i) => `${label} ${format(values[i], yAxis)}`).join(', ');

  function press(event: KeyboardEvent): void {
    const stop = stops[position];
    if (event.key === 'Enter' && onPick !== undefined && stop !== undefined) {
      event.preventDefault();
      onPick(stop);
      return;
    }
    const to = moved(event.key, position, stops.length);
    if (to === undefined) return;
    event.preventDefault();
    onCursor(event.key === 'Escape' ? undefined : stops[to]);
  }

  function stopAt(event: PointerEvent | MouseEvent): number | undefined {
    if (frame === undefined) return undefined;
    const px = event.clientX - event.currentTarget.getBoundingClientRect().left - MARGIN.left;
    return stops[nearest(stops, Math.min(frame.width, Math.max(0, px)), frame.x)];
  }

  function point(event: PointerEvent): void {
    const stop = stopAt(event);
    if (stop !== undefined) onCursor(stop);
  }

  return (
    <figure className={styles.chart} aria-labelledby={`${id}-title`} aria-describedby={`${id}-sum`}>
      <figcaption>
        <h3 id={`${id}-title`} className={styles.title} data-picture="">
          {title}
        </h3>
        {choices}
      </figcaption>
      <ChartLegend
        lines={lines}
        values={isRead ? values.map((value) => format(value, yAxis)) : undefined}
      />
      <p className={styles.unit}>
        <span data-picture="">{yAxis.label}</span>
        {cursor === undefined && picked === undefined ? undefined : <span>{`at ${where}`}</span>}
      </p>
      <div
        ref={ref}
        className={styles.plot}
        style={cssVariables({ '--plot': `${height}px` })}
        role="slider"
        tabIndex={0}
        aria-label={`${title}: value at`}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, stops.length - 1)}
        aria-valuenow={position}
        aria-valuetext={`${where}: ${said}`}
        onKeyDown={press}
        onPointerMove={point}
        onPointerDown={point}
        onClick={(event) => {
          const stop = stopAt(event);
          if (stop !== undefined) onPick?.(stop);
        }}
        onPointerLeave={() => {
          if (!isFocused) onCursor(undefined);
        }}
        onFocus={() => {
          setFocused(true);
          if (!isRead) onCursor(stops[position]);
        }}
        onBlur={() => {
          setFocused(false);
          onCursor(undefined);
        }}
      >
        {frame === undefined || width === undefined ? undefined : (
          <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true" data-picture="">
            <g transform={`translate(${MARGIN.left} ${MARGIN.top})`}>
              <ChartAxes frame={frame} xAxis={xAxis} yAxis={yAxis} />
              {picked === undefined ? undefined : (
                <line
                  className={styles.picked}
                  x1={frame.x(picked)}
                  x2={frame.x(picked)}
                  y2={frame.height}
                />
              )}
              <ChartLines frame={frame} lines={lines} />
              {cursor === undefined ? undefined : (
                <line
                  className={styles.cursor}
                  x1={frame.x(cursor)}
                  x2={frame.x(cursor)}
                  y2={frame.height}
                />
              )}
            </g>
          </svg>
        )}
      </div>
      <p id={`${id}-sum`} className={styles.summary}>
        {summary}
      </p>
    </figure>
  );
});

function format(value: number | undefined, { format: write, unit }: ChartAxis): string {
  if (value === undefined) return '–';
  return unit === undefined ? write(value) : `${write(value)} ${unit}`;
}

/** @param place how far along the axis a stop is: as it is drawn, where that counts */
function nearest(
  stops: readonly number[],
  x: number,
  place: (stop: number) => number = (stop) => stop,
): number {
  let best = 0;
  stops.forEach((stop, i) => {
    if (Math.abs(place(stop) - x) < Math.abs(place(stops[best] ?? 0) - x)) best = i;
  });
  return best;
}

/** Where a key takes the cursor; undefined: it is no such key. */
function moved(key: string, from: number, count: number): number | undefined {
  const page = Math.max(1, Math.round(count * PAGE));
  const to: Readonly<Record<string, number>> = {
    ArrowLeft: from - 1,
    ArrowDown: from - 1,
    ArrowRight: from + 1,
    ArrowUp: from + 1,
    PageDown: from - page,
    PageUp: from + page,
    Home: 0,
    End: count - 1,
    Escape: from,
  };
  const wanted = to[key];
  return wanted === undefined ? undefined : Math.min(count - 1, Math.max(0, wanted));
}
