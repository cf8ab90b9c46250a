// What each band's nodes keep, as bars in rows: a bar gets the first row that is free from its
// beginning on. Fed with the trace in its order.

import type { SimTime } from '../../base/time.ts';
import type { MessageUid, NodeId, Qos, StoreEntry } from '../../trace/event.ts';
import { SpanList } from '../../trace/spanList.ts';
import { OpenEntries, storeName } from '../../trace/stores.ts';
import type { BandPlace } from './cast.ts';

export interface Bar {
  readonly node: NodeId;
  readonly entry: StoreEntry;
  readonly messageUid: MessageUid;
  readonly letter: string;
  readonly level: Qos;
  readonly row: number;
  readonly from: SimTime;
  /** From here on only the identifier is kept. */
  identifierFrom: SimTime | undefined;
  /** What it waits for from then on. */
  awaitsLater: StoreEntry['awaits'];
  until: SimTime | undefined;
  /** Its process has crashed, and this is back: it has been on the disk since then. */
  readonly diskSince: SimTime | undefined;
}

interface Band {
  readonly bars: SpanList<Bar>;
  /** The last bar of each row. */
  readonly rows: Bar[];
  readonly open: OpenEntries<Bar>;
}

export class BarPlan {
  readonly #pxPerUs: number;
  readonly #bands: Readonly<Record<BandPlace, Band>> = {
    publishers: emptyBand(),
    broker: emptyBand(),
    subscribers: emptyBand(),
  };

  /** When each node crashed last. */
  readonly #crashes = new Map<NodeId, SimTime>();
  #savedAt: SimTime | undefined;

  constructor(pxPerUs: number) {
    this.#pxPerUs = pxPerUs;
  }

  /** What a node stores at the instant of its crash is what its disk has kept. */
  crash(node: NodeId, at: SimTime): void {
    this.#crashes.set(node, at);
  }

  /** The broker has written its store down. */
  save(at: SimTime): void {
    this.#savedAt = at;
  }

  store(
    place: BandPlace,
    node: NodeId,
    entry: StoreEntry,
    message: { readonly letter: string; readonly level: Qos },
    at: SimTime,
  ): void {
    const { rows, bars, open } = this.#bands[place];
    const diskSince = this.#crashes.get(node) === at ? (this.#savedAt ?? at) : undefined;
    const free = rows.findIndex((last) => this.#isFree(last, diskSince ?? at));
    const row = free < 0 ? rows.length : free;
    const bar: Bar = {
      node,
      entry,
      messageUid: entry.messageUid,
      letter: message.letter,
      level: message.level,
      row,
      from: at,
      identifierFrom: entry.holds === 'identifier' ? at : undefined,
      awaitsLater: entry.awaits,
      until: undefined,
      diskSince,
    };
    rows[row] = bar;
    bars.push(bar);
    open.put(storeName(node, entry), bar);
  }

  update(place: BandPlace, node: NodeId, entry: StoreEntry, at: SimTime): void {
    const bar = this.#bands[place].open.get(storeName(node, entry));
    if (bar === undefined) return;
    bar.awaitsLater = entry.awaits;
    if (entry.holds === 'identifier') bar.identifierFrom ??= at;
  }

  release(place: BandPlace, node: NodeId, entry: StoreEntry, at: SimTime): void {
    const { bars, open } = this.#bands[place];
    const bar = open.take(storeName(node, entry));
    if (bar === undefined) return;
    bar.until = at;
    bars.noteEnd(at - bar.from);
  }

  /** Bars of a band that are seen between two instants, in order of their beginning. */
  barsIn(place: BandPlace, from: SimTime, to: SimTime): readonly Bar[] {
    return this.#bands[place].bars.overlapping(from, to);
  }

  /** Bars may touch, but each is long enough to be seen. */
  #isFree({ from, until }: Bar, at: SimTime): boolean {
    return until !== undefined && until <= at && (at - from) * this.#pxPerUs >= BAR_LENGTH_MIN;
  }
}

export const BAR_LENGTH_MIN = 3;

function emptyBand(): Band {
  return { bars: new SpanList(), rows: [], open: new OpenEntries() };
}

export interface BarRows {
  /** Middle of each row, px below the band's top. */
  readonly middles: readonly number[];
  readonly barHeight: number;
  /** Letters have room in the bars. */
  readonly lettered: boolean;
}

const AIR = 6;
const LETTERED = [
  { pitch: 16, barHeight: 13 },
  { pitch: 13, barHeight: 11 },
  { pitch: 11.5, barHeight: 10 },
];
const LETTERED_BIG = [{ pitch: 24, barHeight: 18 }, ...LETTERED];
const THIN = { pitchMax: 8, pitchMin: 4, air: 1.5, barMax: 4 };

/**
 * The rows of a band: tall ones with letters as long as they hold what is to be seen, else thin ones.
 * @param height px of the band that bars may use
 * @param needed rows in use; if they are more than there is room for, the rest remains unseen
 */
export function barRows(height: number, needed: number, big: boolean): BarRows {
  const room = height - AIR;
  const sizes = big ? LETTERED_BIG : LETTERED;
  const size = sizes.find(({ pitch }) => Math.max(1, needed) * pitch <= room);
  if (size !== undefined) {
    const { pitch, barHeight } = size;
    const count = big ? Math.max(1, needed) : Math.floor(room / pitch);
    const places = spread(height, count, pitch);
    return { middles: middleFirst(places), barHeight, lettered: true };
  }
  const { pitchMax, pitchMin, air, barMax } = THIN;
  const pitch = Math.max(pitchMin, Math.min(pitchMax, room / needed));
  const count = Math.min(needed, Math.floor(room / pitch));
  return {
    middles: spread(height, count, pitch),
    barHeight: Math.min(barMax, pitch - air),
    lettered: false,
  };
}

function spread(height: number, count: number, pitch: number): readonly number[] {
  const first = (height - (count - 1) * pitch) / 2;
  return Array.from({ length: count }, (_, i) => first + i * pitch);
}

/** From the middle outwards, so that a single bar stands in the middle. */
function middleFirst(places: readonly number[]): readonly number[] {
  const middle = (places.length - 1) / 2;
  return places
    .map((place, i) => ({ place, away: Math.abs(i - middle) + (i > middle ? 0.1 : 0) }))
    .sort((a, b) => a.away - b.away)
    .map(({ place }) => place);
}
