// Items that come in order of time, each no earlier than the one before: a ring of typed arrays that
// gives them out as they came. What is taken out before its time leaves a gap, which is passed over.

export class Lane<T> {
  /** Of the earliest item; Infinity when there is none. */
  headAt = Infinity;
  headSeq = 0;
  /** Of the latest item: the next one must not be earlier. −Infinity when there is none. */
  lastAt = -Infinity;
  /** Their length is a power of two, for the mask. */
  private at = new Float64Array(64);
  private seq = new Float64Array(64);
  private items: (T | undefined)[] = new Array<T | undefined>(64).fill(undefined);
  /** Places are counted on and on: from the earliest item's to the next one to be filled. */
  private head = 0;
  private tail = 0;

  /** @returns its place, for `remove` */
  push(at: number, seq: number, item: T): number {
    if (this.tail - this.head === this.at.length) this.grow();
    const place = this.tail++;
    const i = place & (this.at.length - 1);
    this.at[i] = at;
    this.seq[i] = seq;
    this.items[i] = item;
    this.lastAt = at;
    if (place === this.head) {
      this.headAt = at;
      this.headSeq = seq;
    }
    return place;
  }

  /** Takes out the earliest item; there must be one. */
  pop(): T {
    const i = this.head & (this.at.length - 1);
    const item = this.items[i] as T;
    this.items[i] = undefined;
    this.goOn();
    return item;
  }

  /** Takes out an item that is here. */
  remove(place: number): void {
    this.items[place & (this.at.length - 1)] = undefined;
    if (place === this.head) this.goOn();
  }

  /** To the next item, over the gaps before it. */
  private goOn(): void {
    const { items, tail } = this;
    const mask = this.at.length - 1;
    let head = this.head + 1;
    while (head < tail && items[head & mask] === undefined) head++;
    this.head = head;
    if (head < tail) {
      this.headAt = this.at[head & mask] as number;
      this.headSeq = this.seq[head & mask] as number;
    } else {
      this.headAt = Infinity;
      this.lastAt = -Infinity;
    }
  }

  forEach(visit: (item: T) => void): void {
    for (let place = this.head; place < this.tail; place++) {
      const item = this.items[place & (this.at.length - 1)];
      if (item !== undefined) visit(item);
    }
  }

  private grow(): void {
    const length = this.at.length * 2;
    const at = new Float64Array(length);
    const seq = new Float64Array(length);
    const items = new Array<T | undefined>(length).fill(undefined);
    for (let place = this.head; place < this.tail; place++) {
      const from = place & (this.at.length - 1);
      const to = place & (length - 1);
      at[to] = this.at[from] as number;
      seq[to] = this.seq[from] as number;
      items[to] = this.items[from];
    }
    this.at = at;
    this.seq = seq;
    this.items = items;
  }
}
