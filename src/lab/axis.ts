// What a sweep varies: one setting and the values that it takes.

import { failed, type InputError, ok, type Result } from '../base/result.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { applySettings, isSettingName, readValue, type SettingName } from '../scenario/settings.ts';
import { countOf, formatCount } from './words.ts';

export interface Axis {
  readonly name: SettingName;
  /** As a flag or a link says them. */
  readonly texts: readonly string[];
}

export const AXIS_MAX = 500;
const EXPECTED = 'SETTING=FROM:TO:STEP, such as loss=0:0.5:0.05, or SETTING=VALUE,VALUE,…';

/**
 * @param text `loss=0:0.5:0.05`, both ends included, or `resend-ms=250,500,1000`
 * @param scenario that the setting must have a place in
 * @param field how errors name it
 */
export function parseAxis(text: string, scenario: Scenario, field: string): Result<Axis> {
  const refuse = (value: string, expected: string) => failed([{ field, value, expected }]);
  const [, name = '', rest = ''] = /^([^=]*)=(.+)$/s.exec(text) ?? [];
  if (rest === '') return refuse(JSON.stringify(text), EXPECTED);
  if (!isSettingName(name)) return refuse(JSON.stringify(name), 'a setting: --help lists them');
  if (name === 'seed') return refuse('"seed"', 'another setting: each replication has a seed');
  const texts = rest.includes(':') ? textsOfRange(rest, field) : ok(rest.split(','));
  if (!texts.ok) return texts;
  if (texts.value.length > AXIS_MAX) {
    return refuse(countOf(texts.value.length, 'value'), `at most ${AXIS_MAX}`);
  }
  const values = texts.value.map(readValue);
  const twice = texts.value.find((_, i) => values.indexOf(values[i] ?? '') < i);
  if (twice !== undefined) return refuse(JSON.stringify(rest), `each value once, also ${twice}`);
  const errors = texts.value.flatMap((value): readonly InputError[] => {
    return applySettings(scenario, new Map([[name, value]]), () => `${field} ${name}`).errors;
  });
  return errors.length > 0 ? failed(errors.slice(0, 1)) : ok({ name, texts: texts.value });
}

/** Whether the setting takes it there. */
export function takesValue(scenario: Scenario, name: SettingName, text: string): boolean {
  return applySettings(scenario, new Map([[name, text]]), () => name).errors.length === 0;
}

/** Both ends included. */
export function textsOfRange(range: string, field: string): Result<readonly string[]> {
  const refuse = (expected: string) => failed([{ field, value: JSON.stringify(range), expected }]);
  const numbers = range.split(':').map(readValue);
  const [from, to, step] = numbers;
  if (numbers.length !== 3 || !isNumber(from) || !isNumber(to) || !isNumber(step)) {
    return refuse('three numbers, FROM:TO:STEP');
  }
  if (step <= 0) return refuse('a step above 0');
  if (to < from) return refuse('an end that is not before its beginning');
  // A step that does not quite fit because of binary fractions fits.
  const count = Math.floor((to - from) / step + 1e-9) + 1;
  if (count > AXIS_MAX)
    return refuse(`at most ${AXIS_MAX} values; these are ${formatCount(count)}`);
  return ok(Array.from({ length: count }, (_, i) => showNumber(from + i * step)));
}

function isNumber(value: number | string | undefined): value is number {
  return typeof value === 'number';
}

/** Without the digits that binary fractions leave behind. */
function showNumber(value: number): string {
  return String(Number(value.toPrecision(12)));
}
