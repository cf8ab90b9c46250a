// The left column: every slider takes a typed value and keys and shows its default, each group can be
// put back, a network has a name, clients come and go, and all of it at any size and in forced colours.

import type { Locator, Page } from '@playwright/test';
import {
  button,
  choose,
  counter,
  expect,
  open,
  packet,
  pause,
  readHash,
  runPast,
  test,
  type,
  waitForTime,
  waitIdle,
} from './helpers.ts';

const EMPTY = '#/simulate?preset=playground&t=2';

function slider(page: Page, name: string): Locator {
  return page.getByRole('slider', { name, exact: true });
}

function section(page: Page, name: string): Locator {
  return page.getByRole('region', { name, exact: true });
}

/** To the next event, by its key: what has the focus may take the key for itself. */
async function step(page: Page): Promise<void> {
  await page.getByRole('main').focus();
  await page.keyboard.press('ArrowRight');
  await waitIdle(page);
}

test.describe('a slider', () => {
  test('takes a typed value at once, says its default, and is put back by its own button', async ({
    page,
  }) => {
    await open(page, EMPTY);
    const latency = slider(page, 'Latency, one way');
    await expect(latency).toHaveAttribute('title', 'Default: 300 ms');
    await type(page, 'Latency, one way, value in ms', '80');
    await expect(latency).toHaveValue('80');
    await expect(page).toHaveURL(/latency-ms=80/);
    await button(page, 'Reset Latency, one way to 300 ms').click();
    await expect(latency).toHaveValue('300');
    await expect(latency).toBeFocused();
  });

  test('moves by one step with an arrow key, and by ten with Shift', async ({ page }) => {
    await open(page, EMPTY);
    const loss = slider(page, 'Loss, publisher ⇄ broker');
    await loss.focus();
    await page.keyboard.press('ArrowRight');
    await expect(loss).toHaveValue('1');
    await page.keyboard.press('Shift+ArrowRight');
    await expect(loss).toHaveValue('11');
    await page.keyboard.press('Shift+ArrowLeft');
    await page.keyboard.press('Shift+ArrowLeft');
    await expect(loss).toHaveValue('0');
    const typed = page.getByRole('textbox', { name: 'Loss, publisher ⇄ broker, value in %' });
    await typed.focus();
    await page.keyboard.press('Shift+ArrowUp');
    await expect(loss).toHaveValue('10');
  });

  test('of the automatic rate moves by key, from the playhead on', async ({ page }) => {
    await open(page, EMPTY);
    await page.getByRole('switch', { name: 'Publish by itself' }).click();
    await pause(page);
    const rate = slider(page, 'Messages a second');
    await rate.focus();
    await page.keyboard.press('ArrowRight');
    await expect(rate).toHaveAttribute('aria-valuetext', '1.1');
    await page.keyboard.press('Shift+ArrowRight');
    await waitIdle(page);
    const typed = page.getByRole('textbox', { name: 'Messages a second, value' });
    await expect.poll(async () => Number(await typed.inputValue())).toBeGreaterThan(2);
  });

  test('refuses what does not fit, and says what is in force', async ({ page }) => {
    await open(page, EMPTY);
    await type(page, 'Loss, publisher ⇄ broker, value in %', '120');
    await expect(page.getByRole('alert')).toContainText('0 % stays in force.');
    await expect(slider(page, 'Loss, publisher ⇄ broker')).toHaveValue('0');
  });
});

test.describe('a group is put back', () => {
  test('the network in one step, which undo takes back', async ({ page }) => {
    await open(page, '#/simulate?preset=mixed&t=12');
    await expect(button(page, 'Reset the network')).toHaveCount(0);
    await type(page, 'Jitter, value in ms', '40');
    await step(page);
    await type(page, 'Loss, publisher ⇄ broker, value in %', '30');
    await step(page);
    await button(page, 'Reset the network').click();
    await expect(slider(page, 'Jitter')).toHaveValue('0');
    await expect(slider(page, 'Loss, publisher ⇄ broker')).toHaveValue('20');
    // It keeps the focus until that goes elsewhere, and is gone then.
    await expect(button(page, 'Reset the network')).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(button(page, 'Reset the network')).toHaveCount(0);
    await page.keyboard.press('u');
    await expect(slider(page, 'Jitter')).toHaveValue('40');
    await expect(slider(page, 'Loss, publisher ⇄ broker')).toHaveValue('30');
  });

  test('the next message, which stops publishing by itself', async ({ page }) => {
    await open(page, EMPTY);
    await choose(page, 'QoS of the next message', 'QoS 2');
    await page.getByRole('switch', { name: 'Publish by itself' }).click();
    await expect(slider(page, 'Messages a second')).toBeVisible();
    await pause(page);
    await button(page, 'Reset the next message').click();
    await expect(page.getByRole('switch', { name: 'Publish by itself' })).not.toBeChecked();
    const levels = page.getByRole('group', { name: 'QoS of the next message' });
    await expect(levels.getByRole('radio', { name: 'QoS 1' })).toBeChecked();
  });

  test('what broker and subscriber choose, and what a crash leaves', async ({ page }) => {
    await open(page, EMPTY);
    const before = await readHash(page);
    await choose(page, 'Broker forwards QoS 2 on', 'PUBLISH');
    await choose(page, 'Subscriber asks for at most', 'QoS 0');
    await waitIdle(page);
    await button(page, 'Reset broker and subscriber').click();
    expect(await readHash(page)).toBe(before);
    await choose(page, 'What to break', 'Broker');
    await choose(page, 'What a crash leaves of its sessions', 'Nothing');
    await button(page, 'Reset the broker’s store').click();
    await expect(page.getByRole('radio', { name: 'All' })).toBeChecked();
  });

  test('the habits of a client, in one step', async ({ page }) => {
    await open(page, EMPTY);
    await page.getByText('Slow, silent or forgetful').click();
    await page.getByRole('switch', { name: 'Withhold acknowledgements' }).click();
    await page.getByRole('switch', { name: 'Clean Start' }).click();
    await step(page);
    await button(page, 'Reset the habits of sub').click();
    await expect(page.getByRole('switch', { name: 'Clean Start' })).not.toBeChecked();
    await expect(page.getByRole('switch', { name: 'Withhold acknowledgements' })).not.toBeChecked();
  });
});

test.describe('a network profile', () => {
  test('sets the network in one command, says its source, and is undone in one step', async ({
    page,
  }) => {
    await open(page, EMPTY);
    const before = await readHash(page);
    const profile = page.getByRole('combobox', { name: 'Network profile' });
    await expect(profile.locator('option:checked')).toHaveText('The scenario’s own');
    await profile.selectOption({ label: '3G' });
    await expect(slider(page, 'Latency, one way')).toHaveValue('150');
    const network = section(page, 'Network');
    await expect(network).toContainText('Source: WebPageTest, connectivity profiles: 3G');
    await page.keyboard.press('u');
    await expect(slider(page, 'Latency, one way')).toHaveValue('300');
    expect(await readHash(page)).toBe(before);
  });

  test('is a custom one as soon as a figure is moved; illustrative ones say so', async ({
    page,
  }) => {
    await open(page, EMPTY);
    const profile = page.getByRole('combobox', { name: 'Network profile' });
    await profile.selectOption({ label: 'On a train' });
    await expect(section(page, 'Network')).toContainText('Illustrative.');
    await type(page, 'Jitter, value in ms', '10');
    await expect(profile.locator('option:checked')).toHaveText('Custom');
  });

  test('that is slower than the timer says so', async ({ page }) => {
    await open(page, EMPTY);
    const profile = page.getByRole('combobox', { name: 'Network profile' });
    await profile.selectOption({ label: '2G' });
    await expect(section(page, 'Network')).toContainText(
      'An answer takes 1300 ms at least: everything is sent again before it comes.',
    );
  });
});

test.describe('clients', () => {
  test('a subscriber joins, gets what is published, and is taken back by undo', async ({
    page,
  }) => {
    await open(page, EMPTY);
    const clients = section(page, 'Clients');
    await expect(clients.getByRole('listitem')).toHaveCount(2);
    await page
      .getByRole('combobox', { name: 'QoS that a new subscriber asks for' })
      .selectOption('2');
    await button(page, 'Add a subscriber').click();
    await expect(clients.getByRole('listitem')).toHaveCount(3);
    await expect(clients).toContainText('subscribes, QoS 2 · connecting');
    await runPast(page, 5);
    await expect(clients.getByRole('listitem').nth(2)).toContainText('sub-2');
    await expect(clients.getByRole('listitem').nth(2)).toContainText('connected');
    await expect(page.getByRole('main')).toContainText('sub-2');
    await choose(page, 'QoS of the next message', 'QoS 0');
    await button(page, 'Publish').click();
    await expect(counter(page, 'delivered', 0)).toHaveText('2');
    await pause(page);
    await page.keyboard.press('u');
    await waitIdle(page);
    await page.keyboard.press('u');
    await waitIdle(page);
    await expect(clients.getByRole('listitem')).toHaveCount(2);
    await expect(page.getByRole('main')).not.toContainText('sub-2');
  });

  test('a publisher joins and publishes the next message; the other one can be chosen again', async ({
    page,
  }) => {
    await open(page, EMPTY);
    await button(page, 'Add a publisher').click();
    const publisher = page.getByRole('combobox', { name: 'Publisher of the next message' });
    await expect(publisher).toHaveValue('pub-2');
    await runPast(page, 5);
    await choose(page, 'QoS of the next message', 'QoS 0');
    await button(page, 'Publish').click();
    await expect(counter(page, 'delivered', 0)).toHaveText('1');
    await pause(page);
    await expect(page).toHaveURL(/publish,pub-2,/);
    await publisher.selectOption('pub');
    await button(page, 'Publish').click();
    await expect(counter(page, 'delivered', 0)).toHaveText('2');
    await pause(page);
    await expect(page).toHaveURL(/publish,pub,/);
  });

  test('one leaves for good, and undo brings it back', async ({ page }) => {
    await open(page, EMPTY);
    const before = await readHash(page);
    const clients = section(page, 'Clients');
    await button(page, 'Remove sub').click();
    await expect(clients.getByRole('listitem')).toHaveCount(1);
    await waitIdle(page);
    expect(await readHash(page)).not.toBe(before);
    await page.keyboard.press('u');
    await expect(clients.getByRole('listitem')).toHaveCount(2);
    expect(await readHash(page)).toBe(before);
    await waitForTime(page, 2);
  });

  test('without a publisher there is nothing to publish', async ({ page }) => {
    await open(page, EMPTY);
    await button(page, 'Remove pub').click();
    await button(page, 'Remove sub').click();
    await expect(button(page, 'Publish')).toBeDisabled();
    await expect(button(page, 'Publish')).toHaveAccessibleDescription('There is no publisher.');
  });
});

test.describe('at every size', () => {
  for (const [width, height, what] of [
    [320, 640, '320 px'],
    [720, 450, '200 % zoom of 1440 × 900'],
    [512, 384, '200 % zoom of 1024 × 768'],
  ] as const) {
    test(`no sideways scroll, and every target is 24 px high: ${what}`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      await open(page, EMPTY);
      await button(page, 'More').click();
      const controls = section(page, 'Controls');
      for (const summary of await controls.locator('summary').all()) await summary.click();
      const isWide = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        const panel = document.querySelector('[data-drawer-body]');
        return scrollWidth > clientWidth || (panel?.scrollWidth ?? 0) > (panel?.clientWidth ?? 0);
      });
      expect(isWide).toBe(false);
      const targets = controls.locator(
        'button:visible, select:visible, summary:visible, label:has(input:visible)',
      );
      const small = await targets.evaluateAll((elements) =>
        elements
          .filter((element) => element.getBoundingClientRect().height < 24)
          .map((element) => element.textContent ?? ''),
      );
      expect(small).toEqual([]);
    });
  }
});

test('in forced colours what is chosen, on and selected is told by more than a level’s colour', async ({
  page,
}) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await open(page, EMPTY);
  const background = (element: Locator) =>
    element.evaluate((node) => getComputedStyle(node).backgroundColor);
  const levels = page.getByRole('group', { name: 'QoS of the next message' });
  const option = (name: string) => levels.locator('label').filter({ hasText: name });
  expect(await background(option('QoS 1'))).not.toBe(await background(option('QoS 0')));
  const automatic = page.getByRole('switch', { name: 'Publish by itself' });
  const off = await background(automatic);
  await automatic.click();
  await pause(page);
  await expect.poll(() => background(automatic)).not.toBe(off);
  const row = section(page, 'Clients').getByRole('button', { name: /^sub/ });
  const weight = () =>
    row
      .locator('span')
      .first()
      .evaluate((node) => getComputedStyle(node).fontWeight);
  const plain = await weight();
  await row.click();
  await expect(row).toHaveAttribute('aria-pressed', 'true');
  expect(await weight()).not.toBe(plain);
  await slider(page, 'Jitter').focus();
  const track = await slider(page, 'Jitter').evaluate(
    (node) => getComputedStyle(node).backgroundImage,
  );
  expect(track).toContain('linear-gradient');
});

test.describe('on a phone', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });

  test('a pressed packet is killed, held up and inspected from the bar', async ({ page }) => {
    await open(page, '#/simulate?preset=mixed&t=12');
    const before = await readHash(page);
    const pressed = packet(page, 'PUBLISH L');
    await pressed.tap();
    const bar = (name: string) => button(page, name).last();
    await expect(bar('Inspect')).toBeVisible();
    await expect(button(page, 'More')).toBeVisible();
    await bar('Delay').tap();
    await waitIdle(page);
    expect(await readHash(page)).not.toBe(before);
    await expect(page).toHaveURL(/do=/);
    await bar('Inspect').tap();
    await expect(section(page, 'Inspector')).toBeInViewport();
    await page.keyboard.press('Escape');
    await bar('Kill').tap();
    await expect(button(page, 'Kill next')).toBeVisible();
  });
});
