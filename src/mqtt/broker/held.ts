// What all sessions together hold, so that many of them cannot hold without limit.

import type { Effect, StoreEntry } from '../effect.ts';
import type { BrokerState } from './state.ts';

/** What an entry of a store costs besides its message, in bytes: about. */
const ENTRY_BYTES = 400;

/** Counts what a step has stored, reduced to its identifier, and released. */
export function countStored(state: BrokerState, effects: readonly Effect[]): void {
  for (const effect of effects) {
    switch (effect.kind) {
      case 'store-entry':
        state.storedBytes += ENTRY_BYTES + messageBytes(effect.entry);
        break;
      case 'update-entry':
        state.storedBytes -= effect.entry.bytes;
        break;
      case 'release-entry':
        state.storedBytes -= ENTRY_BYTES + messageBytes(effect.entry);
        break;
      default:
    }
  }
}

function messageBytes({ holds, bytes }: StoreEntry): number {
  return holds === 'message' ? bytes : 0;
}
