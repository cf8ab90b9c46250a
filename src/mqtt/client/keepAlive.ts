// A client's keep-alive: PINGREQ into silence, and the wait for its answer.

import { addTime, fromSec, laterOf, type SimTime } from '../../base/time.ts';
import type { ConnectionId, Effect, TimerKey } from '../effect.ts';
import type { ClientState } from './state.ts';

/** v5 [MQTT-3.1.2-20], 3.1.1 [MQTT-3.1.2-23]: PINGREQ when nothing else was sent; else look again when it is due. */
export function keepAlive(
  state: ClientState,
  connection: ConnectionId,
  now: SimTime,
  effects: Effect[],
): void {
  const span = fromSec(state.keepAliveSec);
  if (addTime(state.lastSentAt, span) <= now) {
    effects.push({
      kind: 'send-packet',
      connection,
      packet: { type: 'PINGREQ' },
      because: 'pingreq',
    });
    const key: TimerKey = { connection, timer: 'ping-timeout', packetId: 0 };
    effects.push({ kind: 'set-timer', key, at: addTime(now, span), messageUid: undefined });
    state.lastSentAt = now;
  }
  armKeepAlive(state, connection, now, effects);
}

export function armKeepAlive(
  state: ClientState,
  connection: ConnectionId,
  now: SimTime,
  effects: Effect[],
): void {
  const dueAt = addTime(state.lastSentAt, fromSec(state.keepAliveSec));
  effects.push({
    kind: 'set-timer',
    key: { connection, timer: 'keep-alive', packetId: 0 },
    at: laterOf(now, dueAt),
    messageUid: undefined,
  });
}
