// The tree against the slow, obvious way: every filter held against the topic.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SubscriptionTree } from './subscriptionTree.ts';
import { matchesTopic } from './topicMatch.ts';

const names = fc.constantFrom('', 'a', 'b', '$x');
const topics = fc.array(names, { minLength: 1, maxLength: 4 }).map((levels) => levels.join('/'));
const filters = fc
  .tuple(fc.array(fc.oneof(names, fc.constant('+')), { maxLength: 4 }), fc.boolean())
  .map(([levels, open]) => [...levels, ...(open || levels.length === 0 ? ['#'] : [])].join('/'));

type Change = readonly [filter: string, holder: string, isSet: boolean];
const changes: fc.Arbitrary<readonly Change[]> = fc.array(
  fc.tuple(
    filters,
    fc.constantFrom('x', 'y', 'z'),
    fc.integer({ min: 0, max: 3 }).map((n) => n > 0),
  ),
  { maxLength: 40, size: 'max' },
);

/** A list of (filter, holder), in the order in which they came. */
class NaiveList {
  readonly entries = new Map<string, readonly [filter: string, holder: string]>();

  change([filter, holder, isSet]: Change): void {
    const key = `${filter} ${holder}`;
    if (!isSet) this.entries.delete(key);
    else if (!this.entries.has(key)) this.entries.set(key, [filter, holder]);
  }

  match(topic: string): readonly string[] {
    const found = [...this.entries.values()].filter(([filter]) => matchesTopic(filter, topic));
    const sorted = found.sort(([a], [b]) => compareFilters(a, b));
    return sorted.map(([filter, holder]) => `${filter} ${holder}`);
  }
}

const RANKS: Readonly<Record<string, number>> = { '+': 1, '#': 2 };

/** At the first level that differs, the name before `+` before `#`; a filter that ends before all. */
function compareFilters(a: string, b: string): number {
  const [left, right] = [a.split('/'), b.split('/')];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const rank = (level: string | undefined) => (level === undefined ? -1 : (RANKS[level] ?? 0));
    const difference = rank(left[i]) - rank(right[i]);
    if (difference !== 0) return difference;
  }
  return 0;
}

function treeOf(list: readonly Change[]): SubscriptionTree<string> {
  const tree = new SubscriptionTree<string>();
  for (const [filter, holder, isSet] of list) {
    if (isSet) tree.set(filter, holder, `${filter} ${holder}`);
    else tree.delete(filter, holder);
  }
  return tree;
}

describe('the tree', () => {
  test('finds what a list of all filters finds, in the order literal, +, #, then by age (property)', () => {
    let most = 0;
    const property = fc.property(changes, fc.array(topics, { minLength: 5 }), (list, asked) => {
      const naive = new NaiveList();
      for (const change of list) naive.change(change);
      const tree = treeOf(list);
      for (const topic of asked) {
        const found = tree.match(topic);
        most = Math.max(most, found.length);
        expect(found).toEqual(naive.match(topic));
      }
    });
    fc.assert(property, { seed: 5, numRuns: 500 });
    expect(most).toBeGreaterThan(5);
  });

  test('is empty again when all is taken back, whatever was taken back twice (property)', () => {
    const property = fc.property(changes, topics, (list, topic) => {
      const tree = treeOf(list);
      for (const [filter, holder] of [...list, ...list]) tree.delete(filter, holder);
      expect(tree.match(topic)).toEqual([]);
    });
    fc.assert(property, { seed: 6, numRuns: 200 });
  });

  test('has one value for a holder at a filter: the last', () => {
    const tree = new SubscriptionTree<number>();
    tree.set('a/+', 'x', 1);
    tree.set('a/+', 'x', 2);
    expect(tree.match('a/b')).toEqual([2]);
  });

  test('v5 [MQTT-4.7.2-1], 3.1.1 [MQTT-4.7.2-1] finds no filter that begins with a wildcard for a topic that begins with $', () => {
    const tree = treeOf([
      ['#', 'x', true],
      ['+/a', 'x', true],
      ['$x/#', 'x', true],
      ['$x/+', 'x', true],
    ]);
    expect(tree.match('$x/a')).toEqual(['$x/+ x', '$x/# x']);
    expect(tree.match('$x')).toEqual(['$x/# x']);
    expect(tree.match('b/$x')).toEqual(['# x']);
  });

  test('takes a level that is called __proto__ or constructor for a name like any other', () => {
    const tree = treeOf([
      ['__proto__/constructor', 'x', true],
      ['toString', '__proto__', true],
    ]);
    expect(tree.match('__proto__/constructor')).toHaveLength(1);
    expect(tree.match('toString')).toHaveLength(1);
    expect(tree.match('constructor')).toEqual([]);
  });

  test('v5 [MQTT-4.7.3-4], 3.1.1 [MQTT-4.7.3-4] changes nothing in the names: case, spaces and empty levels count', () => {
    const tree = treeOf([
      ['a b', 'x', true],
      ['A', 'x', true],
      ['a/', 'x', true],
    ]);
    for (const topic of ['a', 'a  b', 'ab', 'a//']) expect(tree.match(topic)).toEqual([]);
    for (const topic of ['a b', 'A', 'a/']) expect(tree.match(topic)).toHaveLength(1);
  });
});
