// Breaking things by hand: each fault is seen in the sentence, the counters or the panel, cannot be
// asked for where it would do nothing, and is taken back by undo.

import type { Page } from '@playwright/test';
import {
  button,
  choose,
  counter,
  expect,
  go,
  narration,
  open,
  pause,
  readHash,
  runPast,
  scrubTo,
  test,
  type,
  waitForTime,
  waitIdle,
} from './helpers.ts';

const EMPTY = '#/simulate?preset=playground&t=2';
const CUT = 'The connection of the subscriber has ended: cut.';

function controls(page: Page) {
  return page.getByRole('region', { name: 'Controls' });
}

async function publishAndPause(page: Page, qos: 0 | 1 | 2): Promise<void> {
  await choose(page, 'QoS of the next message', `QoS ${qos}`);
  await button(page, 'Publish').click();
  await pause(page);
}

const CLIENT_FAULTS = [
  { press: 'Cut', says: CUT, state: 'No connection; it will try again by itself.' },
  {
    press: 'Black hole',
    says: 'Nothing gets through on the subscriber’s connection any more; neither end knows yet.',
    state: 'Nothing gets through any more. It will learn of it by its keep-alive.',
  },
  {
    press: 'Take offline',
    says: 'The subscriber disconnects, and stays away.',
    state: 'Offline, until it is brought back.',
  },
  {
    press: 'Crash',
    says: 'The subscriber crashes.',
    state: 'Crashed; it will start again by itself.',
  },
] as const;

for (const { press, says, state } of CLIENT_FAULTS) {
  test(`“${press}” is told, shows in the panel, and is undone`, async ({ page }) => {
    await open(page, EMPTY);
    const before = await readHash(page);
    await expect(controls(page).getByText('Connected.')).toBeVisible();
    await button(page, press).click();
    await waitIdle(page);
    await expect(narration(page)).toHaveText(says);
    await expect(controls(page).getByText(state)).toBeVisible();
    expect(await readHash(page)).not.toBe(before);
    await button(page, 'undo').click();
    expect(await readHash(page)).toBe(before);
    await expect(controls(page).getByText('Connected.')).toBeVisible();
    await waitForTime(page, 2);
  });
}

test('what would do nothing is switched off, says why, and keeps its focus', async ({ page }) => {
  await open(page, EMPTY);
  const cut = button(page, 'Cut');
  await expect(cut).toBeEnabled();
  await cut.focus();
  await page.keyboard.press('Enter');
  await waitIdle(page);
  await expect(cut).toBeDisabled();
  await expect(cut).toHaveAccessibleDescription('There is no connection.');
  await expect(cut).toBeFocused();
  await expect(button(page, 'Black hole')).toBeDisabled();
  const cutOnce = await readHash(page);
  await page.keyboard.press('Enter');
  expect(await readHash(page)).toBe(cutOnce);
  await expect(button(page, 'Crash')).toBeEnabled();
});

test('a client that was taken offline gets a QoS 1 message when it is brought online', async ({
  page,
}) => {
  await open(page, EMPTY);
  await page.getByRole('combobox', { name: 'How it goes offline' }).selectOption('silent');
  await button(page, 'Take offline').click();
  await expect(controls(page).getByText('Offline, until it is brought back.')).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'How it goes offline' })).toBeDisabled();
  await publishAndPause(page, 1);
  await runPast(page, 6);
  await expect(counter(page, 'delivered', 1)).toHaveText('0');
  await button(page, 'Bring online').click();
  await waitIdle(page);
  await expect(narration(page)).toHaveText('The subscriber goes online again.');
  await button(page, 'Play').click();
  await expect(counter(page, 'delivered', 1)).toHaveText('1');
});

test('a black hole swallows a QoS 0 message, and neither end is told', async ({ page }) => {
  await open(page, EMPTY);
  await button(page, 'Black hole').click();
  await publishAndPause(page, 0);
  await runPast(page, 4);
  await expect(counter(page, 'lost', 0)).toHaveText('1');
  await expect(controls(page).getByText('It will learn of it by its keep-alive.')).toBeVisible();
});

for (const { store, delivered, lost } of [
  { store: 'All', delivered: '1', lost: '0' },
  { store: 'Nothing', delivered: '0', lost: '1' },
]) {
  test(`of a broker crash that leaves “${store}”: ${delivered} delivered, ${lost} lost`, async ({
    page,
  }) => {
    await open(page, EMPTY);
    await choose(page, 'What to break', 'Broker');
    await choose(page, 'What a crash leaves of its sessions', store);
    await choose(page, 'What to break', 'Subscriber');
    await button(page, 'Take offline').click();
    await publishAndPause(page, 1);
    await runPast(page, 4);
    await expect(counter(page, 'pending', 1)).toHaveText('1');
    await choose(page, 'What to break', 'Broker');
    await button(page, 'Crash the broker').click();
    await waitIdle(page);
    await expect(controls(page).getByText('Crashed; it will start again by itself.')).toBeVisible();
    await expect(button(page, 'Crash the broker')).toBeDisabled();
    await runPast(page, 7);
    await choose(page, 'What to break', 'Subscriber');
    await button(page, 'Bring online').click();
    await button(page, 'Play').click();
    await expect(counter(page, 'pending', 1)).toHaveText('0');
    await expect(counter(page, 'delivered', 1)).toHaveText(delivered);
    await expect(counter(page, 'lost', 1)).toHaveText(lost);
  });
}

test('a loss to come is shown until it strikes, and can be taken back before', async ({ page }) => {
  await open(page, EMPTY);
  const before = await readHash(page);
  const waiting = controls(page).getByRole('list', { name: 'Losses to come' });
  await choose(page, 'Hop', 'Subscriber hop');
  await page.getByRole('combobox', { name: 'Packet type' }).selectOption('PUBLISH');
  await button(page, 'Drop the next').click();
  await expect(waiting).toHaveText('The next PUBLISH on the subscriber hop will be lost.');
  await button(page, 'Take back').click();
  await expect(waiting).toHaveCount(0);
  expect(await readHash(page)).toBe(before);
  await button(page, 'Drop the next').click();
  await publishAndPause(page, 0);
  await runPast(page, 4);
  await expect(waiting).toHaveCount(0);
  await expect(counter(page, 'lost', 0)).toHaveText('1');
});

test('a message by hand is numbered by those before it, at a past instant too', async ({
  page,
}) => {
  await open(page, EMPTY);
  await publishAndPause(page, 0);
  await runPast(page, 5);
  await publishAndPause(page, 0);
  await expect(page).toHaveURL(/Hello\+1.*Hello\+2/);
  await scrubTo(page, 2.5);
  await publishAndPause(page, 0);
  await expect(page).toHaveURL(/Hello\+1.*Hello\+2/);
  await expect(page).not.toHaveURL(/Hello\+3/);
});

test('how often a broker saves is asked for where it does', async ({ page }) => {
  await open(page, EMPTY);
  await choose(page, 'What to break', 'Broker');
  await expect(page.getByRole('slider', { name: 'Saves every' })).toHaveCount(0);
  await choose(page, 'What a crash leaves of its sessions', 'Last save');
  await type(page, 'Saves every, value in s', '3');
  await expect(page).toHaveURL(/store=autosave/);
  await expect(page).toHaveURL(/autosave-sec=3/);
});

test('a client is down for as long as the slider says', async ({ page }) => {
  await open(page, EMPTY);
  await type(page, 'Starts again after, value in s', '5');
  await button(page, 'Crash').click();
  await runPast(page, 10);
  await scrubTo(page, 6.9);
  await expect(controls(page).getByText('Crashed;')).toBeVisible();
  await scrubTo(page, 9);
  await expect(controls(page).getByText('Connected.')).toBeVisible();
});

test.describe('what a client does with what it gets', () => {
  test('withheld acknowledgements make the broker send again: second copies', async ({ page }) => {
    await open(page, EMPTY);
    await page.getByText('Slow, silent or forgetful').click();
    const withhold = page.getByRole('switch', { name: 'Withhold acknowledgements' });
    await withhold.click();
    await expect(withhold).toBeChecked();
    await expect(page.getByText('It never sends PUBACK, PUBREC, PUBCOMP.')).toBeVisible();
    await publishAndPause(page, 1);
    await go(page, 'next 2nd copy');
    await expect(counter(page, 'second copies', 1)).toHaveText('1');
    await withhold.click();
    await expect(withhold).not.toBeChecked();
  });

  test('a slow application acknowledges late, and the change is undone', async ({ page }) => {
    await open(page, EMPTY);
    const before = await readHash(page);
    await page.getByText('Slow, silent or forgetful').click();
    await choose(page, 'It acknowledges', 'after the work');
    await type(page, 'Its application takes, value in ms', '5000');
    await expect(page).toHaveURL(/handler-ms=5000/);
    await expect(page).toHaveURL(/ack=last/);
    await expect(page.getByRole('slider', { name: 'Its application takes' })).toHaveValue('5000');
    // What changes at one instant is one command; each setting is an undo.
    await go(page, 'undo');
    await expect(page).toHaveURL(/ack=last/);
    await go(page, 'undo');
    expect(await readHash(page)).toBe(before);
    await expect(page.getByRole('slider', { name: 'Its application takes' })).toHaveValue('0');
  });

  test('a publisher has no application to be slow', async ({ page }) => {
    await open(page, EMPTY);
    await choose(page, 'What to break', 'Publisher');
    await page.getByText('Silent or forgetful').click();
    await expect(page.getByRole('slider', { name: 'Its application takes' })).toHaveCount(0);
    await expect(page.getByRole('switch', { name: 'Withhold PUBREL' })).toBeVisible();
    await button(page, 'Cut').click();
    await expect(narration(page)).toHaveText('The connection of the publisher has ended: cut.');
  });
});

test('D cuts the subscriber, X crashes the broker, U takes both back', async ({ page }) => {
  await open(page, EMPTY);
  const before = await readHash(page);
  await page.keyboard.press('d');
  await waitIdle(page);
  await expect(narration(page)).toHaveText(CUT);
  const cut = await readHash(page);
  expect(cut).not.toBe(before);
  // There is nothing left to cut.
  await page.keyboard.press('d');
  expect(await readHash(page)).toBe(cut);
  await page.keyboard.press('x');
  await waitIdle(page);
  await expect(narration(page)).toHaveText('The broker crashes.');
  await page.keyboard.press('u');
  expect(await readHash(page)).toBe(cut);
  await page.keyboard.press('u');
  expect(await readHash(page)).toBe(before);
});

test('on a phone a client is cut from the drawer', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, EMPTY);
  await button(page, 'More').click();
  await button(page, 'Cut').click();
  await waitIdle(page);
  await expect(controls(page).getByText('No connection; it will try again')).toBeVisible();
  await expect(narration(page)).toHaveText(CUT);
});

test('scenarios are offered in groups, and the chosen one says what to look for', async ({
  page,
}) => {
  await open(page, EMPTY);
  const scenarios = page.getByRole('combobox', { name: 'Scenario' });
  await expect(scenarios.locator('optgroup').first()).toHaveAttribute('label', 'Start here');
  expect(await scenarios.locator('optgroup').count()).toBeGreaterThan(3);
  await scenarios.selectOption('lost-pubrec');
  const section = controls(page).getByRole('region', { name: 'Scenario' });
  await expect(section).toContainText('Look for');
  await pause(page);
});
