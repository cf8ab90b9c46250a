// What the address of an embed of the course says: a lesson's step, a myth or a challenge, and beside that
// how the frame looks.

import type { InputError } from '../base/result.ts';
import { findPlace, linkTo, type Place } from '../lessons/place.ts';
import { LEARN_PART_NAMES, parseLearn } from '../scenario/linkLearn.ts';
import { nameSome } from '../scenario/linkRun.ts';
import { parseText } from '../scenario/linkText.ts';
import { showField, showValue } from '../scenario/parse.ts';
import {
  type EmbedParameters,
  readParameters,
  sayOnce,
  splitHash,
  splitPart,
} from './parameters.ts';

/** Of a frame's parameters; all others are about a run. */
export const LEARN_PARAMETER_NAMES = ['theme', 'load', 'host'] as const;

export interface LearnEmbed {
  readonly parameters: Pick<EmbedParameters, (typeof LEARN_PARAMETER_NAMES)[number]>;
  /** The list: nothing that there is was named. */
  readonly place: Place;
  /** Its solution is shown. */
  readonly isSolved: boolean;
  /** Each part that could not be used; all others were. */
  readonly ignored: readonly InputError[];
}

const NAMES: readonly string[] = [...LEARN_PART_NAMES, ...LEARN_PARAMETER_NAMES];

/** Never throws. @param hash of the page's address: `#lesson=loss&step=kill-one` */
export function parseLearnEmbed(hash: string): LearnEmbed {
  const [path, said] = splitHash(hash);
  const { parameters, rest, ignored } = readParameters(said, LEARN_PARAMETER_NAMES);
  const screen = path.replace(/[#/?]/g, '');
  if (screen !== '' && screen !== 'learn') {
    ignored.push({ field: 'screen', value: showValue(screen), expected: 'learn, or none' });
  }
  const parts = new Map<string, string>();
  for (const part of rest.filter((one) => one !== '')) {
    const [name, raw] = splitPart(part);
    const text = parseText(raw);
    const expected = objectionTo(name, text, parts);
    if (expected === undefined) parts.set(name, text ?? '');
    else ignored.push({ field: showField(name), value: showValue(raw), expected });
  }
  const { learn, errors } = parseLearn(parts);
  const { place, ignored: unknown } = findPlace(learn);
  return {
    parameters,
    place,
    isSolved: learn.show === 'solution',
    ignored: nameSome([...ignored, ...errors, ...unknown]),
  };
}

function objectionTo(
  name: string,
  text: string | undefined,
  parts: ReadonlyMap<string, string>,
): string | undefined {
  if (!LEARN_PART_NAMES.includes(name)) {
    return `no such part: a place of the course has ${NAMES.join(', ')}`;
  }
  if (text === undefined) return 'percent-encoded UTF-8';
  return parts.has(name) ? sayOnce(name) : undefined;
}

/** The application's hash; of the frame's own page with the rest of the address. */
export function formatLearn(
  { place, isSolved }: Pick<LearnEmbed, 'place' | 'isSolved'>,
  parameters?: LearnEmbed['parameters'],
): string {
  const parts = isSolved ? ['show=solution'] : [];
  for (const name of LEARN_PARAMETER_NAMES) {
    const value = parameters?.[name];
    if (value !== undefined) parts.push(`${name}=${encodeURIComponent(value)}`);
  }
  return [linkTo(place), ...parts].join('&');
}
