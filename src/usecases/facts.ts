// What stands in a payload: one flat object of JSON, as applications send it.

export type Fact = string | number | boolean;
export type Facts = Readonly<Record<string, Fact>>;

/** Undefined for any other text. */
export function readFacts(payload: string): Facts | undefined {
  let value: unknown;
  try {
    value = JSON.parse(payload);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const entries = Object.entries(value);
  return entries.every((entry): entry is [string, Fact] => isFact(entry[1]))
    ? Object.fromEntries(entries)
    : undefined;
}

function isFact(value: unknown): value is Fact {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** 0 where there is none. */
export function numberIn(facts: Facts | undefined, name: string): number {
  const fact = facts?.[name];
  return typeof fact === 'number' ? fact : 0;
}

export function textIn(facts: Facts | undefined, name: string): string {
  const fact = facts?.[name];
  return fact === undefined ? '' : String(fact);
}

/** Whether there is a number by each of these names. */
export function hasNumbers(facts: Facts, ...names: readonly string[]): boolean {
  return names.every((name) => typeof facts[name] === 'number');
}
