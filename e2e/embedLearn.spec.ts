// The course on pages of somebody else: a lesson's step, a myth and a challenge in a frame without an
// origin, under a strict policy. What the places themselves do is learn.spec.ts's.

import AxeBuilder from '@axe-core/playwright';
import type { Frame, Page } from '@playwright/test';
import { element, expect, heard, iframe, inside, test, waitReady } from './embedHost.ts';
import { waitIdle } from './helpers.ts';

const STEP = '<qos-scope lesson="at-least-once" step="kill-the-answer">A step</qos-scope>';
const TASK = '<qos-scope lesson="loss" step="kill-one"></qos-scope>';
const MYTH = '<qos-scope myth="order-is-kept"></qos-scope>';
const CHALLENGE = '<qos-scope challenge="one-kill-two-copies"></qos-scope>';

const press = (frame: Frame, name: string) =>
  frame.getByRole('button', { name, exact: true }).click();
const idle = (frame: Frame) => expect(frame.locator('html')).toHaveAttribute('data-state', 'idle');
const scrolled = (page: Page) => page.evaluate(() => scrollY);

test.describe('the element', () => {
  for (const [attributes, title] of [
    [STEP, 'Now kill the answer'],
    [MYTH, '“MQTT keeps the order.”'],
    [CHALLENGE, 'One kill, two copies'],
  ] as const) {
    test(`shows ${title}, at its own page, at once`, async ({ page, author, faults }) => {
      await author.open(attributes);
      await waitReady(page);
      const frame = await inside(page);
      await expect(frame.getByRole('heading', { level: 2, name: title })).toBeVisible();
      expect(await frame.evaluate(() => window.origin)).toBe('null');
      const pages = faults.requests.filter((url) => /\/embed[^/]*\.html/.test(url));
      expect(pages.map((url) => new URL(url).pathname)).toEqual(['/embed-learn.html']);
      expect((await heard(page)).map(([kind]) => kind)).toEqual(['ready']);
      const link = frame.getByRole('link', { name: 'Open in QoScope' });
      await expect(link).toHaveAttribute('href', /\/#\/learn\?(lesson|myth|challenge)=/);
      await expect(link).toHaveAttribute('target', '_blank');
    });
  }

  test('goes from a run to a step and back, by its attributes', async ({ page, author }) => {
    await author.open('<qos-scope preset="lost-puback"></qos-scope>');
    await waitReady(page);
    await element(page).evaluate((scope) => {
      scope.setAttribute('lesson', 'loss');
      scope.removeAttribute('preset');
    });
    await expect
      .poll(async () => (await inside(page)).locator('h1').textContent())
      .toBe('What a lost packet costs');
    await element(page).evaluate((scope) => {
      scope.removeAttribute('lesson');
      scope.setAttribute('preset', 'lost-pubrec');
    });
    await expect
      .poll(async () => (await inside(page)).locator('h1').textContent())
      .toBe('A lost PUBREC');
  });

  test('plays for the host’s script, follows its theme, and says when it is at its end', async ({
    page,
    author,
  }) => {
    await author.open(STEP);
    await waitReady(page);
    const root = (await inside(page)).locator('html');
    await expect(root).toHaveAttribute('data-theme', 'light');
    await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'dark'));
    await expect(root).toHaveAttribute('data-theme', 'dark');
    await element(page).evaluate((scope) => (scope as unknown as { play(): void }).play());
    await expect.poll(async () => (await heard(page)).at(-1)?.[0]).toBe('ended');
    await expect((await inside(page)).getByTestId('outcome')).toContainText('It was: Twice.');
  });
});

test('a step is predicted, played and left for the next one, under a strict policy', async ({
  page,
  author,
}) => {
  const policy = `default-src 'none'; script-src ${author.qoscope}; frame-src ${author.qoscope}; style-src 'none'; img-src data:`;
  await page.setViewportSize({ width: 760, height: 420 });
  await author.open(`${STEP}<div id="below">below</div>`, {
    headers: { 'content-security-policy': policy },
  });
  await waitReady(page);
  const frame = await inside(page);
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY');
  await frame.getByRole('radio', { name: 'Once' }).check();
  const before = await scrolled(page);
  // A press that brings nothing into view by itself.
  await frame.getByRole('button', { name: 'Show me' }).dispatchEvent('click');
  await expect(frame.getByTestId('narration')).not.toBeEmpty();
  expect(await scrolled(page)).toBe(before);
  await expect(frame.getByTestId('outcome')).toContainText('You said: Once. It was: Twice.');
  await idle(frame);
  const length = await page.evaluate(() => history.length);
  await frame.getByRole('link', { name: 'Next' }).dispatchEvent('click');
  await expect(frame.getByRole('link', { name: /^Step 4/ })).toHaveAttribute(
    'aria-current',
    'step',
  );
  await expect(frame.getByRole('link', { name: /^Step 3.*, done$/ })).toBeVisible();
  expect(await page.evaluate(() => history.length)).toBe(length);
  expect(await scrolled(page)).toBe(before);
  expect(frame.url()).toContain('host=');
});

test('a myth tells what happened, one behind the other', async ({ page, author }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await author.open(MYTH);
  await waitReady(page);
  const frame = await inside(page);
  const happened = frame.getByRole('list', { name: 'What happened' }).getByRole('listitem');
  await expect(happened).toHaveCount(0);
  await press(frame, 'Run it');
  await expect(happened).toHaveText(['The application got A, B and C.']);
});

test('a task is done by hand, and a challenge’s solution is shown', async ({ page, author }) => {
  await author.open(TASK);
  await waitReady(page);
  const task = await inside(page);
  await task.getByRole('radio', { name: 'QoS 0' }).check();
  await press(task, 'Publish');
  await task.getByRole('button', { name: /^PUBLISH A/ }).press('Enter');
  await press(task, 'Kill');
  await press(task, 'Play');
  await expect(task.getByTestId('verdict')).toContainText('Done. A is lost,');
  await author.open(CHALLENGE);
  await waitReady(page);
  const challenge = await inside(page);
  await press(challenge, 'A hint');
  await expect(challenge.getByText('whatever the reason')).toBeVisible();
  await challenge.getByRole('link', { name: 'Show a solution' }).click();
  await idle(challenge);
  await challenge.getByRole('combobox', { name: 'Speed' }).selectOption('10');
  await press(challenge, 'Play');
  await expect(challenge.getByTestId('verdict')).toContainText('Done.');
});

test.describe('the page in the frame', () => {
  test('embed.html leads to it, and it asks for its script and its style sheet alone', async ({
    page,
    faults,
  }) => {
    await page.goto('/embed.html#lesson=loss&step=kill-one');
    await expect(page.getByRole('heading', { name: 'Your turn' })).toBeVisible();
    await waitIdle(page);
    const asked = faults.requests.filter((url) => url.startsWith('http'));
    const kinds = asked.map((url) => new URL(url).pathname.replace(/-[\w-]{8}\./, '.'));
    expect(new Set(kinds)).toContain('/assets/embedLearn.js');
    expect(
      kinds.filter((kind) => !/^\/(assets\/embed\w+\.(css|js)|embed(-learn)?\.html)$/.test(kind)),
    ).toEqual([]);
  });

  test('says what of its address it cannot use', async ({ page }) => {
    await page.goto('/embed-learn.html#lesson=qos-3&loss=0.2');
    await expect(page.getByRole('alert').getByRole('listitem')).toHaveText([
      /^loss: got "0.2"/,
      /^lesson: got "qos-3", expected the name of a lesson$/,
    ]);
    await expect(page.getByText('Nothing of the course is named here.')).toBeVisible();
  });

  test('touches no storage and no cookie', async ({ page }) => {
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
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto('/embed-learn.html#myth=publish-returned');
    await waitIdle(page);
    await page.getByRole('button', { name: 'Run it' }).click();
    await waitIdle(page);
    expect(await page.evaluate(() => (window as unknown as { touched: string[] }).touched)).toEqual(
      [],
    );
  });

  test('simulates nothing before it is seen, or before it is asked to', async ({
    page,
    author,
  }) => {
    const started: unknown[] = [];
    page.on('worker', (worker) => started.push(worker));
    await author.open(
      `<p style="height: 3000px"></p>${STEP.replace('lesson', 'loading="eager" lesson')}`,
    );
    await expect(iframe(page)).toBeAttached();
    await idle(await inside(page));
    expect(started).toHaveLength(0);
    await element(page).scrollIntoViewIfNeeded();
    await waitReady(page);
    expect(started).toHaveLength(1);
    await author.open(STEP.replace('lesson', 'load="click" lesson'));
    await waitReady(page);
    expect(started).toHaveLength(1);
    await (await inside(page)).getByRole('button', { name: /show me/ }).click();
    await expect.poll(() => started.length).toBe(2);
    await expect((await inside(page)).getByTestId('narration')).not.toBeEmpty();
  });

  for (const width of [320, 480, 720, 1200]) {
    test(`${width} px wide nothing of it is cut off, and about its height is reserved`, async ({
      page,
      author,
    }) => {
      await page.setViewportSize({ width, height: 900 });
      for (const place of [STEP, MYTH, CHALLENGE]) {
        await author.open(place, { head: '<style>body, main { margin: 0 }</style>' });
        const height = async () => (await element(page).boundingBox())?.height ?? 0;
        await page.waitForFunction(() => document.querySelector('qos-scope')?.shadowRoot !== null);
        const reserved = await height();
        await waitReady(page);
        // Its text makes it so high, which the element does not know.
        expect(Math.abs((await height()) - reserved), place).toBeLessThan(200);
        const frame = await inside(page);
        const clipped = () =>
          frame.evaluate(() => {
            const { scrollHeight, scrollWidth, clientWidth } = document.documentElement;
            const cut = [...document.querySelectorAll('a, button, select, input')].filter((one) => {
              const { left, right, width: wide } = one.getBoundingClientRect();
              return wide > 0 && (left < 0 || right > innerWidth);
            });
            return [
              ...(scrollHeight > innerHeight ? [`${scrollHeight} of ${innerHeight}`] : []),
              ...(scrollWidth > clientWidth ? ['too wide'] : []),
              ...cut.map((one) => one.outerHTML),
            ];
          });
        await expect.poll(clipped).toEqual([]);
      }
      // A frame without an origin may not be asked for its style sheet.
      const { violations } = await new AxeBuilder({ page }).options({ preload: false }).analyze();
      expect(violations.filter(({ id }) => id !== 'region').map(({ id }) => id)).toEqual([]);
    });
  }

  test('on paper there is the text and the picture, and nothing to press', async ({ page }) => {
    await page.goto('/embed-learn.html#lesson=loss&step=kill-one');
    await idle(page.mainFrame());
    await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
    await page.emulateMedia({ media: 'print' });
    await expect(
      page.getByRole('button', { name: /^(Play|Publish|Start again|Undo)\b/ }),
    ).toHaveCount(0);
    await expect(page.getByRole('navigation')).toBeHidden();
    await expect(page.getByRole('heading', { name: 'Your turn' })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Broker' })).toBeVisible();
  });

  test('without script it says what it would show', async ({ newVisitor }) => {
    const page = await newVisitor({ javaScriptEnabled: false });
    await page.goto('/embed-learn.html#myth=it-hung');
    await expect(page.locator('noscript p')).toContainText('The simulation needs JavaScript.');
  });
});
