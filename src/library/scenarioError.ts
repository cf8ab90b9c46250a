// What the package throws for input that cannot be simulated.

import { formatInputError, type InputError } from '../base/result.ts';

/** Input that cannot be simulated. `errors` says of each fault where it is and what was expected. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';
  readonly errors: readonly InputError[];

  constructor(errors: readonly InputError[]) {
    super(errors.map(formatInputError).join('\n'));
    this.errors = errors;
  }
}
