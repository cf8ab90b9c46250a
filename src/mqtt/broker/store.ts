// A broker's Session State and retained messages as plain data: what a persistent store keeps through
// a crash. When it is saved, and what is lost with it, is the host's to say.

import type { SimTime } from '../../base/time.ts';
import type { ConnectionId, Effect, StoreEntry } from '../effect.ts';
import { heldLength } from '../packets/encodedLength.ts';
import type { ClientId, ProtocolVersion, Will } from '../packets/packet.ts';
import { describeOutgoing, type OutgoingEntry } from '../session/outgoing.ts';
import { type IncomingEntry, restoreIncoming } from '../session/receiver.ts';
import { type Delivery, describeQueued } from '../session/waiting.ts';
import { createBroker } from './broker.ts';
import { countStored } from './held.ts';
import type { BrokerOptions } from './options.ts';
import { createSession } from './sessions.ts';
import { armMessageExpiry, armSessionExpiry, armWillDelay } from './sessionTimers.ts';
import type { BrokerState, Granted, Retained, Session } from './state.ts';
import { grant } from './subscriptions.ts';

interface SavedExchange {
  readonly packetId: number;
  readonly delivery: Delivery;
  readonly awaits: OutgoingEntry['awaits'];
  readonly attempt: number;
  readonly pubrelAttempt: number;
}

interface SavedSession {
  readonly clientId: ClientId;
  readonly version: ProtocolVersion;
  readonly expirySec: number;
  readonly lastConnection: ConnectionId;
  /** A will that waits for its delay to be over. */
  readonly will: Will | undefined;
  readonly subscriptions: readonly Granted[];
  readonly outgoing: readonly SavedExchange[];
  readonly waiting: readonly Delivery[];
  readonly incoming: readonly (readonly [packetId: number, entry: IncomingEntry])[];
  readonly lastPacketId: number;
}

export interface BrokerSnapshot {
  readonly sessions: readonly SavedSession[];
  readonly retained: readonly Retained[];
  readonly originated: number;
  readonly assignedIds: number;
}

export const EMPTY_SNAPSHOT: BrokerSnapshot = {
  sessions: [],
  retained: [],
  originated: 0,
  assignedIds: 0,
};

/** @returns all that outlives the broker's connections; it shares nothing that changes later */
export function saveBroker({
  sessions,
  retained,
  originated,
  assignedIds,
}: BrokerState): BrokerSnapshot {
  const kept = [...sessions.values()].filter(({ expirySec }) => expirySec > 0);
  return {
    sessions: kept.map(saveSession),
    retained: [...retained.values()],
    originated,
    assignedIds,
  };
}

/** @returns the entries that a saved broker stores, as `restoreBroker` tells of them */
export function entriesOf({ sessions }: BrokerSnapshot): readonly StoreEntry[] {
  return sessions.flatMap(({ clientId, outgoing, waiting, incoming }) => [
    ...outgoing.map(({ packetId, delivery, awaits }) =>
      describeOutgoing(clientId, packetId, delivery, awaits),
    ),
    ...waiting.map((delivery) => describeQueued(clientId, delivery)),
    ...incoming.map(([, { stored }]) => stored),
  ]);
}

function saveSession(session: Session): SavedSession {
  const { clientId, version, expirySec, lastConnection, will, sender, receiver } = session;
  return {
    clientId,
    version,
    expirySec,
    lastConnection,
    will,
    subscriptions: [...session.subscriptions.values()],
    outgoing: [...sender.entries.values()].map(
      ({ packetId, delivery, awaits, attempt, pubrelAttempt }) => ({
        packetId,
        delivery,
        awaits,
        attempt,
        pubrelAttempt,
      }),
    ),
    waiting: [...sender.waiting],
    incoming: receiver.entries.entries(),
    lastPacketId: sender.lastPacketId,
  };
}

/**
 * An older save as it is after a crash. What the broker had finished with since is back: its copies
 * are new ones, `life` on, so that no packet is taken for one that was sent before.
 */
export function reviveSnapshot(
  saved: BrokerSnapshot,
  { sessions }: BrokerState,
  life: number,
): BrokerSnapshot {
  const revived = saved.sessions.map((session) => {
    return reviveSession(session, sessions.get(session.clientId), life);
  });
  return { ...saved, sessions: revived };
}

function reviveSession(
  saved: SavedSession,
  current: Session | undefined,
  life: number,
): SavedSession {
  const waiting = new Set(current?.sender.waiting);
  return {
    ...saved,
    outgoing: saved.outgoing.map((exchange) => {
      const same = current?.sender.entries.get(exchange.packetId);
      if (same?.delivery !== exchange.delivery) {
        return { ...exchange, delivery: reviveDelivery(exchange.delivery, life) };
      }
      return { ...exchange, attempt: same.attempt, pubrelAttempt: same.pubrelAttempt };
    }),
    waiting: saved.waiting.map((delivery) => {
      return waiting.has(delivery) ? delivery : reviveDelivery(delivery, life);
    }),
    incoming: saved.incoming.map(([packetId, entry]) => {
      const isSame = current?.receiver.entries.get(packetId) === entry;
      return [packetId, isSame ? entry : { ...entry, attempt: entry.attempt + life }] as const;
    }),
  };
}

function reviveDelivery(delivery: Delivery, life: number): Delivery {
  return { ...delivery, copy: delivery.copy + life };
}

/**
 * A broker that starts with what was saved and has no connection yet. v5 §3.1.2.11.2: sessions begin
 * to expire now, and wills to wait.
 */
export function restoreBroker(
  options: BrokerOptions,
  snapshot: BrokerSnapshot,
  now: SimTime,
): { readonly state: BrokerState; readonly effects: readonly Effect[] } {
  const state = createBroker(options);
  const effects: Effect[] = [];
  state.originated = snapshot.originated;
  state.assignedIds = snapshot.assignedIds;
  for (const retained of snapshot.retained) {
    state.retained.set(retained.message.topic, retained);
    state.retainedBytes += heldLength(retained.message);
  }
  for (const saved of snapshot.sessions) restoreSession(state, saved, now, effects);
  countStored(state, effects);
  return { state, effects };
}

function restoreSession(
  state: BrokerState,
  saved: SavedSession,
  now: SimTime,
  effects: Effect[],
): void {
  const { clientId, lastConnection, version, expirySec, will } = saved;
  const session = createSession(state, clientId, lastConnection);
  const { sender, receiver } = session;
  Object.assign(session, { version, expirySec, will });
  for (const granted of saved.subscriptions) grant(state, session, granted);
  sender.lastPacketId = saved.lastPacketId;
  for (const exchange of saved.outgoing) {
    const { packetId, delivery, awaits } = exchange;
    const stored = describeOutgoing(clientId, packetId, delivery, awaits);
    sender.entries.set(packetId, { ...exchange, sentAt: now, stored, timer: undefined });
    effects.push({ kind: 'store-entry', entry: stored });
  }
  for (const delivery of saved.waiting) sender.waiting.push(delivery, effects);
  for (const [packetId, entry] of saved.incoming) {
    restoreIncoming(receiver, packetId, entry);
    effects.push({ kind: 'store-entry', entry: entry.stored });
  }
  if (will !== undefined) armWillDelay(session, will.delaySec, now, effects);
  armSessionExpiry(session, now, effects);
  // What has expired meanwhile.
  sender.waiting.dropExpired(now, effects);
  armMessageExpiry(session, effects);
}
