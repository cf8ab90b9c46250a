// What the Lab’s figures lead to: the run that a point opens, what is too much to begin by itself, why a
// figure has no interval, and what stands on paper.
import type { Page } from '@playwright/test';
import { expect, open, test } from './helpers.ts';

const main = (page: Page) => page.getByRole('main');

test('a point of runs that were ended opens its run at their end', async ({ page }) => {
  await open(page, '#/lab?x=loss=0.5,0.6&measure=pending&levels=1&replications=5&until-ms=12000');
  const link = main(page).getByRole('link', { name: /^first \(seed 1\)/ });
  await expect(link).toHaveAttribute('href', /[?&]t=12s?/);
});

test('runs that never settle wait for a press, and it is said how long they last', async ({
  page,
}) => {
  await open(page, '#/lab?x=withholds=none,PUBACK&measure=duplicates&levels=1');
  await expect(main(page)).toContainText(
    'Some runs never settle: a run ends 600 s after its last message at the latest.',
  );
  await expect(main(page)).toContainText('So much waits for a press.');
});

test('too few runs have no interval, and say so', async ({ page }) => {
  await open(page, '#/lab?x=loss=0.1,0.2&measure=delivery-p95&levels=2&replications=2');
  await expect(main(page)).toContainText('too few runs for an interval');
});

test('on paper it has its name, the day and its link', async ({ page }) => {
  await open(page, '#/lab?part=sheet&loss=0.1&replications=5');
  const head = page.getByText('QoScope: Decision sheet');
  await expect(head).toBeHidden();
  await page.emulateMedia({ media: 'print' });
  await expect(head).toBeVisible();
  await expect(head.locator('..')).toContainText(/\d{4}-\d\d-\d\d, http.*part=sheet/);
});
