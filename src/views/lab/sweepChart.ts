// A sweep as a chart: which lines, with which bands and formulas, on which axes. What is on a line has
// one level, and one value of the second axis if there is one.

import type { Theory } from '../../lab/forms.ts';
import { MEASURES, type Measure, type MeasureName } from '../../lab/measures.ts';
import type { Sweep, SweepAxis, SweepPoint } from '../../lab/summary.ts';
import type { Qos } from '../../trace/event.ts';
import type { ChartAxis, ChartLine, ChartPoint, LineStyle, Tone } from '../charts/chartData.ts';
import {
  sayAxis,
  sayAxisValue,
  sayMeasure,
  showAxisValue,
  showFigure,
  unitOfAxis,
} from './sweepWords.ts';

export interface Series {
  readonly label: string;
  readonly level: Qos;
  /** Of the second axis. */
  readonly y: number | string | undefined;
  readonly tone: Tone;
  readonly style: LineStyle;
  /** In the order of the axis. */
  readonly points: readonly SweepPoint[];
}

export interface SweepChart {
  readonly series: readonly Series[];
  readonly lines: readonly ChartLine[];
  readonly xAxis: ChartAxis;
  readonly yAxis: ChartAxis;
  readonly stops: readonly number[];
  /** What could not be drawn, and why. */
  readonly left: string | undefined;
}

/** More values of a second axis are a map. */
const LINES_MAX = 3;

export function isMap({ y }: Sweep): boolean {
  return y !== undefined && y.values.length > LINES_MAX;
}

export interface Scales {
  readonly xLog: boolean;
  readonly yLog: boolean;
}

const TONES: readonly Tone[] = ['q0', 'q1', 'q2'];
const STYLES: readonly LineStyle[] = ['circle', 'square', 'diamond'];
/** Of formulas, which lie on what is measured, and on each other. */
const FORMULA_STYLES: readonly LineStyle[] = ['theory', 'theoryDash', 'theoryDashDots'];

export function seriesOf({ x, y, points }: Sweep): readonly Series[] {
  const groups = new Map<string, SweepPoint[]>();
  for (const point of points) {
    const key = `${point.level} ${point.y ?? ''}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [point]);
    else group.push(point);
  }
  return [...groups.values()].map((group) => {
    const { level, y: at } = group[0] as SweepPoint;
    const nth = at === undefined || y === undefined ? level : y.values.indexOf(at);
    const said = at === undefined || y === undefined || y.name === 'qos' ? '' : sayAxisValue(y, at);
    const name = [`QoS ${level}`, said].filter(Boolean).join(', ');
    return {
      label: name,
      level,
      y: at,
      tone: TONES[level] ?? 'ink',
      style: STYLES[nth % STYLES.length] ?? 'circle',
      points: [...group].sort((a, b) => placeOf(x, a.x) - placeOf(x, b.x)),
    };
  });
}

/** A number stands at itself, a word at its turn. */
export function placeOf(axis: SweepAxis, value: number | string): number {
  return typeof value === 'number' && isNumericAxis(axis) ? value : axis.values.indexOf(value);
}

/** Its values are places of a scale, not words. */
export function isNumericAxis({ name, values }: SweepAxis): boolean {
  return name !== 'qos' && values.every((value) => typeof value === 'number');
}

export function chartOf(theory: Theory, sweep: Sweep, scales: Scales): SweepChart {
  const { x, measure } = sweep;
  const series = seriesOf(sweep);
  const numeric = isNumericAxis(x);
  const stops = [...x.values].map((value) => placeOf(x, value)).sort((a, b) => a - b);
  const xLog = scales.xLog && numeric;
  const isShown = ({ x: px, y }: ChartPoint) => (!xLog || px > 0) && (!scales.yLog || y > 0);
  let left = 0;
  const keep = (points: readonly ChartPoint[]): readonly ChartPoint[] => {
    const kept = points.filter(isShown);
    left += points.length - kept.length;
    return kept;
  };
  const measured = series.map((one, i): ChartLine => {
    const shift = numeric || x.name === 'qos' ? 0 : (i - (series.length - 1) / 2) * DODGE;
    const found = one.points.flatMap((point) => {
      const value = point.metrics[measure];
      return value === null ? [] : [{ x: placeOf(x, point.x) + shift, y: value, point }];
    });
    const points = keep(found);
    const spans = found.filter(isShown).flatMap(({ x: px, y, point: { low, high } }) => {
      if (low === null || high === null) return [];
      return [{ x: px, low: scales.yLog && low <= 0 ? y : low, high }];
    });
    return {
      label: one.label,
      tone: one.tone,
      style: one.style,
      points,
      marks: points,
      spans,
      isLoose: !numeric,
    };
  });
  const curves = numeric
    ? series.flatMap((one, i) =>
        theoryOf(theory, sweep, one, i).filter(({ points }) => points.some(isShown)),
      )
    : [];
  const shownCurves = curves.map((line) => ({ ...line, points: line.points.filter(isShown) }));
  const lines = [...measured, ...shownCurves];
  return {
    series,
    lines,
    xAxis: xAxisOf(x, stops, numeric, xLog),
    yAxis: yAxisOf(measure, lines, scales.yLog),
    stops: stops.filter((stop) => !xLog || stop > 0),
    left: left === 0 ? undefined : sayLeft(left),
  };
}

/** So few values are all at the axis. */
const TICKS_MAX = 16;

/** How far apart lines stand that share a word of the axis. */
const DODGE = 0.07;

/** @param nth of the series */
function theoryOf(theory: Theory, { x }: Sweep, one: Series, nth: number): readonly ChartLine[] {
  const at = { y: one.y === undefined ? undefined : String(one.y), level: one.level };
  const points = theory.curve(x.values as readonly number[], at);
  if (points.length < 2) return [];
  const style = FORMULA_STYLES[nth % FORMULA_STYLES.length] ?? 'theory';
  const tone = nth < FORMULA_STYLES.length ? 'ink' : 'soft';
  return [{ label: `${one.label} by formula`, tone, style, points }];
}

function xAxisOf(
  axis: SweepAxis,
  stops: readonly number[],
  numeric: boolean,
  log: boolean,
): ChartAxis {
  const unit = unitOfAxis(axis);
  const label = sayAxis(axis.name) + (unit === '' ? '' : `, ${unit}`);
  if (!numeric) {
    return {
      label,
      domain: [-0.5, stops.length - 0.5],
      format: (place) => showAxisValue(axis.name, axis.values[Math.round(place)] ?? ''),
      ticks: stops,
    };
  }
  const shown = stops.filter((stop) => !log || stop > 0);
  const [from = 0, to = 1] = [shown[0], shown.at(-1)];
  // A single value stands in the middle.
  const domain = from === to ? ([from - 1, from + 1] as const) : ([from, to] as const);
  return {
    label,
    log,
    domain: log && from === to ? [from / 2, from * 2] : domain,
    format: (value) => showAxisValue(axis.name, value),
    ...(shown.length <= TICKS_MAX ? { ticks: shown } : {}),
  };
}

function yAxisOf(measure: MeasureName, lines: readonly ChartLine[], log: boolean): ChartAxis {
  const { isShare }: Measure = MEASURES[measure];
  const all = lines.flatMap(({ points, spans = [] }) => [
    ...points.map(({ y }) => y),
    ...spans.flatMap(({ low, high }) => [low, high]),
  ]);
  const most = Math.max(0, ...all);
  const label = sayMeasure(measure);
  const format = (value: number) => showFigure(measure, value);
  if (log) {
    const positive = all.filter((value) => value > 0);
    const least = Math.min(most, ...positive);
    const domain = most === 0 ? ([0.1, 1] as const) : ([floorOf(least), ceilOf(most)] as const);
    return { label, log, domain, format };
  }
  if (isShare && most > 0.5) return { label, domain: [0, 1], format };
  return { label, domain: [0, most === 0 ? 1 : roundUp(most)], format };
}

function floorOf(value: number): number {
  return 10 ** Math.floor(Math.log10(value * 0.999));
}

function ceilOf(value: number): number {
  return 10 ** Math.ceil(Math.log10(value * 1.001));
}

function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const lead = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((each) => each * power >= value);
  return (lead ?? 10) * power;
}

function sayLeft(count: number): string {
  const points = count === 1 ? 'One point is' : `${count} points are`;
  return `${points} not drawn: zero has no place on a logarithmic scale.`;
}
