// The two forms in which applications keep what they are told: the latest value by key, and a list of
// entries with a sum; and how they read a message's number.

import { type Facts, hasNumbers, textIn } from './facts.ts';
import { withEntry } from './keyed.ts';
import type { Act, EntriesState, LatestState, Message } from './useCase.ts';

const TRAIL_MAX = 120;
const ENTRIES_MAX = 40;

export const NOTHING_SHOWN: LatestState = { form: 'latest', shown: new Map(), trail: [] };
export const NO_ENTRIES: EntriesState = { form: 'entries', entries: [], count: 0, total: 0 };

export function showLatest(state: LatestState, act: Act): LatestState {
  return {
    ...state,
    shown: withEntry(state.shown, act.key, act),
    trail: [...state.trail, act].slice(-TRAIL_MAX),
  };
}

/** As they come. @param weight of the entry: it is added to the total */
export function append(state: EntriesState, act: Act, weight = 0): EntriesState {
  const entries = [...state.entries, act].slice(-ENTRIES_MAX);
  return { ...state, entries, count: state.count + 1, total: state.total + weight };
}

/** By number, as whoever has numbered them meant them. */
export function insert(state: EntriesState, act: Act): EntriesState {
  const after = state.entries.findIndex(({ n }) => n > act.n);
  const place = after < 0 ? state.entries.length : after;
  const entries = state.entries.toSpliced(place, 0, act).slice(-ENTRIES_MAX);
  return { ...state, entries, count: state.count + 1 };
}

/** A message of one source, numbered by `n`; undefined without all of these numbers. */
export function readNumbered(
  facts: Facts,
  keyName: string | undefined,
  ...numbers: readonly string[]
): Message | undefined {
  const { n } = facts;
  if (typeof n !== 'number' || !hasNumbers(facts, ...numbers)) return undefined;
  return { source: '', n, key: keyName === undefined ? '' : textIn(facts, keyName), facts };
}

/** Of one with many sources: each numbers its own. */
export function readFrom(
  facts: Facts,
  sourceName: string,
  ...numbers: readonly string[]
): Message | undefined {
  const message = readNumbered(facts, sourceName, ...numbers);
  return message && { ...message, source: message.key };
}
