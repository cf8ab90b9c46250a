// What a link to the Lab says beside its run: `part=prove`, or a sweep's axes, figure and numbers. Each
// part is checked by itself here; whether the run has a place for them is for the Lab to say.
//
//   #/lab?x=loss=0:0.5:0.05&measure=duplicates&levels=1,2&replications=20

import type { InputError } from '../base/result.ts';
import { integerFrom, LIMITS } from './limits.ts';
import { formatText } from './linkText.ts';
import { parseValue, showValue } from './parse.ts';
import { isEndless } from './patternChanges.ts';
import type { Scenario } from './scenario.ts';
import { readValue } from './settings.ts';

export const LAB_PARTS = ['sweep', 'prove', 'sheet'] as const;
export type LabPart = (typeof LAB_PARTS)[number];

/** Of what a decision sheet simulates, bytes. */
export const PAYLOAD_MAX = 1_000_000;
export const PER_DAY_MAX = 1_000_000_000;

/** What is absent is as the Lab has it by itself. */
export interface Lab {
  /** Absent: the sweep. */
  readonly part?: Exclude<LabPart, 'sweep'>;

  /** What a sweep varies, such as `loss=0:0.5:0.05`. */
  readonly x?: string;
  readonly y?: string;
  readonly measure?: string;
  /** A second figure of the same runs. */
  readonly also?: string;
  /** `0,1,2`: everything is published at each of them. */
  readonly levels?: string;
  readonly replications?: number;
  readonly untilMs?: number;
  readonly xLog?: boolean;
  readonly yLog?: boolean;

  /** How much a search may do in one run. */
  readonly drops?: number;
  readonly cuts?: number;
  readonly crashes?: number;
  readonly cleanReconnects?: number;
  /** Two messages instead of one. */
  readonly two?: boolean;

  /** The reader's own messages, on the decision sheet. */
  readonly perDay?: number;
  readonly payload?: number;
}

/** When runs of a scenario that publishes without end are ended. */
export const UNTIL_MS = 60_000;

/** The same, about this scenario, whose runs have an end. */
export function withEnd(scenario: Scenario, lab: Lab): Lab {
  return isEndless(scenario) ? { ...lab, untilMs: lab.untilMs ?? UNTIL_MS } : lab;
}

interface Field {
  readonly key: keyof Lab;
  /** @returns undefined for a text that is no value */
  read(text: string): string | number | boolean | undefined;
  readonly expected: string;
}

/** By the names that a link has for them, in the order in which it says them. */
const FIELDS: Readonly<Record<string, Field>> = {
  part: word('part', /^(prove|sheet)$/, 'prove or sheet; a sweep needs no part'),
  x: word('x', /^[a-z0-9-]{1,60}=.+$/s, 'SETTING=FROM:TO:STEP or SETTING=VALUE,VALUE,…'),
  y: word('y', /^[a-z0-9-]{1,60}=.+$/s, 'SETTING=FROM:TO:STEP or SETTING=VALUE,VALUE,…'),
  measure: word('measure', /^[a-z0-9-]{1,60}$/, 'the name of a figure'),
  also: word('also', /^[a-z0-9-]{1,60}$/, 'the name of a figure'),
  levels: word('levels', /^(?!.*([012]).*\1)[012](,[012])*$/, 'levels such as 0,1,2, each once'),
  replications: number('replications', integerFrom(1, 1_000_000)),
  'until-ms': number('untilMs', LIMITS.timeMs),
  'x-log': flag('xLog'),
  'y-log': flag('yLog'),
  drops: number('drops', integerFrom(0, 8)),
  cuts: number('cuts', integerFrom(0, 3)),
  crashes: number('crashes', integerFrom(0, 3)),
  'clean-reconnects': number('cleanReconnects', integerFrom(0, 3)),
  two: flag('two'),
  'per-day': number('perDay', integerFrom(1, PER_DAY_MAX)),
  'payload-bytes': number('payload', integerFrom(0, PAYLOAD_MAX)),
};

export const LAB_PART_NAMES: readonly string[] = Object.keys(FIELDS);

interface ParsedLab {
  readonly lab: Lab;
  readonly errors: readonly InputError[];
}

/** @param parts of the link, percent-decoded; those that are not the Lab's are left alone */
export function parseLab(parts: ReadonlyMap<string, string>): ParsedLab {
  const errors: InputError[] = [];
  const lab: Partial<Record<keyof Lab, string | number | boolean>> = {};
  for (const [name, { key, read, expected }] of Object.entries(FIELDS)) {
    const text = parts.get(name);
    if (text === undefined) continue;
    const value = read(text);
    if (value === undefined) errors.push({ field: name, value: showValue(text), expected });
    else lab[key] = value;
  }
  return { lab: lab as Lab, errors };
}

/** As parts of a link. */
export function formatLab(lab: Lab): readonly string[] {
  return Object.entries(FIELDS).flatMap(([name, { key }]) => {
    const value = lab[key];
    return value === undefined ? [] : [`${name}=${formatStructured(String(value))}`];
  });
}

/** The first `=` ends a part's name, so that those after it need no escape, and neither do commas. */
function formatStructured(text: string): string {
  return formatText(text).replace(/%3D/g, '=').replace(/%2C/g, ',');
}

function word(key: keyof Lab, pattern: RegExp, expected: string): Field {
  return { key, expected, read: (text) => (pattern.test(text) ? text : undefined) };
}

function number(key: keyof Lab, schema: ReturnType<typeof integerFrom> | typeof LIMITS.timeMs) {
  const read = (text: string) => {
    const parsed = parseValue(schema, readValue(text), key);
    return parsed.ok ? parsed.value : undefined;
  };
  const refused = parseValue(schema, undefined, key);
  return { key, read, expected: refused.ok ? '' : (refused.errors[0]?.expected ?? '') };
}

function flag(key: keyof Lab): Field {
  return { key, expected: 'true or false', read: (text) => ({ true: true, false: false })[text] };
}
