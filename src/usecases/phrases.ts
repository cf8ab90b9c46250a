// Words of the sentences that verdicts say: numbers of things, lists, sums of money, spans of time.

import type { SimTime } from '../base/time.ts';
import { toSec } from '../base/time.ts';
import { messagesOf, type Sum } from './tally.ts';

/** `1 line`, `3 lines`. */
export function countOf(n: number, thing: string, things = `${thing}s`): string {
  return `${n} ${n === 1 ? thing : things}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listOf(parts: readonly string[]): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}

/** 4990 → `49.90`. */
export function money(cents: number): string {
  const whole = Math.floor(Math.abs(cents) / 100);
  const rest = String(Math.abs(cents) % 100).padStart(2, '0');
  return `${cents < 0 ? '−' : ''}${whole}.${rest}`;
}

/** 2300000 → `2.3 s`. */
export function span(us: number): string {
  const seconds = toSec(us as SimTime);
  if (seconds < 0.05) return 'less than 0.1 s';
  return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
}

/** A figure without the noise of binary fractions. */
export function figure(value: number, digits = 1): string {
  return value.toFixed(digits).replace(/\.0+$/, '');
}

/** `payment 7`, `payments 2, 5 and 7`, `payments 2, 5, 7, 9 and 2 more`. */
export function nameAll(sum: Sum, thing: string, things = `${thing}s`): string {
  const all = messagesOf(sum);
  const numbers = sum.first.map(({ n }) => n).sort((a, b) => a - b);
  // Never “and 1 more”: one more can be named as well.
  const named = all > numbers.length ? numbers.slice(0, -1) : numbers;
  const more = all - named.length;
  const parts = [...named.map(String), ...(more > 0 ? [`${more} more`] : [])];
  return `${all === 1 ? thing : things} ${listOf(parts)}`;
}

/** `was`, `were`. */
export function was(sum: Sum): string {
  return messagesOf(sum) === 1 ? 'was' : 'were';
}

/** `once`, `twice`, `3 times`. */
export function timesOf(n: number): string {
  if (n === 1) return 'once';
  return n === 2 ? 'twice' : `${n} times`;
}

/** `stands`, `stand`. */
export function stand(sum: Sum): string {
  return messagesOf(sum) === 1 ? 'stands' : 'stand';
}

/** `twice`, or how often in all where it is more. */
export function howOften(sum: Sum): string {
  const messages = messagesOf(sum);
  if (sum.count === messages) return 'twice';
  return messages === 1 ? `${sum.count + 1} times` : 'more than once';
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
