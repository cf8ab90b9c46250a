// The table of events: the picture's equivalent in words. All of the trace until now, filtered,
// reached by keys, and never in the reader's way.

import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { button, expect, open, pause, readTime, runPast, test, waitIdle } from './helpers.ts';
import { traceByCommandLine } from './traceHash.ts';

const SEC = 30;
const LINK = '#/simulate?preset=mixed';
const AT = `${LINK}&t=${SEC}`;

async function openLog(page: Page): Promise<Locator> {
  await button(page, 'events').click();
  const grid = page.getByRole('grid', { name: 'Events' });
  await expect(grid).toBeVisible();
  await expect(rows(grid).first()).toBeVisible();
  return grid;
}

/** Those in sight and a little around, without the heading. */
function rows(grid: Locator): Locator {
  return grid.locator('tr[data-nth]');
}

/** How many rows there are, in sight or not. */
async function rowCount(grid: Locator): Promise<number> {
  return Number(await grid.getAttribute('aria-rowcount')) - 1;
}

/** The row that the keys are on. */
async function activeRow(page: Page, grid: Locator): Promise<Locator> {
  await expect(grid).toHaveAttribute('aria-activedescendant', /./);
  const id = (await grid.getAttribute('aria-activedescendant')) ?? '';
  return page.locator(`[id="${id}"]`);
}

async function timeIn(row: Locator): Promise<number> {
  return Number(await row.getByRole('gridcell').first().innerText());
}

function scrollerOf(grid: Locator): Locator {
  return grid.locator('xpath=..');
}

/** Whether the table's last row is not scrolled away in it, wherever the table itself is. */
async function endIsInSight(grid: Locator): Promise<boolean> {
  await expect(rows(grid).last()).toHaveAttribute('aria-current', 'time');
  return scrollerOf(grid).evaluate((scroller) => {
    const last = [...scroller.querySelectorAll('tr[data-nth]')].at(-1)?.getBoundingClientRect();
    const { top, bottom } = scroller.getBoundingClientRect();
    return last !== undefined && last.top > top && last.bottom <= bottom + 1;
  });
}

test('has a row for each event until now, the last one last, and makes few of them', async ({
  page,
}) => {
  await open(page, AT);
  const grid = await openLog(page);
  const events = await traceByCommandLine(LINK, SEC * 1000);
  expect(await rowCount(grid)).toBe(events.length);
  await expect(page.getByTestId('event-count')).toHaveText(`${events.length} of ${events.length}`);
  const last = rows(grid).last();
  await expect(last).toHaveAttribute('aria-rowindex', String(events.length + 1));
  expect(await timeIn(last)).toBeCloseTo(Number(events.at(-1)?.at) / 1e6, 3);
  expect(await endIsInSight(grid)).toBe(true);
  expect(await rows(grid).count()).toBeLessThan(60);
});

test('is filtered by level, kind, packet type and node', async ({ page }) => {
  await open(page, AT);
  const grid = await openLog(page);
  const events = await traceByCommandLine(LINK, SEC * 1000);
  const count = (wanted: (event: Record<string, unknown>) => boolean) =>
    events.filter(wanted).length;
  const kind = page.getByRole('combobox', { name: 'Kind of event' });
  const isPacket = (event: Record<string, unknown>) => String(event.kind).startsWith('packet-');
  await kind.selectOption('PUBREC');
  expect(await rowCount(grid)).toBe(count((e) => isPacket(e) && e.type === 'PUBREC'));
  await kind.selectOption({ label: 'packets' });
  expect(await rowCount(grid)).toBe(count(isPacket));
  await page.getByRole('combobox', { name: 'Node' }).selectOption('sub');
  expect(await rowCount(grid)).toBe(
    count((e) => isPacket(e) && (e.from === 'sub' || e.to === 'sub')),
  );
  await page.getByRole('combobox', { name: 'Level' }).selectOption('QoS 2');
  await expect(rows(grid).first()).toContainText('QoS 2');
  const few = await rowCount(grid);
  expect(few).toBeGreaterThan(0);
  await expect(page.getByTestId('event-count')).toHaveText(`${few} of ${events.length}`);
});

test('shows the selected message’s family apart, or alone', async ({ page }) => {
  await open(page, AT);
  const grid = await openLog(page);
  const kind = page.getByRole('combobox', { name: 'Kind of event' });
  await kind.selectOption({ label: 'messages' });
  await rows(grid).filter({ hasText: 'published' }).last().click();
  const picked = grid.locator('tr[aria-selected="true"]');
  await expect(picked.first()).toBeVisible();
  const letter = await picked.first().locator('strong').innerText();
  for (const row of await picked.all()) await expect(row.locator('strong')).toHaveText(letter);
  await expect(
    page.getByRole('region', { name: `All packets of message ${letter}` }),
  ).toBeVisible();
  await kind.selectOption({ label: 'all kinds' });
  const all = await rowCount(grid);
  await page.getByRole('switch', { name: `message ${letter} only` }).check();
  expect(await rowCount(grid)).toBeLessThan(all);
  for (const row of await rows(grid).all()) await expect(row.locator('strong')).toHaveText(letter);
});

test('is reached and read by keys alone, and Enter goes to a row’s instant', async ({ page }) => {
  await open(page, AT);
  const grid = await openLog(page);
  await grid.focus();
  for (let i = 0; i < 12; i++) await page.keyboard.press('ArrowUp');
  expect(await readTime(page)).toBe(SEC);
  const index = await (await activeRow(page, grid)).getAttribute('aria-rowindex');
  expect(Number(index)).toBe((await rowCount(grid)) + 1 - 12);
  await page.keyboard.press('Home');
  await expect(grid).toHaveAttribute('aria-activedescendant', /-0$/);
  await page.keyboard.press('PageDown');
  const row = await activeRow(page, grid);
  await expect(row).toBeInViewport();
  const t = await timeIn(row);
  await page.keyboard.press('Enter');
  await waitIdle(page);
  expect(await readTime(page)).toBeCloseTo(t, 3);
  await expect(grid).toBeFocused();
  // The table goes until the instant shown.
  expect(await timeIn(rows(grid).last())).toBeLessThanOrEqual(t);
});

test('a double click goes to a row’s instant, a click does not', async ({ page }) => {
  await open(page, AT);
  const grid = await openLog(page);
  const row = rows(grid).nth(-8);
  const t = await timeIn(row);
  await row.click();
  expect(await readTime(page)).toBe(SEC);
  await row.dblclick();
  await waitIdle(page);
  expect(await readTime(page)).toBeCloseTo(t, 3);
});

test('follows the playhead at its end, and stays where somebody reads', async ({ page }) => {
  await open(page, AT);
  const grid = await openLog(page);
  await runPast(page, SEC + 2);
  await expect.poll(() => endIsInSight(grid)).toBe(true);
  const scroller = scrollerOf(grid);
  await scroller.evaluate((element) => {
    element.scrollTop = 1000;
  });
  await button(page, 'Play').click();
  const before = await rowCount(grid);
  await expect.poll(() => rowCount(grid)).toBeGreaterThan(before);
  await pause(page);
  expect(await scroller.evaluate((element) => element.scrollTop)).toBe(1000);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in it, in ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await open(page, AT);
    const grid = await openLog(page);
    await rows(grid).nth(-4).click();
    await button(page, 'Histogram').click();
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  });
}

test('on a phone it is in the flow, and its head stays in sight', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, AT);
  const grid = await openLog(page);
  await grid.getByRole('columnheader', { name: 'time' }).scrollIntoViewIfNeeded();
  await expect(grid.getByRole('columnheader', { name: 'time' })).toBeInViewport();
  const { scrollWidth, clientWidth } = await page
    .locator('html')
    .evaluate(({ scrollWidth, clientWidth }) => ({ scrollWidth, clientWidth }));
  expect(scrollWidth).toBe(clientWidth);
});
