import { expect, test } from 'vitest';
import { FOLD_WIDTH } from './cast.ts';
import { columnsOf, defaultZoom, HEIGHT_MIN, layOut } from './geometry.ts';

const SIZES = [
  [1110, 600],
  [800, 560],
  [360, 520],
  [300, 420],
  [1600, 1000],
] as const;

test.each(SIZES)('at %i×%i the rows follow each other without gap and fit', (width, height) => {
  const { bands, hops, axisTop, ...rest } = layOut(width, height, width < 500);
  const rows = [bands.publishers, hops.upper, bands.broker, hops.lower, bands.subscribers];
  rows.slice(1).forEach((row, i) => {
    const before = rows[i];
    expect(row.top).toBe((before?.top ?? 0) + (before?.height ?? 0));
  });
  expect(axisTop).toBe(bands.subscribers.top + bands.subscribers.height);
  expect(axisTop).toBeLessThanOrEqual(height - 20);
  expect(rest.nowX + rest.stageWidth).toBe(width);
});

test('the stage takes about a third, and never less than 150 px', () => {
  expect(layOut(1110, 600, false).stageWidth / 1110).toBeCloseTo(0.35, 2);
  expect(layOut(300, 520, true).stageWidth).toBe(150);
});

test('less height than the least is taken as the least', () => {
  expect(layOut(800, 100, false).height).toBe(HEIGHT_MIN);
});

test('columns share the stage whole, the folded ones get a narrow one', () => {
  const client = { id: 'a' } as never;
  const columns = columnsOf(400, { shown: [client, client, client], folded: [] });
  expect(columns.reduce((sum, { width }) => sum + width, 0)).toBe(400);
  const folded = columnsOf(400, { shown: [client, client], folded: [client] });
  expect(folded.reduce((sum, { width }) => sum + width, 0)).toBe(400 - FOLD_WIDTH);
});

test('the default zoom makes the diagonal of a hop equally wide at every latency', () => {
  expect(defaultZoom(300) * 0.3).toBeCloseTo(44);
  expect(defaultZoom(5) * 0.005).toBeCloseTo(44);
  expect(defaultZoom(300, 120) * 0.3).toBeCloseTo(120);
  expect(defaultZoom(0)).toBe(defaultZoom(300));
});
