// The end of every switch over a union: the compiler proves that it is not reached.

/** @throws Error always, naming the value that no branch took */
export function assertNever(value: never): never {
  throw new Error(`No branch for ${JSON.stringify(value)}`);
}
