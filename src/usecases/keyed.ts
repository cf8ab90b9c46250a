// A table by a key that comes from a payload, as data that is never changed: a new one for each entry.
// It does not grow without end, whatever keys come.

const KEYS_MAX = 1000;

export type Keyed<T> = ReadonlyMap<string, T>;

export function withEntry<T>(table: Keyed<T>, key: string, value: T): Keyed<T> {
  const next = new Map(table).set(key, value);
  const [oldest] = next.keys();
  if (next.size > KEYS_MAX && oldest !== undefined) next.delete(oldest);
  return next;
}
