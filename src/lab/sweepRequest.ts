// Whether a sweep that is asked for can be run: which of its parts not, why, and what the limit is. The
// command line and the page's form ask the same.

import { failed, type InputError, ok, type Result } from '../base/result.ts';
import { isEndless } from '../scenario/patternChanges.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { applySettings } from '../scenario/settings.ts';
import type { Qos } from '../trace/event.ts';
import { type Axis, parseAxis } from './axis.ts';
import { isMeasureName, MEASURE_NAMES } from './measures.ts';
import { jobCount, type SweepPlan, type SweepRequest } from './plan.ts';
import { formatCount } from './words.ts';

export interface AskedSweep {
  readonly base: Scenario;
  /** `loss=0:0.5:0.05`. */
  readonly x: string;
  readonly y: string | undefined;
  readonly measure: string | undefined;
  readonly levels: readonly Qos[];
  readonly replications: number;
  readonly untilMs: number | undefined;
}

/** A part of it, as errors name it with a prefix of their own. */
export type SweepField = 'x' | 'y' | 'measure' | 'levels' | 'replications' | 'until-ms';

export interface SweepBounds {
  readonly fieldOf: (name: SweepField) => string;
  readonly runsMax: number;
  readonly pointsMax: number;
}

export const REPLICATIONS = 10;
export const ALL_LEVELS: readonly Qos[] = [0, 1, 2];

/** All that is wrong with it, not the first alone. */
export function checkSweep(asked: AskedSweep, bounds: SweepBounds): Result<SweepRequest> {
  const { base, levels, replications, untilMs, measure } = asked;
  const errors: InputError[] = [];
  const refuse = (name: SweepField, value: string, expected: string) => {
    errors.push({ field: bounds.fieldOf(name), value, expected });
  };
  const read = (name: 'x' | 'y', text: string): Axis | undefined => {
    const parsed = parseAxis(text, base, bounds.fieldOf(name));
    if (parsed.ok) return parsed.value;
    errors.push(...parsed.errors);
    return undefined;
  };
  const x = read('x', asked.x);
  const y = asked.y === undefined ? undefined : read('y', asked.y);
  if (x !== undefined && x.name === y?.name) {
    refuse('y', JSON.stringify(y.name), `another setting than ${bounds.fieldOf('x')} has`);
  }
  if (measure === undefined || !isMeasureName(measure)) {
    refuse('measure', show(measure), `one of ${MEASURE_NAMES.join(', ')}`);
  }
  if (levels.length === 0) refuse('levels', 'none', 'at least one of 0, 1 and 2');
  if (untilMs === undefined && isEndlessIn(base, [x, y])) {
    const expected = 'a number of milliseconds, because this scenario publishes without end';
    refuse('until-ms', 'nothing', expected);
  }
  if (errors.length > 0 || x === undefined || measure === undefined || !isMeasureName(measure)) {
    return failed(errors);
  }
  const plan: SweepPlan = { base, x, y, levels, replications, untilMs };
  const runs = jobCount(plan);
  const points = runs / replications;
  if (points > bounds.pointsMax) {
    refuse(
      y === undefined ? 'x' : 'y',
      `${formatCount(points)} points in all`,
      `at most ${formatCount(bounds.pointsMax)}`,
    );
  } else if (runs > bounds.runsMax) {
    refuse(
      'replications',
      `${formatCount(runs)} runs in all`,
      `at most ${formatCount(bounds.runsMax)}`,
    );
  }
  return errors.length > 0 ? failed(errors) : ok({ plan, measure });
}

/** By itself, or at one of the values: `messages=10,unlimited`. */
function isEndlessIn(base: Scenario, axes: readonly (Axis | undefined)[]): boolean {
  const counts = axes.find((axis) => axis?.name === 'messages');
  if (counts === undefined) return isEndless(base);
  return counts.texts.some((text) =>
    isEndless(applySettings(base, new Map([[counts.name, text]]), (name) => name).scenario),
  );
}

function show(text: string | undefined): string {
  return text === undefined ? 'nothing' : JSON.stringify(text);
}
