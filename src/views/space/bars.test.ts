import { expect, test } from 'vitest';
import type { SimTime } from '../../base/time.ts';
import type { StoreEntry } from '../../trace/event.ts';
import { BarPlan, barRows } from './bars.ts';
import { barTexts } from './barText.ts';

const entry = (packetId: number, more: Partial<StoreEntry> = {}): StoreEntry => ({
  store: 'outgoing',
  peer: 'sub',
  packetId,
  messageUid: `m${packetId}`,
  copy: 1,
  qos: 1,
  holds: 'message',
  awaits: 'PUBACK',
  bytes: 10,
  ...more,
});
const message = { letter: 'A', level: 1 } as const;
const at = (us: number) => us as SimTime;
const rowsOf = (plan: BarPlan) => plan.barsIn('broker', at(0), at(1_000_000)).map(({ row }) => row);

test('bars at one time are in different rows, and a row is used again when its bar has ended', () => {
  const plan = new BarPlan(0.001);
  plan.store('broker', 'broker', entry(1), message, at(0));
  plan.store('broker', 'broker', entry(2), message, at(10_000));
  plan.release('broker', 'broker', entry(1), at(50_000));
  plan.store('broker', 'broker', entry(3), message, at(50_000));
  plan.store('broker', 'broker', entry(4), message, at(60_000));
  expect(rowsOf(plan)).toEqual([0, 1, 0, 2]);
});

test('a bar too short to be seen keeps its row for as long as it is drawn', () => {
  const plan = new BarPlan(0.001);
  plan.store('broker', 'broker', entry(1), message, at(0));
  plan.release('broker', 'broker', entry(1), at(1));
  plan.store('broker', 'broker', entry(2), message, at(100));
  expect(rowsOf(plan)).toEqual([0, 1]);
});

test('what a crash brings back has been on the disk since the last save, in a row free since then', () => {
  const plan = new BarPlan(0.001);
  plan.store('broker', 'broker', entry(1), message, at(0));
  plan.save(at(20_000));
  plan.release('broker', 'broker', entry(1), at(30_000));
  plan.crash('broker', at(50_000));
  plan.store('broker', 'broker', entry(1, { copy: 2 }), message, at(50_000));
  plan.store('broker', 'broker', entry(2), message, at(60_000));
  const bars = plan.barsIn('broker', at(0), at(1_000_000));
  expect(bars.map(({ diskSince }) => diskSince)).toEqual([undefined, 20_000, undefined]);
  expect(rowsOf(plan)).toEqual([0, 1, 0]);
  expect(bars[1] && barTexts(bars[1], 'broker', 'letter').solid).toEqual(['A from disk', 'A']);
});

test('from the update on only the identifier is kept', () => {
  const plan = new BarPlan(0.001);
  plan.store('broker', 'broker', entry(1, { qos: 2, awaits: 'PUBREC' }), message, at(0));
  const update = entry(1, { qos: 2, awaits: 'PUBCOMP', holds: 'identifier' });
  plan.update('broker', 'broker', update, at(30_000));
  const [bar] = plan.barsIn('broker', at(0), at(1));
  expect(bar?.identifierFrom).toBe(30_000);
  expect(bar && barTexts(bar, 'broker', 'sentence')).toEqual({
    solid: ['broker keeps A until a PUBREC comes', 'broker keeps A', 'A'],
    hollow: ['only A’s identifier until a PUBCOMP comes', 'only A’s identifier'],
  });
  expect(bar && barTexts(bar, 'broker', 'letter')).toEqual({ solid: ['A'], hollow: [] });
  expect(bar && barTexts(bar, 'broker', 'named').solid).toEqual(['A sub', 'A']);
});

test.each([
  [75, 1],
  [75, 4],
  [75, 6],
  [75, 9],
  [75, 40],
  [40, 3],
])(
  'the rows of a band of %i px with %i in use lie inside it and do not overlap',
  (height, needed) => {
    const { middles, barHeight } = barRows(height, needed, false);
    const sorted = [...middles].sort((a, b) => a - b);
    for (const [i, middle] of sorted.entries()) {
      expect(middle - barHeight / 2).toBeGreaterThanOrEqual(0);
      expect(middle + barHeight / 2).toBeLessThanOrEqual(height);
      if (i > 0) expect(middle - (sorted[i - 1] as number)).toBeGreaterThanOrEqual(barHeight);
    }
  },
);

test('bars carry letters as long as they fit, and what has no row is left out', () => {
  expect(barRows(75, 4, false).lettered).toBe(true);
  expect(barRows(75, 9, false).lettered).toBe(false);
  expect(barRows(75, 40, false).middles.length).toBeLessThan(40);
});

test('a single bar of one exchange stands in the middle', () => {
  expect(barRows(75, 1, true).middles).toEqual([37.5]);
});
