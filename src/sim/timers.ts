// The machines' timers in the world's queue. Setting one again replaces it; a cancelled or replaced
// one stays in the queue and is passed over.

import type { EventQueue } from '../base/eventQueue.ts';
import type { SimTime } from '../base/time.ts';
import type { TimerKey, TimerName } from '../mqtt/effect.ts';
import type { MessageUid } from '../mqtt/packets/packet.ts';
import type { NodeId, TraceEventOf } from '../trace/event.ts';
import type { Connection } from './connection.ts';
import type { Listener, TimerWork, Work } from './work.ts';

export class Timers {
  private readonly queue: EventQueue<Work>;
  private readonly listener: Listener;
  /** Those that run, by `nameOf` node and key. */
  private readonly running = new Map<number, TimerWork>();

  constructor(queue: EventQueue<Work>, listener: Listener) {
    this.queue = queue;
    this.listener = listener;
  }

  set(
    node: NodeId,
    connection: Connection,
    key: TimerKey,
    firesAt: SimTime,
    messageUid: MessageUid | undefined,
    now: SimTime,
  ): void {
    const name = nameOf(node, key);
    const replaced = this.running.get(name);
    if (replaced !== undefined) replaced.running = false;
    const work: TimerWork = {
      kind: 'timer',
      node,
      connection,
      key,
      firesAt,
      messageUid,
      running: true,
    };
    this.running.set(name, work);
    this.queue.push(firesAt, work);
    this.listener.tellMore?.(describe('timer-set', work, now));
  }

  cancel(node: NodeId, key: TimerKey): void {
    const name = nameOf(node, key);
    const work = this.running.get(name);
    if (work === undefined) return;
    work.running = false;
    this.running.delete(name);
  }

  /** A node's process has ended, and with it all its timers. */
  forget(node: NodeId): void {
    for (const work of [...this.running.values()]) {
      if (work.node === node) this.cancel(node, work.key);
    }
  }

  /** @returns false for a timer that was cancelled or replaced */
  fire(work: TimerWork, now: SimTime): boolean {
    if (!work.running) return false;
    this.cancel(work.node, work.key);
    this.listener.tellMore?.(describe('timer-fired', work, now));
    return true;
  }
}

/** Timers with a Packet Identifier, and those without: they have numbers beyond the identifiers'. */
const PLACE: Readonly<Record<TimerName, number>> = {
  're-send': 0,
  'keep-alive': 65_536,
  'ping-timeout': 65_537,
  'connect-timeout': 65_538,
  handler: 65_539,
  'session-expiry': 65_540,
  'will-delay': 65_541,
  'message-expiry': 65_542,
};
/** As many for each connection, and as many again for its other end. */
const PLACES = 131_072;

/** A number, because names are looked up with each packet. */
function nameOf(node: NodeId, { connection, timer, packetId }: TimerKey): number {
  const end = connection * 2 + (node === 'broker' ? 0 : 1);
  return end * PLACES + PLACE[timer] + packetId;
}

function describe(
  kind: 'timer-set' | 'timer-fired',
  { node, connection, key, firesAt, messageUid }: TimerWork,
  at: SimTime,
): TraceEventOf<'timer-set' | 'timer-fired'> {
  const { timer, packetId } = key;
  return { kind, at, node, client: connection.client, timer, packetId, messageUid, firesAt };
}
