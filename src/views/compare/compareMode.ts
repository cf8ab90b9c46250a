// The kinds of comparison that the screen offers, which of them a choice of lanes is, and which lanes each
// begins with.

import { publishedLevelsOf } from '../../scenario/patternChanges.ts';
import type { Command, Scenario } from '../../scenario/scenario.ts';
import {
  areSameLanes,
  LEVELS,
  PER_MESSAGE,
  type Variant,
  variantOf,
} from '../../scenario/variants.ts';
import type { Qos } from '../../trace/event.ts';

export type CompareMode = 'levels' | 'variants' | 'message';

export const MODES: readonly { readonly value: CompareMode; readonly label: string }[] = [
  { value: 'levels', label: 'Levels' },
  { value: 'variants', label: 'Two variants' },
  { value: 'message', label: 'Per message' },
];

export const MODE_SAYS: Readonly<Record<CompareMode, string>> = {
  levels: 'The same messages at QoS 0, 1 and 2, over the same network with the same luck.',
  variants: 'The same run twice, with what you choose changed in each.',
  message:
    'Each message at its own level, against the same traffic with one level for the connection.',
};

/** What a kind of comparison begins with, until somebody puts variants together. */
const FIRST_LANES: Readonly<Record<CompareMode, readonly Variant[]>> = {
  levels: LEVELS,
  variants: [
    variantOf([
      ['qos', '1'],
      ['ignore-repeats', 'true'],
    ]),
    variantOf([['qos', '2']]),
  ],
  message: PER_MESSAGE,
};

export function modeOf(lanes: readonly Variant[]): CompareMode {
  if (areSameLanes(lanes, LEVELS)) return 'levels';
  return areSameLanes(lanes, PER_MESSAGE) ? 'message' : 'variants';
}

/** What was compared, for as long as the page is open. */
export interface ComparedLanes {
  last?: readonly Variant[];
  /** The last variants that somebody has put together. */
  own?: readonly Variant[];
}

export function noteLanes(compared: ComparedLanes, lanes: readonly Variant[]): void {
  compared.last = lanes;
  if (modeOf(lanes) === 'variants') compared.own = lanes;
}

export function lanesFor(mode: CompareMode, { own }: ComparedLanes): readonly Variant[] {
  return mode === 'variants' && own !== undefined ? own : FIRST_LANES[mode];
}

/** The levels at which a run publishes, each once, the lowest first. */
export function mixOf(scenario: Scenario, commands: readonly Command[]): readonly Qos[] {
  const given = commands.map((command) => ({ atMs: 0, command }));
  const script = [...scenario.script, ...given];
  return [...new Set(publishedLevelsOf({ ...scenario, script }))].sort();
}
