// What is compared, as the `lanes` part of a link: the settings of each variant, `-` for the base as it
// is, with `;` between lanes: `qos:0;qos:1,ignore-repeats:true;-`. Without the part: the three levels.

import type { InputError } from '../base/result.ts';
import { COMMAND_END, FIELD_END, formatText, parseText } from './linkText.ts';
import { parseValue, showValue } from './parse.ts';
import type { Scenario } from './scenario.ts';
import {
  applySettings,
  isSettingName,
  SETTINGS,
  type Setting,
  type SettingName,
} from './settings.ts';
import { LANES_MAX, type Variant, variantOf } from './variants.ts';

const AS_IT_IS = '-';
const LANES_TEXT = `one to ${LANES_MAX} lanes, such as qos:0;qos:1,ignore-repeats:true;-`;

export function formatLanes(lanes: readonly Variant[]): string {
  return lanes.map(({ settings }) => formatLane(settings)).join(COMMAND_END);
}

function formatLane(settings: Variant['settings']): string {
  if (settings.size === 0) return AS_IT_IS;
  return [...settings].map(([name, text]) => `${name}:${formatText(text)}`).join(FIELD_END);
}

export interface ParsedLanes {
  /** Undefined: none can be read. */
  readonly lanes: readonly Variant[] | undefined;
  readonly errors: readonly InputError[];
}

/**
 * @param text of the part, still percent-encoded
 * @param scenario the base: settings that contradict it, or each other, are told
 */
export function parseLanes(text: string, scenario: Scenario): ParsedLanes {
  const errors: InputError[] = [];
  const parts = text.split(COMMAND_END);
  const lanes = parts.slice(0, LANES_MAX).flatMap((part, i) => {
    if (part === '') {
      errors.push({ field: `lanes.${i}`, value: '""', expected: LANES_TEXT });
      return [];
    }
    const given = part === AS_IT_IS ? [] : part.split(FIELD_END);
    const settings = readSettings(given, `lanes.${i}`, errors);
    dropClashes(settings, scenario, `lanes.${i}`, errors);
    return [variantOf(settings)];
  });
  if (parts.length > LANES_MAX) {
    errors.push({ field: 'lanes', value: `${parts.length} lanes`, expected: LANES_TEXT });
  }
  return { lanes: lanes.length > 0 ? lanes : undefined, errors };
}

function readSettings(
  parts: readonly string[],
  lane: string,
  errors: InputError[],
): Map<SettingName, string> {
  const settings = new Map<SettingName, string>();
  for (const part of parts) {
    const [, name = '', raw = ''] = /^([^:]*):?(.*)$/s.exec(part) ?? [];
    const text = parseText(raw);
    const refuse = (field: string, value: string, expected: string) =>
      errors.push({ field, value: showValue(value), expected });
    if (!isSettingName(name)) refuse(lane, part, 'SETTING:VALUE with one of the settings');
    else if (name === 'seed') {
      refuse(`${lane}.seed`, raw, 'a setting other than it: the lanes have the same luck');
    } else if (text === undefined) refuse(`${lane}.${name}`, raw, 'percent-encoded UTF-8');
    else if (settings.has(name)) {
      refuse(`${lane}.${name}`, raw, `one ${name} alone: the first counts`);
    } else {
      const { schema, readText, showText }: Setting = SETTINGS[name];
      const parsed = parseValue(schema, readText(text), name);
      if (parsed.ok) settings.set(name, showText(parsed.value));
      else refuse(`${lane}.${name}`, text, parsed.errors[0]?.expected ?? '');
    }
  }
  return settings;
}

/** What the scenario has no place for may have one in a command: it is no clash. */
function dropClashes(
  settings: Map<SettingName, string>,
  scenario: Scenario,
  lane: string,
  errors: InputError[],
): void {
  const placed = [...settings].filter(([name]) => {
    const { needs }: Setting = SETTINGS[name];
    return needs === undefined || needs.isIn(scenario);
  });
  const wrong = applySettings(scenario, new Map(placed), (name) => name).errors;
  for (const error of wrong) {
    if (isSettingName(error.field)) settings.delete(error.field);
    errors.push({ ...error, field: `${lane}.${error.field}` });
  }
}
