// A first-in, first-out queue with constant cost at both ends.

export interface Fifo<T> {
  readonly length: number;
  push(item: T): void;
  /** Takes out the oldest item, or undefined when there is none. */
  shift(): T | undefined;
}

export function createFifo<T>(): Fifo<T> {
  return new ArrayFifo<T>();
}

class ArrayFifo<T> implements Fifo<T> {
  #items: (T | undefined)[] = [];
  #head = 0;

  get length(): number {
    return this.#items.length - this.#head;
  }

  push(item: T): void {
    this.#items.push(item);
  }

  shift(): T | undefined {
    if (this.length === 0) return undefined;
    const item = this.#items[this.#head];
    this.#items[this.#head++] = undefined;
    if (this.#head > 1024 && this.#head * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#head);
      this.#head = 0;
    }
    return item;
  }
}
