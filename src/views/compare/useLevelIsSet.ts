// Whether every lane sets the level of its messages: then nobody else chooses one.

import { useStore } from 'zustand';
import type { Comparison } from '../../store/comparison.ts';

/** @returns why there is nothing to choose; undefined: there is */
export function useLevelIsSet({ state }: Comparison): string | undefined {
  return useStore(state, ({ lanes }) =>
    lanes.every(({ variant }) => variant.settings.has('qos'))
      ? 'Each lane publishes it at its own level.'
      : undefined,
  );
}
