// The transport: play and pause, steps, what to stop at, speed, scrubbing, seed, restart.

import type { Page } from '@playwright/test';
import {
  button,
  counter,
  expect,
  go,
  narration,
  open,
  pause,
  readCounters,
  readHash,
  readTime,
  scrubTo,
  test,
  type,
  waitForTime,
  waitIdle,
} from './helpers.ts';

const MIXED = '#/simulate?preset=mixed&t=12';

function setSpeed(page: Page, speed: string): Promise<readonly string[]> {
  return page.getByRole('combobox', { name: 'Speed' }).selectOption(speed);
}

interface Rule {
  readonly waitsFor: string;
  readonly happens?: string;
  readonly hop?: string;
  readonly does?: string;
  readonly often?: string;
}

/** Puts a rule of “when” together and arms it. */
async function arm(page: Page, { waitsFor, happens, hop, does, often }: Rule): Promise<void> {
  const opener = button(page, 'when …');
  if ((await opener.getAttribute('aria-expanded')) === 'false') await opener.click();
  const pick = (name: string, value: string) =>
    page.getByRole('combobox', { name, exact: true }).selectOption(value);
  await pick('What is waited for', waitsFor);
  if (happens !== undefined) await pick('What happens to the packet', happens);
  if (hop !== undefined) await pick('On which hop', hop);
  if (does !== undefined) await pick('What is done then', does);
  if (often !== undefined) await pick('How often', often);
  await button(page, 'Arm').click();
}

async function typeTime(page: Page, sec: number): Promise<void> {
  await page.getByRole('button', { name: /^Go to an instant, now [\d.]+ s$/ }).click();
  const field = page.getByRole('textbox', { name: 'Instant in seconds' });
  await field.fill(String(sec));
  await field.press('Enter');
}

/** As if the tab had gone to the background, or had come back. */
function setVisibility(page: Page, state: 'hidden' | 'visible'): Promise<void> {
  return page.evaluate((value) => {
    Object.defineProperty(document, 'visibilityState', { value, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);
}

test('Play and Pause move time on and hold it', async ({ page }) => {
  await open(page, MIXED);
  await button(page, 'Play').click();
  await expect.poll(() => readTime(page)).toBeGreaterThan(12.2);
  await pause(page);
  const held = await readTime(page);
  await expect(button(page, 'Play')).toBeVisible();
  expect(await readTime(page)).toBe(held);
});

test('a link without an instant begins to move by itself', async ({ page }) => {
  await page.goto('/#/simulate?preset=mixed');
  await expect(button(page, 'Pause')).toBeVisible();
  await expect.poll(() => readTime(page)).toBeGreaterThan(1.5);
});

test('a step goes to the next event, a step back to the one before it', async ({ page }) => {
  await open(page, MIXED);
  const there: number[] = [];
  for (let i = 0; i < 4; i++) {
    await go(page, 'Step to the next event');
    there.push(await readTime(page));
  }
  expect([...new Set(there)].sort((a, b) => a - b)).toEqual(there);
  const back: number[] = [];
  for (let i = 0; i < 3; i++) {
    await go(page, 'Step to the previous event');
    back.push(await readTime(page));
  }
  expect(back.reverse()).toEqual(there.slice(0, 3));
});

test('“next loss” goes to the instant of a loss, “next 2nd copy” to that of a repeat', async ({
  page,
}) => {
  await open(page, MIXED);
  await go(page, 'next loss');
  await expect(narration(page)).toContainText(/ was lost /);
  const atLoss = await readTime(page);
  expect(atLoss).toBeGreaterThan(12);
  await go(page, 'next 2nd copy');
  await expect(narration(page)).toHaveText(/^[A-Z]+ arrived twice\. /);
  expect(await readTime(page)).toBeGreaterThan(atLoss);
  await expect(counter(page, 'second copies', 1)).not.toHaveText('0');
});

test('a step to what never comes says so, and time stays', async ({ page }) => {
  await open(page, '#/simulate?preset=lost-publish&t=6');
  await go(page, 'next 2nd copy');
  await expect(page.getByText('There is no second copy to come.')).toBeVisible();
  await waitForTime(page, 6);
});

for (const [trigger, sentence] of [
  ['loss', / was lost /],
  ['second-copy', / arrived twice\. /],
] as const) {
  test(`pause when “${trigger}” stops right there, and Play goes on`, async ({ page }) => {
    await open(page, MIXED);
    await arm(page, { waitsFor: trigger });
    await setSpeed(page, '10');
    await button(page, 'Play').click();
    await waitIdle(page);
    await expect(narration(page)).toHaveText(sentence);
    const stopped = await readTime(page);
    await button(page, 'Play').click();
    await expect.poll(() => readTime(page)).toBeGreaterThan(stopped + 1);
    await pause(page);
  });
}

for (const [happens, moment] of [
  ['sent', 'sent'],
  ['arrives', 'arrived'],
] as const) {
  test(`pause when a PUBREC ${happens}: right at that instant, at any speed`, async ({ page }) => {
    const stops: number[] = [];
    for (const speed of ['1', '30']) {
      await open(page, '#/simulate?preset=mixed&t=1.2');
      await arm(page, { waitsFor: 'PUBREC', happens, hop: '1' });
      await setSpeed(page, speed);
      await button(page, 'Play').click();
      await waitIdle(page);
      await expect(
        page.getByText(/^At [\d.]+ s a PUBREC (is sent|arrives) on hop 1: pause\.$/),
      ).toBeVisible();
      stops.push(await readTime(page));
    }
    expect(stops[1], moment).toBe(stops[0]);
    expect(stops[0]).toBeGreaterThan(1.2);
  });
}

test('cut when a PUBREC arrives: the connection is cut there, time goes on, undo takes it back', async ({
  page,
}) => {
  await open(page, '#/simulate?preset=mixed&t=1.2');
  await arm(page, { waitsFor: 'PUBREC', does: 'cut' });
  await expect(button(page, 'Disarm')).toBeVisible();
  await setSpeed(page, '2');
  await button(page, 'Play').click();
  const said = page.getByText(/^At [\d.]+ s a PUBREC arrives: cut its client\.$/);
  await button(page, 'when …').click();
  await expect(said).toBeVisible();
  const at = Number.parseFloat(((await said.textContent()) ?? '').slice(3));
  await expect.poll(() => readTime(page)).toBeGreaterThan(at + 0.2);
  await pause(page);
  expect(page.url()).toContain('cut');
  await button(page, 'undo').click();
  await waitIdle(page);
  expect(page.url()).not.toContain('cut');
});

test('an armed rule is shown, and disarmed does nothing any more', async ({ page }) => {
  await open(page, MIXED);
  await arm(page, { waitsFor: 'PUBLISH', happens: 'sent', does: 'kill', often: 'each' });
  await button(page, 'when …').click();
  await expect(page.getByText('when a PUBLISH is sent: kill it, each time')).toBeVisible();
  await button(page, 'disarm').click();
  const before = await readHash(page);
  await go(page, 'next loss');
  await open(page, MIXED);
  expect(await readHash(page)).toBe(before);
});

test('a command in the past forks there and asks nothing; undo and redo go both ways', async ({
  page,
}) => {
  await open(page, '#/simulate?preset=mixed&t=20');
  const [hash, counters] = [await readHash(page), await readCounters(page)];
  await scrubTo(page, 6);
  await page.keyboard.press('d');
  await waitIdle(page);
  const slider = page.getByRole('slider', { name: 'Playhead' });
  await expect(slider).toHaveAttribute('aria-valuetext', '6.00 of 6.00 seconds');
  await expect(narration(page)).toContainText('cut');
  await button(page, 'undo').click();
  await waitIdle(page);
  await expect(slider).toHaveAttribute('aria-valuetext', '6.00 of 20.00 seconds');
  await scrubTo(page, 20);
  expect(await readHash(page)).toBe(hash);
  expect(await readCounters(page)).toBe(counters);
  await button(page, 'redo').click();
  await waitIdle(page);
  await expect(page).toHaveURL(/cut/);
});

test('undo takes back another seed, a restart and another scenario too', async ({ page }) => {
  await open(page, MIXED);
  const hash = await readHash(page);
  await go(page, 'new seed');
  await go(page, 'restart');
  await page.getByRole('combobox', { name: 'Scenario' }).selectOption('playground');
  await button(page, 'Pause').click();
  await waitIdle(page);
  for (let i = 0; i < 3; i++) await go(page, 'undo');
  await waitForTime(page, 12);
  expect(await readHash(page)).toBe(hash);
  await expect(page.getByRole('combobox', { name: 'Scenario' })).toHaveValue('mixed');
  await expect(button(page, 'undo')).toBeDisabled();
});

test('a long way shows how far it has come, and can be stopped', async ({ page }) => {
  await open(page, '#/simulate?messages=unlimited&rate=50&t=2');
  await typeTime(page, 1200);
  const progress = page.getByRole('progressbar', { name: 'Simulated so far' });
  await expect(progress).toBeVisible();
  await button(page, 'Stop').click();
  await expect(progress).toHaveCount(0);
  await waitIdle(page);
  const stopped = await readTime(page);
  expect(stopped).toBeGreaterThan(2);
  expect(stopped).toBeLessThan(1199);
});

test('an instant can be typed, and Escape gives it up', async ({ page }) => {
  await open(page, MIXED);
  await typeTime(page, 4.25);
  await waitForTime(page, 4.25);
  await page.getByRole('button', { name: /^Go to an instant, now [\d.]+ s$/ }).click();
  await page.getByRole('textbox', { name: 'Instant in seconds' }).press('Escape');
  await waitForTime(page, 4.25);
});

test('time stands still while the tab is hidden, and goes on when it is seen again', async ({
  page,
}) => {
  await open(page, MIXED);
  await button(page, 'Play').click();
  await expect.poll(() => readTime(page)).toBeGreaterThan(12.1);
  await setVisibility(page, 'hidden');
  await waitIdle(page);
  const held = await readTime(page);
  await expect(button(page, 'Play')).toBeVisible();
  await setVisibility(page, 'visible');
  await expect.poll(() => readTime(page)).toBeGreaterThan(held);
  await pause(page);
  await setVisibility(page, 'hidden');
  await setVisibility(page, 'visible');
  await expect(button(page, 'Play')).toBeVisible();
});

test('speed is virtual seconds for a second of screen', async ({ page }) => {
  // Ten messages a second on hops of 50 ms: there is always a packet on the wire.
  await open(page, '#/simulate?messages=unlimited&t=2');
  const measure = () =>
    page.evaluate(async () => {
      const time = document.querySelector('[data-testid="time"]');
      const read = () => Number.parseFloat(time?.textContent ?? '') * 1000;
      const [from, since] = [read(), performance.now()];
      while (read() === from || performance.now() - since < 300) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      return (read() - from) / (performance.now() - since);
    });
  await button(page, 'Play').click();
  for (const speed of [0.1, 0.5, 2]) {
    await setSpeed(page, String(speed));
    await expect(async () => {
      const measured = await measure();
      expect(measured).toBeGreaterThan(speed * 0.5);
      expect(measured).toBeLessThan(speed * 1.3);
    }).toPass();
  }
  await setSpeed(page, '100');
  await expect.poll(() => readTime(page)).toBeGreaterThan(60);
  await pause(page);
});

test('a stretch with nothing on the wire is passed quickly, and says so', async ({ page }) => {
  await open(page, '#/simulate?preset=mixed&rate=0.02&loss=0&t=6');
  await setSpeed(page, '0.1');
  await button(page, 'Play').click();
  await expect(page.getByText(/^nothing on the wire · next in [\d.]+ s$/)).toBeVisible();
  await expect.poll(() => readTime(page)).toBeGreaterThan(50);
  await pause(page);
});

test('another seed is another run, and the old seed brings the old run back', async ({ page }) => {
  await open(page, '#/simulate?preset=mixed&t=0');
  const seed = page.getByRole('textbox', { name: 'seed' });
  async function hashAfterThreeLosses(): Promise<string> {
    for (let losses = 0; losses < 3; losses++) await go(page, 'next loss');
    return readHash(page);
  }
  const first = await hashAfterThreeLosses();
  await type(page, 'seed', '2');
  await waitIdle(page);
  const second = await hashAfterThreeLosses();
  expect(second).not.toBe(first);
  await type(page, 'seed', '1');
  await waitIdle(page);
  expect(await hashAfterThreeLosses()).toBe(first);
  await go(page, 'new seed');
  await expect(seed).toHaveValue('2');
  expect(await hashAfterThreeLosses()).toBe(second);
});

test('restart goes back to where publishing starts, without the commands', async ({ page }) => {
  await open(page, '#/simulate?preset=playground&t=4');
  await go(page, 'restart');
  const [start, fresh] = [await readTime(page), await readHash(page)];
  await button(page, 'Publish').click();
  await expect.poll(() => readTime(page)).toBeGreaterThan(start + 0.1);
  await pause(page);
  await expect(counter(page, 'published', 1)).toHaveText('1');
  await go(page, 'restart');
  await waitForTime(page, start);
  expect(await readHash(page)).toBe(fresh);
  await expect(counter(page, 'published', 1)).toHaveText('0');
  expect(page.url()).not.toContain('do=');
});

test('the overview is dragged with the pointer, and time follows', async ({ page }) => {
  await open(page, MIXED);
  const slider = page.getByRole('slider', { name: 'Playhead' });
  const box = await slider.boundingBox();
  if (box === null) throw new Error('There is no overview');
  await page.mouse.move(box.x + box.width - 8, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 5 });
  await page.mouse.up();
  await waitIdle(page);
  const at = await readTime(page);
  expect(at).toBeGreaterThan(5.5);
  expect(at).toBeLessThan(6.5);
  await expect(slider).toHaveAttribute('aria-valuetext', `${at.toFixed(2)} of 12.00 seconds`);
});

test('scrubbing tells the sentence of the instant', async ({ page }) => {
  await open(page, '#/simulate?preset=lost-puback&t=5');
  await expect(narration(page)).toContainText('A arrived twice.');
  await scrubTo(page, 1.25);
  await expect(narration(page)).toHaveText('The publisher publishes A at QoS 1.');
  await scrubTo(page, 2.21);
  await expect(narration(page)).toContainText('No PUBACK for A came in time');
});

test('counters at a past instant are those of a link to that instant', async ({
  page,
  newVisitor,
}) => {
  await open(page, '#/simulate?preset=mixed&t=40');
  const late = await readCounters(page);
  await scrubTo(page, 12);
  const past = await readCounters(page);
  expect(past).not.toBe(late);
  const other = await newVisitor();
  await open(other, MIXED);
  expect(past).toBe(await readCounters(other));
  await scrubTo(page, 40);
  expect(await readCounters(page)).toBe(late);
});

test('counters of the last ten seconds forget what is older', async ({ page }) => {
  await open(page, '#/simulate?preset=mixed&t=40');
  const row = page
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: 'published' }) });
  await expect(row.getByRole('cell').first().locator('[data-span="recent"]')).toHaveText(
    ', in the last 10 seconds 5',
  );
  expect(Number(await counter(page, 'published', 0).textContent())).toBeGreaterThan(15);
});
