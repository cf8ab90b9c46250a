// A session's sending half when its connection begins or ends, or the whole session does.

import { addTime, laterOf, type SimTime } from '../../base/time.ts';
import { type ConnectionId, type DiscardReason, type Effect, releaseOf } from '../effect.ts';
import type { OutgoingEntry, PeerLimits, SenderState } from './outgoing.ts';
import { hasQuota, resendEntry, sendWaiting } from './sender.ts';
import { type Delivery, discard } from './waiting.ts';

/**
 * v5 [MQTT-4.4.0-1], [MQTT-4.6.0-1], 3.1.1 [MQTT-4.4.0-1], [MQTT-4.6.0-1]: on a kept session, re-sends
 * all that is unacknowledged in its first order:
 * PUBREL at once, PUBLISH as the other side's Receive Maximum allows; what it holds until PUBREL
 * counts in that.
 */
export function resumeSender(
  state: SenderState,
  connection: ConnectionId,
  limits: PeerLimits,
  now: SimTime,
  effects: Effect[],
): void {
  state.connection = connection;
  state.limits = limits;
  for (const { packetId, awaits } of state.entries.values()) {
    if (awaits !== 'PUBCOMP') state.unsent.add(packetId);
  }
  for (const { packetId, awaits } of state.entries.values()) {
    if (awaits !== 'PUBCOMP') {
      if (!hasQuota(state)) continue;
      state.unsent.delete(packetId);
    }
    resendEntry(state, packetId, 'reconnect-resend', now, effects);
  }
  sendWaiting(state, now, effects);
}

/** The connection is gone: nothing is sent or timed until the next one. */
export function suspendSender(state: SenderState, effects: Effect[]): void {
  const { connection } = state;
  state.requestIds.clear();
  // v5 [MQTT-3.3.2-7]
  state.aliases.clear();
  state.unsent.clear();
  if (connection === undefined) return;
  for (const packetId of state.entries.keys()) {
    effects.push({ kind: 'cancel-timer', key: { connection, timer: 're-send', packetId } });
  }
  state.connection = undefined;
}

/** Session State is discarded: all that is sent and unacknowledged is released. */
export function discardUnacknowledged(
  state: SenderState,
  reason: DiscardReason,
  effects: Effect[],
): readonly OutgoingEntry[] {
  suspendSender(state, effects);
  const entries = state.entries.values();
  state.entries.clear();
  for (const { delivery, stored, awaits } of entries) {
    effects.push(releaseOf(stored, reason));
    if (awaits !== 'PUBCOMP') discard(state.peer, delivery, reason, effects);
  }
  return entries;
}

/** What waits to be sent is released, unsent. */
export function discardWaiting(
  state: SenderState,
  reason: DiscardReason,
  effects: Effect[],
): readonly Delivery[] {
  const deliveries = [...state.waiting];
  for (const delivery of deliveries) {
    state.waiting.shift(effects, reason);
    discard(state.peer, delivery, reason, effects);
  }
  return deliveries;
}

/** Sets when to re-send, for what is already sent too, counted from when it was sent. */
export function setResendAfter(
  state: SenderState,
  resendAfter: SimTime | undefined,
  now: SimTime,
  effects: Effect[],
): void {
  state.resendAfter = resendAfter;
  const { connection } = state;
  if (connection === undefined) return;
  for (const { packetId, sentAt, delivery } of state.entries.values()) {
    if (state.unsent.has(packetId)) continue;
    const key = { connection, timer: 're-send', packetId } as const;
    if (resendAfter === undefined) {
      effects.push({ kind: 'cancel-timer', key });
      continue;
    }
    const at = laterOf(now, addTime(sentAt, resendAfter));
    effects.push({ kind: 'set-timer', key, at, messageUid: delivery.message.uid });
  }
}
