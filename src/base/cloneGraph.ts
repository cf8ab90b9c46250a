// Deep copies of whole graphs of objects, with their prototypes, shared references and cycles: what
// keyframes are made with. Private fields and functions cannot be copied: what is copied has neither.

/** Holds what never changes from now on: copies of a graph share it. */
export class Unchanging<T> {
  readonly value: T;

  constructor(value: T) {
    this.value = value;
  }
}

type TypedArray = Float64Array | Int32Array | Uint32Array;

/**
 * @param known what stands for an object in the copy: itself, where it never changes
 * @throws Error when the graph holds a function: it would go on working on the original
 */
export function cloneGraph<T extends object>(root: T, known: ReadonlyMap<object, object>): T {
  return new GraphCloner(known).clone(root) as T;
}

/** All objects within one that never changes, each standing for itself in copies. */
export function shareGraph(root: object, known: Map<object, object>): void {
  if (known.has(root)) return;
  known.set(root, root);
  for (const value of Object.values(root)) {
    if (typeof value === 'object' && value !== null) shareGraph(value, known);
  }
}

class GraphCloner {
  private readonly known: ReadonlyMap<object, object>;
  private readonly copies = new Map<object, object>();

  constructor(known: ReadonlyMap<object, object>) {
    this.known = known;
  }

  clone(value: unknown): unknown {
    if (typeof value === 'function') throw new Error(`Cannot copy the function ${value.name}`);
    if (typeof value !== 'object' || value === null) return value;
    return this.known.get(value) ?? this.copies.get(value) ?? this.copy(value);
  }

  private copy(original: object): object {
    if (original instanceof Unchanging) return original;
    if (Array.isArray(original)) return this.copyArray(original);
    if (original instanceof Map) return this.copyMap(original);
    if (original instanceof Set) return this.copySet(original);
    if (ArrayBuffer.isView(original)) {
      return this.note(original, (original as TypedArray).slice());
    }
    const prototype: object | null = Object.getPrototypeOf(original);
    if (prototype === Object.prototype) return this.copyPlain(original);
    const copy = this.note(original, Object.create(prototype));
    for (const name of Object.keys(original)) {
      copy[name] = this.clone((original as Record<string, unknown>)[name]);
    }
    return copy;
  }

  /** Spread, a copy is laid out as its original is: half the memory, and as quick to work on. */
  private copyPlain(original: object): object {
    const copy = this.note(original, { ...original } as Record<string, unknown>);
    for (const name of Object.keys(original)) {
      const value = copy[name];
      if (typeof value === 'object' || typeof value === 'function') copy[name] = this.clone(value);
    }
    return copy;
  }

  private copyArray(original: readonly unknown[]): unknown[] {
    const copy: unknown[] = this.note(original, new Array(original.length));
    for (let i = 0; i < original.length; i++) copy[i] = this.clone(original[i]);
    return copy;
  }

  private copyMap(original: ReadonlyMap<unknown, unknown>): Map<unknown, unknown> {
    const copy = this.note(original, new Map<unknown, unknown>());
    for (const [key, value] of original) copy.set(this.clone(key), this.clone(value));
    return copy;
  }

  private copySet(original: ReadonlySet<unknown>): Set<unknown> {
    const copy = this.note(original, new Set<unknown>());
    for (const value of original) copy.add(this.clone(value));
    return copy;
  }

  /** Before what is within is copied, which may refer to it. */
  private note<C extends object>(original: object, copy: C): C {
    this.copies.set(original, copy);
    return copy;
  }
}
