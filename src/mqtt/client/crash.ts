// A client's process ends: its connection and its memory with it, and its Session State unless it
// was kept on disk.

import type { Effect } from '../effect.ts';
import { discardReceiver } from '../session/receiver.ts';
import { discardUnacknowledged, discardWaiting, suspendSender } from '../session/reconnect.ts';
import { emptyInbox } from './inbox.ts';
import type { ClientState } from './state.ts';

/** Timers are its host's to forget: no process is left that could cancel them. */
export function crash(state: ClientState, store: 'kept' | 'lost', effects: Effect[]): void {
  state.phase = { kind: 'offline' };
  state.requests.clear();
  suspendSender(state.sender, effects);
  emptyInbox(state, effects);
  if (store === 'kept') return;
  discardUnacknowledged(state.sender, 'stateLost', effects);
  discardWaiting(state.sender, 'stateLost', effects);
  discardReceiver(state.receiver, 'stateLost', effects);
  state.sender.lastPacketId = 0;
  state.hasSession = false;
  state.startsAnew = false;
  for (const filter of state.wanted.keys()) state.unconfirmed.add(filter);
  state.unwanted.clear();
}
