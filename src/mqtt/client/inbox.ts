// Between a client and its application: one message after the other is handed over, each for as long
// as its handler takes; what comes meanwhile waits here. Memory of the process alone: a crash empties it.
//
//   state      input                  next       effects
//   idle       message, no handler time  idle    deliver, its acknowledgement
//   idle       message                handling   deliver, store its identifier, set handler
//   handling   message                handling   store in the inbox
//   handling   handler, none waits    idle       its acknowledgement, release
//   handling   handler, one waits     handling   the same for the next one, which was stored whole
// Acknowledgements come here only where they are sent last; else they are sent before.

import { addTime, type SimTime } from '../../base/time.ts';
import { type ConnectionId, type Effect, releaseOf, type StoreEntry } from '../effect.ts';
import type { HandOn } from '../session/receiver.ts';
import { discardReceived } from '../session/waiting.ts';
import type { ClientState } from './state.ts';

/** A message for the application, and what is to be answered when it has had it. */
export interface InboxItem {
  readonly handOn: HandOn;
  readonly connection: ConnectionId;
  readonly answers: readonly Effect[];
}

export function handOver(
  state: ClientState,
  item: InboxItem,
  now: SimTime,
  effects: Effect[],
): void {
  if (state.handling !== undefined) {
    state.inbox.push(item);
    effects.push({ kind: 'store-entry', entry: describe(item, 'message') });
    return;
  }
  if (state.options.handlerTime > 0) {
    effects.push({ kind: 'store-entry', entry: describe(item, 'identifier') });
  }
  start(state, item, now, effects);
}

/** Runs the handler; without a time of its own it is over at once. */
function start(state: ClientState, item: InboxItem, now: SimTime, effects: Effect[]): void {
  const { message, copy, attempt, qos } = item.handOn;
  effects.push({ kind: 'deliver-message', message, copy, attempt, qos });
  const { handlerTime } = state.options;
  if (handlerTime === 0) {
    acknowledge(state, item, effects);
    return;
  }
  state.handling = item;
  effects.push({
    kind: 'set-timer',
    key: { connection: item.connection, timer: 'handler', packetId: 0 },
    at: addTime(now, handlerTime),
    messageUid: message.uid,
  });
}

/** The handler is done: the next one's turn. */
export function finishHandler(state: ClientState, now: SimTime, effects: Effect[]): void {
  if (state.handling === undefined) return;
  acknowledge(state, state.handling, effects);
  effects.push({ kind: 'release-entry', entry: describe(state.handling, 'identifier') });
  state.handling = undefined;
  while (state.handling === undefined) {
    const next = state.inbox.shift();
    if (next === undefined) return;
    if (state.options.handlerTime > 0) {
      effects.push({ kind: 'update-entry', entry: describe(next, 'identifier') });
    } else {
      effects.push({ kind: 'release-entry', entry: describe(next, 'message') });
    }
    start(state, next, now, effects);
  }
}

/** On the connection that the message came on, if that is still there. */
function acknowledge(
  { phase }: ClientState,
  { answers, connection }: InboxItem,
  effects: Effect[],
): void {
  if (answers.length === 0) return;
  if (phase.kind === 'connected' && phase.connection === connection) effects.push(...answers);
}

/** The process has ended. */
export function emptyInbox(state: ClientState, effects: Effect[]): void {
  if (state.handling !== undefined) {
    effects.push(releaseOf(describe(state.handling, 'identifier'), 'stateLost'));
  }
  for (const item of state.inbox) {
    const entry = describe(item, 'message');
    effects.push(releaseOf(entry, 'stateLost'));
    discardReceived(entry.peer, entry, 'stateLost', effects);
  }
  state.inbox.length = 0;
  state.handling = undefined;
}

/** @param holds the message, or what is left of it while the application has it */
function describe(
  { handOn: { message, copy, qos } }: InboxItem,
  holds: StoreEntry['holds'],
): StoreEntry {
  return {
    store: 'inbox',
    peer: 'broker',
    packetId: 0,
    messageUid: message.uid,
    copy,
    qos,
    holds,
    awaits: 'handler',
    bytes: message.bytes,
  };
}
