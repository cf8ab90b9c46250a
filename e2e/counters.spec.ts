// The table of counters: its figures are those of the command line for the same link at the same
// instant, in total and over the window, now and in the past.

import type { Page } from '@playwright/test';
import { button, expect, open, readCounters, scrubTo, test } from './helpers.ts';
import { type Level, type Metrics, metricsByCommandLine } from './metricsByCommandLine.ts';
import { traceByCommandLine } from './traceHash.ts';

/** Losses, second copies, and enough samples for p99 at two of the levels. */
const LINK = '#/simulate?preset=mixed&rate=5&loss=0.2';
const SEC = 60;
const WINDOW_SEC = 10;
const NONE = '–';

/** A row's three figures. */
async function figures(page: Page, name: string, span: 'total' | 'recent' = 'total') {
  const row = page.getByRole('row').filter({
    has: page.getByRole('rowheader', { name: new RegExp(`^${name}`) }),
  });
  const cells = await row.first().locator(`[data-span="${span}"]`).allInnerTexts();
  return cells.map((text) => text.replace(/^.*seconds\s*/s, '').trim());
}

function ofLevels(metrics: Metrics, read: (level: Level) => string | number): string[] {
  const { levels } = metrics;
  return [levels[0], levels[1], levels[2]].map((level) => String(read(level)));
}

function rounded(value: number | null): string {
  if (value === null) return NONE;
  return String(value < 100 ? Math.round(value * 10) / 10 : Math.round(value));
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}

async function expectTotals(page: Page, metrics: Metrics): Promise<void> {
  await readCounters(page);
  const rows: readonly (readonly [string, (level: Level) => string | number])[] = [
    ['published', (l) => l.published],
    ['delivered', (l) => l.delivered],
    ['lost', (l) => l.lost],
    ['pending', (l) => l.pending],
    ['second copies', (l) => l.duplicates],
    ['packets each', (l) => (l.delivered === 0 ? NONE : rounded(sum(l.packetsSent) / l.delivered))],
    ['median ms', (l) => rounded(l.deliveryMs.p50)],
    ['p95 ms', (l) => rounded(l.deliveryMs.p95)],
    ['p99 ms', (l) => rounded(l.deliveryMs.p99)],
    ['n', (l) => l.deliveryMs.n],
  ];
  for (const [name, read] of rows) {
    expect(await figures(page, name), name).toEqual(ofLevels(metrics, read));
  }
}

test('the figures are those of the command line, now and at an instant of the past', async ({
  page,
}) => {
  await open(page, `${LINK}&t=${SEC}`);
  const metrics = await metricsByCommandLine(LINK, SEC * 1000);
  expect(sum(metrics.levels[1].duplicatesByCause)).toBeGreaterThan(0);
  await expectTotals(page, metrics);
  await scrubTo(page, 20);
  await expectTotals(page, await metricsByCommandLine(LINK, 20_000));
  await scrubTo(page, SEC);
  await expectTotals(page, metrics);
});

test('under each total stands what has happened in the last 10 s', async ({ page }) => {
  await open(page, `${LINK}&t=${SEC}`);
  await readCounters(page);
  const events = await traceByCommandLine(LINK, SEC * 1000);
  const recent = events.filter(({ at }) => Number(at) > (SEC - WINDOW_SEC) * 1e6);
  const count = (kind: string, key: string, also: (e: Record<string, unknown>) => boolean) =>
    [0, 1, 2].map((level) =>
      String(recent.filter((e) => e.kind === kind && e[key] === level && also(e)).length),
    );
  const all = () => true;
  expect(await figures(page, 'published', 'recent')).toEqual(
    count('message-published', 'qos', all),
  );
  expect(await figures(page, 'lost', 'recent')).toEqual(count('message-lost', 'level', all));
  const first = (e: Record<string, unknown>) => e.duplicate === false;
  expect(await figures(page, 'delivered', 'recent')).toEqual(
    count('message-delivered', 'level', first),
  );
  expect(await figures(page, 'n', 'recent')).toEqual(count('message-delivered', 'level', first));
  expect(await figures(page, 'second copies', 'recent')).toEqual(
    count('message-delivered', 'level', (e) => e.duplicate === true),
  );
  // How many are pending is a matter of the whole run.
  expect(await figures(page, 'pending', 'recent')).toEqual([]);
});

test('each of the three clocks can be chosen', async ({ page }) => {
  await open(page, `${LINK}&t=${SEC}`);
  await readCounters(page);
  const metrics = await metricsByCommandLine(LINK, SEC * 1000);
  const choice = page.getByRole('combobox', { name: 'Latency from publish' });
  for (const clock of ['publisherHandshakeMs', 'subscriberHandshakeMs', 'deliveryMs'] as const) {
    await choice.selectOption(clock);
    const read = (level: Level) => level[clock];
    expect(await figures(page, 'median ms')).toEqual(
      ofLevels(metrics, (l) => rounded(read(l).p50)),
    );
    expect(await figures(page, 'p95 ms')).toEqual(ofLevels(metrics, (l) => rounded(read(l).p95)));
    expect(await figures(page, 'n')).toEqual(ofLevels(metrics, (l) => read(l).n));
  }
});

test('the histogram holds each latency once, and says its percentiles', async ({ page }) => {
  await open(page, `${LINK}&t=${SEC}`);
  const metrics = await metricsByCommandLine(LINK, SEC * 1000);
  await button(page, 'Histogram').click();
  const figure = page.getByRole('figure', { name: /^Histogram of latencies/ });
  const rows = figure.getByRole('row').filter({ has: page.getByRole('cell') });
  await expect(rows.first()).toBeAttached();
  const counts = (await rows.allInnerTexts()).map((text) => text.split('\t').slice(1).map(Number));
  const sums = [0, 1, 2].map((level) =>
    counts.reduce((total, bins) => total + (bins[level] ?? 0), 0),
  );
  expect(sums.map(String)).toEqual(ofLevels(metrics, (l) => l.deliveryMs.n));
  await expect(figure).toContainText(`p50 ${rounded(metrics.levels[2].deliveryMs.p50)}`);
  await expect(figure).toContainText(`p95 ${rounded(metrics.levels[1].deliveryMs.p95)}`);
});

test('by cause, and on the wire, they add up', async ({ page }) => {
  await open(page, `${LINK}&t=${SEC}`);
  await readCounters(page);
  const metrics = await metricsByCommandLine(LINK, SEC * 1000);
  await button(page, 'By cause').click();
  await expect(page.getByRole('table', { name: /^Lost, by cause/ })).toBeVisible();
  expect(await figures(page, 'packet lost')).toEqual(
    ofLevels(metrics, (l) => l.lostByCause.packetLost ?? 0),
  );
  expect(await figures(page, 'publisher sent again')).toEqual(
    ofLevels(metrics, (l) => l.duplicatesByCause.publisherResend ?? 0),
  );
  await button(page, 'On the wire').click();
  await expect(page.getByRole('table', { name: /^Lost, by cause/ })).toHaveCount(0);
  for (const type of ['PUBLISH', 'PUBACK', 'PUBREC', 'PUBREL', 'PUBCOMP']) {
    expect(await figures(page, type)).toEqual(ofLevels(metrics, (l) => l.packetsSent[type] ?? 0));
  }
  expect(await figures(page, 're-sends')).toEqual(ofLevels(metrics, (l) => l.packetsResent));
  expect(await figures(page, 'first sends')).toEqual(
    ofLevels(metrics, (l) => sum(l.packetsSent) - l.packetsResent),
  );
  expect(await figures(page, 'bytes publisher')).toEqual(
    ofLevels(metrics, (l) => l.hops[1].bytesSent),
  );
});

test('growing figures move nothing', async ({ page }) => {
  await open(page, `${LINK}&t=${SEC}`);
  const table = page.getByRole('table', { name: /^Counters per QoS level/ });
  const boxes = () =>
    table
      .locator('th, td')
      .evaluateAll((cells) => cells.map((cell) => JSON.stringify(cell.getBoundingClientRect())));
  await scrubTo(page, 0.5);
  await readCounters(page);
  expect(await figures(page, 'published')).toEqual(['0', '0', '0']);
  const before = await boxes();
  await scrubTo(page, SEC);
  await readCounters(page);
  expect(await boxes()).toEqual(before);
});

test('the counters are in sight whole, and the inspector’s beginning with them', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await open(page, `${LINK}&t=20`);
  await expect(button(page, 'On the wire')).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole('heading', { name: 'Inspector' })).toBeInViewport({ ratio: 1 });
});
