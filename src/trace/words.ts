// Small numbers as words, and spans of time, for sentences.

import type { SimTime } from '../base/time.ts';

const ORDINALS = ['', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh'];
const TIMES = ['never', 'once', 'twice'];

/** 2 → `second`, 8 → `8th`. For 1 and up. */
export function ordinalWord(n: number): string {
  return ORDINALS[n] ?? `${n}${suffixOf(n)}`;
}

/** 2 → `2nd`. */
export function ordinalNumber(n: number): string {
  return `${n}${suffixOf(n)}`;
}

/** 1 → `once`, 2 → `twice`, 3 → `3 times`. */
export function timesWord(n: number): string {
  return TIMES[n] ?? `${n} times`;
}

/** `A`, `A and B`, `A, B and C`. */
export function listWords(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

function suffixOf(n: number): string {
  const teen = n % 100 >= 11 && n % 100 <= 13;
  if (teen) return 'th';
  return ['th', 'st', 'nd', 'rd'][n % 10] ?? 'th';
}

/** `600 ms`, `1.6 s`: short enough for a sentence. */
export function formatSpan(span: SimTime): string {
  if (span < 1_000_000) return `${Math.round(span / 1000)} ms`;
  return `${Math.round(span / 100_000) / 10} s`;
}

/**
 * What is left of a wait: `0.6 s`, and `60 ms` where the whole of it is less than a second, so that
 * its steps can be read; it never says that nothing is left.
 * @param whole how long it was when it was set, in µs
 */
export function formatCountdown(us: number, whole: number): string {
  if (whole < 1_000_000) return `${Math.ceil(us / 10_000) * 10} ms`;
  if (us <= 10_000_000) return `${(Math.ceil(us / 100_000) / 10).toFixed(1)} s`;
  return `${Math.ceil(us / 1_000_000)} s`;
}

/** An instant of virtual time, to the millisecond: `12.300 s`. */
export function formatInstant(t: number): string {
  return `${(t / 1_000_000).toFixed(3)} s`;
}
