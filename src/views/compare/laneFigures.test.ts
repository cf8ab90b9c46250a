// How lanes' figures stand beside each other: sums of counts, latencies by level, differences in words.
import { expect, test } from 'vitest';
import { fromSec } from '../../base/time.ts';
import { applyVariant, LEVELS, PER_MESSAGE, type Variant } from '../../scenario/variants.ts';
import { simulate } from '../../sim/simulate.ts';
import { presetScenario } from '../../testing/presetRun.ts';
import { formatEach } from '../counters/counterText.ts';
import { countLines, differs, latencyLines, sayAgainst, showFigure } from './laneFigures.ts';

const mixed = presetScenario('mixed');

function run(variants: readonly Variant[]) {
  return variants.map((one) => simulate(applyVariant(mixed, one), { until: fromSec(30) }));
}

test('counts are those of all levels together', () => {
  const [base] = run(PER_MESSAGE);
  if (base === undefined) throw new Error('no run');
  const figures = new Map(countLines([base]).map((line) => [line.name, line.figures[0]]));
  const { levels } = base;
  const all = [levels[0], levels[1], levels[2]];
  expect(figures.get('delivered')).toBe(all.reduce((sum, { delivered }) => sum + delivered, 0));
  expect(figures.get('bytes sent')).toBe(all.reduce((sum, { bytesSent }) => sum + bytesSent, 0));
  expect(figures.get('broker stored, at most')).toBe(base.broker.storedPeak);
});

test('packets for each delivery are rounded as the charts of the same page round them', () => {
  const [base] = run(PER_MESSAGE);
  if (base === undefined) throw new Error('no run');
  const shown = (sent: number, delivered: number) => {
    const { packetsSent } = base.levels[0];
    const none = Object.fromEntries(Object.keys(packetsSent).map((type) => [type, 0]));
    const level = { ...base.levels[0], delivered: 0, packetsSent: none as typeof packetsSent };
    const one = { ...level, delivered, packetsSent: { ...level.packetsSent, PUBLISH: sent } };
    const lane = { ...base, levels: { '0': one, '1': level, '2': level } };
    const [line] = countLines([lane]).filter(({ name }) => name === 'packets per delivery');
    return line && showFigure(line, line.figures[0]);
  };
  for (const [sent, delivered] of [
    [229, 20],
    [240, 20],
    [2505, 20],
  ] as const) {
    expect(shown(sent, delivered)).toBe(formatEach(sent / delivered));
  }
  expect(shown(229, 20)).toBe('11.5');
});

test('lanes of one level each have one line of medians, mixed ones a line for each level', () => {
  const names = (variants: readonly Variant[]) =>
    latencyLines(run(variants), 'deliveryMs').map(({ name }) => name);
  expect(names(LEVELS)).toEqual(['median ms', 'p95 ms', 'n']);
  expect(names(PER_MESSAGE)).toContain('median ms, QoS 1');
  const [median] = latencyLines(run(LEVELS), 'deliveryMs');
  const lanes = run(LEVELS);
  expect(median?.figures).toEqual([0, 1, 2].map((i) => lanes[i]?.levels[i as 0].deliveryMs.p50));
});

test('what differs from the first lane is said in figures', () => {
  const line = { name: 'x', figures: [3, 5, 1.5, 3, undefined], show: String };
  expect(differs(line)).toBe(true);
  expect(line.figures.map((_, lane) => sayAgainst(line, lane))).toEqual([
    undefined,
    '+2',
    '−1.5',
    'same',
    undefined,
  ]);
  expect(showFigure(line, undefined)).toBe('–');
  expect(differs({ ...line, figures: [2, 2] })).toBe(false);
});
