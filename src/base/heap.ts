// Items in any order, given out by (at, seq): a binary heap over typed arrays, so that ordering
// touches no objects. What is taken out before its time is passed over when its turn comes.

export class Heap<T> {
  /** Of the earliest item; Infinity when there is none. */
  headAt = Infinity;
  headSeq = 0;
  private at = new Float64Array(64);
  private seq = new Float64Array(64);
  private slot = new Int32Array(64);
  private size = 0;
  private items: (T | undefined)[] = [];
  private free: number[] = [];

  /**
   * @param seq greater than all before
   * @returns its slot, for `remove`
   */
  push(at: number, seq: number, item: T): number {
    if (this.size === this.at.length) this.grow();
    const slot = this.free.pop() ?? this.items.length;
    this.items[slot] = item;
    this.rise(this.size++, at, seq, slot);
    this.noteHead();
    return slot;
  }

  /** Takes out the earliest item; there must be one. */
  pop(): T {
    const slot = this.slot[0] as number;
    const item = this.items[slot] as T;
    this.items[slot] = undefined;
    this.dropRemoved();
    return item;
  }

  /** Takes out an item that is here. */
  remove(slot: number): void {
    this.items[slot] = undefined;
    if (slot === this.slot[0]) this.dropRemoved();
  }

  /** Until an item that is still there comes first. The first one is not. */
  private dropRemoved(): void {
    do {
      this.free.push(this.slot[0] as number);
      const last = --this.size;
      if (last === 0) break;
      this.sink(this.at[last] as number, this.seq[last] as number, this.slot[last] as number);
    } while (this.items[this.slot[0] as number] === undefined);
    this.noteHead();
  }

  forEach(visit: (item: T) => void): void {
    for (let i = 0; i < this.size; i++) {
      const item = this.items[this.slot[i] as number];
      if (item !== undefined) visit(item);
    }
  }

  private noteHead(): void {
    this.headAt = this.size > 0 ? (this.at[0] as number) : Infinity;
    this.headSeq = this.seq[0] as number;
  }

  /** Places (at, seq, slot) at the empty position `start` or above it. */
  private rise(start: number, at: number, seq: number, slot: number): void {
    const ats = this.at;
    let i = start;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      // A newly pushed item has the greatest seq, so equals stay below.
      if ((ats[parent] as number) <= at) break;
      this.move(parent, i);
      i = parent;
    }
    ats[i] = at;
    this.seq[i] = seq;
    this.slot[i] = slot;
  }

  /** Places (at, seq, slot) at the empty root or below it. */
  private sink(at: number, seq: number, slot: number): void {
    const ats = this.at;
    const seqs = this.seq;
    const size = this.size;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= size) break;
      const right = child + 1;
      if (right < size && isBefore(ats, seqs, right, child)) child = right;
      const childAt = ats[child] as number;
      if (childAt > at || (childAt === at && (seqs[child] as number) > seq)) break;
      this.move(child, i);
      i = child;
    }
    ats[i] = at;
    seqs[i] = seq;
    this.slot[i] = slot;
  }

  private move(from: number, to: number): void {
    this.at[to] = this.at[from] as number;
    this.seq[to] = this.seq[from] as number;
    this.slot[to] = this.slot[from] as number;
  }

  private grow(): void {
    const length = this.at.length * 2;
    const at = new Float64Array(length);
    const seq = new Float64Array(length);
    const slot = new Int32Array(length);
    at.set(this.at);
    seq.set(this.seq);
    slot.set(this.slot);
    this.at = at;
    this.seq = seq;
    this.slot = slot;
  }
}

function isBefore(at: Float64Array, seq: Float64Array, a: number, b: number): boolean {
  const atA = at[a] as number;
  const atB = at[b] as number;
  return atA < atB || (atA === atB && (seq[a] as number) < (seq[b] as number));
}
