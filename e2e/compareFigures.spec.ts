// Compare's figures: those of the counters, of each kind of message and of the rule of thumb are the
// command line's for the same link.

import type { Locator, Page } from '@playwright/test';
import { expect, open, test } from './helpers.ts';
import { comparisonByCommandLine, type Level, type Metrics } from './metricsByCommandLine.ts';

const LEVELS = ['0', '1', '2'] as const;

function sum(metrics: Metrics, read: (level: Level) => number): number {
  return LEVELS.reduce((total, qos) => total + read(metrics.levels[qos]), 0);
}

const ofTypes = ({ packetsSent }: Level) =>
  Object.values(packetsSent).reduce((total, count) => total + count, 0);

/** To the page's own place: a tenth of a millisecond, whole ones from 100 on. */
function sayMs(ms: number | null | undefined): string {
  if (ms === null || ms === undefined) return '–';
  return String(ms < 100 ? Math.round(ms * 10) / 10 : Math.round(ms));
}

/** The cells of a row of a table. */
function cells(within: Locator, row: string): Promise<readonly string[]> {
  const name = new RegExp(`^${row}( ?, differs)?$`);
  const header = within.page().getByRole('rowheader', { name });
  return within.getByRole('row').filter({ has: header }).getByRole('cell').allInnerTexts();
}

function region(page: Page, name: string): Locator {
  return page.getByRole('region', { name, exact: true });
}

test('the counters of each lane', async ({ page }) => {
  const link = '#/compare?preset=mixed&loss=0.2&t=20';
  const lanes = await comparisonByCommandLine(link, 20_000);
  await open(page, link);
  const table = region(page, 'Counters');
  const rows: readonly (readonly [string, (metrics: Metrics) => number])[] = [
    ['published', (m) => sum(m, (level) => level.published)],
    ['delivered', (m) => sum(m, (level) => level.delivered)],
    ['lost', (m) => sum(m, (level) => level.lost)],
    ['pending', (m) => sum(m, (level) => level.pending)],
    ['second copies', (m) => sum(m, (level) => level.duplicates)],
    ['packets sent', (m) => sum(m, ofTypes)],
    ['of these again', (m) => sum(m, (level) => level.packetsResent)],
    ['broker stored, at most', (m) => m.broker.storedPeak],
    ['median ms', ({ levels }) => Math.round(onlyOf(levels).deliveryMs.p50 ?? Number.NaN)],
  ];
  for (const [name, read] of rows) {
    const shown = (await cells(table, name)).map((text) => Number.parseFloat(text));
    expect(shown, name).toEqual(lanes.map(read));
  }
});

/** That of the level at which everything is published. */
function onlyOf(levels: Metrics['levels']): Level {
  const used = LEVELS.filter((qos) => levels[qos].published > 0);
  expect(used.length).toBe(1);
  return levels[used[0] ?? '0'];
}

test('per message: the traffic in all, and each kind by itself', async ({ page }) => {
  const link = '#/compare?preset=mixed&loss=0.2&lanes=-;qos:2;qos:0&t=60';
  const lanes = await comparisonByCommandLine(link, 60_000);
  await open(page, link);
  const table = region(page, 'Per message and per connection');
  expect(await cells(table, 'packets')).toEqual(lanes.map((m) => String(sum(m, ofTypes))));
  expect(await cells(table, 'broker stores at most')).toEqual(
    lanes.map(({ broker }) => String(broker.storedPeak)),
  );
  expect(await cells(table, 'message-seconds')).toEqual(
    lanes.map(({ broker }) => broker.storedMessageSeconds.toFixed(1)),
  );
  const kinds = Object.keys(lanes[0]?.patterns ?? {});
  expect(kinds).toEqual(['pub/gps', 'pub/chat', 'pub/payment']);
  const of = (i: number, kind: string) => lanes[i]?.patterns?.[kind];
  // A row of each kind, kind by kind, has a cell for each lane.
  const rows = [
    ['lost', (i: number, kind: string) => String(of(i, kind)?.lost)],
    ['second copies', (i: number, kind: string) => String(of(i, kind)?.duplicates)],
    [
      'latency, median and p95 ms',
      (i: number, kind: string) => {
        const spread = of(i, kind)?.deliveryMs;
        return `${sayMs(spread?.p50)} · ${sayMs(spread?.p95)}`;
      },
    ],
    [
      'packets, bytes',
      (i: number, kind: string) => `${of(i, kind)?.packetsSent} · ${of(i, kind)?.bytesSent}`,
    ],
  ] as const;
  for (const [name, read] of rows) {
    expect(await cells(table, name), name).toEqual(
      kinds.flatMap((kind) => lanes.map((_, i) => read(i, kind))),
    );
  }
});

test('the rule of thumb: round trips, latency, storage and second copies', async ({ page }) => {
  const link = '#/compare?preset=mixed&loss=0.1&t=120';
  const lanes = await comparisonByCommandLine(link, 120_000);
  const levels = lanes.map(({ levels: all }) => onlyOf(all));
  await open(page, link);
  const base = levels[0]?.deliveryMs.p50 ?? Number.NaN;
  // There and back on one hop, 300 ms each way.
  const roundTripMs = 600;
  for (const [qos, level] of levels.entries()) {
    const clocks = [level.deliveryMs, level.publisherHandshakeMs, level.subscriberHandshakeMs];
    const trips = await cells(region(page, 'Round trips'), `QoS ${qos}`);
    const latency = await cells(region(page, 'Relative latency'), `QoS ${qos}`);
    for (const [i, { n, p50, p95 }] of clocks.entries()) {
      expect(trips[i + 1]).toMatch(shows(p50, roundTripMs, `n ${n}$`));
      // In the same unit as the median.
      const tail = p95 === null ? '' : `p95 ${(p95 / base).toFixed(2)}×`;
      expect(latency[i + 1]).toMatch(shows(p50, base, `${tail}[^]*n ${n}$`));
    }
    const [, copies, , deliveries] = await cells(region(page, 'Duplicate risk'), `QoS ${qos}`);
    expect(copies).toContain((level.duplicates / level.delivered).toFixed(3));
    expect(copies).toContain(`${level.duplicates} second copies`);
    expect(deliveries).toBe(String(level.delivered));
    const [, peak, , inAll] = await cells(region(page, 'Broker storage'), `QoS ${qos}`);
    const { storedPeak, storedMessageSeconds } = lanes[qos]?.broker ?? {};
    expect(peak).toMatch(new RegExp(`^${storedPeak}\\b`));
    expect(inAll).toMatch(new RegExp(`^${storedMessageSeconds?.toFixed(1)}\\b`));
  }
});

/** A ratio to two places, or a dash, and what follows. */
function shows(ms: number | null, of: number, rest: string): RegExp {
  const ratio = ms === null ? '–' : (ms / of).toFixed(2).replace('.', '\\.');
  return new RegExp(`^${ratio}[^]*${rest}`);
}
