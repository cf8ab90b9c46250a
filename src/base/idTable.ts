// What is kept by an identifier that is handed out by counting, as Packet Identifiers are: an array,
// looked up by the identifier's low bits. The few that meet another one there stand in a map. Gone
// through in the order in which they were put in, as a Map is.

interface Entry<T> {
  readonly value: T;
  /** How many were put in before. */
  readonly nth: number;
}

const SMALLEST = 8;

export class IdTable<T> {
  size = 0;
  /** Of each place; 0 stands for none. The length is a power of two, for the mask. */
  private ids = new Int32Array(SMALLEST);
  private items: (T | undefined)[] = new Array<T | undefined>(SMALLEST).fill(undefined);
  private nths = new Float64Array(SMALLEST);
  private readonly others = new Map<number, Entry<T>>();
  private nextNth = 0;

  /** @param id a whole number from 1 on, below 2³¹ */
  get(id: number): T | undefined {
    const place = id & (this.ids.length - 1);
    if (this.ids[place] === id) return this.items[place];
    return this.others.size === 0 ? undefined : this.others.get(id)?.value;
  }

  has(id: number): boolean {
    if (this.ids[id & (this.ids.length - 1)] === id) return true;
    return this.others.size > 0 && this.others.has(id);
  }

  /** One that is there already keeps its turn. */
  set(id: number, value: T): void {
    const place = id & (this.ids.length - 1);
    if (this.ids[place] === id) this.items[place] = value;
    else if (this.others.has(id))
      this.others.set(id, { nth: this.others.get(id)?.nth ?? 0, value });
    else {
      if (this.size * 2 >= this.ids.length) this.grow();
      this.size++;
      this.put(id, value, this.nextNth++);
    }
  }

  delete(id: number): void {
    const place = id & (this.ids.length - 1);
    if (this.ids[place] === id) {
      this.ids[place] = 0;
      this.items[place] = undefined;
      this.size--;
    } else if (this.others.size > 0 && this.others.delete(id)) this.size--;
  }

  clear(): void {
    this.ids.fill(0);
    this.items.fill(undefined);
    this.others.clear();
    this.size = 0;
  }

  keys(): readonly number[] {
    return this.inOrder().map(([id]) => id);
  }

  values(): readonly T[] {
    return this.inOrder().map(([, { value }]) => value);
  }

  entries(): readonly (readonly [id: number, value: T])[] {
    return this.inOrder().map(([id, { value }]) => [id, value]);
  }

  private inOrder(): [number, Entry<T>][] {
    const found = [...this.others];
    this.ids.forEach((id, place) => {
      const entry = { value: this.items[place] as T, nth: this.nths[place] as number };
      if (id !== 0) found.push([id, entry]);
    });
    return found.sort(([, a], [, b]) => a.nth - b.nth);
  }

  private put(id: number, value: T, nth: number): void {
    const place = id & (this.ids.length - 1);
    if (this.ids[place] !== 0) {
      this.others.set(id, { value, nth });
      return;
    }
    this.ids[place] = id;
    this.items[place] = value;
    this.nths[place] = nth;
  }

  private grow(): void {
    const entries = this.inOrder();
    const length = this.ids.length * 2;
    this.ids = new Int32Array(length);
    this.items = new Array<T | undefined>(length).fill(undefined);
    this.nths = new Float64Array(length);
    this.others.clear();
    for (const [id, { value, nth }] of entries) this.put(id, value, nth);
  }
}
