// The decision guide: three questions by keyboard lead to a level, its reasons, what must hold elsewhere,
// and to Compare, where it can be seen beside the level below.

import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, follow, open, test } from './helpers.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

async function answer(page: Page, ...texts: readonly string[]): Promise<void> {
  for (const text of texts) await page.getByRole('radio', { name: text }).check();
}

const advice = (page: Page) => page.getByRole('region', { name: 'Advice' });

test('keys alone lead to a level', async ({ page }) => {
  await open(page, '#/choose');
  await page.getByRole('radio', { name: 'Yes: only the newest counts' }).focus();
  await page.keyboard.press('Space');
  await expect(advice(page).getByRole('heading', { level: 3 })).toHaveText('QoS 0');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('group')).toHaveCount(2);
  await expect(advice(page)).toContainText('2 more.');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('group')).toHaveCount(3);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await expect(advice(page).getByRole('heading', { level: 3 })).toHaveText(
    'QoS 1, and a receiver that ignores repeats',
  );
  await expect(page.getByRole('status').filter({ hasText: 'Advice' })).toHaveText('Advice: QoS 1');
});

test('show me: the level beside the one below, in Compare', async ({ page }) => {
  await open(page, '#/choose');
  await answer(page, 'No: it would be missed', 'Yes, and the receiver', 'Yes, or I do not know');
  await expect(advice(page)).toContainText('Exactly-once delivery is not exactly-once processing');
  await advice(page).getByRole('link', { name: 'An account and its ledger', exact: true }).click();
  // It begins to move by itself.
  await expect(page.getByRole('link', { name: 'Compare' })).toHaveAttribute('aria-current', 'page');
  expect(decodeURIComponent(new URL(page.url()).hash)).toContain('preset=account-ledger');
  await expect(page.getByText('open in Simulate')).toHaveCount(2);
});

test('whom twice does not harm is shown cases that come to none', async ({ page }) => {
  await open(page, '#/choose');
  await answer(page, 'No: it would be missed', 'No: twice is as good', 'No: acting and noting');
  await expect(
    advice(page).getByText('Marked is how “An order’s status line” has it'),
  ).toBeVisible();
  const shown = advice(page).locator('a[href^="#/compare"]');
  await expect(shown).toHaveText(['An order’s status line', 'A switch that is told to turn off']);
  await follow(page, shown.first());
  await expect(page).toHaveURL(/preset=order-status/);
  await expect(page.getByRole('region', { name: 'QoS 1 + heed repeats' }).first()).toBeVisible();
});

test('what must hold elsewhere says what an example has, and where it is missing', async ({
  page,
}) => {
  await open(page, '#/choose');
  await answer(page, 'No: it would be missed', 'No: twice is as good', 'No: acting and noting');
  const items = advice(page).getByRole('listitem');
  const queue = items.filter({ hasText: 'The broker’s queue' });
  await expect(queue.getByRole('img', { name: 'Met', exact: true })).toBeVisible();
  const ack = items.filter({ hasText: 'acknowledges when it has acted' });
  await expect(ack.getByRole('img', { name: 'Not met' })).toBeVisible();
  await follow(page, queue.getByRole('link', { name: /Without it/ }));
  await expect(page.getByRole('link', { name: 'Simulate' })).toHaveAttribute(
    'aria-current',
    'page',
  );
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing, before and after, ${theme}`, async ({ newVisitor }) => {
    const page = await newVisitor({ colorScheme: theme });
    await open(page, '#/choose');
    for (const texts of [[], ['No: it would be missed', 'It would, but', 'Yes, or I']]) {
      await answer(page, ...texts);
      const { violations, passes } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
      expect(passes.length).toBeGreaterThan(5);
    }
  });
}

test('fits a narrow screen, and paper', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await open(page, '#/choose');
  await answer(page, 'No: it would be missed', 'Yes, and the receiver', 'Yes, or I do not know');
  const overflow = () =>
    page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
  expect(await overflow()).toBeLessThanOrEqual(0);
  await page.emulateMedia({ media: 'print' });
  await expect(advice(page)).toContainText('What must hold elsewhere');
  expect(await overflow()).toBeLessThanOrEqual(0);
});
