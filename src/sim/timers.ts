// The machines' timers in the world's queue. Setting one again replaces it; a cancelled one leaves the
// queue.

import type { EventQueue } from '../base/eventQueue.ts';
import { IdTable } from '../base/idTable.ts';
import type { SimTime } from '../base/time.ts';
import type { TimerKey, TimerName } from '../mqtt/effect.ts';
import type { MessageUid } from '../mqtt/packets/packet.ts';
import type { NodeId, TraceEventOf } from '../trace/event.ts';
import type { Connection } from './connection.ts';
import { LANE, type Listener, type TimerWork, type Work } from './work.ts';

/** Those of one end of a connection. */
interface EndTimers {
  /** By Packet Identifier. */
  readonly resend: IdTable<TimerWork>;
  readonly others: Map<TimerName, TimerWork>;
}

export class Timers {
  private readonly queue: EventQueue<Work>;
  private readonly listener: Listener;
  /** Those that run, by `numberOf` an end; none that has none. */
  private readonly ends: (EndTimers | undefined)[] = [];

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
    const end = this.endOf(node, key);
    let work = find(end, key);
    if (work === undefined) {
      work = { kind: 'timer', node, connection, key, firesAt, messageUid, ticket: 0 };
      if (key.timer === 're-send') end.resend.set(key.packetId, work);
      else end.others.set(key.timer, work);
    } else {
      this.queue.remove(work.ticket);
      work.firesAt = firesAt;
      work.messageUid = messageUid;
    }
    const lane = key.timer === 're-send' ? LANE.resends : undefined;
    work.ticket = this.queue.push(firesAt, work, lane);
    this.listener.tellMore?.(describe('timer-set', work, now));
  }

  cancel(node: NodeId, key: TimerKey): void {
    const end = this.ends[numberOf(node, key)];
    const work = end === undefined ? undefined : find(end, key);
    if (work === undefined) return;
    this.queue.remove(work.ticket);
    this.drop(work);
  }

  /** A node's process has ended, and with it all its timers. */
  forget(node: NodeId): void {
    for (const end of this.ends) {
      if (end === undefined) continue;
      for (const work of [...end.resend.values(), ...end.others.values()]) {
        if (work.node === node) this.cancel(node, work.key);
      }
    }
  }

  /** One that has left the queue because its time has come. */
  fire(work: TimerWork, now: SimTime): void {
    this.drop(work);
    this.listener.tellMore?.(describe('timer-fired', work, now));
  }

  private endOf(node: NodeId, key: TimerKey): EndTimers {
    const number = numberOf(node, key);
    while (this.ends.length <= number) this.ends.push(undefined);
    const known = this.ends[number];
    if (known !== undefined) return known;
    const end = { resend: new IdTable<TimerWork>(), others: new Map() };
    this.ends[number] = end;
    return end;
  }

  private drop({ node, key }: TimerWork): void {
    const number = numberOf(node, key);
    const end = this.ends[number];
    if (end === undefined) return;
    if (key.timer === 're-send') end.resend.delete(key.packetId);
    else end.others.delete(key.timer);
    if (end.resend.size === 0 && end.others.size === 0) this.ends[number] = undefined;
  }
}

function find({ resend, others }: EndTimers, { timer, packetId }: TimerKey): TimerWork | undefined {
  return timer === 're-send' ? resend.get(packetId) : others.get(timer);
}

function numberOf(node: NodeId, { connection }: TimerKey): number {
  return connection * 2 + (node === 'broker' ? 0 : 1);
}

function describe(
  kind: 'timer-set' | 'timer-fired',
  { node, connection, key, firesAt, messageUid }: TimerWork,
  at: SimTime,
): TraceEventOf<'timer-set' | 'timer-fired'> {
  const { timer, packetId } = key;
  return { kind, at, node, client: connection.client, timer, packetId, messageUid, firesAt };
}
