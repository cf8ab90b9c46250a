// What all sessions together hold, so that many of them cannot hold without limit.

import type { Effect } from '../effect.ts';
import type { BrokerState } from './state.ts';

/** Counts what a step has stored, reduced to its identifier, and released. */
export function countStored(state: BrokerState, effects: readonly Effect[]): void {
  for (const effect of effects) {
    switch (effect.kind) {
      case 'store-entry':
        if (effect.entry.holds === 'message') state.storedBytes += effect.entry.bytes;
        break;
      case 'update-entry':
        state.storedBytes -= effect.entry.bytes;
        break;
      case 'release-entry':
        if (effect.entry.holds === 'message') state.storedBytes -= effect.entry.bytes;
        break;
      default:
    }
  }
}
