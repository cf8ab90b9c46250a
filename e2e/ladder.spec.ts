// The ladder under the hand: dragged, pressed twice, zoomed by wheel, keys and buttons; and the overview.

import type { Page } from '@playwright/test';
import {
  button,
  expect,
  open,
  readHash,
  readTime,
  scrubTo,
  test,
  waitForTime,
  waitIdle,
} from './helpers.ts';

const MIXED = '#/simulate?preset=mixed&t=12';

function ladder(page: Page) {
  return page.getByRole('img', { name: /packets?, \d+ lost|deliver/ });
}

async function ladderBox(page: Page) {
  const box = await ladder(page).boundingBox();
  if (box === null) throw new Error('There is no ladder');
  return { ...box, right: box.x + box.width, middle: box.y + box.height * 0.94 };
}

/** How much of time the ladder shows, by how far back a double press at its left edge leads. */
async function readSpan(page: Page): Promise<number> {
  const t = await readTime(page);
  const { x, middle } = await ladderBox(page);
  await page.mouse.dblclick(x + 1, middle);
  await waitIdle(page);
  const there = await readTime(page);
  await scrubTo(page, t);
  return t - there;
}

async function drag(page: Page, byPx: number): Promise<void> {
  const { x, width, middle } = await ladderBox(page);
  const from = x + width / 2;
  await page.mouse.move(from, middle);
  await page.mouse.down();
  await page.mouse.move(from + byPx, middle, { steps: 6 });
  await page.mouse.up();
  await waitIdle(page);
}

test('dragged to the right it goes back, and to the left forth to where it was', async ({
  page,
}) => {
  await open(page, MIXED);
  const hash = await readHash(page);
  await drag(page, 100);
  const back = await readTime(page);
  // 44 px for a hop of 300 ms.
  expect(back).toBeGreaterThan(12 - 0.75);
  expect(back).toBeLessThan(12 - 0.62);
  await drag(page, -100);
  await waitForTime(page, 12);
  expect(await readHash(page)).toBe(hash);
});

test('dragged beyond what is known, it is simulated on', async ({ page }) => {
  await open(page, MIXED);
  await drag(page, -147);
  const later = await readTime(page);
  expect(later).toBeGreaterThan(12.9);
  await open(page, `#/simulate?preset=mixed&t=${later}`);
  const hash = await readHash(page);
  await open(page, MIXED);
  await drag(page, -147);
  expect(await readHash(page)).toBe(hash);
});

test('a drag selects nothing; a press selects, and two go to that instant', async ({ page }) => {
  await open(page, MIXED);
  await drag(page, 30);
  await expect(page.getByText('Press a packet: time stops')).toBeVisible();
  const t = await readTime(page);
  const { right, middle } = await ladderBox(page);
  await page.mouse.dblclick(right - 147, middle);
  await waitIdle(page);
  expect(await readTime(page)).toBeCloseTo(t - 1, 1);
});

test('Ctrl and the wheel, keys and buttons zoom; the run stays as it is', async ({ page }) => {
  await open(page, MIXED);
  const hash = await readHash(page);
  const fits = await readSpan(page);
  const { x, width, middle } = await ladderBox(page);
  await page.mouse.move(x + width / 2, middle);
  await page.keyboard.down('Control');
  for (let i = 0; i < 3; i++) await page.mouse.wheel(0, -100);
  await page.keyboard.up('Control');
  await expect.poll(() => readSpan(page)).toBeLessThan(fits / 1.9);
  await page.keyboard.press('0');
  await expect.poll(() => readSpan(page)).toBeCloseTo(fits, 1);
  await page.keyboard.press('-');
  await page.keyboard.press('-');
  await expect.poll(() => readSpan(page)).toBeCloseTo(fits * 1.25 ** 2, 1);
  await page.keyboard.press('+');
  await button(page, 'Show less of time').click();
  await expect.poll(() => readSpan(page)).toBeCloseTo(fits, 1);
  await button(page, 'Show more of time').click();
  await button(page, 'Zoom to what fits').click();
  await expect.poll(() => readSpan(page)).toBeCloseTo(fits, 1);
  expect(await readHash(page)).toBe(hash);
});

test('the plain wheel is the page’s', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await open(page, MIXED);
  const span = await readSpan(page);
  const { x, width, y } = await ladderBox(page);
  await page.mouse.move(x + width / 2, y + 60);
  await page.mouse.wheel(0, 200);
  await waitIdle(page);
  await waitForTime(page, 12);
  await page.evaluate(() => scrollTo(0, 0));
  expect(await readSpan(page)).toBeCloseTo(span, 2);
});

test('Shift with an arrow goes by a quarter of what is seen', async ({ page }) => {
  await open(page, MIXED);
  const span = await readSpan(page);
  // The slider has these keys for itself.
  await page.getByRole('main').focus();
  await page.keyboard.press('Shift+ArrowLeft');
  await waitIdle(page);
  expect(await readTime(page)).toBeCloseTo(12 - span / 4, 1);
  await page.keyboard.press('Shift+ArrowRight');
  await waitIdle(page);
  await waitForTime(page, 12);
});

test('two fingers zoom, one goes through time', async ({ newVisitor }) => {
  const page = await newVisitor({ viewport: { width: 390, height: 844 }, hasTouch: true });
  await open(page, MIXED);
  const { x, width, middle } = await ladderBox(page);
  const client = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...xs: number[]) =>
    client.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: xs.map((at, id) => ({ x: at, y: middle, id })),
    });
  await ladder(page).scrollIntoViewIfNeeded();
  const centre = x + width / 2;
  await touch('touchStart', centre);
  for (let i = 1; i <= 5; i++) await touch('touchMove', centre + 8 * i);
  await touch('touchEnd');
  await waitIdle(page);
  const dragged = await readTime(page);
  expect(dragged).toBeLessThan(11.9);
  await touch('touchStart', centre - 20, centre + 20);
  for (let i = 1; i <= 6; i++) await touch('touchMove', centre - 20 - 8 * i, centre + 20 + 8 * i);
  await touch('touchEnd');
  await waitIdle(page);
  expect(await readTime(page)).toBe(dragged);
  // Nearer: the same drag is less of time.
  await touch('touchStart', centre);
  for (let i = 1; i <= 5; i++) await touch('touchMove', centre + 8 * i);
  await touch('touchEnd');
  await waitIdle(page);
  expect(dragged - (await readTime(page))).toBeLessThan((12 - dragged) * 0.6);
});

test('a press on the overview goes there; a bracket shows what the ladder shows', async ({
  page,
}) => {
  await open(page, MIXED);
  const box = await page.getByRole('slider', { name: 'Playhead' }).boundingBox();
  if (box === null) throw new Error('There is no overview');
  await page.mouse.click(box.x + box.width / 4, box.y + box.height / 2);
  await waitIdle(page);
  expect(await readTime(page)).toBeGreaterThan(2.8);
  expect(await readTime(page)).toBeLessThan(3.2);
});

/** How many columns of pixels have anything in them, of so many at the ladder's left and right end. */
async function inkAtEnds(page: Page, of: number) {
  return ladder(page).evaluate((canvas, width) => {
    const ink = (canvas as HTMLCanvasElement).getContext('2d');
    const { width: w, height: h } = canvas as HTMLCanvasElement;
    // Of the upper hop, below the words at its left. Read once: the browser warns of more.
    const [top, tall] = [Math.round(h * 0.3), Math.round(h * 0.06)];
    const pixels = ink?.getImageData(0, top, w, tall).data ?? new Uint8ClampedArray();
    const filled = (left: number) => {
      let columns = 0;
      for (let x = left; x < left + width; x++) {
        let has = false;
        for (let y = 0; y < tall; y++) has ||= (pixels[(y * w + x) * 4 + 3] ?? 0) > 100;
        if (has) columns++;
      }
      return columns;
    };
    return { left: filled(10), right: filled(w - width - 4) };
  }, of);
}

test('ten minutes at 50 messages a second show from left to right, and none of it is had again for that', async ({
  page,
}) => {
  test.slow();
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('/#/simulate?messages=unlimited&rate=50&qos=2&loss=0.1&inflight=1000&t=600');
  // It is a long way, which the page says, and can be stopped.
  await expect(page.locator('html')).toHaveAttribute('data-state', 'idle', { timeout: 300_000 });
  // From 880 px for a second to less than one.
  for (let i = 0; i < 31; i++) await page.keyboard.press('-');
  await waitIdle(page);
  await expect(ladder(page)).toHaveAttribute(
    'aria-label',
    /^The last [3-9]\d\d\.\d s: \d{5,} packets/,
  );
  const { left, right } = await inkAtEnds(page, 60);
  expect(left).toBeGreaterThan(55);
  expect(right).toBeGreaterThan(55);
});

test('minutes of a busy run zoom out and scroll, and the run stays as it is', async ({ page }) => {
  await open(page, '#/simulate?messages=unlimited&rate=50&loss=0.1&t=60');
  const hash = await readHash(page);
  for (let i = 0; i < 40; i++) await page.keyboard.press('-');
  await expect(button(page, 'Show more of time')).toHaveAttribute('aria-disabled', 'true');
  for (let i = 0; i < 4; i++) {
    await drag(page, 60);
    await page.keyboard.press('Shift+ArrowLeft');
    await waitIdle(page);
  }
  expect(await readTime(page)).toBeLessThan(50);
  await page.keyboard.press('0');
  await page.keyboard.press('End');
  await waitIdle(page);
  expect(await readHash(page)).toBe(hash);
});

test('a press on a packet’s shape selects that packet, also one of no message', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await open(page, '#/simulate?preset=mixed&t=12.3');
  const heading = page.getByRole('heading', { name: /^PUBREC H/ });
  await expect(heading).toBeHidden();
  await page.mouse.click(500, 301);
  await expect(heading).toBeVisible();
  await open(page, '#/simulate?preset=broker-crash-autosave-twice&t=5.6');
  await page.mouse.click(793, 301);
  await expect(page.getByRole('heading', { name: /^CONNECT/ })).toBeVisible();
});
