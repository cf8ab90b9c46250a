// What a sweep's chart is made of: its lines, bands, formulas, and where they stand.
import { describe, expect, test } from 'vitest';
import { Theory } from '../../lab/forms.ts';
import { runSweep } from '../../sim/sweep/shard.ts';
import { axis, planOf } from '../../testing/sweeps.ts';
import { chartOf, seriesOf } from './sweepChart.ts';
import { sayPoint } from './sweepSentence.ts';

const LINEAR = { xLog: false, yLog: false };
const plan = planOf('loss=0,0.4,0.2', { replications: 6 });

describe('by a number', () => {
  const sweep = runSweep({ plan, measure: 'duplicates' });
  const chart = chartOf(new Theory(plan, sweep.measure), sweep, LINEAR);

  test('each level has a line in order, with a band, and a formula of its own', () => {
    expect(chart.lines.map(({ label }) => label)).toEqual([
      'QoS 0',
      'QoS 1',
      'QoS 2',
      'QoS 0 by formula',
      'QoS 1 by formula',
      'QoS 2 by formula',
    ]);
    const [, one] = chart.lines;
    expect(one?.points.map(({ x }) => x)).toEqual([0, 0.2, 0.4]);
    expect(one?.spans).toHaveLength(3);
    for (const [i, span] of (one?.spans ?? []).entries()) {
      expect(span.low).toBeLessThanOrEqual(one?.points[i]?.y ?? -1);
      expect(span.high).toBeGreaterThanOrEqual(one?.points[i]?.y ?? Infinity);
    }
    expect(chart.stops).toEqual([0, 0.2, 0.4]);
  });

  test('all of it is within the axes', () => {
    const [, most] = chart.yAxis.domain;
    for (const { points, spans = [] } of chart.lines) {
      for (const { y } of points) expect(y).toBeLessThanOrEqual(most);
      for (const { high } of spans) expect(high).toBeLessThanOrEqual(most);
    }
  });

  test('what a logarithmic scale has no place for is left out, and told', () => {
    const log = chartOf(new Theory(plan, sweep.measure), sweep, { xLog: true, yLog: true });
    expect(log.lines.find(({ label }) => label === 'QoS 1')?.points.map(({ x }) => x)).toEqual([
      0.2, 0.4,
    ]);
    expect(log.left).toMatch(/not drawn: zero has no place on a logarithmic scale\.$/);
    expect(log.yAxis.domain[0]).toBeGreaterThan(0);
    expect(log.stops).toEqual([0.2, 0.4]);
  });

  test('a sentence says a place of it', () => {
    expect(sayPoint(new Theory(plan, sweep.measure), sweep, { at: 0 })).toBe(
      'Loss 0 %, with 95 % intervals. QoS 0: 0 (by formula 0); QoS 1: 0 (by formula 0); QoS 2: 0 (by formula 0).',
    );
  });
});

test('no two formulas are drawn alike', () => {
  for (const y of [undefined, axis('latency-ms=10,50')]) {
    const plan = planOf('loss=0,0.2', { y });
    const sweep = runSweep({ plan, measure: 'packets' });
    const { lines } = chartOf(new Theory(plan, 'packets'), sweep, LINEAR);
    const formulas = lines.filter(({ label }) => label.endsWith('by formula'));
    expect(formulas).toHaveLength(y === undefined ? 3 : 6);
    expect(new Set(formulas.map(({ tone, style }) => `${tone} ${style}`)).size).toBe(
      formulas.length,
    );
  }
});

test('words stand beside each other, with nothing between them', () => {
  const byModel = planOf('network=lossy,tcp', { levels: [1, 2] });
  const chart = chartOf(
    new Theory(byModel, 'delivered'),
    runSweep({ plan: byModel, measure: 'delivered' }),
    LINEAR,
  );
  expect(chart.lines).toHaveLength(2);
  expect(chart.lines.every(({ isLoose }) => isLoose)).toBe(true);
  expect(chart.stops).toEqual([0, 1]);
  expect(chart.xAxis.ticks?.map(chart.xAxis.format)).toEqual(['lossy', 'TCP']);
  const [first, second] = chart.lines.map(({ points }) => points[0]?.x ?? 0);
  expect(first).not.toBe(second);
});

test('a second axis makes a line of each of its values, told by its mark', () => {
  const both = planOf('loss=0,0.2', { y: axis('network=lossy,tcp'), levels: [1, 2] });
  const series = seriesOf(runSweep({ plan: both, measure: 'delivered' }));
  expect(series.map(({ label, tone, style }) => [label, tone, style])).toEqual([
    ['QoS 1, lossy packets', 'q1', 'circle'],
    ['QoS 2, lossy packets', 'q2', 'circle'],
    ['QoS 1, TCP', 'q1', 'square'],
    ['QoS 2, TCP', 'q2', 'square'],
  ]);
});

test('levels as the axis have one line', () => {
  const levels = planOf('qos=0,1,2');
  const sweep = runSweep({ plan: levels, measure: 'packets' });
  const chart = chartOf(new Theory(levels, 'packets'), sweep, LINEAR);
  expect(chart.stops).toEqual([0, 1, 2]);
  expect(chart.lines.flatMap(({ points }) => points)).toHaveLength(3);
  expect(new Set(seriesOf(sweep).map(({ label }) => label)).size).toBe(seriesOf(sweep).length);
});
