// What is wrong with what was asked, as the form says it.

import { formatInputError, type InputError } from '../../base/result.ts';

export function sayErrors(errors: readonly InputError[]): string {
  return `${errors.map(formatInputError).join('. ')}.`;
}
