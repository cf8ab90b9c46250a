// Layout at four sizes: nothing runs out of the screen, everything that can be pressed is there to be
// pressed, and no two packets in flight stand on each other.

import type { Locator, Page } from '@playwright/test';
import {
  button,
  counter,
  expect,
  narration,
  open,
  packet,
  readTime,
  scrubTo,
  test,
  waitIdle,
} from './helpers.ts';

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
  { width: 320, height: 640 },
];
const PHONES = SIZES.filter(({ width }) => width < 720);

const SCREENS = [
  { name: 'the first visit', link: '' },
  { name: 'a run', link: '#/simulate?preset=mixed&t=12' },
  { name: 'a run with a notice', link: '#/simulate?preset=nope&loss=1.5&colour=red&t=2' },
];

/** What can be pressed but is covered or cut off at its middle, and what runs out at the side. */
function findUnreachable(within: Locator): Promise<readonly string[]> {
  return within.evaluate((root) => {
    const isShown = (one: Element) =>
      one.checkVisibility({ visibilityProperty: true, opacityProperty: false });
    const isHidden = (one: Element) => {
      const { width, height } = one.getBoundingClientRect();
      return width <= 1 || height <= 1;
    };
    const all = root.querySelectorAll<HTMLElement>('button, a[href], input, select, summary');
    return [...all].flatMap((one) => {
      // What is only there for the keyboard comes into view when it has focus.
      const isParked = getComputedStyle(one).position === 'fixed' || one.matches('[data-packet]');
      if (!isShown(one) || isHidden(one) || isParked) return [];
      one.scrollIntoView({ block: 'center', inline: 'nearest' });
      const { left, right, top, bottom } = one.getBoundingClientRect();
      const name = one.getAttribute('aria-label') ?? one.textContent ?? one.id;
      const says = `${one.tagName} ${name.trim().slice(0, 40)}`;
      if (left < -1 || right > innerWidth + 1) return [`${says}: runs out at the side`];
      const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
      const label = one.closest('label') ?? document.querySelector(`label[for="${one.id}"]`);
      const isHit = hit !== null && (one.contains(hit) || label?.contains(hit));
      if (isHit) return [];
      return [`${says}: covered by ${hit?.outerHTML.slice(0, 80) ?? 'nothing'}`];
    });
  });
}

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const wide = await page.evaluate(() => {
    const main = document.querySelector('main');
    return [document.documentElement, document.body, main].flatMap((one) =>
      one !== null && one.scrollWidth > one.clientWidth ? [one.tagName] : [],
    );
  });
  expect(wide, 'scrolls sideways').toEqual([]);
}

for (const size of SIZES) {
  test.describe(`at ${size.width} × ${size.height}`, () => {
    test.use({ viewport: size });

    for (const { name, link } of SCREENS) {
      test(`${name}: no sideways scroll, and every control can be pressed`, async ({ page }) => {
        await page.emulateMedia({ reducedMotion: 'reduce' });
        await open(page, link);
        await expect(narration(page)).toBeInViewport();
        await expectNoSidewaysScroll(page);
        expect(await findUnreachable(page.locator('body'))).toEqual([]);
      });
    }

    test('no two packets in flight stand on each other, and their text fits', async ({ page }) => {
      let most = 0;
      for (const link of [
        '#/simulate?preset=mixed&t=30',
        '#/simulate?preset=playground&do=2:start,pub,auto,qoscope/demo,2,10,unlimited,0,tick&t=8',
        '#/simulate?preset=mixed&rate=4&jitter-ms=300&seed=3&t=10',
      ]) {
        await open(page, link);
        const end = await readTime(page);
        for (let back = 0; back < 8; back++) {
          await scrubTo(page, Math.round((end - back * 0.43) * 1000) / 1000);
          expect(await findClashes(page), `${link} at ${await readTime(page)} s`).toEqual([]);
          most = Math.max(most, await page.locator('[data-packet]').count());
        }
      }
      expect(most, 'packets on the screen at once').toBeGreaterThan(4);
    });

    test('the picture of a first visit has no packets on each other', async ({ page }) => {
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await open(page, '');
      for (let steps = 0; steps < 6; steps++) {
        expect(await findClashes(page)).toEqual([]);
        await button(page, '‹ Step').click();
        await waitIdle(page);
      }
    });
  });
}

/** Pairs of packets whose boxes or texts meet, and packets whose text is wider than they are. */
function findClashes(page: Page): Promise<readonly string[]> {
  return page.locator('[data-packet]').evaluateAll((packets) => {
    function spillsOver(one: Element): boolean {
      const text = document.createRange();
      text.selectNodeContents(one.querySelector('span') ?? one);
      const [inner, outer] = [text.getBoundingClientRect(), one.getBoundingClientRect()];
      return inner.width > 0 && (inner.left < outer.left || inner.right > outer.right);
    }
    const boxes = packets.map((one) => ({
      name: one.getAttribute('aria-label') ?? '',
      rects: [one, ...one.querySelectorAll('span, svg')].map((part) =>
        part.getBoundingClientRect(),
      ),
      spills: spillsOver(one),
    }));
    const meet = (a: DOMRect, b: DOMRect) =>
      a.left < b.right - 0.5 &&
      b.left < a.right - 0.5 &&
      a.top < b.bottom - 0.5 &&
      b.top < a.bottom - 0.5;
    return boxes.flatMap((box, i) => [
      ...(box.spills ? [`${box.name}: its text does not fit`] : []),
      ...boxes
        .slice(i + 1)
        .filter((other) => box.rects.some((a) => other.rects.some((b) => meet(a, b))))
        .map((other) => `${box.name} and ${other.name}`),
    ]);
  });
}

test('what looks for clashes and for covered controls can find them', async ({ page }) => {
  await open(page, '#/simulate?preset=mixed&rate=4&t=8.2');
  expect(await findClashes(page)).toEqual([]);
  await page.locator('[data-packet]').evaluateAll(([one, other]) => {
    if (one === undefined || other === undefined) throw new Error('Two packets are needed');
    const [from, to] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
    (one as HTMLElement).style.translate = `${to.x - from.x}px ${to.y - from.y}px`;
  });
  expect(await findClashes(page)).not.toEqual([]);
  await page.evaluate(() => {
    const cover = document.createElement('div');
    cover.style.cssText = 'position: fixed; inset: 0; z-index: 99';
    document.body.append(cover);
  });
  expect(await findUnreachable(page.locator('body'))).toContainEqual(
    expect.stringContaining('BUTTON Play: covered by <div'),
  );
});

for (const size of PHONES) {
  test.describe(`on a phone of ${size.width} × ${size.height}`, () => {
    test.use({ viewport: size, hasTouch: true, isMobile: true });

    test('the bar has Play, Publish, Kill next and More, and they work', async ({ page }) => {
      await open(page, '#/simulate?preset=playground&t=2');
      for (const name of ['Publish QoS 1', 'Kill next', 'More']) {
        await expect(button(page, name)).toBeInViewport({ ratio: 1 });
      }
      const play = button(page, 'Play').last();
      await expect(play).toBeInViewport({ ratio: 1 });
      const toCome = page.getByRole('status').filter({ hasText: 'will be lost' });
      await button(page, 'Kill next').tap();
      await waitIdle(page);
      await expect(toCome).toHaveText('The next PUBACK on the publisher hop will be lost.');
      await button(page, 'Kill next').tap();
      await waitIdle(page);
      await expect(toCome).toHaveText(
        'The next PUBACK on the publisher hop will be lost. And 1 more.',
      );
      await button(page, 'Publish QoS 1').tap();
      await expect(packet(page, 'PUBLISH A')).toBeVisible();
      await button(page, 'Pause').last().tap();
      await waitIdle(page);
      await button(page, 'next loss').tap();
      await waitIdle(page);
      await expect(narration(page)).toHaveText(
        'The PUBACK of A was killed by a command on its way to the publisher.',
      );
      await button(page, 'More').tap();
      await expect(page.getByRole('slider', { name: 'Jitter' })).toBeVisible();
      await expect(button(page, 'Keys')).toBeVisible();
      await button(page, 'Close Controls').tap();
      await expect(page.getByRole('slider', { name: 'Jitter' })).toBeHidden();
    });

    test('a packet tapped offers its kill in the bar', async ({ page }) => {
      await open(page, '#/simulate?preset=mixed&t=12');
      await packet(page, 'PUBLISH L').tap();
      await button(page, 'Kill').last().tap();
      await waitIdle(page);
      await expect(narration(page)).toHaveText(
        'The PUBLISH of L was killed on its way to the broker.',
      );
      await expect(button(page, 'Kill next')).toBeVisible();
    });

    test('the counters are a sheet that is opened and closed', async ({ page }) => {
      await open(page, '#/simulate?preset=mixed&t=12');
      await button(page, 'Details').tap();
      await expect(counter(page, 'published', 0)).toHaveText('6');
      expect(await findUnreachable(page.getByRole('region', { name: 'Details' }))).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('table')).toBeHidden();
    });
  });
}

test('at 1024 the right column is a drawer, and the picture goes on beside it', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  await open(page, '#/simulate?preset=mixed&t=12');
  await expect(page.getByRole('table')).toBeHidden();
  await button(page, 'Details').click();
  await expect(counter(page, 'published', 0)).toHaveText('6');
  await button(page, 'Close Details').click();
  await expect(page.getByRole('table')).toBeHidden();
  await expect(button(page, 'Details')).toBeFocused();
});

test('the picture stays mounted while the window changes its form', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await open(page, '#/simulate?preset=mixed&t=12');
  const picture = await page.getByRole('img').elementHandle();
  for (const { width, height } of SIZES) {
    await page.setViewportSize({ width, height });
    await expectNoSidewaysScroll(page);
    expect(await page.getByRole('img').evaluate((now, first) => now === first, picture)).toBe(true);
  }
});
