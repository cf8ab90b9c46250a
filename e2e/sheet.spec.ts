// The decision sheet in the Lab: a month of the reader's messages, from a network, a run or a sweep; to
// be printed, or copied as Markdown.

import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { button, expect, follow, open, test, waitIdle, waitThere } from './helpers.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const SHEET = '#/lab?part=sheet&loss=0.1&replications=10';

const main = (page: Page) => page.getByRole('main');

function figure(page: Page, row: string, level: number): Locator {
  const named = page.getByRole('row').filter({
    has: page.getByRole('rowheader', { name: row, exact: true }),
  });
  return named.getByRole('cell').nth(level);
}

test('says what each level comes to in a month, and how sure that is', async ({ page }) => {
  await open(page, SHEET);
  await expect(main(page)).toContainText(
    /QoS 0: 300,000 messages a month take [\d.]+ MB on the wire; about [\d,]+ are lost\. Of 1,000 simulated none came again\./,
  );
  await expect(figure(page, 'lost a month', 0)).toHaveText(/^[\d,]+ ?[\d,]+ to [\d,]+$/);
  await expect(figure(page, 'lost a month', 2)).toHaveText(/^0 ?at most [\d,]+$/);
  await expect(figure(page, 'come again a month', 1)).toHaveText(/ to /);
  await expect(main(page)).toContainText('What must hold elsewhere');
  await expect(main(page)).toContainText('10 runs at each level (seeds 1 to 10)');
});

test('more messages make more of everything, without another run', async ({ page }) => {
  await open(page, SHEET);
  const field = page.getByRole('textbox', { name: 'Messages a day' });
  await field.fill('20000');
  await field.press('Enter');
  await expect(main(page)).toContainText('QoS 0: 600,000 messages a month take');
  await expect(page).toHaveURL(/per-day=20000/);
});

test('starts from a named network, with its source', async ({ page }) => {
  await open(page, SHEET);
  await page.getByLabel('Network profile').selectOption({ label: '4G, LTE' });
  await waitIdle(page);
  await expect(main(page)).toContainText('4G, LTE: 35 ms each way');
  await expect(main(page)).toContainText('(source: WebPageTest');
  await page.getByLabel('Network profile').selectOption({ label: 'On a train' });
  await waitIdle(page);
  await expect(main(page)).toContainText('(illustrative)');
  await expect(main(page)).toContainText(/What comes of .*bursts and cuts depends on that/);
});

test('starts from a point of a sweep, and from the run in Simulate', async ({ page }) => {
  await open(page, '#/simulate?preset=lost-puback&qos=2&loss=0.3&t=1');
  await open(page, '#/lab?x=loss=0,0.2&replications=3');
  await page.getByRole('radio', { name: 'Decision sheet' }).check();
  await waitIdle(page);
  await page.getByLabel('A point of the sweep').selectOption({ label: 'loss 20 %' });
  await waitIdle(page);
  await expect(main(page)).toContainText('20 % lost');
  await button(page, 'The run in Simulate').click();
  await waitIdle(page);
  await expect(page).toHaveURL(/preset=lost-puback/);
  await expect(main(page)).toContainText('30 % lost');
});

test('a point of a sweep leads to its sheet, at the levels that were swept', async ({ page }) => {
  await open(page, '#/lab?rate=20&x=loss=0,0.2&levels=1,2&replications=3&per-day=500');
  await follow(page, page.getByRole('link', { name: 'Decision sheet for loss 20 %' }));
  await expect(page).toHaveURL(/#\/lab\?rate=20&loss=0\.2&part=sheet&.*levels=1,2&/);
  await expect(main(page)).toContainText('20 % lost');
  await expect(main(page)).toContainText('QoS 2: 15,000 messages a month take');
  await expect(page.getByRole('columnheader')).toHaveText(['QoS 1', 'QoS 2']);
  await page.goBack();
  await waitThere(page);
  await expect(page.getByRole('region', { name: 'Delivered: all values' })).toBeVisible();
});

test('each value of a second setting has a sheet of its own', async ({ page }) => {
  await open(page, '#/lab?x=loss=0,0.2&y=network=lossy,tcp&replications=2');
  await follow(page, page.getByRole('link', { name: 'Decision sheet for loss 20 %, TCP' }));
  await expect(page).toHaveURL(/network=tcp/);
  await expect(main(page)).toContainText(/TCP/);
});

test('is copied as Markdown, with its link', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, SHEET);
  await button(page, 'Copy as Markdown').click();
  await expect(main(page)).toContainText('Copied.');
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toMatch(/^# MQTT QoS: decision sheet\n/);
  expect(text).toMatch(/\| lost a month \| [\d,]+ \(/);
  expect(text).toContain(page.url());
});

test('prints the sheet, and not what it is asked with', async ({ page }) => {
  await open(page, SHEET);
  await page.emulateMedia({ media: 'print' });
  await expect(figure(page, 'lost a month', 0)).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Messages a day' })).toBeHidden();
  await expect(button(page, 'Copy as Markdown')).toBeHidden();
});

test('what cannot be simulated is told', async ({ page }) => {
  await open(page, '#/lab?part=sheet&messages=unlimited');
  await expect(main(page)).toContainText('until-ms: got nothing, expected a number');
});

for (const theme of ['light', 'dark'] as const) {
  for (const width of [1440, 320]) {
    test(`it is accessible and within the screen, ${theme}, ${width} px`, async ({ page }) => {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme: theme });
      await open(page, SHEET);
      const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target}`)).toEqual([]);
      const over = await main(page).evaluate((root) => root.scrollWidth - root.clientWidth);
      expect(over).toBeLessThanOrEqual(0);
    });
  }
}
