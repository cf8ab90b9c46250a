// The charts of Compare: what each says is what the headless runs of the same link count, any of their
// values is had by keys, and they can be printed. So can the rule of thumb.

import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect, open, test, waitIdle } from './helpers.ts';
import { type Metrics, metricsByCommandLine } from './metricsByCommandLine.ts';

const SEC = 30;
const LINK = `#/compare?preset=mixed&t=${SEC}`;
const LEVELS = ['0', '1', '2'] as const;

function chart(page: Page, title: string): Locator {
  return page.getByRole('figure', { name: title, exact: true });
}

function values(page: Page, title: string): Locator {
  return page.getByRole('slider', { name: `${title}: value at`, exact: true });
}

async function metricsOfLevels(): Promise<readonly Metrics[]> {
  return Promise.all(
    LEVELS.map((qos) => metricsByCommandLine(`#/simulate?preset=mixed&qos=${qos}`, SEC * 1000)),
  );
}

test('each chart says in a sentence what the headless runs count', async ({ page }) => {
  const metrics = await metricsOfLevels();
  await open(page, LINK);
  const counts = [
    ['Deliveries', 'delivered'],
    ['Losses', 'lost'],
  ] as const;
  for (const [title, figure] of counts) {
    for (const qos of LEVELS) {
      const level = metrics[Number(qos)]?.levels[qos];
      const pairs = (level?.delivered ?? 0) + (level?.lost ?? 0) + (level?.pending ?? 0);
      await expect(chart(page, title)).toContainText(`QoS ${qos} ${level?.[figure]} of ${pairs}`);
    }
  }
  for (const qos of LEVELS) {
    const { duplicates, delivered } = metrics[Number(qos)]?.levels[qos] ?? {};
    await expect(chart(page, 'Second copies')).toContainText(
      `QoS ${qos} ${duplicates} beside ${delivered} first ones`,
    );
  }
  const latencies = chart(page, 'Latencies');
  for (const qos of LEVELS) {
    const spread = metrics[Number(qos)]?.levels[qos].deliveryMs;
    await expect(latencies).toContainText(`QoS ${qos} median ${Math.round(spread?.p50 ?? 0)} ms`);
    await expect(latencies).toContainText(`n ${spread?.n}`);
  }
  for (const qos of LEVELS) {
    const { storedNow, storedPeak } = metrics[Number(qos)]?.broker ?? {};
    await expect(chart(page, 'Messages in the broker’s store')).toContainText(
      `QoS ${qos} ${storedNow} now, ${storedPeak} at its peak`,
    );
  }
});

test('values are had by keys, at any instant, and said', async ({ page }) => {
  const metrics = await metricsOfLevels();
  await open(page, LINK);
  const delivered = values(page, 'Deliveries');
  const at = (instant: string, sums: readonly unknown[]) =>
    `${instant} s: ${sums.map((sum, qos) => `QoS ${qos} ${sum}`).join(', ')}`;
  const now = LEVELS.map((qos) => metrics[Number(qos)]?.levels[qos].delivered);
  await delivered.focus();
  await expect(delivered).toHaveAttribute('aria-valuetext', at('30', now));
  await page.keyboard.press('Home');
  await expect(delivered).toHaveAttribute('aria-valuenow', '0');
  await expect(delivered).toHaveAttribute('aria-valuetext', /: QoS 0 0, QoS 1 0, QoS 2 0$/);
  for (let i = 0; i < 30; i++) await page.keyboard.press('ArrowRight');
  await expect(delivered).toHaveAttribute('aria-valuenow', '30');
  const said = (await delivered.getAttribute('aria-valuetext')) ?? '';
  // The same as what the counters say when the playhead stands there.
  const instant = Number.parseFloat(said);
  const then = await Promise.all(
    LEVELS.map((qos) => metricsByCommandLine(`#/simulate?preset=mixed&qos=${qos}`, instant * 1000)),
  );
  const sums = LEVELS.map((qos) => then[Number(qos)]?.levels[qos].delivered);
  expect(said).toBe(at(String(instant), sums));
  // The other charts of time show the same instant.
  await expect(chart(page, 'Losses')).toContainText(`at ${instant} s`);
  await page.keyboard.press('Escape');
  await expect(chart(page, 'Losses')).not.toContainText(`at ${instant} s`);
  await waitIdle(page);
});

test('the pointer shows values, and the picture’s keys stay the picture’s', async ({ page }) => {
  await open(page, LINK);
  const lost = values(page, 'Losses');
  await lost.scrollIntoViewIfNeeded();
  const box = await lost.boundingBox();
  if (box === null) throw new Error('The chart is not on the screen');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await expect(chart(page, 'Losses')).toContainText(/at \d+(\.\d+)? s/);
  await expect(chart(page, 'Deliveries')).toContainText(/at \d+(\.\d+)? s/);
  await page.mouse.move(2, 2);
  await expect(chart(page, 'Losses')).not.toContainText(/at \d+(\.\d+)? s/);
  const time = page.getByTestId('time');
  await lost.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(time).toHaveText('30.000 s');
});

test('latencies are told for each clock, and as what came within', async ({ page }) => {
  await open(page, LINK);
  const latencies = chart(page, 'Latencies');
  await latencies.getByRole('combobox', { name: 'Latency' }).selectOption('publisherHandshakeMs');
  await expect(latencies).toContainText('QoS 0 none');
  await latencies.getByRole('combobox', { name: 'Latency' }).selectOption('deliveryMs');
  await latencies.getByRole('radio', { name: 'Within' }).check();
  const within = values(page, 'There within');
  await within.focus();
  await page.keyboard.press('End');
  const [metrics] = await metricsOfLevels();
  const level = metrics?.levels['0'];
  const pairs = (level?.delivered ?? 0) + (level?.lost ?? 0) + (level?.pending ?? 0);
  const share = Math.round(((level?.delivered ?? 0) / pairs) * 1000) / 10;
  await expect(within).toHaveAttribute('aria-valuetext', new RegExp(`ms: QoS 0 ${share} %,`));
});

test('within is what took exactly so long, too', async ({ page }) => {
  const link = '#/compare?loss=0.2&messages=20&t=12.3';
  await open(page, link);
  await chart(page, 'Latencies').getByRole('radio', { name: 'Within' }).check();
  const within = values(page, 'There within');
  await within.focus();
  await page.keyboard.press('Home');
  const own = link.replace('#/compare?', '#/simulate?qos=0&');
  const { delivered, lost, deliveryMs } = (await metricsByCommandLine(own, 12_300)).levels['0'];
  expect(deliveryMs.p50).toBe(100);
  const share = Math.round((1000 * delivered) / (delivered + lost)) / 10;
  await expect(within).toHaveAttribute('aria-valuetext', new RegExp(`^100 .*QoS 0 ${share}\\b`));
});

test('packets for each delivery are the same figure in chart and counters', async ({ page }) => {
  await open(page, '#/compare?loss=0.2&messages=20&t=12.3');
  const row = page.getByRole('row', { name: /^packets per delivery/ });
  const shown = (await row.getByRole('cell').allInnerTexts()).map(Number.parseFloat);
  expect(shown.length).toBe(3);
  for (const [qos, each] of shown.entries()) {
    const said = chart(page, 'Packets for each delivery');
    await expect(said).toContainText(`QoS ${qos} ${each} (`);
  }
});

test('the rule of thumb names its network, and judges none that has changed', async ({ page }) => {
  await open(page, '#/compare?messages=30&network=tcp&loss=0.1&t=20');
  await expect(page.getByText('Measured over TCP, 50 ms each way, 10 % lost,')).toBeVisible();
  await open(page, '#/compare?preset=vehicle-on-map&t=25');
  await expect(page.getByText('it has changed on the way.', { exact: false })).toBeVisible();
  await expect(page.getByText('No network is offered', { exact: false })).toBeVisible();
  const row = page.getByRole('table', { name: /^Relative latency/ }).getByRole('row');
  await expect(row.filter({ hasText: 'QoS 2' })).toContainText('of no one network');
  await expect(page.getByRole('button', { name: /^Set (a|the) network/ })).toHaveCount(0);
});

test('one click sets a network on which the rule of thumb is right', async ({ page }) => {
  await open(page, `#/compare?preset=mixed&loss=0.4&t=${SEC}`);
  const table = page.getByRole('table', { name: /^Relative latency/ });
  const row = table.getByRole('row', { name: /QoS 2/ });
  await expect(row).toContainText('2.5–4×');
  await row.getByRole('button').click();
  await waitIdle(page);
  await expect(row).toContainText(
    'Right for delivery (3.00×) and the subscriber’s handshake (3.50×)',
  );
  await expect(row).toContainText('formula 3.50×');
  await expect(page.getByTestId('time')).toHaveText('30.000 s');
  expect(decodeURIComponent(new URL(page.url()).hash)).toMatch(/loss=0(&|$)/);
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing in charts and rule of thumb, ${theme}`, async ({ newVisitor }) => {
    const page = await newVisitor({ colorScheme: theme });
    await open(page, LINK);
    await values(page, 'Deliveries').focus();
    await page.keyboard.press('ArrowLeft');
    const { violations, passes } = await new AxeBuilder({ page })
      .include('figure')
      .include('table')
      .analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([]);
    expect(passes.length).toBeGreaterThan(5);
  });
}

test('on paper no chart is cut, and nothing is left to press', async ({ page }) => {
  await page.setViewportSize({ width: 794, height: 1123 });
  await open(page, LINK);
  await page.emulateMedia({ media: 'print' });
  for (const title of ['Latencies', 'Deliveries', 'Bytes in the broker’s store']) {
    const drawn = chart(page, title).locator('svg').last();
    await expect(drawn).toBeVisible();
    const box = await drawn.boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(794);
    expect(await chart(page, title).evaluate((node) => getComputedStyle(node).breakInside)).toBe(
      'avoid',
    );
  }
  await expect(chart(page, 'Latencies').getByRole('combobox')).toBeHidden();
});

test('with forced colours lines are told apart by dash and mark', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await open(page, LINK);
  const dashes = await chart(page, 'Latencies')
    .locator('li svg path:first-child')
    .evaluateAll((paths) => paths.map((path) => getComputedStyle(path).strokeDasharray));
  expect(new Set(dashes).size).toBe(3);
  const marks = await chart(page, 'Latencies')
    .locator('li svg path:last-child')
    .evaluateAll((paths) => paths.map((path) => path.getAttribute('d')));
  expect(new Set(marks).size).toBe(3);
});
