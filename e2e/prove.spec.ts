// Prove in the Lab: one press proves all levels side by side, a counterexample opens in Simulate at the
// instant at which it shows, and a search that is stopped proves nothing.

import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { button, counter, expect, narration, open, test, waitIdle } from './helpers.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const PROVE = '#/lab?part=prove';
/** Minutes of work: nobody waits for its end. */
const LARGE = '#/lab?part=prove&drops=8&cuts=2&levels=2';

const main = (page: Page) => page.getByRole('main');

function figure(page: Page, row: string, column: number): Locator {
  const named = page.getByRole('row').filter({
    has: page.getByRole('rowheader', { name: row, exact: true }),
  });
  return named.getByRole('cell').nth(column);
}

test('what each level promises is proved side by side', async ({ page }) => {
  await open(page, PROVE);
  for (const sentence of [
    'In all 3 runs with at most 4 losses, QoS 0 delivered at most once; never in 2 of them.',
    'In all 231 runs with at most 4 losses, QoS 1 delivered at least once; more than once in 216 of them.',
    'In all 769 runs with at most 4 losses, QoS 2 delivered exactly once.',
  ]) {
    await expect(main(page)).toContainText(sentence);
  }
  await expect(figure(page, 'runs', 2)).toHaveText('769');
  await expect(figure(page, 'more than once', 1)).toHaveText('216');
  await expect(figure(page, 'never', 0)).toHaveText('2');
  await expect(main(page)).toContainText('1,003 runs in');
  await expect(main(page)).toContainText('At most 4 losses: of PUBLISH, PUBACK, PUBREC');
});

test('a counterexample opens in Simulate, where it shows', async ({ page }) => {
  await open(page, PROVE);
  await expect(main(page)).toContainText('QoS 1, more than once: 1 loss is enough');
  await expect(main(page)).toContainText('PUBACK of A lost, from broker to pub');
  await page.getByRole('link', { name: 'See it: QoS 1, more than once' }).click();
  await expect(narration(page)).toContainText('A arrived twice');
  await expect(counter(page, 'second copies', 1)).toHaveText('1');
});

test('with one clean reconnect QoS 2 is not exactly once, and the run is there', async ({
  page,
}) => {
  await open(page, PROVE);
  await page
    .getByLabel('Question to start from')
    .selectOption({ label: 'A session that is not kept' });
  await waitIdle(page);
  await expect(page).toHaveURL(/drops=1&clean-reconnects=1/);
  await expect(main(page)).toContainText(
    'In all 137 runs with at most 1 loss and 1 clean reconnect, QoS 2 delivered at most once; never in 52 of them.',
  );
  await page.getByRole('link', { name: 'See it: QoS 2, never' }).click();
  await expect(counter(page, 'lost', 2)).toHaveText('1');
});

test('what is changed in the form is searched and said by the link', async ({ page }) => {
  await open(page, PROVE);
  await page.getByRole('radio', { name: 'Two, in order' }).check();
  const losses = page.getByRole('slider', { name: 'Packets lost' });
  for (let press = 0; press < 3; press++) await losses.press('ArrowLeft');
  await waitIdle(page);
  await expect(page).toHaveURL(/#\/lab\?part=prove&drops=1&two=true$/);
  const order =
    /In all \d+ runs with at most 1 loss, QoS 2 delivered both messages exactly once; out of order in \d+ of them\./;
  await expect(main(page)).toContainText(order);
  const said = await main(page).getByRole('listitem').first().textContent();
  await page.reload();
  await waitIdle(page);
  await expect(main(page)).toContainText(said ?? '?');
});

test('two messages are searched on their way at once, and one after the other', async ({
  page,
}) => {
  await open(page, `${PROVE}&two=true&drops=1&levels=2`);
  await expect(main(page)).toContainText(
    'The second is published 100 ms after the first, while that is on its way; no other time between them was searched.',
  );
  await expect(main(page)).toContainText(/exactly once; out of order in \d+ of them/);
  const form = page.getByRole('form', { name: 'What is searched' });
  const between = form.getByRole('group', { name: 'Second published after the first' });
  await between.getByRole('radio', { name: '2 s', exact: true }).check();
  await waitIdle(page);
  await expect(page).toHaveURL(/rate=0\.5/);
  await expect(main(page)).toContainText(
    'The second is published 2000 ms after the first, when nothing of that is left to come, whatever was lost; no other time',
  );
  await expect(main(page)).toContainText(/QoS 2 delivered both messages exactly once, in order\./);
});

test('a large search waits for a press, shows what it has, and stops at once', async ({ page }) => {
  await open(page, LARGE);
  await expect(main(page)).toContainText('So large a search waits for a press.');
  await button(page, 'Prove').click();
  await expect(page.locator('html')).toHaveAttribute('data-state', 'busy');
  await expect(main(page)).toContainText(
    /QoS 2: [\d,]+ runs so far, (about|less than) \d+ % of what there seems to be\./,
  );
  await expect(figure(page, 'runs', 0)).not.toHaveText('0');
  const stoppedMs = await page.evaluate(async () => {
    const begun = performance.now();
    [...document.querySelectorAll('button')].find((one) => one.textContent === 'Stop')?.click();
    while (!/Stopped after/.test(document.body.textContent ?? '')) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    return performance.now() - begun;
  });
  test.info().annotations.push({ type: 'stopped after', description: `${stoppedMs} ms` });
  await waitIdle(page);
  await expect(main(page)).toContainText(/The rest was not run: this is no proof\./);
  const runs = await figure(page, 'runs', 0).textContent();
  // Nothing goes on behind the page's back.
  await button(page, 'Prove').hover();
  await expect(figure(page, 'runs', 0)).toHaveText(runs ?? '?');
});

test('who leaves in the middle leaves no worker behind', async ({ page }) => {
  await open(page, LARGE);
  await button(page, 'Prove').click();
  await expect(figure(page, 'runs', 0)).not.toHaveText('0');
  const working = () => page.workers();
  expect(working().length).toBeGreaterThan(0);
  await page.getByRole('link', { name: 'Choose' }).click();
  await expect.poll(() => working().length).toBe(0);
});

test('what cannot be searched is told, with the limit', async ({ page }) => {
  await open(page, '#/lab?part=prove&latency-ms=0');
  await expect(main(page)).toContainText('latency-ms: got 0, expected at least 0.002');
  await expect(button(page, 'Prove')).toHaveAttribute('aria-disabled', 'true');
});

for (const theme of ['light', 'dark'] as const) {
  for (const width of [1440, 320]) {
    test(`it is accessible and within the screen, ${theme}, ${width} px`, async ({ page }) => {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme: theme });
      await open(page, `${PROVE}&two=true&drops=2`);
      const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target}`)).toEqual([]);
      const over = await main(page).evaluate((root) => root.scrollWidth - root.clientWidth);
      expect(over).toBeLessThanOrEqual(0);
    });
  }
}
