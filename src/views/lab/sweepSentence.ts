// What a sweep has found at one place of its axis, in a sentence: computed, like every statement here.

import type { Theory } from '../../lab/forms.ts';
import type { MeasureName } from '../../lab/measures.ts';
import type { Sweep, SweepPoint } from '../../lab/summary.ts';
import { placeOf, type Series, seriesOf } from './sweepChart.ts';
import { sayAxisValue, showFigure, unitOfMeasure } from './sweepWords.ts';

/** `loss 20 %`, and the same of the second axis where it is asked for. */
export function sayPlace({ x, y }: Sweep, { at, y: row }: Place): string {
  const value = x.values.find((one) => placeOf(x, one) === at) ?? '';
  const said = sayAxisValue(x, value);
  return y === undefined || row === undefined ? said : `${said}, ${sayAxisValue(y, row)}`;
}

/** What is looked at: a place on the axis and, on a map, a value of the second one. */
export interface Place {
  readonly at: number;
  readonly y?: number | string;
}

export function pointsAt(
  sweep: Sweep,
  { at, y }: Place,
): readonly (readonly [Series, SweepPoint])[] {
  return seriesOf(sweep).flatMap((series) => {
    if (y !== undefined && series.y !== y) return [];
    const point = series.points.find(({ x }) => placeOf(sweep.x, x) === at);
    return point === undefined ? [] : [[series, point] as const];
  });
}

/** `Loss 20 %, … QoS 0: 64.1 % (62.9 to 65.3, by formula 64); QoS 1: 100 %.` */
export function sayPoint(theory: Theory, sweep: Sweep, place: Place): string {
  const said = pointsAt(sweep, place).flatMap(([series, point]) => {
    if (point.metrics[sweep.measure] === null) return [];
    return [`${series.label}: ${sayValue(theory, sweep, point)}`];
  });
  const where = capitalize(sayPlace(sweep, place));
  if (said.length === 0) return `${where}: there is no figure.`;
  return `${where}, with 95 % intervals. ${said.join('; ')}.`;
}

export function sayValue(theory: Theory, { measure }: Sweep, point: SweepPoint): string {
  const value = point.metrics[measure];
  if (value === null) return 'no figure';
  const formula = theory.ofPoint(point);
  const more = [
    sayInterval(measure, point),
    formula === undefined ? '' : `by formula ${showFigure(measure, formula)}`,
  ].filter(Boolean);
  const figure = `${showFigure(measure, value)} ${unitOfMeasure(measure)}`.trim();
  return more.length === 0 ? figure : `${figure} (${more.join(', ')})`;
}

/** `62.9 to 65.3`, or why there is none; empty where there is nothing to be unsure of. */
export function sayInterval(measure: MeasureName, { low, high, without }: SweepPoint): string {
  if (without === 'too few runs') return 'too few runs for an interval';
  if (without === 'too few messages') return 'too few messages for an interval';
  if (without !== undefined) return without;
  if (low === null || high === null || low === high) return '';
  return `${showFigure(measure, low)} to ${showFigure(measure, high)}`;
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
