// The network's controls: the two models and what each of them has, bursts, when something is sent
// again and what the specification says to it, and what a model assumes.

import type { Page } from '@playwright/test';
import {
  button,
  choose,
  counter,
  expect,
  go,
  open,
  pause,
  readHash,
  readTime,
  runPast,
  test,
  type,
  waitForTime,
  waitIdle,
} from './helpers.ts';

const EMPTY = '#/simulate?preset=playground&t=2';
const BUSY = '#/simulate?preset=mixed&loss=0.3&t=12';

const RARE = {
  lossy: 'Bursts, copies, overtaking, cuts',
  tcp: 'Bursts, link rate, cuts',
};

function sliderOf(page: Page, name: string) {
  return page.getByRole('slider', { name, exact: true });
}

/** What has come to nothing so far, at each level. */
async function readLost(page: Page): Promise<string[]> {
  const cells = [0, 1, 2] as const;
  return Promise.all(cells.map(async (level) => counter(page, 'lost', level).innerText()));
}

test.describe('the model', () => {
  test('is said in one line: what each of the two makes of loss', async ({ page }) => {
    await open(page, EMPTY);
    const model = page.getByRole('group', { name: 'Network model' });
    await expect(model.getByRole('radio', { name: 'Lossy packets' })).toBeChecked();
    await expect(model).toContainText('Each packet is lost or delayed by itself');
    await expect(model).toContainText('MQTT-SN’s world, not TCP’s.');
    await choose(page, 'Network model', 'TCP');
    await expect(model).toContainText(
      'What MQTT 3.1.1 and 5.0 run on: a lost segment is sent again, so loss becomes delay.',
    );
  });

  test('is switched to TCP in a running run, and no message is lost from there on', async ({
    page,
  }) => {
    await open(page, BUSY);
    await choose(page, 'Network model', 'TCP');
    await waitIdle(page);
    const lost = await readLost(page);
    await runPast(page, 60);
    expect(await readLost(page)).toEqual(lost);
    expect(Number(await counter(page, 'published', 0).textContent())).toBeGreaterThan(20);
    expect(Number(await counter(page, 'delivered', 0).textContent())).toBeGreaterThan(20);
    // The next loss is a segment's, and nobody misses its message.
    const before = await readTime(page);
    await go(page, 'next loss');
    expect(await readTime(page)).toBeGreaterThan(before);
    expect(await readLost(page)).toEqual(lost);
  });

  test('is switched back by undo', async ({ page }) => {
    await open(page, BUSY);
    const before = await readHash(page);
    await choose(page, 'Network model', 'TCP');
    await expect(page.getByRole('radio', { name: 'TCP' })).toBeChecked();
    expect(await readHash(page)).not.toBe(before);
    await page.keyboard.press('u');
    await expect(page.getByRole('radio', { name: 'Lossy packets' })).toBeChecked();
    expect(await readHash(page)).toBe(before);
    await waitForTime(page, 12);
  });

  test('has faults of its own: copies and overtaking are lossy packets’, a link rate is TCP’s', async ({
    page,
  }) => {
    await open(page, EMPTY);
    await page.getByText(RARE.lossy).click();
    for (const name of ['Burst length', 'Network copies', 'Held up and overtaken']) {
      await expect(sliderOf(page, name)).toBeVisible();
    }
    await expect(sliderOf(page, 'Held up by at most')).toHaveCount(0);
    await type(page, 'Held up and overtaken, value in %', '20');
    await expect(sliderOf(page, 'Held up by at most')).toBeVisible();
    await choose(page, 'Network model', 'TCP');
    await expect(sliderOf(page, 'Link rate')).toBeVisible();
    await expect(sliderOf(page, 'Burst length')).toBeVisible();
    for (const name of ['Network copies', 'Held up and overtaken', 'Held up by at most']) {
      await expect(sliderOf(page, name)).toHaveCount(0);
    }
  });

  test('assumes what the simulation says of it, asked for when it is looked at', async ({
    page,
  }) => {
    await open(page, EMPTY);
    await page.getByText('What this model assumes').click();
    const controls = page.getByRole('region', { name: 'Controls' });
    await expect(controls.getByRole('listitem').first()).toHaveText(
      /^Each MQTT packet is lost or delayed by itself/,
    );
    await choose(page, 'Network model', 'TCP');
    await expect(controls.getByRole('listitem').first()).toHaveText(
      /^Each MQTT packet travels in one TCP segment/,
    );
  });
});

test('bursts change the run, are counted where they are folded away, and are undone', async ({
  page,
}) => {
  await open(page, BUSY);
  const before = await readHash(page);
  await page.getByText(RARE.lossy).click();
  await type(page, 'Burst length, value in ms', '2000');
  await expect(sliderOf(page, 'Burst length')).toHaveValue('2000');
  await expect(page.getByText(`${RARE.lossy}: 1 in force`)).toBeVisible();
  expect(await readHash(page)).not.toBe(before);
  await expect(page).toHaveURL(/burst-ms=2000/);
  await page.getByText(`${RARE.lossy}: 1 in force`).click();
  await button(page, 'undo').click();
  expect(await readHash(page)).toBe(before);
  await expect(page.getByText(RARE.lossy, { exact: true })).toBeVisible();
});

test('network copies make second copies at QoS 0', async ({ page }) => {
  await open(page, EMPTY);
  await page.getByText(RARE.lossy).click();
  await type(page, 'Network copies, value in %', '100');
  await choose(page, 'QoS of the next message', 'QoS 0');
  await button(page, 'Publish').click();
  await pause(page);
  await go(page, 'next 2nd copy');
  await expect(counter(page, 'delivered', 0)).toHaveText('1');
  // Two on hop 1, and two of each on hop 2.
  await expect(counter(page, 'second copies', 0)).toHaveText('3');
});

test.describe('sending again', () => {
  const AFTER = 'Send again after';
  const FORBIDS =
    'MQTT 5.0 forbids re-sending at any other time than on reconnect, v5 [MQTT-4.4.0-1].';

  function policy(page: Page) {
    return page.getByRole('group', { name: 'Send again what is unacknowledged' });
  }

  test('by timer is what MQTT 5.0 forbids, on either network, and the panel says so', async ({
    page,
  }) => {
    await open(page, EMPTY);
    await expect(policy(page).getByRole('radio', { name: 'By model' })).toBeChecked();
    await expect(policy(page)).toContainText(FORBIDS);
    await expect(sliderOf(page, AFTER)).toBeVisible();
    await choose(page, 'Network model', 'TCP');
    await expect(policy(page)).toContainText('As MQTT 5.0 has it: on reconnect');
    await expect(sliderOf(page, AFTER)).toHaveCount(0);
    await choose(page, 'Send again what is unacknowledged', 'Timer');
    await expect(policy(page)).toContainText(FORBIDS);
    await expect(sliderOf(page, AFTER)).toBeVisible();
  });

  test('by timer is allowed in 3.1.1', async ({ page }) => {
    await open(page, '#/simulate?preset=playground&version=4&t=2');
    await expect(policy(page)).toContainText('A timer is allowed in MQTT 3.1.1, and not required');
    await expect(policy(page)).not.toContainText('forbids');
  });

  test('on reconnect alone leaves a lost PUBLISH lost until then', async ({ page }) => {
    await open(page, '#/simulate?preset=lost-publish&t=2');
    await choose(page, 'Send again what is unacknowledged', 'Reconnect');
    await expect(sliderOf(page, AFTER)).toHaveCount(0);
    await waitIdle(page);
    await runPast(page, 8);
    await expect(counter(page, 'pending', 1)).toHaveText('1');
    await choose(page, 'What to break', 'Publisher');
    await button(page, 'Cut').click();
    await button(page, 'Play').click();
    await expect(counter(page, 'delivered', 1)).toHaveText('1');
    await expect(counter(page, 'second copies', 1)).toHaveText('0');
  });
});
