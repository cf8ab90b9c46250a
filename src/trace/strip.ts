// Rows of counts over time, in bins of one width. Its size is bounded: when time outgrows it, two bins
// become one.

export interface StripRoom {
  /** How many bins a row has, ... */
  readonly bins: number;
  /** ... how much of time each is at first, in µs, ... */
  readonly widthUs: number;
  /** ... and where the first one begins, which has what is before it too. */
  readonly since: number;
}

const ROUNDING = 1e-6;
const ROOM = { bins: 8192, widthUs: 4096, since: 0 };

export class Strip<Row extends string> {
  readonly #room: StripRoom;
  readonly #rows = new Map<Row, Float64Array>();
  #widthUs: number;

  constructor(room: StripRoom = ROOM) {
    this.#room = room;
    this.#widthUs = room.widthUs;
  }

  /** How much of time one bin is, in µs. */
  get widthUs(): number {
    return this.#widthUs;
  }

  clear(): void {
    this.#rows.clear();
    this.#widthUs = this.#room.widthUs;
  }

  add(name: Row, at: number): void {
    const row = this.#rowTo(name, at);
    const i = this.#binOf(at);
    row[i] = (row[i] ?? 0) + 1;
  }

  /** Adds so much for each µs from an instant to another. */
  addOver(name: Row, from: number, to: number, perUs: number): void {
    if (perUs === 0 || to <= from) return;
    const row = this.#rowTo(name, to);
    const width = this.#widthUs;
    const last = this.#binOf(to);
    for (let i = this.#binOf(from); i <= last; i++) {
      const begin = Math.max(from, this.#room.since + i * width);
      const end = Math.min(to, this.#room.since + (i + 1) * width);
      row[i] = (row[i] ?? 0) + (end - begin) * perUs;
    }
  }

  /** What the bins hold that begin at `from` or later, and before `to`. */
  sum(name: Row, from: number, to: number): number {
    const row = this.#rows.get(name);
    if (row === undefined) return 0;
    const end = Math.min(this.#room.bins, this.#firstFrom(to));
    let sum = 0;
    for (let i = Math.max(0, this.#firstFrom(from)); i < end; i++) sum += row[i] ?? 0;
    return sum;
  }

  /** Forgets the bin of an instant and what follows. @returns where that bin begins */
  cut(at: number): number {
    const first = this.#binOf(at);
    for (const row of this.#rows.values()) row.fill(0, Math.min(first, this.#room.bins));
    return this.#room.since + first * this.#widthUs;
  }

  #binOf(at: number): number {
    return Math.max(0, Math.floor((at - this.#room.since) / this.#widthUs));
  }

  /** The first bin that begins at an instant or later; widths that are no whole numbers are rounded. */
  #firstFrom(at: number): number {
    return Math.ceil((at - this.#room.since) / this.#widthUs - ROUNDING);
  }

  #rowTo(name: Row, at: number): Float64Array {
    while (at - this.#room.since >= this.#widthUs * this.#room.bins) this.#merge();
    const known = this.#rows.get(name);
    if (known !== undefined) return known;
    const row = new Float64Array(this.#room.bins);
    this.#rows.set(name, row);
    return row;
  }

  #merge(): void {
    for (const row of this.#rows.values()) {
      for (let i = 0; i < this.#room.bins / 2; i++)
        row[i] = (row[2 * i] ?? 0) + (row[2 * i + 1] ?? 0);
      row.fill(0, this.#room.bins / 2);
    }
    this.#widthUs *= 2;
  }
}
