// The embed page: what it shows, when it stands and plays, and what can be done to it. Where it may
// stand is embedPlaces.spec.ts's, the element that makes its frames embedElement.spec.ts's.

import { frameIdle, LOST, openEmbed, test } from './embedInFrame.ts';
import { button, expect, narration, packet, readTime, waitForTime, waitIdle } from './helpers.ts';

test.describe('what it shows', () => {
  test('a run that has ended, under the name of its preset; Play begins at its beginning', async ({
    page,
  }) => {
    await openEmbed(page, `${LOST}&speed=50`);
    await expect(page).toHaveTitle('A lost PUBACK · QoScope');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('A lost PUBACK');
    await expect(narration(page)).toContainText('A arrived twice');
    const end = await readTime(page);
    await page.getByRole('slider', { name: 'Playhead' }).press('Home');
    await waitForTime(page, 0);
    await button(page, 'Play').click();
    await waitForTime(page, end);
    await button(page, 'Restart').click();
    await waitIdle(page);
    expect(await readTime(page)).toBeLessThan(end - 1);
  });

  test('it asks for its script and its style sheet, and for nothing else', async ({
    page,
    faults,
  }) => {
    await openEmbed(page, LOST);
    const asked = faults.requests.filter((url) => url.startsWith('http'));
    const kinds = asked.map((url) => new URL(url).pathname.replace(/-[\w-]+\./, '.'));
    expect(kinds.sort()).toEqual(['/assets/embedPage.css', '/assets/embedPage.js', '/embed.html']);
  });

  test('as much around the picture as its author asks for', async ({ page }) => {
    const ladder = page.getByRole('img');
    await openEmbed(page, `${LOST}&counters`);
    await expect(page.getByRole('table', { name: /^Counters/ })).toBeVisible();
    await expect(ladder).toHaveCount(1);
    await page.goto('about:blank');
    await openEmbed(page, `${LOST}&controls=false&caption=false&trail=false`);
    await expect(page.getByRole('button', { name: 'Play' })).toHaveCount(0);
    await expect(narration(page)).toHaveCount(0);
    await expect(ladder).toHaveCount(0);
    await expect(page.getByRole('region', { name: 'Broker' })).toBeVisible();
    await page.goto('about:blank');
    await openEmbed(page, `${LOST}&interactive=false`);
    await expect(page.locator('button:not([inert] *)')).toHaveText(['Play']);
    await expect(page.getByRole('img', { name: 'A lost PUBACK' })).toBeVisible();
  });

  test('a theme of its own; without one, the system’s', async ({ page }) => {
    const ground = () =>
      page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    await page.emulateMedia({ colorScheme: 'dark' });
    await openEmbed(page, LOST);
    const dark = await ground();
    await page.goto('about:blank');
    await openEmbed(page, `${LOST}&theme=light`);
    expect(await ground()).not.toBe(dark);
  });

  test('what of its address cannot be used, it says, and shows the rest', async ({ page }) => {
    await openEmbed(page, `${LOST}&theme=pink&end=soon&host=there&qos=7`);
    const notice = page.getByRole('alert');
    await expect(notice.getByRole('listitem')).toHaveText([
      /^theme: got "pink", expected auto, light, dark$/,
      /^end: got "soon"/,
      /^host: got "there"/,
      /^qos: got "7"/,
    ]);
    await button(page, 'Dismiss').click();
    await expect(notice).toHaveCount(0);
    await expect(narration(page)).toContainText('A arrived twice');
  });

  test('another hash is another run, without a new page', async ({ page }) => {
    await openEmbed(page, LOST);
    await page.evaluate(() => {
      location.hash = '#/simulate?preset=lost-pubrec';
    });
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('A lost PUBREC');
    await waitIdle(page);
    await expect(page).toHaveTitle('A lost PUBREC · QoScope');
  });
});

test.describe('time', () => {
  test('start, pause-at and end are instants of the run', async ({ page }) => {
    await openEmbed(page, `${LOST}&start=1.3&pause-at=1.6,2&end=2.5&speed=2`);
    await waitForTime(page, 1.3);
    for (const stop of [1.6, 2, 2.5]) {
      await button(page, 'Play').click();
      await waitForTime(page, stop);
      await waitIdle(page);
    }
    await button(page, 'Play').click();
    await expect.poll(() => readTime(page)).toBeLessThan(2.5);
  });

  test('an end before anything is published is played to from the run’s beginning', async ({
    page,
  }) => {
    await openEmbed(page, `${LOST}&end=1&speed=50`);
    await button(page, 'Play').click();
    await waitForTime(page, 1);
    await waitIdle(page);
    await expect(button(page, 'Play')).toBeVisible();
  });

  test('what begins after all is over goes on from where it was paused', async ({ page }) => {
    await openEmbed(page, `${LOST}&start=5&loop&speed=50`);
    await waitForTime(page, 5);
    await button(page, 'Play').click();
    await expect.poll(() => readTime(page)).toBeGreaterThan(15);
    await button(page, 'Pause').click();
    const paused = await readTime(page);
    await button(page, 'Play').click();
    await expect.poll(() => readTime(page)).toBeGreaterThan(paused + 1);
    await button(page, 'Pause').click();
  });

  test('a loop begins again by itself', async ({ page }) => {
    await page.goto(`/embed.html${LOST}&autoplay&loop&speed=1`);
    const times: number[] = [];
    await expect
      .poll(async () => {
        times.push(await readTime(page));
        return times.some((time, i) => i > 0 && time < (times[i - 1] ?? 0));
      })
      .toBe(true);
  });

  test('a link’s instant is the one that is shown', async ({ page }) => {
    await openEmbed(page, `${LOST}&t=1.75`);
    await waitForTime(page, 1.75);
  });

  test('a run without an end shows its first ten seconds', async ({ page }) => {
    await openEmbed(page, '#/simulate?preset=mixed');
    await waitForTime(page, 10);
  });

  test('who asks for less motion gets none that they have not asked for', async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await openEmbed(page, `${LOST}&autoplay&loop`);
    await expect(button(page, 'Play')).toBeVisible();
    await expect(narration(page)).toContainText('A arrived twice');
  });
});

test.describe('what is done to it', () => {
  test('a packet is killed, and the way to the application takes that along', async ({ page }) => {
    await openEmbed(page, `${LOST}&t=1.3`);
    await packet(page, 'PUBLISH A').click();
    await page.keyboard.press('k');
    await waitIdle(page);
    const link = page.getByRole('link', { name: 'Open in QoScope' });
    await expect(link).toHaveAttribute(
      'href',
      /\/#\/simulate\?preset=lost-puback&t=1\.3&do=1\.3:kill,/,
    );
    await expect(link).toHaveAttribute('target', '_blank');
    const [full] = await Promise.all([page.waitForEvent('popup'), link.click()]);
    await waitIdle(full);
    await expect(full.getByRole('heading', { name: 'Scenario' })).toBeVisible();
  });

  test('keys lead through it and out of it, and it takes no focus by itself', async ({ embed }) => {
    const { page, frame } = await embed(`${LOST}&autoplay&speed=50`);
    await frameIdle(frame);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY');
    expect(await frame.evaluate(() => document.activeElement?.tagName)).toBe('BODY');
    await page.keyboard.press('Tab');
    await expect(frame.getByRole('link', { name: 'Open in QoScope' })).toBeFocused();
    const reached = new Set<string>();
    for (let i = 0; i < 30; i++) {
      await page.keyboard.press('Tab');
      if ((await page.evaluate(() => document.activeElement?.tagName)) === 'A') break;
      reached.add(
        await frame.evaluate(() => {
          const { activeElement: at } = document;
          return at?.getAttribute('aria-label') ?? at?.textContent ?? '';
        }),
      );
    }
    await expect(page.getByRole('link', { name: 'after it' })).toBeFocused();
    for (const name of ['Play', 'Step to the next event', 'Playhead'])
      expect(reached).toContain(name);
  });

  test('a plain wheel is the host page’s; with Ctrl it is the picture’s', async ({ embed }) => {
    const { page, frame } = await embed(LOST);
    await frameIdle(frame);
    await frame.evaluate(() => {
      const taken: boolean[] = [];
      addEventListener('wheel', (event) => taken.push(event.defaultPrevented));
      Object.assign(window, { taken });
    });
    const taken = () => frame.evaluate(() => (window as unknown as { taken: boolean[] }).taken);
    const box = await frame.getByRole('img').boundingBox();
    await page.mouse.move((box?.x ?? 0) + 60, (box?.y ?? 0) + 60);
    await page.mouse.wheel(0, 300);
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(0);
    expect(await taken()).not.toContain(true);
    await page.evaluate(() => scrollTo(0, 0));
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -100);
    await page.keyboard.up('Control');
    await expect.poll(taken).toContain(true);
    expect(await page.evaluate(() => scrollY)).toBe(0);
  });
});
