// What the Lab’s results look like: maps of two settings, tables that are wider than the screen, landmarks,
// contrast, narrow screens and paper.

import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { button, expect, open, test } from './helpers.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const SMALL = '#/lab?x=loss=0,0.3&measure=duplicates&replications=3';
const BOTH = '#/lab?x=loss=0,0.2&y=network=lossy,tcp&also=packets&replications=2';
const MAP = '#/lab?x=loss=0:0.4:0.05&y=latency-ms=10,20,50,100&measure=delivery-p95&replications=1';

const main = (page: Page) => page.getByRole('main');

function values(page: Page, title: string): Locator {
  return page.getByRole('region', { name: `${title}: all values` });
}

async function save(page: Page, kind: string): Promise<Buffer> {
  const coming = page.waitForEvent('download');
  await button(page, kind).first().click();
  return readFile(await (await coming).path());
}

test('two settings at once are a map, whose cells open their runs', async ({ page }) => {
  await open(page, MAP);
  const map = page.getByRole('region', { name: /^QoS 1: time to the application/ });
  const row = map.getByRole('row').filter({
    has: page.getByRole('rowheader', { name: '100', exact: true }),
  });
  await expect(row.getByRole('button').first()).toHaveText('200');
  await row.getByRole('button').first().click();
  const runs = page.getByRole('region', { name: 'Open a run: loss 0 %, latency 100 ms' });
  await expect(runs.getByRole('link', { name: /^all alike/ })).toHaveCount(3);
  const svg = (await save(page, 'SVG')).toString();
  expect(svg).toContain('rgb(');
  expect(svg).not.toContain('color(srgb');
});

test('a map says its scale, and of the cell that is looked at how sure it is', async ({ page }) => {
  await open(page, '#/lab?x=loss=0,0.3&y=latency-ms=10,20,50,100&measure=packets&replications=6');
  await expect(main(page)).toContainText('Each map has a scale of its own, from its least, faint,');
  const map = page.getByRole('region', { name: /^QoS 1: packets/ });
  await expect(map.getByRole('caption')).toHaveText(/^QoS 14 packetsto[\d.]+ packets$/);
  const cells = map.getByRole('button');
  const [pale, full] = [cells.first(), cells.nth(1)];
  await full.focus();
  const name = (await full.getAttribute('aria-label')) ?? '';
  expect(name).toMatch(/^[\d.]+ packets \([\d.]+ to [\d.]+, by formula 8\.43\)$/);
  await expect(main(page)).toContainText(`Loss 30 %, latency 100 ms, with 95 % intervals.`);
  await expect(main(page)).toContainText(`QoS 1, latency 100 ms: ${name}`);
  await pale.hover();
  await expect(main(page)).toContainText('Loss 0 %, latency 100 ms, with 95 % intervals.');
  // Told by lightness, whichever colours somebody sees.
  const [light, dark] = await Promise.all([pale, full].map(luminance));
  expect(contrast(light ?? 0, dark ?? 0)).toBeGreaterThan(1.6);
});

function luminance(cell: Locator): Promise<number> {
  return cell.evaluate((element) => {
    const [, ...parts] =
      /\(srgb ([\d.]+) ([\d.]+) ([\d.]+)/.exec(getComputedStyle(element).backgroundColor) ?? [];
    const [red = 0, green = 0, blue = 0] = parts.map((part) =>
      Number(part) <= 0.04045 ? Number(part) / 12.92 : ((Number(part) + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  });
}

function contrast(a: number, b: number): number {
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

test('a table that is wider than its place shows at which edge there is more', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, BOTH);
  const table = values(page, 'Delivered');
  const more = table.locator('..');
  await expect(more).toHaveAttribute('data-more', ' after');
  await table.focus();
  await page.keyboard.press('ArrowRight');
  await expect(more).toHaveAttribute('data-more', 'before after');
  await table.evaluate((box) => box.scrollBy(box.scrollWidth, 0));
  await expect(more).toHaveAttribute('data-more', 'before');
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing, ${theme}`, async ({ newVisitor }) => {
    const page = await newVisitor({ colorScheme: theme });
    for (const link of [BOTH, MAP]) {
      await open(page, link);
      await page.getByText('The same at all points:').click();
      const { violations, passes } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
      expect(passes.length).toBeGreaterThan(5);
    }
  });
}

test('all that is said stands in a landmark', async ({ page }) => {
  for (const link of [SMALL, '#/lab?part=prove&drops=1', '#/lab?part=sheet&replications=2']) {
    await open(page, link);
    await expect(page.getByRole('banner').getByRole('heading', { level: 1 })).toHaveCount(1);
    const { violations, passes } = await new AxeBuilder({ page }).withRules(['region']).analyze();
    expect(violations.flatMap(({ nodes }) => nodes.map(({ html }) => html))).toEqual([]);
    expect(passes.map(({ id }) => id)).toEqual(['region']);
  }
});

test('fits a narrow screen, and paper', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const overflow = () =>
    page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
  for (const link of [BOTH, MAP]) {
    await open(page, link);
    expect(await overflow()).toBeLessThanOrEqual(0);
  }
  await page.setViewportSize({ width: 760, height: 1000 });
  await page.emulateMedia({ media: 'print' });
  expect(await overflow()).toBeLessThanOrEqual(0);
});
