// The machines' timers in the world's queue. Setting one again replaces it; a cancelled or replaced
// one stays in the queue and is passed over.

import type { EventQueue } from '../base/eventQueue.ts';
import type { SimTime } from '../base/time.ts';
import type { TimerKey } from '../mqtt/effect.ts';
import type { MessageUid } from '../mqtt/packets/packet.ts';
import type { NodeId, TraceEventOf } from '../trace/event.ts';
import type { Connection, Listener, TimerWork, Work } from './work.ts';

/** The running timers of one machine for one connection, by `placeOf` their key. */
type TimerTable = (TimerWork | undefined)[];

export class Timers {
  readonly #queue: EventQueue<Work>;
  readonly #tellMore: Listener['tellMore'];
  /** Two for each connection: the broker's, the client's. */
  readonly #tables: TimerTable[] = [];

  constructor(queue: EventQueue<Work>, listener: Listener) {
    this.#queue = queue;
    this.#tellMore = listener.tellMore;
  }

  set(
    node: NodeId,
    connection: Connection,
    key: TimerKey,
    firesAt: SimTime,
    messageUid: MessageUid | undefined,
    now: SimTime,
  ): void {
    const table = this.#tableOf(node, key);
    const place = placeOf(key);
    const replaced = table[place];
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
    table[place] = work;
    this.#queue.push(firesAt, work);
    this.#tellMore?.(describe('timer-set', work, now));
  }

  cancel(node: NodeId, key: TimerKey): void {
    const table = this.#tableOf(node, key);
    const place = placeOf(key);
    const work = table[place];
    if (work === undefined) return;
    work.running = false;
    table[place] = undefined;
  }

  /** @returns false for a timer that was cancelled or replaced */
  fire(work: TimerWork, now: SimTime): boolean {
    if (!work.running) return false;
    this.cancel(work.node, work.key);
    this.#tellMore?.(describe('timer-fired', work, now));
    return true;
  }

  #tableOf(node: NodeId, { connection }: TimerKey): TimerTable {
    const number = connection * 2 + (node === 'broker' ? 0 : 1);
    while (number >= this.#tables.length)
      this.#tables.push(Array.from({ length: OTHER_TIMERS }, () => undefined));
    return this.#tables[number] as TimerTable;
  }
}

/** How many timers a connection may have besides re-sends. */
const OTHER_TIMERS = 6;

/** Packet Identifiers start at 1; the timers before them have none. */
function placeOf({ timer, packetId }: TimerKey): number {
  switch (timer) {
    case 'keep-alive':
      return 0;
    case 'ping-timeout':
      return 1;
    case 'connect-timeout':
      return 2;
    case 'session-expiry':
      return 3;
    case 'will-delay':
      return 4;
    case 'message-expiry':
      return 5;
    case 're-send':
      return packetId + OTHER_TIMERS - 1;
  }
}

function describe(
  kind: 'timer-set' | 'timer-fired',
  { node, connection, key, firesAt, messageUid }: TimerWork,
  at: SimTime,
): TraceEventOf<'timer-set' | 'timer-fired'> {
  const { timer, packetId } = key;
  return { kind, at, node, client: connection.client, timer, packetId, messageUid, firesAt };
}
