// The first visit: the story plays by itself, says what came of it, and can be told again with one
// thing changed.

import type { Page } from '@playwright/test';
import {
  button,
  counter,
  expect,
  narration,
  open,
  packet,
  readTime,
  test,
  waitForTime,
  waitIdle,
} from './helpers.ts';

const TWICE =
  'A arrived twice. The publisher could not know that its first PUBLISH had got through.';

async function expectCounts(page: Page, delivered: number, copies: number): Promise<void> {
  await expect(page.getByText(/^delivered \d+$/)).toHaveText(`delivered ${delivered}`);
  await expect(page.getByText(/^second copies \d+$/)).toHaveText(`second copies ${copies}`);
}

for (const [width, height] of [
  [1440, 900],
  [1024, 768],
  [390, 844],
] as const) {
  test(`before any script, ${width} px wide: the mark and the name are there, where they stay`, async ({
    page,
    newVisitor,
    baseURL,
  }) => {
    await page.setViewportSize({ width, height });
    const early = await newVisitor({ viewport: { width, height }, javaScriptEnabled: false });
    await early.goto(`${baseURL}/`);
    await expect(early.getByText('simulated and drawn')).toBeVisible();
    await page.goto('/');
    await expect(narration(page)).toBeVisible();
    const name = (shown: Page) => shown.getByRole('banner').getByText('QoScope', { exact: true });
    const mark = (shown: Page) => shown.getByRole('banner').locator('svg');
    for (const part of [name, mark]) {
      expect(await part(early).boundingBox()).toEqual(await part(page).boundingBox());
    }
    const lines = (shown: Page) =>
      mark(shown)
        .locator('circle, path')
        .evaluateAll((all) =>
          all.map((one) => [
            one.getAttribute('d') ?? one.getAttribute('cx'),
            getComputedStyle(one).stroke,
          ]),
        );
    expect(await lines(early)).toEqual(await lines(page));
  });
}

test('plays by itself and stops at the second copy, which it explains and counts', async ({
  page,
}) => {
  await page.goto('/');
  await expect(page).toHaveTitle('QoScope: MQTT quality of service, made visible');
  await expect(packet(page, 'PUBLISH A, QoS 1, publisher to broker')).toBeVisible();
  await expect(page.getByText('A command in this run: kill the first PUBACK')).toBeVisible();
  await expectCounts(page, 0, 0);
  await waitIdle(page);
  await expect(narration(page)).toHaveText(TWICE);
  await expectCounts(page, 1, 1);
});

test('shows picture, sentence, buttons and two counts, and no control', async ({ page }) => {
  await page.goto('/');
  await expect(button(page, 'Pause')).toBeVisible();
  await expectCounts(page, 0, 0);
  await expect(narration(page)).toBeVisible();
  await expect(page.getByRole('img', { name: /packets?, \d+ lost/ })).toBeVisible();
  for (const role of ['slider', 'textbox', 'combobox', 'radio', 'switch', 'table'] as const) {
    await expect(page.getByRole(role)).toHaveCount(0);
  }
  await expect(page.getByRole('navigation')).toHaveCount(0);
  const names = await page
    .getByRole('button')
    .evaluateAll((buttons) =>
      buttons
        .filter((one) => !one.hasAttribute('data-packet'))
        .map((one) => one.getAttribute('aria-label') ?? one.textContent),
    );
  expect(names.sort()).toEqual([
    'All controls',
    'Kill the PUBLISH instead',
    'Pause',
    'Skip to the main part',
    'The same kill at QoS 2',
    'The same over TCP',
  ]);
});

const OTHERS = [
  {
    name: 'Kill the PUBLISH instead',
    command: 'kill the first PUBLISH',
    ending:
      'A arrived once. Its first PUBLISH never reached the broker, so the one that was sent again is the only one.',
  },
  {
    name: 'The same kill at QoS 2',
    command: 'kill the first PUBREC, QoS 2’s first answer',
    ending:
      'A arrived once. The broker still held its identifier, so it answered the second PUBLISH and did not hand it on again.',
  },
  {
    name: 'The same over TCP',
    command: 'kill the first PUBACK, over TCP',
    ending:
      'A arrived once. TCP itself sent the lost PUBACK again: it came 1.8 s late, and MQTT had nothing to repeat.',
  },
];

for (const { name, command, ending } of OTHERS) {
  test(`“${name}” rewinds, plays, and ends in one delivery and no second copy`, async ({
    page,
  }) => {
    await page.goto('/');
    // Pressed in the middle of the first run, after its first delivery.
    await expectCounts(page, 1, 0);
    await button(page, name).click();
    await expectCounts(page, 0, 0);
    await expect(page.getByText(`A command in this run: ${command}`)).toBeVisible();
    await expect(packet(page, 'PUBLISH A')).toBeVisible();
    await waitIdle(page);
    await expect(narration(page)).toHaveText(ending);
    await expectCounts(page, 1, 0);
    await expect(button(page, 'The first run again')).toBeVisible();
  });
}

test('can be paused, played on and watched again', async ({ page }) => {
  await page.goto('/');
  await button(page, 'Pause').click();
  await waitIdle(page);
  await expectCounts(page, 0, 0);
  await button(page, 'Play').click();
  await expect(button(page, 'Watch again')).toBeVisible();
  await expect(narration(page)).toHaveText(TWICE);
  await button(page, 'Watch again').click();
  await expectCounts(page, 0, 0);
  await expect(button(page, 'Pause')).toBeVisible();
});

test('“All controls” keeps the same picture and the same instant', async ({ page }) => {
  await open(page, '');
  const picture = page.getByRole('img', { name: /packets?, \d+ lost/ });
  const element = await picture.elementHandle();
  await button(page, 'All controls').click();
  await expect(page.getByRole('slider', { name: 'Playhead' })).toBeVisible();
  expect(await picture.evaluate((now, before) => now === before, element)).toBe(true);
  await expect(page.getByRole('img')).toHaveCount(1);
  // The second copy arrives 1.6 s after publishing starts, at 1.2 s; its answer is on its way.
  expect(await readTime(page)).toBeGreaterThanOrEqual(2.8);
  expect(await readTime(page)).toBeLessThan(3.1);
  await expect(packet(page, 'PUBACK A, QoS 1, subscriber to broker')).toBeVisible();
  await expect(narration(page)).toHaveText(TWICE);
});

test('“All controls” shows everything at once, and nothing moves after it', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page, '');
  const measure = (press?: 'press') =>
    page.evaluate((isPressed) => {
      const all = [...document.querySelectorAll('button')];
      if (isPressed) all.find(({ textContent }) => textContent === 'All controls')?.click();
      // In one go with the press: this is what the very next frame shows.
      return ['[aria-label="Subscriber"]', '[data-testid="time"]'].map((one) =>
        Math.round(document.querySelector(one)?.getBoundingClientRect().top ?? -1),
      );
    }, press !== undefined);
  const atOnce = await measure('press');
  await waitIdle(page);
  await expect(page.getByRole('slider', { name: 'Playhead' })).toBeVisible();
  expect(await measure()).toEqual(atOnce);
});

test('“All controls” while it plays lets it play on, past the second copy', async ({ page }) => {
  await page.goto('/');
  await button(page, 'All controls').click();
  await expect(page.locator('html')).toHaveAttribute('data-state', 'busy');
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('10');
  await expect(counter(page, 'second copies', 1)).toHaveText('1');
  await expect.poll(() => readTime(page)).toBeGreaterThan(4);
});

test('a second visit opens all controls, on a run that moves', async ({ page }) => {
  await page.goto('/');
  await expectCounts(page, 0, 0);
  await page.goto('about:blank');
  await page.goto('/');
  await expect(page.getByRole('slider', { name: 'Playhead' })).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Scenario' })).toHaveValue('mixed');
  await expect(page.locator('html')).toHaveAttribute('data-state', 'busy');
  await expect(button(page, 'All controls')).toHaveCount(0);
});

test('a link is no first visit', async ({ page }) => {
  await open(page, '#/simulate?preset=lost-puback&t=2');
  await expect(page.getByRole('slider', { name: 'Playhead' })).toBeVisible();
  await waitForTime(page, 2);
});

test.describe('with reduced motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('nothing plays by itself: the finished ladder is there, and Step', async ({ page }) => {
    await open(page, '');
    await expect(narration(page)).toHaveText(TWICE);
    await expectCounts(page, 1, 1);
    const ladder = page.getByRole('img', { name: '1 lost, 2 deliveries, 1 of them a repeat' });
    await expect(ladder).toBeVisible();
    for (const name of ['Play', 'Pause', 'Watch again']) {
      await expect(button(page, name)).toHaveCount(0);
    }
    // To the second copy, to what came before it, and to the second copy again.
    await button(page, '‹ Step').click();
    await button(page, '‹ Step').click();
    await expectCounts(page, 1, 0);
    await button(page, 'Step ›').click();
    await expectCounts(page, 1, 1);
  });

  test('the other runs stand at their end too', async ({ page }) => {
    await open(page, '');
    for (const { name, ending } of OTHERS) {
      await button(page, name).click();
      await waitIdle(page);
      await expect(narration(page)).toHaveText(ending);
      await expectCounts(page, 1, 0);
    }
  });

  test('a second visit stands still, with all controls', async ({ page }) => {
    await open(page, '');
    await page.goto('about:blank');
    await open(page, '');
    await expect(button(page, 'Play')).toBeVisible();
    await expect(page.getByRole('slider', { name: 'Playhead' })).toBeVisible();
  });
});
