// The packets on their way: no two of them meet, in the ladder neither, and the keyboard goes through
// them.

import type { Page } from '@playwright/test';
import { button, expect, open, packet, scrubTo, test, waitIdle } from './helpers.ts';

const MIXED = '#/simulate?preset=mixed';
const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
] as const;

/** QoS 1 over hops of a second: four packets of each message are on their way. */
function load(inFlight: number, t: number): string {
  const rate = inFlight / 4;
  return `#/simulate?messages=unlimited&rate=${rate}&latency-ms=1000&resend-ms=10000&inflight=60000&loss=0.03&t=${t}`;
}

interface Edges {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Of what is drawn: of each element, or as the canvas tells them. */
async function boxesOnStage(page: Page): Promise<readonly Edges[]> {
  const canvas = page.getByRole('group', { name: 'Packets on their way' }).locator('canvas');
  if ((await canvas.count()) > 0) {
    await expect(canvas).toHaveAttribute('data-boxes', /\d/);
    const told = (await canvas.getAttribute('data-boxes')) ?? '';
    return told.split(';').map((box) => {
      const [left = 0, top = 0, right = 0, bottom = 0] = box.split(' ').map(Number);
      return { left, top, right, bottom };
    });
  }
  return page.locator('button[data-packet]').evaluateAll((elements) =>
    elements.map((element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      return { left, top, right, bottom };
    }),
  );
}

/** Shapes, crosses, words and labels in the ladder's hops, as its canvas tells them when asked. */
async function boxesInLadder(page: Page): Promise<readonly Edges[]> {
  const canvas = page.getByRole('img', { name: /packets?, \d+ lost/ });
  await expect(async () => {
    await canvas.dispatchEvent('tell-boxes');
    await expect(canvas).toHaveAttribute('data-boxes', /./, { timeout: 1000 });
  }).toPass();
  const told = (await canvas.getAttribute('data-boxes')) ?? '';
  return told.split(';').map((box) => {
    const [left = 0, top = 0, right = 0, bottom = 0] = box.split(' ').slice(1).map(Number);
    return { left, top, right, bottom };
  });
}

/** A hair of a pixel is rounding. */
function collisions(boxes: readonly Edges[]): readonly string[] {
  const meets = (a: Edges, b: Edges) =>
    a.left < b.right - 0.1 &&
    b.left < a.right - 0.1 &&
    a.top < b.bottom - 0.1 &&
    b.top < a.bottom - 0.1;
  return boxes.flatMap((a, i) =>
    boxes.slice(i + 1).flatMap((b) => (meets(a, b) ? [JSON.stringify([a, b])] : [])),
  );
}

for (const size of SIZES) {
  for (const inFlight of [5, 50, 200, 1000]) {
    test(`${inFlight} packets in flight at ${size.width} px: no two glyphs meet`, async ({
      page,
    }) => {
      await page.setViewportSize(size);
      await open(page, load(inFlight, 10));
      for (const t of [10, 9.87, 9.4, 8.713]) {
        if (t < 10) await scrubTo(page, t);
        if (inFlight === 1000) {
          const at = String(Math.round(t * 1e6));
          await expect(page.locator('canvas[data-boxes]')).toHaveAttribute('data-at', at);
        }
        const boxes = await boxesOnStage(page);
        expect(boxes.length).toBeGreaterThan(Math.min(3, inFlight / 4));
        expect(collisions(boxes), `at ${t} s`).toEqual([]);
      }
    });
  }
}

/** All levels, a fifth of all packets lost, and hops that are wide enough for lines at this load. */
function mixedLoad(inFlight: number): string {
  const latency = inFlight > 50 ? 4000 : 1000;
  const rate = (inFlight / 8 / latency) * 1000;
  return `${MIXED}&rate=${rate}&latency-ms=${latency}&resend-ms=9000&inflight=20&loss=0.2&t=15`;
}

for (const size of SIZES) {
  for (const inFlight of [5, 50, 200]) {
    test(`${inFlight} packets in flight at ${size.width} px: no two marks or labels of the ladder meet`, async ({
      page,
    }) => {
      await page.setViewportSize(size);
      await open(page, mixedLoad(inFlight));
      for (const t of [15, 14.87, 13.4, 11.713]) {
        if (t < 15) await scrubTo(page, t);
        const boxes = await boxesInLadder(page);
        expect(boxes.length).toBeGreaterThan(3);
        expect(collisions(boxes), `at ${t} s`).toEqual([]);
      }
      await page.locator('button[data-packet]').first().press('Enter');
      const boxes = await boxesInLadder(page);
      expect(collisions(boxes), 'with one family in focus').toEqual([]);
    });
  }
}

test('with four of a kind and one family in focus no two glyphs meet', async ({ page }) => {
  const joining = ['b', 'c', 'd'].flatMap((id) => [
    `1:add,pub-${id},pub=p:1:2:t/${id},x`,
    `1:add,sub-${id},sub=%23:2`,
  ]);
  await open(page, `${load(8, 10)}&do=${joining.join(';')}`);
  expect((await boxesOnStage(page)).length).toBeGreaterThan(20);
  expect(collisions(await boxesOnStage(page))).toEqual([]);
  await page.locator('button[data-packet]').first().press('Enter');
  expect(collisions(await boxesOnStage(page))).toEqual([]);
});

test('Tab comes to the packets once, ↑ ↓ go through them in order of sending, Enter presses', async ({
  page,
}) => {
  await open(page, '#/simulate?messages=unlimited&rate=2&latency-ms=1000&resend-ms=9000&t=8.2');
  const packets = page.locator('button[data-packet]');
  expect(await packets.count()).toBeGreaterThan(2);
  await expect(page.locator('button[data-packet][tabindex="0"]')).toHaveCount(1);
  const stop = page.locator('button[data-packet][tabindex="0"]');
  await stop.focus();
  const names: string[] = [(await stop.getAttribute('aria-label')) ?? ''];
  const count = await packets.count();
  for (let i = 1; i < count; i++) {
    await page.keyboard.press('ArrowDown');
    names.push((await page.locator('button:focus').getAttribute('aria-label')) ?? '');
  }
  expect(new Set(names).size).toBe(count);
  await page.keyboard.press('ArrowUp');
  await expect(page.locator('button:focus')).toHaveAttribute('aria-label', names.at(-2) ?? '');
  await page.keyboard.press('Enter');
  await expect(page.locator('button:focus')).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Tab');
  await expect(page.locator('button[data-packet]:focus')).toHaveCount(0);
});

test('when the packet with the focus has arrived, the next one has it', async ({ page }) => {
  await open(page, '#/simulate?messages=unlimited&rate=2&latency-ms=1000&resend-ms=9000&t=8.2');
  const stop = page.locator('button[data-packet][tabindex="0"]');
  const oldest = (await stop.getAttribute('data-packet')) ?? '';
  await stop.focus();
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowRight');
  await waitIdle(page);
  await expect(page.locator(`button[data-packet="${oldest}"]`)).toHaveCount(0);
  await expect(page.locator('button[data-packet]:focus')).toHaveCount(1);
});

test('on the canvas too a packet is pressed, with the pointer and with the keyboard', async ({
  page,
}) => {
  await open(page, load(1000, 10));
  const canvas = page.locator('canvas[data-boxes]');
  await expect(canvas).toHaveAttribute('aria-label', /^\d{3,} packets on their way$/);
  const stop = page.locator('button[data-packet]');
  await expect(stop).toHaveCount(1);
  const first = await stop.getAttribute('aria-label');
  await stop.focus();
  await page.keyboard.press('ArrowDown');
  await expect(stop).not.toHaveAttribute('aria-label', first ?? '');
  await page.keyboard.press('Enter');
  await expect(stop).toHaveAttribute('aria-pressed', 'true');
  await expect(stop).toBeFocused();
  const [box] = await boxesOnStage(page);
  if (box === undefined) throw new Error('There is no packet');
  const position = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
  await canvas.click({ position });
  await expect(button(page, 'Kill')).toBeVisible();
});

test('a pressed packet has its actions beside it: over no other packet and no node', async ({
  page,
}) => {
  for (const size of SIZES.slice(0, 2)) {
    await page.setViewportSize(size);
    await open(page, `${MIXED}&t=13.4`);
    await packet(page, 'PUBLISH N').click();
    const kill = button(page, 'Kill');
    await expect(kill).toBeVisible();
    const boxes = await page.evaluate(() => {
      const edges = (element: Element) => {
        const { left, top, right, bottom } = element.getBoundingClientRect();
        return { left, top, right, bottom };
      };
      const group = [...document.querySelectorAll('button')].find(
        (one) => one.textContent?.replace(/\s*K$/, '') === 'Kill',
      )?.parentElement;
      const others = [...document.querySelectorAll('button[data-packet], main section')];
      return [group, ...others].flatMap((one) => (one ? [edges(one)] : []));
    });
    const [actions, ...others] = boxes;
    const near = others.filter((box) => actions && collisions([actions, box]).length > 0);
    expect(near).toEqual([]);
  }
});
