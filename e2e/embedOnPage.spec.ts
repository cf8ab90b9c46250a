// <qos-scope> among the rest of a page: its size, its keyboard, paper, its neighbours, its end, and
// strangers who speak in its name.

import {
  ask,
  element,
  expect,
  heard,
  iframe,
  inside,
  SCOPE,
  test,
  waitReady,
} from './embedHost.ts';
import { clippedIn } from './embedInFrame.ts';

test.describe('its size', () => {
  for (const width of [280, 320, 480, 720, 1200]) {
    test(`is what it shows, ${width} px wide, and nothing beneath it jumps`, async ({
      page,
      author,
    }) => {
      await page.setViewportSize({ width, height: 900 });
      for (const look of [
        '',
        'controls="false"',
        'caption="false"',
        'counters',
        'interactive="false"',
        'load="click"',
        'load="click" controls="false"',
      ]) {
        await author.open(`${SCOPE.replace('>', ` ${look}>`)}<p id="after">Next</p>`, {
          head: '<style>body, main { margin: 0 }</style>',
        });
        const topOf = () =>
          page.locator('#after').evaluate((after) => after.getBoundingClientRect().top);
        await page.waitForFunction(() => document.querySelector('qos-scope')?.shadowRoot !== null);
        const before = await topOf();
        await waitReady(page);
        expect(Math.abs((await topOf()) - before), look).toBeLessThan(24);
        await expect.poll(async () => clippedIn(await inside(page)), look).toEqual([]);
      }
    });
  }

  test('is the same before and after what waits for a click is played', async ({
    page,
    author,
  }) => {
    await author.open('<qos-scope preset="lost-puback" load="click" controls="false" speed="50">');
    await waitReady(page);
    const before = await iframe(page).boundingBox();
    await (await inside(page)).getByRole('button', { name: 'Play' }).click();
    await expect.poll(async () => (await heard(page)).at(-1)?.[0]).toBe('ended');
    expect(await iframe(page).boundingBox()).toEqual(before);
  });

  test('follows the host’s width', async ({ page, author }) => {
    await author.open(`<div id="column">${SCOPE}</div>`);
    await waitReady(page);
    const heights = new Set<number>();
    for (const width of [1200, 320, 720, 480]) {
      await page.setViewportSize({ width, height: 900 });
      await expect.poll(async () => clippedIn(await inside(page))).toEqual([]);
      heights.add((await iframe(page).boundingBox())?.height ?? 0);
    }
    expect(heights.size).toBeGreaterThan(1);
  });
});

test.describe('without the frame', () => {
  test('the children stand there where no script runs', async ({ newVisitor, author }) => {
    const page = await newVisitor({ javaScriptEnabled: false });
    await author.open(SCOPE, { page });
    await expect(page.getByRole('img', { name: 'A ladder of packets' })).toBeVisible();
    await expect(page.getByText('The PUBACK of message A is lost')).toBeVisible();
  });

  test('paper has the children, and the screen the frame again', async ({ page, author }) => {
    await author.open(SCOPE);
    await waitReady(page);
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByText('The PUBACK of message A is lost')).toBeVisible();
    await expect(iframe(page)).toBeHidden();
    await page.emulateMedia({ media: 'screen' });
    await expect(page.getByText('The PUBACK of message A is lost')).toBeHidden();
    await expect(iframe(page)).toBeVisible();
  });

  test('the children stay, whole, where the frame never comes', async ({
    page,
    author,
    faults,
  }) => {
    faults.allow(/status of 404/);
    await page.clock.install();
    const tall = '<p>All of the run in words.</p>'.repeat(60);
    await author.open(`<qos-scope preset="lost-puback" base="/nowhere">${tall}</qos-scope>`);
    await expect(iframe(page)).toBeAttached();
    const height = async () => (await element(page).boundingBox())?.height ?? 0;
    const reserved = await height();
    await page.clock.fastForward(30_000);
    await expect.poll(height).toBeGreaterThan(reserved + 100);
    await expect(page.getByText('All of the run in words.').first()).toBeVisible();
    expect(await ask(page, ({ ready }) => ready)).toBe(false);
  });

  test('an element without children has a link to the same run', async ({
    page,
    author,
    faults,
  }) => {
    faults.allow(/status of 404/);
    await author.open(
      '<qos-scope preset="lost-puback" loss="0.2" trail="false" base="nowhere/"></qos-scope>',
    );
    const link = page.getByRole('link', { name: 'Open the simulation' });
    await expect(link).toHaveAttribute(
      'href',
      `${author.origin}/nowhere/#/simulate?preset=lost-puback&loss=0.2`,
    );
    await page.emulateMedia({ media: 'print' });
    const printed = await link.evaluate((a) => getComputedStyle(a, '::after').content);
    expect(printed).toContain('/nowhere/#/simulate?preset=lost-puback');
  });
});

test.describe('the keyboard', () => {
  const LINKS = `<a id="before" href="#before">Before</a>${SCOPE}<a id="after" href="#after">After</a>`;
  const focused = (page: Parameters<typeof inside>[0]) =>
    page.evaluate(() => document.activeElement?.id || document.activeElement?.localName);

  for (const [key, from, to] of [
    ['Tab', 'before', 'after'],
    ['Shift+Tab', 'after', 'before'],
  ] as const) {
    test(`goes in and out of the frame by ${key}`, async ({ page, author }) => {
      await author.open(LINKS);
      await waitReady(page);
      await page.locator(`#${from}`).focus();
      await page.keyboard.press(key);
      const frame = await inside(page);
      const visited: string[] = [];
      while ((await focused(page)) === 'qos-scope') {
        visited.push(await frame.evaluate(() => document.activeElement?.textContent ?? ''));
        expect(visited.length, 'a way out').toBeLessThan(40);
        await page.keyboard.press(key);
      }
      expect(await focused(page)).toBe(to);
      expect(visited).toContain('Play');
    });
  }

  test('plays from within the frame', async ({ page, author }) => {
    await author.open(LINKS);
    await waitReady(page);
    await (await inside(page)).getByRole('button', { name: 'Play' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await heard(page)).at(-1)?.[0]).toBe('ended');
  });
});

test.describe('several on a page', () => {
  test('load when they come near, and the page hears them with one ear', async ({
    page,
    author,
  }) => {
    await page.addInitScript(() => {
      const counts = { message: 0, observers: 0 };
      Object.assign(window, { counts });
      const { addEventListener: add, removeEventListener: remove } = window;
      window.addEventListener = (...args: Parameters<typeof add>) => {
        if (args[0] === 'message') counts.message++;
        add.apply(window, args);
      };
      window.removeEventListener = (...args: Parameters<typeof remove>) => {
        if (args[0] === 'message') counts.message--;
        remove.apply(window, args);
      };
      for (const name of ['IntersectionObserver', 'MutationObserver'] as const) {
        const Plain = window[name] as new (...args: unknown[]) => object;
        Object.assign(window, {
          [name]: class extends Plain {
            constructor(...args: unknown[]) {
              super(...args);
              // A test looks at the page by observers too.
              if (new Error().stack?.includes('embed.js')) counts.observers++;
            }
          },
        });
      }
    });
    const counts = () =>
      page.evaluate(() => ({
        ...(window as unknown as { counts: Record<string, number> }).counts,
      }));
    await author.open(`${SCOPE}<p></p>`.repeat(4), { head: '<style>p { height: 2000px }</style>' });
    await waitReady(page);
    await expect(page.locator('qos-scope iframe')).toHaveCount(1);
    expect(await counts()).toEqual({ message: 1, observers: 2 });
    await element(page, 2).scrollIntoViewIfNeeded();
    await waitReady(page, 2);
    await expect(iframe(page, 3)).toHaveCount(0);
    await page.evaluate(() => {
      for (const scope of document.querySelectorAll('qos-scope')) scope.remove();
    });
    expect(await counts()).toMatchObject({ message: 0 });
  });

  test('each hears its own frame alone', async ({ page, author }) => {
    const other = SCOPE.replace('lost-puback', 'lost-pubrec');
    await page.setViewportSize({ width: 900, height: 1600 });
    await author.open(SCOPE + other);
    await waitReady(page, 0);
    await waitReady(page, 1);
    await ask(page, (scope) => scope.play(), 1);
    await expect.poll(async () => (await heard(page, 1)).at(-1)?.[0]).toBe('ended');
    expect((await heard(page, 0)).map(([kind]) => kind)).toEqual(['ready']);
  });

  test('one that waits for nobody is loaded at once', async ({ page, author }) => {
    await author.open(`<p></p>${SCOPE.replace('>', ' loading="eager">')}`, {
      head: '<style>p { height: 4000px }</style>',
    });
    await expect(iframe(page)).toBeAttached();
  });
});

test.describe('an element that is taken out', () => {
  test('leaves nothing behind', async ({ page, author }) => {
    await author.open(SCOPE);
    await waitReady(page);
    const kept = await page.evaluateHandle(() => {
      const scope = document.querySelector('qos-scope');
      return scope === null ? undefined : new WeakRef<Element>(scope);
    });
    expect(await kept.evaluate((ref) => ref?.deref()?.localName)).toBe('qos-scope');
    await page.evaluate(() => document.querySelector('qos-scope')?.remove());
    expect(page.frames()).toHaveLength(1);
    await expect
      .poll(async () => {
        await page.requestGC();
        return kept.evaluate((ref) => ref?.deref() === undefined);
      })
      .toBe(true);
  });

  test('works where it is put again', async ({ page, author }) => {
    await author.open(`${SCOPE}<div id="elsewhere"></div>`);
    await waitReady(page);
    await page.evaluate(() => {
      const scope = document.querySelector('qos-scope');
      if (scope !== null) document.querySelector('#elsewhere')?.append(scope);
    });
    await expect
      .poll(async () => (await heard(page)).map(([kind]) => kind))
      .toEqual(['ready', 'ready']);
    await expect(page.locator('#elsewhere iframe')).toBeVisible();
    expect(page.frames()).toHaveLength(2);
  });
});

test.describe('strangers', () => {
  const LIES = [
    { qosScope: 1, kind: 'size', height: 5000 },
    { qosScope: 1, kind: 'ready', title: 'Mine now', height: 5000, duration: 1 },
    { qosScope: 1, kind: 'ended', at: 7 },
  ];

  test('are not taken for the frame', async ({ page, author }) => {
    await author.open(`${SCOPE}<iframe id="stranger" title="Stranger" sandbox="allow-scripts"
      srcdoc="<script>addEventListener('message', (event) => parent.postMessage(event.data, '*'))</script>"></iframe>`);
    await waitReady(page);
    const before = await iframe(page).boundingBox();
    await page.evaluate(async (lies) => {
      const stranger = document.querySelector<HTMLIFrameElement>('#stranger')?.contentWindow;
      let echoes = 0;
      await new Promise<void>((resolve) => {
        window.addEventListener('message', ({ source }) => {
          if (source === stranger && ++echoes === lies.length) resolve();
        });
        for (const lie of lies) {
          window.postMessage(lie, '*');
          stranger?.postMessage(lie, '*');
        }
      });
    }, LIES);
    expect(await iframe(page).boundingBox()).toEqual(before);
    expect((await heard(page)).map(([kind]) => kind)).toEqual(['ready']);
    await expect(iframe(page)).toHaveAttribute('title', 'A lost PUBACK');
  });

  test('nor is what the frame itself says otherwise than it is agreed', async ({
    page,
    author,
  }) => {
    await author.open(SCOPE);
    await waitReady(page);
    await (await inside(page)).evaluate(() => {
      const nonsense = [
        ...[null, 7, 'size', [], { qosScope: 2, kind: 'size', height: 5000 }],
        ...[
          { qosScope: 1, kind: 'size', height: '5000px' },
          { qosScope: 1, kind: 'click' },
        ],
      ];
      for (const data of nonsense) window.parent.postMessage(data, '*');
      window.parent.postMessage({ qosScope: 1, kind: 'ended', at: 7 }, '*');
    });
    await expect.poll(async () => (await heard(page)).at(-1)).toEqual(['ended', { at: 7 }]);
    expect(await heard(page)).toHaveLength(2);
    expect((await iframe(page).boundingBox())?.height).toBeLessThan(2000);
  });

  test('cannot steer a frame whose host is another', async ({ page, author }) => {
    const hash = `#/simulate?preset=lost-puback&host=${encodeURIComponent('https://example.org')}`;
    await author.open(
      `<iframe title="Plain" width="700" height="700" src="${author.qoscope}/embed.html${hash}"></iframe>`,
    );
    const frame = page.frames()[1];
    await expect(page.frameLocator('iframe').locator('html')).toHaveAttribute('data-state', 'idle');
    await expect(page.frameLocator('iframe').getByTestId('time')).not.toHaveText(/^0\.000/);
    const time = await page.frameLocator('iframe').getByTestId('time').textContent();
    const posted = await page.evaluate(async () => {
      const told: unknown[] = [];
      window.addEventListener('message', ({ data }) => told.push(data));
      const target = document.querySelector('iframe')?.contentWindow;
      for (const kind of ['hello', 'play', 'reset'])
        target?.postMessage({ qosScope: 1, kind }, '*');
      target?.postMessage({ qosScope: 1, kind: 'seek', sec: 1 }, '*');
      return told;
    });
    // Behind those messages in the frame's queue.
    await frame?.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
    expect(await page.frameLocator('iframe').getByTestId('time').textContent()).toBe(time);
    expect(posted).toEqual([]);
  });
});
