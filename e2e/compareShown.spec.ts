// What Compare compares, and shows of it: per message and with a reader's variants; figures that are read
// off charts and tables, on a screen, on a phone and on paper.

import type { Locator, Page } from '@playwright/test';
import { button, choose, expect, follow, open, test, waitIdle } from './helpers.ts';

function lane(page: Page, name: string): Locator {
  return page.getByRole('region', { name, exact: true });
}

test('per message: each call says its level, beside the same traffic at one level', async ({
  page,
}) => {
  await open(page, '#/compare?preset=mixed-day&t=20');
  await choose(page, 'What is compared', 'Per message');
  await waitIdle(page);
  await expect(page).toHaveURL(/lanes=-;qos:2;qos:0/);
  const calls = page.getByRole('region', { name: 'One connection, one call a message' });
  await calls.scrollIntoViewIfNeeded();
  for (const [topic, qos] of [
    ['fleet/van-7/position', 0],
    ['chat/team/lines', 1],
    ['shop/payments', 2],
  ] as const) {
    const call = (level: number) =>
      new RegExp(`publish\\('${topic}', '[^']+', \\{ qos: ${level} \\}\\);`);
    for (const level of new Set([qos, 2, 0])) await expect(calls).toContainText(call(level));
  }
  await expect(page.getByRole('button', { name: /^Open “/ })).toHaveCount(0);
  await expect(lane(page, 'Each at its own level').first()).toBeVisible();
  await expect(lane(page, 'Everything at QoS 2').first()).toBeVisible();
});

test('per message offers a mixed run where there is none', async ({ page }) => {
  await open(page, '#/compare?t=15');
  await choose(page, 'What is compared', 'Per message');
  await waitIdle(page);
  await expect(page.getByText('All messages are at QoS 1 here')).toBeVisible();
  await button(page, 'Open “A mixed day”').click();
  await expect(page.getByText('All messages are at QoS 1 here')).toHaveCount(0);
  await expect(page.getByRole('combobox', { name: 'Scenario' })).toHaveValue('mixed-day');
  await button(page, 'Pause').click();
  await waitIdle(page);
  await button(page, 'undo').click();
  await waitIdle(page);
  await expect(page.getByText('All messages are at QoS 1 here')).toBeVisible();
});

test('a reader’s variants are there again, after other comparisons and other screens', async ({
  page,
}) => {
  const lanes = 'qos:1,store:memory;qos:1,network:tcp';
  await open(page, `#/compare?preset=chat-thread&lanes=${lanes}&t=20`);
  await choose(page, 'What is compared', 'Levels');
  await waitIdle(page);
  await expect(page).not.toHaveURL(/lanes=/);
  await choose(page, 'What is compared', 'Two variants');
  await waitIdle(page);
  await expect(page).toHaveURL(new RegExp(lanes));
  for (const screen of ['Simulate', 'Compare']) {
    await follow(page, page.getByRole('link', { name: screen, exact: true }));
  }
  await expect(page).toHaveURL(new RegExp(`#/compare.*${lanes}`));
  await choose(page, 'What is compared', 'Levels');
  await waitIdle(page);
  for (const screen of ['Simulate', 'Compare']) {
    await follow(page, page.getByRole('link', { name: screen, exact: true }));
  }
  await expect(lane(page, 'QoS 0').first()).toBeVisible();
  await choose(page, 'What is compared', 'Two variants');
  await waitIdle(page);
  await expect(page).toHaveURL(new RegExp(lanes));
});

test('on paper nothing is left to press, and what the figures are of is said', async ({ page }) => {
  await open(page, '#/compare?loss=0.2&messages=20&t=12.3');
  const told = page.getByTestId('conditions');
  await expect(told).toHaveCount(0);
  await page.emulateMedia({ media: 'print' });
  await expect(told).toContainText('changed, at 12.300 s, seed 1. Network: lossy packets');
  await expect(told).toContainText('20 % lost');
  await expect(told).toContainText('#/compare?messages=20&loss=0.2&t=12.3');
  const main = page.locator('main');
  for (const role of ['radio', 'combobox'] as const) {
    await expect(main.getByRole(role).filter({ visible: true })).toHaveCount(0);
  }
  // What is left are the nodes of the pictures.
  const worded = main.getByRole('button').filter({ visible: true, hasText: /\S/ });
  await expect(worded).toHaveCount(0);
});

test('latencies at rest have no value, and where one is read it says of what and in what', async ({
  page,
}) => {
  await open(page, '#/compare?loss=0.2&messages=20&t=12.3');
  const chart = page.getByRole('figure', { name: 'Latencies', exact: true });
  const first = chart.getByRole('listitem').first();
  await expect(first).toHaveText('QoS 0');
  const values = page.getByRole('slider', { name: 'Latencies: value at', exact: true });
  await values.focus();
  await page.keyboard.press('Home');
  await expect(values).toHaveAttribute('aria-valuetext', /^\d+ to \d+ ms: QoS 0 \d+ %, QoS 1 /);
  const said = (await values.getAttribute('aria-valuetext')) ?? '';
  await expect(chart).toContainText(`at ${said.split(':')[0]}`);
  await expect(first).toHaveText(/^QoS 0\d+ %$/);
  await page.keyboard.press('Escape');
  await expect(first).toHaveText('QoS 0');
});

test('per message, each level’s latencies are told by themselves', async ({ page }) => {
  await open(page, '#/compare?preset=mixed-day&lanes=-;qos:2;qos:0&t=20');
  const chart = page.getByRole('figure', { name: 'Latencies', exact: true });
  await expect(chart.getByRole('listitem')).toHaveText([
    'Each at its own level, QoS 0',
    'Each at its own level, QoS 1',
    'Each at its own level, QoS 2',
    'Everything at QoS 2',
    'Everything at QoS 0',
  ]);
  await expect(chart).toContainText(
    /Each at its own level: QoS 0 median \d+ ms, .*, QoS 1 median \d+ ms, .*, QoS 2 median \d+ ms/,
  );
});

test('what is counted has no fractions at its axis', async ({ page }) => {
  await open(page, '#/compare?preset=account-ledger&t=16');
  for (const title of ['Losses', 'Second copies', 'Deliveries']) {
    const texts = page.getByRole('figure', { name: title, exact: true }).locator('svg text');
    await expect(texts.first()).toHaveText('0');
    const ticks = await texts.allTextContents();
    expect(ticks.filter((text) => text.includes('.'))).toEqual([]);
  }
});

test('figures of one column end at one place, also on a phone', async ({ page }) => {
  for (const width of [390, 1024, 1440]) {
    await page.setViewportSize({ width, height: 844 });
    await open(page, '#/compare?preset=mixed-day&lanes=-;qos:2;qos:0&t=16');
    const table = page.getByRole('table', { name: /^Counters of each lane/ });
    for (const column of [2, 3, 4]) {
      const ends = await table
        .locator(`tr > :nth-child(${column}) > [data-figure]`)
        .evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().right)));
      expect(ends.length).toBeGreaterThan(12);
      expect([width, column, [...new Set(ends)].length]).toEqual([width, column, 1]);
    }
  }
});
