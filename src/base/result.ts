// The outcome of reading input from outside: a value, or all that is wrong with it.

/** One thing wrong with an input: where, what stood there, what was expected. */
export interface InputError {
  /** Path of the field, such as `network.lossHop1Up` or `--loss`. */
  readonly field: string;
  /** The offending value as it was given, as text. */
  readonly value: string;
  readonly expected: string;
}

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly errors: readonly InputError[] };

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function failed(errors: readonly InputError[]): Result<never> {
  return { ok: false, errors };
}

/** One line: `loss: got "1.5", expected a number from 0 to 1`. */
export function formatInputError(error: InputError): string {
  return `${error.field}: got ${error.value}, expected ${error.expected}`;
}
