// The kinds of comparison that the screen offers, and which of them a choice of lanes is.

import {
  areSameLanes,
  LEVELS,
  PER_MESSAGE,
  type Variant,
  variantOf,
} from '../../scenario/variants.ts';

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

/** What a kind of comparison begins with. */
export const FIRST_LANES: Readonly<Record<CompareMode, readonly Variant[]>> = {
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
