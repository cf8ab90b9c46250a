// What a link to the course leads to: a lesson and one of its steps, a myth or a challenge, by name. Which
// names there are is the course's to say.
//
//   #/learn?lesson=at-least-once&step=kill-the-answer

import type { InputError } from '../base/result.ts';
import { showValue } from './parse.ts';

/** Without any of it: the list of all that there is. */
export interface Learn {
  readonly lesson?: string;
  /** Of that lesson; absent: the first. */
  readonly step?: string;
  readonly myth?: string;
  readonly challenge?: string;
  /** Its solution is carried out. */
  readonly show?: string;
}

const NAME = /^[a-z0-9-]{1,60}$/;
const FIELDS = {
  lesson: { pattern: NAME, expected: 'the name of a lesson' },
  step: { pattern: NAME, expected: 'the name of a step' },
  myth: { pattern: NAME, expected: 'the name of a myth' },
  challenge: { pattern: NAME, expected: 'the name of a challenge' },
  show: { pattern: /^solution$/, expected: 'solution' },
} as const;

export const LEARN_PART_NAMES: readonly string[] = Object.keys(FIELDS);

interface ParsedLearn {
  readonly learn: Learn;
  readonly errors: readonly InputError[];
}

/** @param parts of the link, percent-decoded; those that are not the course's are left alone */
export function parseLearn(parts: ReadonlyMap<string, string>): ParsedLearn {
  const errors: InputError[] = [];
  const learn: Partial<Record<string, string>> = {};
  for (const [field, { pattern, expected }] of Object.entries(FIELDS)) {
    const text = parts.get(field);
    if (text === undefined) continue;
    if (pattern.test(text)) learn[field] = text;
    else errors.push({ field, value: showValue(text), expected });
  }
  return { learn, errors };
}
