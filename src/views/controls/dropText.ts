// Losses to come, in words.

import type { DropRule } from '../../trace/dropRules.ts';

const HOP_NAMES = { 1: 'publisher', 2: 'subscriber' } as const;

export function sayDropRule({ packetType, hop }: Pick<DropRule, 'packetType' | 'hop'>): string {
  return `The next ${packetType} on the ${HOP_NAMES[hop]} hop will be lost.`;
}

/** In one line: the next of them, and how many more there are. */
export function sayDropRules(rules: readonly DropRule[]): string {
  const [first, ...others] = rules;
  if (first === undefined) return '';
  return others.length === 0
    ? sayDropRule(first)
    : `${sayDropRule(first)} And ${others.length} more.`;
}
