// What a level does to an application: a person picks a scenario, puts it at the wrong level, reads what
// went wrong, has repeats ignored, and takes it all back.

import type { Page } from '@playwright/test';
import { button, choose, expect, open, scrubTo, test, waitIdle } from './helpers.ts';
import { metricsByCommandLine } from './metricsByCommandLine.ts';

const seen = (page: Page, title: string) => page.getByRole('figure', { name: title });
const repeats = (page: Page) => page.getByRole('switch', { name: 'Ignore repeats' });

test('a ledger at the level that it needs, at the wrong one, and with repeats ignored', async ({
  page,
}) => {
  await open(page, '#/simulate?preset=mixed&t=1');
  await page.getByRole('combobox', { name: 'Scenario' }).selectOption('An account and its ledger');
  await expect(seen(page, 'An account and its ledger')).toBeVisible();
  await open(page, '#/simulate?preset=account-ledger&t=15');
  const ledger = seen(page, 'An account and its ledger');
  await expect(ledger).toContainText('All 12 payments were booked once.');
  await expect(ledger).toContainText('481.60 EUR');
  await expect(ledger).not.toContainText('should be');

  await choose(page, 'Published at', 'QoS 1 may double');
  await waitIdle(page);
  await expect(ledger).toContainText('Payments 1 and 3 were booked twice: 28.40 EUR too much.');
  await expect(ledger).toContainText('The cost: 28.40 EUR to pay back.');
  await expect(ledger).toContainText('should be');
  await expect(page).toHaveURL(/preset=account-ledger&qos=1/);

  await repeats(page).check();
  await waitIdle(page);
  await expect(ledger).toContainText(
    'All 12 payments were booked once and 2 repeats were ignored.',
  );
  await expect(page).toHaveURL(/qos=1&ignore-repeats=true/);

  await button(page, 'undo').click();
  await waitIdle(page);
  await expect(repeats(page)).not.toBeChecked();
  await expect(ledger).toContainText('booked twice');
  await button(page, 'undo').click();
  await waitIdle(page);
  await expect(page.getByRole('radio', { name: 'QoS 2 as needed' })).toBeChecked();
  await expect(ledger).toContainText('All 12 payments were booked once.');
});

test('a van on a map shows each instant, also in the past', async ({ page }) => {
  await open(page, '#/simulate?preset=vehicle-on-map&t=18.5');
  const van = seen(page, 'A vehicle on a map');
  await expect(van).toContainText(/positions never came; each gap closed with the next one/);
  await expect(van.getByRole('img')).toHaveAccessibleName(
    'The van is drawn at position 36; it was last at position 36.',
  );
  await scrubTo(page, 3);
  await expect(van).not.toContainText('never came');
  await choose(page, 'Published at', 'QoS 1 may be late');
  await waitIdle(page);
  await scrubTo(page, 18);
  await expect(van).toContainText(/the van jumped back \d+ times, by \d+ m at most/);
  await expect(van.getByRole('img')).toHaveAccessibleName(/ \d+ came after newer ones\.$/);
});

test('a mixed day: each message at its level, and all at one', async ({ page }) => {
  await open(page, '#/simulate?preset=mixed-day&t=19');
  const [van, chat, ledger] = ['A vehicle on a map', 'A chat thread', 'An account and its ledger'];
  await expect(seen(page, van ?? '')).toContainText('each gap closed');
  await expect(seen(page, chat ?? '')).toContainText('All 12 lines were shown once');
  await expect(seen(page, ledger ?? '')).toContainText('All 12 payments were booked once');
  await choose(page, 'Published at', 'all QoS 0');
  await waitIdle(page);
  await expect(seen(page, chat ?? '')).toContainText('never came, and no gap is seen');
  await expect(seen(page, ledger ?? '')).toContainText(/never booked: \d+\.\d\d EUR missing/);
  await choose(page, 'Published at', 'each its own');
  await waitIdle(page);
  await expect(seen(page, chat ?? '')).toContainText('All 12 lines were shown once');
});

test('what is said on the page is what the command line says for the same link', async ({
  page,
}) => {
  for (const [preset, title] of [
    ['order-status&qos=0', 'An order’s status line'],
    ['switch-off&qos=0', 'A switch that is told to turn off'],
    ['live-cursors&qos=1', 'Live cursors'],
    ['typing-indicator', 'A typing indicator'],
  ]) {
    const link = `#/simulate?preset=${preset}`;
    const sec = 7.3;
    await open(page, `${link}&t=${sec}`);
    const { application } = await metricsByCommandLine(link, sec * 1000);
    const [verdict] = application ?? [];
    await expect(seen(page, title ?? '')).toContainText(verdict?.sentence ?? 'nothing');
    await expect(seen(page, title ?? '')).toContainText(verdict?.cost ?? '');
  }
});

test('what went wrong is still in the picture when the run is over', async ({ page }) => {
  for (const [preset, title] of [
    ['vehicle-on-map', 'A vehicle on a map'],
    ['live-cursors', 'Live cursors'],
    ['sensor-chart', 'A sensor’s chart'],
  ] as const) {
    await open(page, `#/compare?preset=${preset}&t=90`);
    const shownAt = (qos: number) =>
      page
        .getByRole('region', { name: `QoS ${qos}`, exact: true })
        .getByRole('figure', { name: title });
    await expect(shownAt(0)).toContainText('no harm: ');
    await expect(shownAt(0)).not.toContainText('came after a newer one');
    await expect(shownAt(1)).toContainText('harm: An old');
    await expect(shownAt(1)).toContainText('came after a newer one');
    expect(await shownAt(1).locator('svg[role="img"] circle').count()).toBeGreaterThan(8);
  }
});

test('no level is called enough where none is', async ({ page }) => {
  await open(page, '#/simulate?preset=crash-after-booking&t=60');
  await expect(seen(page, 'An account and its ledger')).toContainText('Payment 2 was booked twice');
  await expect(page.getByRole('radio', { name: /as needed/ })).toHaveCount(0);
  await expect(page.getByRole('radio', { name: 'QoS 2 may double' })).toBeChecked();
  await repeats(page).check();
  await waitIdle(page);
  await expect(page.getByRole('radio', { name: 'QoS 2 as needed' })).toBeChecked();
});

test('an audit log marks what is missing by number, also at its beginning', async ({ page }) => {
  await open(page, '#/simulate?preset=audit-log&qos=0&t=90');
  const log = seen(page, 'An audit log');
  await expect(log).toContainText('Records 1, 3, 4, 5 and 6 were never written');
  await expect(log.getByText('number 1 is missing')).toBeVisible();
  await expect(log.getByText('numbers 3 to 6 are missing')).toBeVisible();
});

test('without a use case there is the list of callbacks alone', async ({ page }) => {
  await open(page, '#/simulate?preset=lost-puback&t=5');
  const section = page.getByRole('region', { name: 'What the application saw' });
  await expect(section.getByRole('listitem').first()).toBeVisible();
  await expect(page.getByRole('switch', { name: 'Ignore repeats' })).toHaveCount(0);
  await open(page, '#/simulate?preset=account-ledger&t=5');
  await page.getByText('Every delivery').click();
  await expect(section.getByRole('listitem').first()).toBeVisible();
});
