// What theory says of a sweep's points, and where it says nothing.
import { describe, expect, test } from 'vitest';
import { axis, baseWith, planOf } from '../testing/sweeps.ts';
import { curveOf, formAt, Theory, unmetOf } from './forms.ts';

const plan = planOf('loss=0:0.4:0.2');
const at = (x: string, level: 0 | 1 | 2) => ({ x, y: undefined, level });

describe('by loss', () => {
  test('deliveries, copies and packets are those that people know', () => {
    expect(formAt(plan, at('0.2', 0), 'delivered')).toBeCloseTo(0.64);
    expect(formAt(plan, at('0.2', 1), 'delivered')).toBe(1);
    expect(formAt(plan, at('0.2', 1), 'duplicates')).toBeCloseTo(1 / 0.64 - 1);
    expect(formAt(plan, at('0.2', 2), 'duplicates')).toBe(0);
    expect(formAt(plan, at('0', 2), 'packets')).toBe(8);
    expect(formAt(plan, at('0.2', 0), 'lost')).toBeCloseTo(0.36);
  });

  test('the curve goes on between the points', () => {
    const curve = curveOf(plan, [0, 0.2, 0.4], { y: undefined, level: 0 }, 'delivered');
    expect(curve.length).toBeGreaterThan(60);
    for (const { x, y } of curve) expect(y).toBeCloseTo((1 - x) * (1 - x));
    expect(curve.map(({ x }) => x)).toEqual([...curve.map(({ x }) => x)].sort((a, b) => a - b));
  });

  test('latencies have none, and it is said why', () => {
    expect(formAt(plan, at('0.2', 1), 'delivery-p50')).toBeUndefined();
    expect(formAt(plan, at('0', 1), 'delivery-p50')).toBe(100);
    expect(unmetOf(plan, 'delivery-p50')).toEqual(['packets are lost']);
    expect(unmetOf(plan, 'delivered')).toEqual([]);
    expect(unmetOf(plan, 'throughput')).toEqual(['packets are lost']);
    expect(unmetOf(plan, 'stored-peak')).toEqual([]);
  });
});

test('what a whole number alone can be has no curve in between', () => {
  const windows = planOf('inflight=1,2,3', { base: baseWith({ rate: '1' }) });
  const curve = curveOf(windows, [1, 2, 3], { y: undefined, level: 1 }, 'delivery-p50');
  expect(curve.map(({ x }) => x)).toEqual([1, 2, 3]);
});

test('the second axis counts', () => {
  const both = planOf('loss=0:0.4:0.2', { y: axis('network=lossy,tcp') });
  expect(formAt(both, { x: '0.2', y: 'lossy', level: 0 }, 'delivered')).toBeCloseTo(0.64);
  expect(formAt(both, { x: '0.2', y: 'tcp', level: 0 }, 'delivered')).toBeUndefined();
  expect(unmetOf(both, 'delivered')).toContain('TCP sends again what is lost');
});

test('what is found out once is the same the second time', () => {
  const theory = new Theory(plan, 'duplicates');
  const there = { y: undefined, level: 1 } as const;
  const first = [theory.at(at('0.2', 1)), theory.curve([0, 0.2, 0.4], there)];
  expect([theory.at(at('0.2', 1)), theory.curve([0, 0.2, 0.4], there)]).toEqual(first);
  expect(first).toEqual([
    formAt(plan, at('0.2', 1), 'duplicates'),
    curveOf(plan, [0, 0.2, 0.4], there, 'duplicates'),
  ]);
});

test('what spoils a form leaves none, and is said', () => {
  const unmet = (
    settings: Parameters<typeof baseWith>[0],
    measure: Parameters<typeof unmetOf>[1],
    untilMs?: number,
  ) => unmetOf(planOf('loss=0,0.2', { base: baseWith(settings), untilMs }), measure);
  expect(unmet({ messages: '20' }, 'delivered', 5000)).toEqual(['runs are ended after a set time']);
  expect(unmet({ queue: '1', inflight: '1' }, 'lost')).toEqual(['a queue can overflow']);
  expect(unmet({ 'handler-ms': '2000', ack: 'last' }, 'duplicates')).toEqual([
    'the application takes its time before it acknowledges',
  ]);
  expect(unmet({ 'resend-ms': '60' }, 'stored-seconds')).toContain(
    'an answer can be later than the re-send',
  );
});
