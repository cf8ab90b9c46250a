// An axis's text as the fields that it is typed in, and back: a range of three numbers, or a list.

import { takesValue } from '../../lab/axis.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { isSettingName, readValue, type SettingName } from '../../scenario/settings.ts';

export interface AxisText {
  readonly name: SettingName;
  readonly form: 'range' | 'list';
  /** From, to and step of a range; the list as it is. */
  readonly fields: readonly string[];
}

export function readAxis(text: string): AxisText {
  const at = text.indexOf('=');
  // What is no setting is refused with the axis: here it is shown.
  const name = text.slice(0, at) as SettingName;
  const rest = text.slice(at + 1);
  if (!rest.includes(':')) return { name, form: 'list', fields: [rest.split(',').join(', ')] };
  const [from = '', to = '', step = ''] = rest.split(':');
  return { name, form: 'range', fields: [from, to, step] };
}

export function writeAxis({ name, form, fields }: AxisText): string {
  if (form === 'range') return `${name}=${fields.map((field) => field || '?').join(':')}`;
  const values = (fields[0] ?? '').split(',').map((value) => value.trim());
  return `${name}=${values.filter((value) => value !== '').join(',') || '?'}`;
}

/** The same values in the other form, as near as it can say them. */
export function toForm(axis: AxisText, form: AxisText['form']): AxisText {
  if (axis.form === form) return axis;
  if (form === 'list') {
    const [from = 0, to = 0, step = 0] = axis.fields.map(Number);
    const count = step > 0 && to >= from ? Math.floor((to - from) / step + 1e-9) + 1 : 1;
    const values = Array.from({ length: Math.min(count, VALUES_MAX) }, (_, i) =>
      String(Number((from + i * step).toPrecision(12))),
    );
    return { ...axis, form, fields: [values.join(', ')] };
  }
  const numbers = (axis.fields[0] ?? '').split(',').map(Number).filter(Number.isFinite);
  const [from, to] = [Math.min(...numbers), Math.max(...numbers)];
  if (numbers.length < 2) return { ...axis, form, fields: ['0', '1', '0.1'] };
  const step = Number(((to - from) / Math.max(1, numbers.length - 1)).toPrecision(3));
  return { ...axis, form, fields: [String(from), String(to), String(step)] };
}

/** Which of an axis's fields are wrong, when the axis is. */
export function wrongFieldsOf(
  { name, form, fields }: AxisText,
  scenario: Scenario,
): readonly boolean[] {
  if (form === 'list') return [true];
  const isNumber = fields.map((field) => typeof readValue(field) === 'number');
  if (isNumber.includes(false)) return isNumber.map((is) => !is);
  const [from = 0, to = 0, step = 0] = fields.map(Number);
  if (step <= 0) return [false, false, true];
  if (to < from) return [false, true, false];
  const isRefused = [fields[0] ?? '', fields[1] ?? ''].map(
    (end) => isSettingName(name) && !takesValue(scenario, name, end),
  );
  // Both ends would do: there are too many values between them, or some that are not.
  return [...isRefused, !isRefused.includes(true)];
}

const VALUES_MAX = 50;
