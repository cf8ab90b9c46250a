// The timers that belong to a session and not to a connection: its end, its will's delay, and the
// expiry of what waits for it. They go by the session's last connection.

import { addTime, fromSec, type SimTime } from '../../base/time.ts';
import type { Effect, TimerKey, TimerName } from '../effect.ts';
import { NEVER_EXPIRES_SEC } from '../packets/packet.ts';
import type { Session } from './state.ts';

const SESSION_TIMERS = ['session-expiry', 'will-delay', 'message-expiry'] as const;

function keyOf({ lastConnection }: Session, timer: TimerName): TimerKey {
  return { connection: lastConnection, timer, packetId: 0 };
}

/** v5 [MQTT-4.1.0-2]: the session outlives its connection by its Session Expiry Interval. */
export function armSessionExpiry(session: Session, now: SimTime, effects: Effect[]): void {
  if (session.expirySec === NEVER_EXPIRES_SEC) return;
  const at = addTime(now, fromSec(session.expirySec));
  effects.push({
    kind: 'set-timer',
    key: keyOf(session, 'session-expiry'),
    at,
    messageUid: undefined,
  });
}

export function armWillDelay(
  session: Session,
  delaySec: number,
  now: SimTime,
  effects: Effect[],
): void {
  const at = addTime(now, fromSec(delaySec));
  effects.push({ kind: 'set-timer', key: keyOf(session, 'will-delay'), at, messageUid: undefined });
}

/** Wakes the session when the first of what waits for it expires. */
export function armMessageExpiry(session: Session, effects: Effect[]): void {
  const at = session.sender.waiting.nextExpiry;
  if (at === session.expiryTimerAt) return;
  session.expiryTimerAt = at;
  const key = keyOf(session, 'message-expiry');
  if (at === Infinity) effects.push({ kind: 'cancel-timer', key });
  else effects.push({ kind: 'set-timer', key, at: at as SimTime, messageUid: undefined });
}

export function cancelSessionTimers(session: Session, effects: Effect[]): void {
  session.expiryTimerAt = Infinity;
  for (const timer of SESSION_TIMERS) {
    effects.push({ kind: 'cancel-timer', key: keyOf(session, timer) });
  }
}
