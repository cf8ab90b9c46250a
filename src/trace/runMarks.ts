// What happened when in the whole run, as counts in bins: losses, second copies, crashes and cuts, packets
// sent and lost by hop, what applications got, what nodes kept. Knows also what the page has let go of, and is
// as large for an hour as for a minute, so that a picture of all of the run needs no events.

import { type SimTime, TIME_ZERO } from '../base/time.ts';
import type { ClientSettings } from '../scenario/scenario.ts';
import type { NodeId, PacketRecord, Qos, StoreEntry, TraceEvent } from './event.ts';
import { type BandPlace, bandOf, type HopPlace } from './places.ts';
import { OpenEntries, storeName } from './stores.ts';
import { Strip, type StripRoom } from './strip.ts';
import type { TraceIndex } from './traceIndex.ts';

/** What the overview tells. */
export type Mark = 'packetLost' | 'messageLost' | 'secondCopy' | 'fault';
/** How a node keeps a message: with its content, its identifier alone, or waiting for its turn. */
export const KEEPS = ['message', 'identifier', 'queued'] as const;
export type Keeps = (typeof KEEPS)[number];
type Level = Qos | undefined;

export type MarkRow =
  | Mark
  | `sent ${HopPlace}`
  | `sent ${HopPlace} ${Level}`
  | `lost ${HopPlace}`
  | `delivered ${Qos}`
  | `kept ${BandPlace} ${Qos} ${Keeps}`;

type PlaceOf = (node: NodeId) => BandPlace | undefined;
type KeptRow = Extract<MarkRow, `kept ${string}`>;

/** What of it pictures are drawn from. */
export interface Marks {
  readonly widthUs: number;
  /** All that happened until here is in it. */
  readonly until: number;
  /** Counts the runs that it has told of, forks too. */
  readonly era: number;
  /** Of the bins that begin from one instant until before another; of what is kept, in µs. */
  sum(row: MarkRow, from: number, to: number): number;
}

export class RunMarks implements Marks {
  readonly #strip: Strip<MarkRow>;
  readonly #placeOf: PlaceOf;
  #bands = new Map<NodeId, BandPlace>();
  #open = new OpenEntries<KeptRow>();
  /** How many are kept in each way, since when. */
  readonly #kept = new Map<KeptRow, { n: number; since: number }>();
  #era = 0;
  #until = 0;

  /** @param stretch of the run alone, in bins of this width, and where its clients stand; absent: all of it */
  constructor(stretch?: StripRoom & { readonly placeOf: PlaceOf }) {
    this.#strip = new Strip(stretch);
    this.#placeOf = stretch?.placeOf ?? ((node) => this.#bands.get(node));
  }

  get widthUs(): number {
    return this.#strip.widthUs;
  }

  get until(): number {
    return this.#until;
  }

  get era(): number {
    return this.#era;
  }

  /** @param clients the scenario's */
  clear(clients: readonly ClientSettings[] = []): void {
    this.#strip.clear();
    this.#era++;
    this.#bands = new Map(clients.map((client) => [client.id, bandOf(client)]));
    this.#keepNothing();
  }

  /** @param index has them, and all that came before them as far as it still matters */
  add(events: readonly TraceEvent[], index: TraceIndex): void {
    for (const event of events) this.#add(event, index);
    const last = events.at(-1);
    if (last !== undefined) this.settle(last.at);
  }

  /** What is kept is kept until `at`. */
  settle(at: SimTime): void {
    this.#until = at;
    for (const row of this.#kept.keys()) this.#change(row, 0, at);
  }

  /** The run has forked: nothing that was known after `at` is true any more but what the index has. */
  fork(at: SimTime, index: TraceIndex): void {
    const start = this.#strip.cut(at);
    this.#era++;
    this.begin((start - 1) as SimTime, index, start);
    this.add(index.events.slice(index.countUntil((start - 1) as SimTime)), index);
  }

  /** Starts from what is kept at an instant, and counts it from another one on. */
  begin(at: SimTime, index: TraceIndex, since: number = at): void {
    this.#keepNothing();
    for (const { node, entry, identifierFrom } of at < TIME_ZERO ? [] : index.storesAt(at)) {
      const isWhole = identifierFrom === undefined || identifierFrom > at;
      this.#store(node, { ...entry, holds: isWhole ? 'message' : 'identifier' }, since, index);
    }
  }

  /** How many there are from an instant until before another. Widened to whole bins. */
  count(mark: Mark, from: number, to: number): number {
    return this.sum(mark, Math.floor(from / this.widthUs) * this.widthUs, to);
  }

  sum(row: MarkRow, from: number, to: number): number {
    return this.#strip.sum(row, from, to);
  }

  #add(event: TraceEvent, index: TraceIndex): void {
    const mark = markOf(event);
    if (mark !== undefined) this.#strip.add(mark, event.at);
    switch (event.kind) {
      case 'packet-sent':
      case 'segment-sent':
        // Over TCP its segments are on the wire.
        if (event.dueAt === undefined) break;
        this.#strip.add(`sent ${this.#hopOf(event.packet)}`, event.at);
        this.#strip.add(`sent ${this.#hopOf(event.packet)} ${event.packet.level}`, event.at);
        break;
      case 'packet-lost':
      case 'segment-lost':
        this.#strip.add(`lost ${this.#hopOf(event.packet)}`, event.at);
        break;
      case 'message-delivered':
        this.#strip.add(`delivered ${event.level}`, event.at);
        break;
      case 'session-stored':
        this.#store(event.node, event.entry, event.at, index);
        break;
      case 'session-updated':
        this.#release(event.node, event.entry, event.at);
        this.#store(event.node, event.entry, event.at, index);
        break;
      case 'session-released':
        this.#release(event.node, event.entry, event.at);
        break;
      case 'client-added':
        this.#bands.set(event.client, bandOf(event.settings));
        break;
      // The rest leaves no mark.
      default:
    }
  }

  #hopOf({ from, to, hop }: PacketRecord): HopPlace {
    const band = this.#placeOf(from === 'broker' ? to : from);
    return (band ?? (hop === 1 ? 'publishers' : 'subscribers')) === 'publishers'
      ? 'upper'
      : 'lower';
  }

  #store(node: NodeId, entry: StoreEntry, at: number, index: TraceIndex): void {
    const band = node === 'broker' ? 'broker' : (this.#placeOf(node) ?? 'broker');
    const level = index.message(entry.messageUid)?.level ?? entry.qos;
    const keeps = entry.store === 'queued' ? 'queued' : entry.holds;
    const row: KeptRow = `kept ${band} ${level} ${keeps}`;
    this.#open.put(storeName(node, entry), row);
    this.#change(row, 1, at);
  }

  #release(node: NodeId, entry: StoreEntry, at: number): void {
    const row = this.#open.take(storeName(node, entry));
    if (row !== undefined) this.#change(row, -1, at);
  }

  #change(row: KeptRow, by: number, at: number): void {
    const known = this.#kept.get(row) ?? { n: 0, since: at };
    this.#strip.addOver(row, known.since, at, known.n);
    this.#kept.set(row, { n: known.n + by, since: Math.max(at, known.since) });
  }

  #keepNothing(): void {
    this.#open = new OpenEntries();
    this.#kept.clear();
  }
}

export function markOf(event: TraceEvent): Mark | undefined {
  switch (event.kind) {
    case 'packet-lost':
    case 'segment-lost':
      return 'packetLost';
    case 'message-lost':
      return 'messageLost';
    case 'message-delivered':
      return event.duplicate ? 'secondCopy' : undefined;
    case 'node-crashed':
    case 'client-offline':
    case 'connection-silenced':
      return 'fault';
    case 'connection-closed':
      // Once, and only where no end has closed it by itself.
      return event.by === 'network' && event.end !== 'broker' ? 'fault' : undefined;
    default:
      return undefined;
  }
}
