// A set of whole numbers as spans in order, by who has numbered them: it stays small, because numbers
// come nearly in order. Beyond a limit the lowest are forgotten.

import { type Keyed, withEntry } from './keyed.ts';

type Span = readonly [from: number, to: number];
export type Ids = Keyed<readonly Span[]>;

export const NO_IDS: Ids = new Map();

const SPANS_MAX = 500;

export function hasId(ids: Ids, source: string, n: number): boolean {
  return ids.get(source)?.some(([from, to]) => from <= n && n <= to) === true;
}

/** The same where it has the number already. */
export function withId(ids: Ids, source: string, n: number): Ids {
  if (hasId(ids, source, n)) return ids;
  const spans = ids.get(source) ?? [];
  const before = spans.filter(([, to]) => to < n - 1);
  const after = spans.filter(([from]) => from > n + 1);
  const below = spans.find(([, to]) => to === n - 1);
  const above = spans.find(([from]) => from === n + 1);
  const joined: Span = [below?.[0] ?? n, above?.[1] ?? n];
  return withEntry(ids, source, [...before, joined, ...after].slice(-SPANS_MAX));
}

export function countIds(ids: Ids): number {
  const spans = [...ids.values()].flat();
  return spans.reduce((sum, [from, to]) => sum + to - from + 1, 0);
}
