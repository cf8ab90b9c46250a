// A broker's process ends: what it stores from now on is what its store on disk has kept, older
// perhaps than what it knew. Says what is gone, and what is back from before.

import type { Effect, StoreEntry } from '../effect.ts';
import { releaseOf } from '../effect.ts';
import { discard, discardReceived } from '../session/waiting.ts';
import type { BrokerState } from './state.ts';
import { type BrokerSnapshot, entriesOf, saveBroker } from './store.ts';

/**
 * Nothing is asked of the broker's connections and timers: they end with its process.
 * @param kept what is on disk, and what `restoreBroker` will start with
 */
export function crashBroker(state: BrokerState, kept: BrokerSnapshot): readonly Effect[] {
  const effects: Effect[] = [];
  const before = byName(entriesOfAll(state));
  const after = byName(entriesOf(kept));
  for (const [name, entry] of before) {
    if (!isSame(after.get(name), entry)) lose(entry, effects);
  }
  for (const [name, entry] of after) {
    if (!isSame(before.get(name), entry)) effects.push({ kind: 'store-entry', entry });
  }
  const keptIds = new Set(kept.sessions.map(({ clientId }) => clientId));
  for (const clientId of state.sessions.keys()) {
    if (!keptIds.has(clientId)) effects.push({ kind: 'end-session', clientId, reason: 'crashed' });
  }
  tellRetained(state, kept, effects);
  return effects;
}

/** Of sessions that end with their connection, too. */
function entriesOfAll(state: BrokerState): readonly StoreEntry[] {
  const sessions = [...state.sessions].map(([id, session]) => {
    return [id, { ...session, expirySec: 1 }] as const;
  });
  return entriesOf(saveBroker({ ...state, sessions: new Map(sessions) }));
}

function byName(entries: readonly StoreEntry[]): ReadonlyMap<string, StoreEntry> {
  return new Map(entries.map((entry) => [nameOf(entry), entry]));
}

/** Tells entries apart: queued ones have no Packet Identifier. */
function nameOf({ store, peer, packetId, messageUid, copy }: StoreEntry): string {
  return `${store} ${peer} ${packetId} ${messageUid} ${copy}`;
}

function isSame(a: StoreEntry | undefined, b: StoreEntry): boolean {
  return a !== undefined && a.holds === b.holds && a.awaits === b.awaits;
}

function lose(entry: StoreEntry, effects: Effect[]): void {
  const { store, peer, messageUid, copy, holds } = entry;
  effects.push(releaseOf(entry, 'stateLost'));
  if (holds !== 'message') return;
  if (store === 'incoming') discardReceived(peer, entry, 'stateLost', effects);
  else discard(peer, { message: { uid: messageUid }, copy }, 'stateLost', effects);
}

function tellRetained(state: BrokerState, kept: BrokerSnapshot, effects: Effect[]): void {
  const after = new Map(kept.retained.map(({ message }) => [message.topic, message]));
  for (const [topic, { message }] of state.retained) {
    if (after.get(topic)?.uid !== message.uid) effects.push({ kind: 'clear-retained', topic });
  }
  for (const [topic, message] of after) {
    const before = state.retained.get(topic)?.message.uid;
    if (before !== message.uid) effects.push({ kind: 'retain-message', message });
  }
}
