// The embed page wherever it stands: out of sight, without an origin, under a strict policy, in little
// room, on paper, without script; and what it says to the page around it.

import AxeBuilder from '@axe-core/playwright';
import { frameIdle, LOST, openEmbed, test } from './embedInFrame.ts';
import { button, expect, narration, readTime, waitForTime, waitIdle } from './helpers.ts';

test.describe('while nobody sees it', () => {
  const FAR = '<div style="height: 3000px"></div>';

  test('nothing is simulated, and what plays stands still', async ({ embed }) => {
    const { page, frame } = await embed(`#/simulate?preset=mixed&autoplay`, { above: FAR });
    const time = () => frame.getByTestId('time').textContent();
    const workers: unknown[] = [];
    page.on('worker', (worker) => workers.push(worker));
    await frameIdle(frame);
    expect(await time()).toBe('0.000 s');
    expect(workers).toEqual([]);
    await page.locator('iframe').scrollIntoViewIfNeeded();
    await expect.poll(async () => Number.parseFloat((await time()) ?? '')).toBeGreaterThan(1);
    await page.evaluate(() => scrollTo(0, 0));
    await frameIdle(frame);
    const left = await time();
    await page.locator('iframe').scrollIntoViewIfNeeded();
    await expect.poll(time).not.toBe(left);
  });

  test('with load=click there is no simulation before Play is pressed', async ({ page }) => {
    const workers: unknown[] = [];
    page.on('worker', (worker) => workers.push(worker));
    await openEmbed(page, `${LOST}&load=click&autoplay&speed=50`);
    await expect(narration(page)).toHaveText('Play runs it.');
    await expect(page.getByRole('region', { name: 'Publisher' })).toBeVisible();
    expect(workers).toEqual([]);
    await button(page, 'Play').click();
    await expect(narration(page)).toContainText('A arrived twice');
    expect(workers).toHaveLength(1);
  });
});

test.describe('wherever it stands', () => {
  test('in a frame without an origin, from a server that sends no CORS header, it has a worker', async ({
    embed,
    page,
  }) => {
    const workers: string[] = [];
    page.on('worker', (worker) => workers.push(worker.url()));
    const { frame } = await embed(LOST);
    await frameIdle(frame);
    expect(await frame.evaluate(() => window.origin)).toBe('null');
    await expect(frame.getByTestId('narration')).toContainText('A arrived twice');
    expect(workers).toEqual([expect.stringMatching(/^blob:/)]);
  });

  for (const [name, workers, made] of [
    ['from a blob', 'blob:', 1],
    ['of no kind, so that it runs in the page', "'none'", 0],
  ] as const) {
    test(`under a strict policy with workers ${name}`, async ({ page, faults }) => {
      if (made === 0) faults.allow(/worker/i);
      const policy = `default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; worker-src ${workers}`;
      await page.route('**/embed.html', async (route) => {
        const response = await route.fetch();
        const headers = { ...response.headers(), 'content-security-policy': policy };
        await route.fulfill({ response, headers });
      });
      const started: unknown[] = [];
      page.on('worker', (worker) => started.push(worker));
      await openEmbed(page, `${LOST}&t=2`);
      await waitForTime(page, 2);
      await button(page, 'Step to the next event').click();
      await expect.poll(() => readTime(page)).toBeGreaterThan(2);
      if (made === 1) expect(started).toHaveLength(1);
      await expect(page.getByRole('alert')).toHaveCount(0);
    });
  }

  test('it touches no storage and no cookie', async ({ page }) => {
    await page.addInitScript(() => {
      const touched: string[] = [];
      Object.assign(window, { touched });
      for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches'] as const) {
        Object.defineProperty(window, name, { get: () => touched.push(name) });
      }
      Object.defineProperty(document, 'cookie', {
        get: () => touched.push('cookie'),
        set: () => touched.push('cookie'),
      });
    });
    await openEmbed(page, `${LOST}&counters&autoplay&speed=50`);
    await button(page, 'Restart').click();
    await waitIdle(page);
    expect(await page.evaluate(() => (window as unknown as { touched: string[] }).touched)).toEqual(
      [],
    );
  });

  for (const width of [320, 480, 720, 1200]) {
    test(`${width} px wide it cuts off nothing that can be pressed`, async ({ page }) => {
      await page.setViewportSize({ width, height: 560 });
      await openEmbed(page, `${LOST}&counters`);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      const cut = await page.evaluate(() =>
        [...document.querySelectorAll('a, button, select, input')].flatMap((control) => {
          const { left, right } = control.getBoundingClientRect();
          return left < 0 || right > innerWidth ? [control.outerHTML] : [];
        }),
      );
      expect(cut).toEqual([]);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations).toEqual([]);
    });
  }

  test('on paper there is the picture, the sentence and the address, and nothing to press', async ({
    page,
  }) => {
    await openEmbed(page, LOST);
    await page.emulateMedia({ media: 'print' });
    await expect(narration(page)).toBeVisible();
    await expect(page.getByRole('img')).toBeVisible();
    await expect(button(page, 'Play')).toBeHidden();
    const address = page.getByRole('link', { name: 'Open in QoScope' });
    const printed = await address.evaluate((link) => getComputedStyle(link, '::after').content);
    expect(printed).toContain('/#/simulate?preset=lost-puback');
  });

  test('without script it says what it would show', async ({ newVisitor }) => {
    const page = await newVisitor({ javaScriptEnabled: false });
    await page.goto(`/embed.html${LOST}`);
    await expect(page.locator('noscript p')).toContainText('The simulation needs JavaScript.');
    await expect(page.locator('noscript svg')).toBeVisible();
  });
});

test.describe('the host’s page', () => {
  test('is told what happens, and is obeyed', async ({ embed }) => {
    const { page, frame } = await embed(`${LOST}&speed=50&host=HOST`);
    await frameIdle(frame);
    const heard = (kind: string) =>
      page.evaluate(
        (wanted) =>
          (window as unknown as { heard: { kind: string }[] }).heard.filter(
            (message) => message.kind === wanted,
          ),
        kind,
      );
    const say = (message: object) =>
      page.evaluate((said) => (window as unknown as { say(message: object): void }).say(said), {
        ...message,
      });
    await expect.poll(() => heard('ready')).toHaveLength(1);
    const [ready] = await heard('ready');
    expect(ready).toMatchObject({ title: 'A lost PUBACK', duration: expect.any(Number) });
    await say({ kind: 'play' });
    await expect.poll(() => heard('ended')).toHaveLength(1);
    expect(await heard('delivered')).toMatchObject([{ message: 'A', level: 1 }]);
    expect(await heard('duplicate')).toMatchObject([{ message: 'A', level: 1 }]);
    await say({ kind: 'seek', sec: 1.4 });
    await expect(frame.getByTestId('time')).toHaveText('1.400 s');
    await say({ kind: 'theme', theme: 'light' });
    await expect(frame.locator('html')).toHaveAttribute('data-theme', 'light');
    await say({ kind: 'publish', qos: 0 });
    await expect
      .poll(() => heard('delivered'))
      .toContainEqual(expect.objectContaining({ message: 'B', level: 0 }));
    await say({ kind: 'parameters', hash: `#/simulate?preset=lost-pubrec&host=x` });
    await expect.poll(() => heard('ready')).toHaveLength(2);
    await expect(frame.getByRole('heading', { level: 1 })).toHaveText('A lost PUBREC');
  });

  test('of another origin than the one that is named is told nothing, and not obeyed', async ({
    embed,
  }) => {
    const { page, frame } = await embed(`${LOST}&t=1.4&host=https%3A%2F%2Fexample.org`);
    await frameIdle(frame);
    await page.evaluate(() => {
      (window as unknown as { say(message: object): void }).say({ kind: 'seek', sec: 2 });
    });
    await frame.getByRole('button', { name: 'Step to the next event' }).click();
    await frameIdle(frame);
    await expect(frame.getByTestId('time')).toHaveText('1.500 s');
    const heard = await page.evaluate(() => (window as unknown as { heard: unknown[] }).heard);
    expect(heard).toEqual([]);
  });
});
