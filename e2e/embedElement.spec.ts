// <qos-scope> on a page of somebody else: another origin, their theme, their policy, their keyboard,
// their paper. The frame's own behaviour is embed.spec.ts's.

import AxeBuilder from '@axe-core/playwright';
import { ask, expect, heard, iframe, inside, SCOPE, test, waitReady } from './embedHost.ts';

test.describe('on another origin', () => {
  test('an element becomes a frame that has no origin of its own', async ({ page, author }) => {
    await author.open(SCOPE);
    await waitReady(page);
    await expect(iframe(page)).toBeVisible();
    await expect(iframe(page)).toHaveAttribute('title', 'A lost PUBACK');
    const frame = await inside(page);
    expect(frame.url()).toContain(`${author.qoscope}/embed.html#/simulate?preset=lost-puback`);
    expect(await frame.evaluate(() => window.origin)).toBe('null');
    await expect(frame.getByRole('heading', { name: 'A lost PUBACK' })).toBeVisible();
    await expect(page.getByRole('img', { name: 'A ladder of packets' })).toBeHidden();
  });

  test('the host’s policy needs two sources, and no exception', async ({ page, author }) => {
    const policy = `default-src 'none'; script-src ${author.qoscope}; frame-src ${author.qoscope}; img-src data:`;
    await author.open(SCOPE, { headers: { 'content-security-policy': policy } });
    await waitReady(page);
    await expect(iframe(page)).toBeVisible();
    const { height } = (await iframe(page).boundingBox()) ?? { height: 0 };
    expect(height).toBeGreaterThan(200);
  });

  test('an author may give the frame its origin back', async ({ page, author }) => {
    await author.open(
      '<qos-scope preset="lost-puback" sandbox="allow-scripts allow-same-origin"></qos-scope>',
    );
    await waitReady(page);
    expect(await (await inside(page)).evaluate(() => window.origin)).toBe(author.qoscope);
  });

  test('nobody’s rules of accessibility are broken', async ({ page, author }) => {
    await author.open(SCOPE);
    await waitReady(page);
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
      .options({ preload: false })
      .analyze();
    expect(violations).toEqual([]);
  });
});

test.describe('an author’s script', () => {
  test('hears what befalls messages, and the end', async ({ page, author }) => {
    await author.open(SCOPE);
    await waitReady(page);
    await ask(page, (scope) => scope.play());
    await expect.poll(async () => (await heard(page)).at(-1)?.[0]).toBe('ended');
    const kinds = (await heard(page)).map(([kind]) => kind);
    expect(kinds).toEqual(['ready', 'delivered', 'duplicate', 'ended']);
    const [, [, delivered] = []] = await heard(page);
    expect(delivered).toMatchObject({ message: 'A', level: 1, uid: expect.any(String) });
    const duration = await ask(page, (scope) => scope.duration);
    expect((await heard(page))[3]?.[1]).toEqual({ at: duration });
    expect(await ask(page, (scope) => [scope.time, scope.playing])).toEqual([duration, false]);
  });

  test('hears of a loss, with its cause', async ({ page, author }) => {
    await author.open('<qos-scope preset="lost-publish-qos0" speed="50" autoplay></qos-scope>');
    await expect.poll(async () => (await heard(page)).at(-1)?.[0]).toBe('ended');
    const loss = (await heard(page)).find(([kind]) => kind === 'lost')?.[1];
    expect(loss).toMatchObject({ message: 'A', level: 0, cause: expect.stringMatching(/\w/) });
  });

  test('may speak before anybody listens', async ({ page, author }) => {
    await author.open(SCOPE);
    await page.waitForFunction(() => customElements.get('qos-scope') !== undefined);
    await ask(page, (scope) => {
      scope.seek(1.25);
      scope.publish({ qos: 0 });
      scope.play();
    });
    await expect.poll(async () => (await heard(page)).at(-1)?.[0]).toBe('ended');
    const levels = (await heard(page)).flatMap(([kind, detail]) =>
      kind === 'delivered' ? [(detail as { level: number }).level] : [],
    );
    expect(levels.sort()).toEqual([0, 1]);
  });

  test('goes to an instant, and back to the beginning', async ({ page, author }) => {
    await author.open(SCOPE);
    await waitReady(page);
    await ask(page, (scope) => scope.seek(2.5));
    await expect.poll(() => ask(page, (scope) => scope.time)).toBe(2.5);
    await expect((await inside(page)).getByTestId('time')).toHaveText('2.500 s');
    await ask(page, (scope) => scope.reset());
    await expect.poll(() => ask(page, (scope) => scope.time)).toBeLessThan(1.5);
  });

  test('changes attributes without the frame being loaded again', async ({
    page,
    author,
    faults,
  }) => {
    await author.open(SCOPE);
    await waitReady(page);
    await ask(page, (scope) => scope.setAttribute('preset', 'lost-pubrec'));
    await expect.poll(async () => (await heard(page)).length).toBe(2);
    expect((await heard(page))[1]).toMatchObject(['ready', { title: 'A lost PUBREC' }]);
    await expect(iframe(page)).toHaveAttribute('title', 'A lost PUBREC');
    await ask(page, (scope) => scope.setAttribute('controls', 'false'));
    await expect((await inside(page)).getByRole('button', { name: 'Play' })).toHaveCount(0);
    expect(faults.requests.filter((url) => url.includes('embed.html'))).toHaveLength(1);
  });

  test('hears of the last of many quick changes that it is ready', async ({ page, author }) => {
    await author.open(SCOPE);
    await waitReady(page);
    await ask(page, async (scope) => {
      for (let i = 1; i <= 30; i++) {
        scope.parameters = { preset: i % 2 === 0 ? 'lost-pubrec' : 'lost-puback', seed: i };
        await new Promise(requestAnimationFrame);
      }
    });
    const last = async () => (await heard(page)).at(-1);
    await expect.poll(last).toMatchObject(['ready', { title: 'A lost PUBREC' }]);
    expect((await last())?.[1]).toMatchObject({
      duration: await ask(page, ({ duration }) => duration),
    });
    await expect(iframe(page)).toHaveAttribute('title', 'A lost PUBREC');
  });

  test('has the run’s parameters as one property, also before embed.js is there', async ({
    page,
    author,
  }) => {
    await author.open(SCOPE, {
      head: `<script type="module">
        const scope = document.createElement('qos-scope');
        scope.parameters = { preset: 'lost-pubrel', loss: 0.2 };
        document.querySelector('main').append(scope);
      </script>`,
    });
    await expect
      .poll(() => ask(page, ({ parameters }) => parameters, 1))
      .toEqual({ preset: 'lost-pubrel', loss: '0.2' });
    await ask(
      page,
      (scope) => {
        scope.setAttribute('trail', 'false');
        scope.parameters = { preset: 'mixed' };
      },
      1,
    );
    expect(await ask(page, ({ outerHTML }) => outerHTML, 1)).toBe(
      '<qos-scope preset="mixed" trail="false"></qos-scope>',
    );
  });
});

test.describe('the theme', () => {
  const themeOf = async (page: Parameters<typeof inside>[0]) =>
    (await inside(page)).evaluate(() => document.documentElement.dataset.theme);

  for (const [what, dark, light] of [
    ['data-theme on html', '<html data-theme="dark">', '<html data-theme="light">'],
    ['data-bs-theme on html', '<html data-bs-theme="dark">', '<html data-bs-theme="light">'],
    [
      'Material’s scheme on body',
      '<body data-md-color-scheme="slate">',
      '<body data-md-color-scheme="default">',
    ],
    ['a class on html that comes and goes', '<html class="dark">', '<html>'],
    ['a class on body', '<body class="dark">', '<body class="light">'],
    ['color-scheme', '<html style="color-scheme: dark">', '<html style="color-scheme: light">'],
  ] as const) {
    test(`follows the host: ${what}`, async ({ page, author }) => {
      await author.open(SCOPE);
      await waitReady(page);
      expect(await themeOf(page)).toBe('light');
      for (const [tag, theme] of [
        [dark, 'dark'],
        [light, 'light'],
        [dark, 'dark'],
      ] as const) {
        await page.evaluate((text) => {
          const [, name = '', attribute, value = ''] =
            /<(\w+)(?: ([\w-]+)="(.*)")?>/.exec(text) ?? [];
          const place = document.querySelector(name);
          for (const old of ['class', 'style']) place?.removeAttribute(old);
          if (attribute !== undefined) place?.setAttribute(attribute, value);
        }, tag);
        await expect.poll(() => themeOf(page)).toBe(theme);
      }
    });
  }

  for (const [what, darken] of [
    ['something around it', 'document.querySelector("main").style.colorScheme = "dark"'],
    ['a style sheet that is put in', 'document.querySelector("#look").media = "all"'],
  ] as const) {
    test(`follows the color-scheme of ${what}`, async ({ page, author }) => {
      await author.open(SCOPE, {
        head: '<style id="look" media="not all">html { color-scheme: dark }</style>',
      });
      await waitReady(page);
      expect(await themeOf(page)).toBe('light');
      await page.evaluate(darken);
      await expect.poll(() => themeOf(page)).toBe('dark');
    });
  }

  test('follows the system where the host says that it does', async ({ page, author }) => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await author.open(SCOPE, { head: '<meta name="color-scheme" content="light dark">' });
    await waitReady(page);
    expect(await themeOf(page)).toBe('dark');
    await page.emulateMedia({ colorScheme: 'light' });
    await expect.poll(() => themeOf(page)).toBe('light');
  });

  test('is the author’s where they say one, until they say another', async ({ page, author }) => {
    await author.open('<qos-scope preset="lost-puback" theme="dark"></qos-scope>');
    await waitReady(page);
    expect(await themeOf(page)).toBe('dark');
    await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'light'));
    await ask(page, (scope) => scope.setAttribute('theme', 'light'));
    await expect.poll(() => themeOf(page)).toBe('light');
    await ask(page, (scope) => scope.setAttribute('theme', 'dark'));
    await expect.poll(() => themeOf(page)).toBe('dark');
    // The run goes on: it was not made anew.
    expect((await heard(page)).map(([kind]) => kind)).toEqual(['ready']);
  });
});
