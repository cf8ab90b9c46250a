// How a command ends, and how it says what was wrong: one line on the standard error.

import { formatInputError, type InputError } from '../base/result.ts';

export const DONE = 0;
export const FAILED = 1;
const BAD_INPUT = 2;

/** @returns the exit code */
export function refuse(errors: readonly InputError[]): number {
  const [first, ...more] = errors;
  if (first === undefined) return FAILED;
  say(formatInputError(first) + (more.length > 0 ? ` (and ${more.length} more)` : ''));
  return BAD_INPUT;
}

/** @returns the exit code */
export function fail(text: string): number {
  say(text);
  return FAILED;
}

/** One line, whatever stood in the input. */
function say(text: string): void {
  process.stderr.write(`${text.replace(/\p{Cc}+/gu, ' ')}\n`);
}
