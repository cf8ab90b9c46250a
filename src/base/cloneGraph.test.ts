// Copies of graphs: the same shape, nothing shared but what is said to be.
import { describe, expect, test } from 'vitest';
import { cloneGraph, shareGraph, Unchanging } from './cloneGraph.ts';
import { createEventQueue } from './eventQueue.ts';
import { fromUs } from './time.ts';

const NONE = new Map<object, object>();

class Counter {
  private count = 0;

  add(): number {
    return ++this.count;
  }
}

describe('a copied graph', () => {
  test('has the same data in maps, sets, lists and typed arrays, and shares none of it', () => {
    const graph = {
      map: new Map([['a', { deep: [1, { x: 2 }] }]]),
      set: new Set([1, 'two']),
      numbers: Float64Array.of(1.5, -2),
      nothing: undefined,
    };
    const copy = cloneGraph(graph, NONE);
    expect(copy).toEqual(graph);
    (copy.map.get('a') as { deep: unknown[] }).deep.push(3);
    copy.set.add(3);
    copy.numbers[0] = 0;
    expect(graph.map.get('a')?.deep).toHaveLength(2);
    expect(graph.set.size).toBe(2);
    expect(graph.numbers[0]).toBe(1.5);
  });

  test('keeps cycles, and one object where there was one', () => {
    const node: { name: string; self?: unknown } = { name: 'n' };
    node.self = node;
    const copy = cloneGraph({ a: node, b: [node], byNode: new Map([[node, 1]]) }, NONE);
    expect(copy.a).not.toBe(node);
    expect(copy.a.self).toBe(copy.a);
    expect(copy.b[0]).toBe(copy.a);
    expect(copy.byNode.get(copy.a)).toBe(1);
  });

  test('has working instances of classes that go their own way', () => {
    const counter = new Counter();
    counter.add();
    const copy = cloneGraph({ counter }, NONE);
    expect(copy.counter).toBeInstanceOf(Counter);
    expect([copy.counter.add(), copy.counter.add(), counter.add()]).toEqual([2, 3, 2]);
  });

  test('of an event queue gives out the same items in the same order', () => {
    const queue = createEventQueue<{ readonly n: number }>();
    [5, 1, 9, 1, 7, 3].forEach((at, n) => {
      queue.push(fromUs(at), { n });
    });
    queue.pop();
    const copy = cloneGraph(queue, NONE);
    queue.push(fromUs(0), { n: 99 });
    const order = Array.from({ length: copy.size }, () => copy.pop().n);
    expect(order).toEqual([3, 5, 0, 4, 2]);
  });

  test('shares what it is told to, with all that is within', () => {
    const settings = { list: [{ a: 1 }] };
    const known = new Map<object, object>();
    shareGraph(settings, known);
    const copy = cloneGraph({ settings, item: settings.list[0], own: {} }, known);
    expect(copy.settings).toBe(settings);
    expect(copy.item).toBe(settings.list[0]);
  });

  test('shares what is said not to change any more', () => {
    const graph = { done: new Unchanging(Float64Array.of(1, 2)), rest: [3] };
    const copy = cloneGraph(graph, NONE);
    expect(copy.done).toBe(graph.done);
    expect(copy.rest).not.toBe(graph.rest);
  });

  test('is refused where there is a function, which would work on the original', () => {
    const tell = (): void => {};
    expect(() => cloneGraph({ deep: [{ tell }] }, NONE)).toThrow('Cannot copy the function tell');
  });
});
