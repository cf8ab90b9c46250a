// When something fails, the page says so and offers a way out; nothing hangs, nothing leaves the
// page's origin.

import type { Page } from '@playwright/test';
import {
  button,
  counter,
  expect,
  go,
  narration,
  open,
  packet,
  pause,
  readHash,
  readTime,
  test,
  type,
  waitForTime,
  waitIdle,
} from './helpers.ts';

const WORKER = '**/sim.worker*.js';
const MIXED = '#/simulate?preset=mixed&t=12';

function notice(page: Page) {
  return page.getByRole('alert').filter({ hasText: 'The simulation has stopped' });
}

test('a worker that does not load is told, and starts when it is asked to again', async ({
  page,
  faults,
}) => {
  faults.allow(/Failed to load resource|net::ERR_FAILED/);
  await page.route(WORKER, (route) => route.abort());
  await open(page, MIXED);
  await expect(notice(page)).toContainText('Its worker failed: its script could not be loaded.');
  // Still failing: still told.
  await go(page, 'Start it again');
  await expect(notice(page)).toBeVisible();
  await page.unroute(WORKER);
  await go(page, 'Start it again');
  await expect(notice(page)).toHaveCount(0);
  await waitForTime(page, 12);
  await expect(counter(page, 'published', 0)).toHaveText('6');
  await button(page, 'Play').click();
  await expect.poll(() => readTime(page)).toBeGreaterThan(12.2);
  await pause(page);
});

test('a first visit whose worker does not load is told, and goes on when it is started again', async ({
  page,
  faults,
}) => {
  faults.allow(/Failed to load resource|net::ERR_FAILED/);
  await page.route(WORKER, (route) => route.abort());
  await page.goto('/');
  await expect(notice(page)).toBeVisible();
  await page.unroute(WORKER);
  await button(page, 'Start it again').click();
  await expect(notice(page)).toHaveCount(0);
  await expect(packet(page, 'PUBLISH A')).toBeVisible();
  await waitIdle(page);
  await expect(narration(page)).toContainText('A arrived twice.');
});

/** Put before the worker's script: it breaks when it is asked to go on, outside of any answer. */
const THROW_AT_ADVANCE = `addEventListener('message', (event) => {
  if (!JSON.stringify(event.data).includes('advance')) return;
  event.stopImmediatePropagation();
  throw new Error('broken on purpose');
});
`;

test('a worker that throws is told, and a new one brings the run back to where it was', async ({
  page,
}) => {
  await page.route(WORKER, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${THROW_AT_ADVANCE}${await response.text()}` });
  });
  await open(page, '#/simulate?preset=mixed&do=4:publish,pub,chat/team,2,Hi&t=12');
  const before = await readHash(page);
  await button(page, 'Step to the next event').click();
  await expect(notice(page)).toContainText('broken on purpose');
  await waitIdle(page);
  await page.unroute(WORKER);
  await go(page, 'Start it again');
  await expect(notice(page)).toHaveCount(0);
  await waitForTime(page, 12);
  expect(await readHash(page)).toBe(before);
  await button(page, 'Publish').click();
  await expect(packet(page, 'PUBLISH')).not.toHaveCount(0);
  await pause(page);
});

test('a worker that never answers is told after a while: nothing hangs', async ({ page }) => {
  await page.clock.install();
  await page.route(WORKER, (route) =>
    route.fulfill({ contentType: 'text/javascript', body: '// Listens to nothing.' }),
  );
  await page.goto(`/${MIXED}`);
  await expect(button(page, 'Play')).toBeVisible();
  await expect(notice(page)).toHaveCount(0);
  await page.clock.runFor(16_000);
  await expect(notice(page)).toContainText('Its worker failed: it did not answer.');
  await page.unroute(WORKER);
  await button(page, 'Start it again').click();
  await expect(notice(page)).toHaveCount(0);
  await expect(counter(page, 'published', 0)).toHaveText('6');
});

test('in a whole session no request leaves the page’s origin, and none is made after the start', async ({
  page,
  faults,
  baseURL,
}) => {
  await open(page, '');
  await button(page, 'All controls').click();
  await page.getByRole('combobox', { name: 'Scenario' }).selectOption('mixed');
  await pause(page);
  const loaded = faults.requests.length;
  await type(page, 'Loss, broker ⇄ subscriber, value in %', '30');
  await button(page, 'Publish').click();
  await pause(page);
  await go(page, 'next loss');
  await button(page, 'Keys').click();
  await page.keyboard.press('Escape');
  // Chromium asks for the icon again whenever the address changes.
  expect(faults.requests.slice(loaded).filter((url) => !url.endsWith('.svg'))).toEqual([]);
  expect(loaded).toBeGreaterThan(3);
  for (const url of faults.requests) expect(url.startsWith(`${baseURL}/`)).toBe(true);
});

test('no storage is no failure: every visit is a first one', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      },
    });
  });
  for (let visit = 0; visit < 2; visit++) {
    await page.goto('about:blank');
    await page.goto('/');
    await expect(packet(page, 'PUBLISH A')).toBeVisible();
    await expect(button(page, 'All controls')).toBeVisible();
  }
});
