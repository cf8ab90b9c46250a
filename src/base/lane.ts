// Items that come in order of time, each no earlier than the one before: a ring of typed arrays that
// gives them out as they came.

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
  private head = 0;
  private size = 0;

  push(at: number, seq: number, item: T): void {
    if (this.size === this.at.length) this.grow();
    const i = (this.head + this.size) & (this.at.length - 1);
    this.at[i] = at;
    this.seq[i] = seq;
    this.items[i] = item;
    this.lastAt = at;
    if (this.size++ > 0) return;
    this.headAt = at;
    this.headSeq = seq;
  }

  /** Takes out the earliest item; there must be one. */
  pop(): T {
    const item = this.items[this.head] as T;
    this.items[this.head] = undefined;
    const head = (this.head + 1) & (this.at.length - 1);
    this.head = head;
    if (--this.size > 0) {
      this.headAt = this.at[head] as number;
      this.headSeq = this.seq[head] as number;
    } else {
      this.headAt = Infinity;
      this.lastAt = -Infinity;
    }
    return item;
  }

  forEach(visit: (item: T) => void): void {
    for (let i = 0; i < this.size; i++) {
      visit(this.items[(this.head + i) & (this.at.length - 1)] as T);
    }
  }

  private grow(): void {
    const length = this.at.length;
    const at = new Float64Array(length * 2);
    const seq = new Float64Array(length * 2);
    const items = new Array<T | undefined>(length * 2).fill(undefined);
    for (let i = 0; i < length; i++) {
      const from = (this.head + i) & (length - 1);
      at[i] = this.at[from] as number;
      seq[i] = this.seq[from] as number;
      items[i] = this.items[from];
    }
    this.at = at;
    this.seq = seq;
    this.items = items;
    this.head = 0;
  }
}
