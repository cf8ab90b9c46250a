// A broker's Session State and retained messages as plain data: what a persistent store keeps through
// a crash. When it is saved, and what is lost with it, is the host's to say.

import type { SimTime } from '../../base/time.ts';
import type { ConnectionId, Effect } from '../effect.ts';
import { heldLength } from '../packets/encodedLength.ts';
import type { ClientId, ProtocolVersion, Will } from '../packets/packet.ts';
import { describeOutgoing, type OutgoingEntry } from '../session/outgoing.ts';
import { type IncomingEntry, restoreIncoming } from '../session/receiver.ts';
import type { Delivery } from '../session/waiting.ts';
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
    incoming: [...receiver.entries],
    lastPacketId: sender.lastPacketId,
  };
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
    sender.entries.set(packetId, { ...exchange, sentAt: now, stored });
    effects.push({ kind: 'store-entry', entry: stored });
  }
  for (const delivery of saved.waiting) sender.waiting.push(delivery, effects);
  for (const [packetId, entry] of saved.incoming) {
    restoreIncoming(receiver, packetId, entry);
    effects.push({ kind: 'store-entry', entry: entry.stored });
  }
  if (will !== undefined) armWillDelay(session, will.delaySec, now, effects);
  armSessionExpiry(session, now, effects);
  armMessageExpiry(session, effects);
}
