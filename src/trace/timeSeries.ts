// How a run's counters grew, from its beginning on: one strip of bins for each figure, filled as the
// trace arrives. Its size is bounded: when a run outgrows it, two bins become one.

import type { SimTime } from '../base/time.ts';
import type { Qos, StoreEntry, TraceEvent } from './event.ts';
import { mergeBins, type StoragePoint, StorageSeries } from './storageSeries.ts';

/** What is counted of a level; each is metrics.ts's counter of that name. */
export type SeriesFigure =
  | 'published'
  | 'delivered'
  | 'lost'
  | 'duplicates'
  | 'packetsSent'
  | 'bytesSent';

export interface SeriesPoint {
  readonly t: SimTime;
  readonly value: number;
}

/** A day's run still has bins that are shorter than what the page knows of the past at any time. */
const BINS = 4096;
const WIDTH_FIRST = 4096;

type Strip = Float64Array<ArrayBuffer>;

class LevelStrips {
  readonly published = createStrip();
  readonly delivered = createStrip();
  readonly lost = createStrip();
  readonly duplicates = createStrip();
  readonly packetsSent = createStrip();
  readonly bytesSent = createStrip();
}

export class TimeSeries {
  readonly #levels = [new LevelStrips(), new LevelStrips(), new LevelStrips()] as const;
  readonly #storage = new StorageSeries(BINS);
  #widthUs = WIDTH_FIRST;

  clear(): void {
    for (const strip of this.#strips()) strip.fill(0);
    this.#storage.clear();
    this.#widthUs = WIDTH_FIRST;
  }

  /** @param event none is before those that are in, but for the bin of the last */
  add(event: TraceEvent): void {
    switch (event.kind) {
      case 'packet-sent': {
        const { level, bytes } = event.packet;
        if (level === undefined) break;
        this.#put(event.at, level, 'packetsSent', 1);
        this.#put(event.at, level, 'bytesSent', bytes);
        break;
      }
      case 'message-published':
        this.#put(event.at, event.qos, 'published', 1);
        break;
      case 'message-delivered':
        this.#put(event.at, event.level, event.duplicate ? 'duplicates' : 'delivered', 1);
        break;
      case 'message-lost':
        this.#put(event.at, event.level, 'lost', 1);
        break;
      case 'session-stored':
        if (isWhole(event.node, event.entry)) this.#store(event.at, 1, event.entry.bytes);
        break;
      case 'session-released':
        if (isWhole(event.node, event.entry)) this.#store(event.at, -1, -event.entry.bytes);
        break;
      case 'session-updated':
        if (event.node === 'broker') this.#store(event.at, -1, -event.entry.bytes);
        break;
      default:
    }
  }

  /**
   * Forgets what was after `at`, and its bin's beginning with it.
   * @returns from where on, included, events are to be added again
   */
  cut(at: SimTime): SimTime {
    const first = Math.min(Math.floor(at / this.#widthUs), BINS);
    for (const strip of this.#strips()) strip.fill(0, first);
    this.#storage.cut(first, this.#widthUs);
    return (first * this.#widthUs) as SimTime;
  }

  /**
   * What a figure has come to, at the end of each bin in which it changes.
   * @param until bins that end after it are not known to be whole
   */
  growth(level: Qos, figure: SeriesFigure, until: SimTime): readonly SeriesPoint[] {
    const strip = this.#levels[level][figure];
    const points: SeriesPoint[] = [{ t: 0 as SimTime, value: 0 }];
    let value = 0;
    this.#eachBin(until, (bin, t) => {
      const change = strip[bin] as number;
      if (change === 0) return;
      value += change;
      points.push({ t, value });
    });
    return points;
  }

  /**
   * What a figure has come to in all levels together, at about so many instants, evenly spaced: the
   * ends of bins, the last one that is known to be whole included.
   */
  sums(figure: SeriesFigure, until: SimTime, count: number): readonly SeriesPoint[] {
    const bins = Math.min(BINS, Math.floor(until / this.#widthUs));
    const stride = Math.max(1, Math.ceil(bins / count));
    const points: SeriesPoint[] = [];
    const strips = this.#levels.map((level) => level[figure]);
    let value = 0;
    for (let bin = 0; bin < bins; bin++) {
      for (const strip of strips) value += strip[bin] as number;
      if ((bin + 1) % stride !== 0 && bin !== bins - 1) continue;
      points.push({ t: ((bin + 1) * this.#widthUs) as SimTime, value });
    }
    return points;
  }

  /** The broker's store in each bin that has ended. */
  storage(until: SimTime): readonly StoragePoint[] {
    const points: StoragePoint[] = [];
    this.#eachBin(until, (bin) => points.push(this.#storage.at(bin, this.#widthUs)));
    return points;
  }

  #eachBin(until: SimTime, see: (bin: number, end: SimTime) => void): void {
    const bins = Math.min(BINS, Math.floor(until / this.#widthUs));
    for (let bin = 0; bin < bins; bin++) see(bin, ((bin + 1) * this.#widthUs) as SimTime);
  }

  #put(at: SimTime, level: Qos, figure: SeriesFigure, by: number): void {
    const bin = this.#binOf(at);
    const strip = this.#levels[level][figure];
    strip[bin] = (strip[bin] as number) + by;
  }

  #store(at: SimTime, messages: number, bytes: number): void {
    this.#binOf(at);
    this.#storage.add(at, messages, bytes, this.#widthUs);
  }

  #binOf(at: SimTime): number {
    while (at >= this.#widthUs * BINS) this.#merge();
    return Math.floor(at / this.#widthUs);
  }

  #merge(): void {
    this.#storage.merge(this.#widthUs);
    for (const strip of this.#strips()) mergeBins(strip, (a, b) => a + b);
    this.#widthUs *= 2;
  }

  #strips(): readonly Strip[] {
    return this.#levels.flatMap((strips) => Object.values<Strip>({ ...strips }));
  }
}

/** The identifiers that outlive their messages are not counted. */
function isWhole(node: string, entry: StoreEntry): boolean {
  return node === 'broker' && entry.holds === 'message';
}

function createStrip(): Strip {
  return new Float64Array(BINS);
}
