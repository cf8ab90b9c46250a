import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cloneGraph } from './cloneGraph.ts';
import { IdTable } from './idTable.ts';

test('a table by identifier does what a Map does, in the same order (property)', () => {
  // Some of them meet at one place, however long the table is.
  const id = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constantFrom(1, 1025, 2049, 65_535));
  const action = fc.oneof(
    { weight: 5, arbitrary: fc.record({ set: id }) },
    { weight: 4, arbitrary: fc.record({ delete: id }) },
    { weight: 1, arbitrary: fc.constant('copy' as const) },
    { weight: 1, arbitrary: fc.constant('clear' as const) },
  );
  const property = fc.property(fc.array(action, { maxLength: 200 }), (actions) => {
    let table = new IdTable<string>();
    const map = new Map<number, string>();
    for (const [i, step] of actions.entries()) {
      if (step === 'copy') table = cloneGraph(table, new Map());
      else if (step === 'clear') {
        if (i % 10 > 0) continue;
        table.clear();
        map.clear();
      } else if ('set' in step) {
        table.set(step.set, `${i}`);
        map.set(step.set, `${i}`);
      } else {
        table.delete(step.delete);
        map.delete(step.delete);
      }
      expect(table.size).toBe(map.size);
      expect(table.entries()).toEqual([...map]);
      expect([table.keys(), table.values()]).toEqual([[...map.keys()], [...map.values()]]);
      for (const each of [1, 2, 9, 1025, 2049, 65_535]) {
        expect([table.has(each), table.get(each)]).toEqual([map.has(each), map.get(each)]);
      }
    }
  });
  fc.assert(property, { seed: 1, numRuns: 200 });
});
