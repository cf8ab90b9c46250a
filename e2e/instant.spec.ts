// What an instant's picture is: the same however one comes to it, in a run as long as one likes, with
// what was lost where it died and a family that stands out.

import type { Page } from '@playwright/test';
import {
  button,
  expect,
  go,
  narration,
  open,
  pause,
  readTime,
  scrubTo,
  test,
  waitForTime,
  waitIdle,
} from './helpers.ts';

const MIXED = '#/simulate?preset=mixed';

/** All that the picture shows: glyphs with place, text and look, nodes, and the ladder's pixels. */
async function drawn(page: Page): Promise<string> {
  await waitIdle(page);
  await page.mouse.move(1, 1);
  await page.evaluate(() => document.fonts.ready);
  return page.evaluate(async () => {
    for (let i = 0; i < 2; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
    const glyphs = [...document.querySelectorAll<HTMLElement>('button[data-packet]')].map((one) => {
      const { left, top, width, height } = one.getBoundingClientRect();
      return [one.className, one.textContent, one.ariaLabel, left, top, width, height].join('|');
    });
    const nodes = [...document.querySelectorAll('main section')].map((one) => one.textContent);
    const ladder = document.querySelector<HTMLCanvasElement>('canvas[role="img"]');
    return JSON.stringify([glyphs.sort(), nodes, ladder?.toDataURL()]);
  });
}

function setSpeed(page: Page, speed: string) {
  return page.getByRole('combobox', { name: 'Speed' }).selectOption(speed);
}

test('one instant is one picture: by link, by seeking, after playing past it, by steps, after an undo', async ({
  page,
  newVisitor,
}) => {
  const at = 13.4;
  await open(page, `${MIXED}&t=${at}`);
  const byLink = await drawn(page);

  const slow = await newVisitor();
  await open(slow, `${MIXED}&t=12.9`);
  await setSpeed(slow, '0.3');
  await button(slow, 'Play').click();
  await expect.poll(() => readTime(slow)).toBeGreaterThan(13);
  await pause(slow);
  await slow.goto(`/${MIXED}&t=${at}`);
  await waitForTime(slow, at);
  expect(await drawn(slow), 'seeking after playing slowly').toBe(byLink);

  const fast = await newVisitor();
  await open(fast, `${MIXED}&t=8`);
  await setSpeed(fast, '10');
  await button(fast, 'Play').click();
  await expect.poll(() => readTime(fast)).toBeGreaterThan(20);
  await pause(fast);
  await scrubTo(fast, at);
  expect(await drawn(fast), 'scrubbing back after playing past it').toBe(byLink);

  const stepping = await newVisitor();
  await open(stepping, `${MIXED}&t=11`);
  while ((await readTime(stepping)) < at) await go(stepping, 'Step to the next event');
  await scrubTo(stepping, at);
  expect(await drawn(stepping), 'stepping past it and back').toBe(byLink);

  // A fork by hand in the past, and undone.
  await scrubTo(fast, 12);
  await button(fast, 'Publish').click();
  await pause(fast);
  await fast.keyboard.press('u');
  await waitIdle(fast);
  await scrubTo(fast, at);
  expect(await drawn(fast), 'after a fork and its undo').toBe(byLink);
});

test('of a run that the page cannot have whole too: by link, after playing there, after a leap and back', async ({
  page,
}) => {
  test.slow();
  const at = 200;
  const busy = 'messages=unlimited&qos=2&rate=50&loss=0.1&latency-ms=300&jitter-ms=80';
  await page.goto(`/#/simulate?${busy}&t=${at}`);
  // A long way on a busy machine.
  const root = page.locator('html');
  await expect(root).toHaveAttribute('data-state', 'idle', { timeout: 140_000 });
  const byLink = await drawn(page);

  await scrubTo(page, at - 2);
  await setSpeed(page, '2');
  await button(page, 'Play').click();
  await expect.poll(() => readTime(page)).toBeGreaterThan(at);
  await pause(page);
  await scrubTo(page, at);
  expect(await drawn(page), 'after playing there and past it').toBe(byLink);

  await scrubTo(page, 12);
  await scrubTo(page, at);
  expect(await drawn(page), 'after a leap to the beginning and back').toBe(byLink);
});

test('a family stands out on the stage: the others are marks behind it, in its ladder and in its bars too', async ({
  page,
}) => {
  await open(page, '#/simulate?messages=unlimited&rate=3&latency-ms=1000&resend-ms=9000&t=8.2');
  const plain = await drawn(page);
  const packets = page.locator('button[data-packet]');
  const chosen = packets.first();
  const uid = (await chosen.getAttribute('data-packet')) ?? '';
  await chosen.press('Enter');
  await waitIdle(page);
  const message = uid.split(':')[0] ?? '';
  const looks = await packets.evaluateAll((all) =>
    all.map((one) => ({
      uid: one.getAttribute('data-packet') ?? '',
      opacity: Number(getComputedStyle(one).opacity),
      height: one.getBoundingClientRect().height,
    })),
  );
  const family = looks.filter((one) => one.uid.startsWith(`${message}:`));
  const others = looks.filter((one) => !one.uid.startsWith(`${message}:`));
  expect(family.length).toBeGreaterThan(0);
  expect(others.length).toBeGreaterThan(0);
  for (const { opacity } of family) expect(opacity).toBe(1);
  for (const { opacity } of others) expect(opacity).toBeLessThan(0.6);
  expect(await drawn(page), 'the ladder and the bars are drawn anew').not.toBe(plain);
});

test('a lost packet ends where it died, at full strength, and its family stands out', async ({
  page,
}) => {
  await open(page, '#/simulate?preset=lost-puback&t=1.7');
  await go(page, 'next loss');
  await expect(narration(page)).toContainText('killed');
  const lost = page.locator('button[data-packet][aria-label$=", lost"]');
  await expect(lost).toHaveCount(1);
  await expect(lost).toHaveCSS('opacity', '1');
});
