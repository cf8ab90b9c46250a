// The embed's dialog: an author chooses what is shown, sees it as their page will have it, and pastes a
// text that leads everywhere to the same run.

import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { iframe, inside, waitReady } from './embedHost.ts';
import { frameIdle } from './embedInFrame.ts';
import {
  button,
  choose,
  expect,
  narration,
  open,
  readHash,
  readTime,
  test,
  waitForTime,
  waitIdle,
} from './helpers.ts';
import { servePages } from './hostServer.ts';

const LOST = '#/simulate?preset=lost-puback&t=1.4';

async function openEmbed(page: Page): Promise<Locator> {
  await page.keyboard.press('s');
  const dialog = page.getByRole('dialog', { name: 'Export and share' });
  await dialog.getByRole('radio', { name: 'Embed' }).check();
  await expect(piece(dialog)).toBeVisible();
  return dialog;
}

/** The page in the preview, once it stands. */
async function preview(page: Page) {
  await iframe(page).scrollIntoViewIfNeeded();
  await waitReady(page);
  const frame = await inside(page);
  await frameIdle(frame);
  return frame;
}

function piece(dialog: Locator, where = 'In the page'): Locator {
  return dialog.getByRole('textbox', { name: where });
}

/** The element's opening tag, as it is to be pasted. */
async function tagIn(dialog: Locator): Promise<string> {
  return /<qos-scope[^>]*>/.exec(await piece(dialog).inputValue())?.[0] ?? '';
}

function turn(dialog: Locator, name: string): Promise<void> {
  return dialog.getByRole('switch', { name }).click();
}

async function copied(page: Page, dialog: Locator): Promise<string> {
  await dialog.getByRole('button', { name: 'Copy' }).last().click();
  await expect(dialog.getByText(/^Copied, /)).toBeVisible();
  return page.evaluate(() => navigator.clipboard.readText());
}

test.describe('the preview', () => {
  test('shows each choice at once, without loading the frame again', async ({ page }) => {
    await open(page, LOST);
    const dialog = await openEmbed(page);
    const frame = await preview(page);
    await frame.evaluate(() => Object.assign(window, { isSame: true }));
    await expect(frame.getByRole('heading', { level: 1 })).toHaveText('A lost PUBACK');
    await expect(frame.getByTestId('narration')).toContainText('A arrived twice');
    expect(await tagIn(dialog)).toBe('<qos-scope preset="lost-puback">');

    await choose(page, 'Theme', 'dark');
    await expect(frame.locator('html')).toHaveAttribute('data-theme', 'dark');
    await turn(dialog, 'Play, steps and speed');
    await expect(frame.getByRole('button', { name: 'Play' })).toHaveCount(0);
    await turn(dialog, 'Sentence on what just happened');
    await expect(frame.getByTestId('narration')).toHaveCount(0);
    await turn(dialog, 'Counters');
    await expect(frame.getByText('second copies')).toBeVisible();
    expect(await tagIn(dialog)).toBe(
      '<qos-scope preset="lost-puback" theme="dark" caption="false" counters="true" controls="false">',
    );
    expect(await frame.evaluate(() => 'isSame' in window)).toBe(true);

    await turn(dialog, 'Counters');
    await choose(page, 'Theme', 'the page’s');
    await turn(dialog, 'Play, steps and speed');
    await turn(dialog, 'Sentence on what just happened');
    expect(await tagIn(dialog)).toBe('<qos-scope preset="lost-puback">');
  });

  test('is as wide as chosen, on a page that is light or dark', async ({ page }) => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await open(page, LOST);
    await openEmbed(page);
    const frame = await preview(page);
    for (const width of ['320', '480', '720']) {
      await choose(page, 'Preview, px wide', width);
      await expect.poll(async () => (await iframe(page).boundingBox())?.width).toBe(Number(width));
    }
    for (const ground of ['dark', 'light', 'dark']) {
      await choose(page, 'On a page that is', ground);
      await expect(frame.locator('html')).toHaveAttribute('data-theme', ground);
    }
    // An author who says a theme has it on any page.
    await choose(page, 'Theme', 'light');
    await expect(frame.locator('html')).toHaveAttribute('data-theme', 'light');
  });

  test('begins here, stops here, and ends where it is told', async ({ page }) => {
    await open(page, LOST);
    const dialog = await openEmbed(page);
    const frame = await preview(page);
    const time = frame.getByTestId('time');
    await choose(page, 'Begins', 'here, at 1.400 s');
    await expect(time).toHaveText('1.400 s');
    expect(await tagIn(dialog)).toBe('<qos-scope preset="lost-puback" start="1.4">');

    await choose(page, 'Begins', 'at its start');
    await turn(dialog, 'Stops here on its way');
    await choose(page, 'Ends', 'at an instant');
    const end = dialog.getByRole('textbox', { name: 'End' });
    await expect(end).toHaveValue('1.4');
    await end.fill('2');
    await end.press('Enter');
    await dialog.getByRole('combobox', { name: /^Speed/ }).selectOption('10');
    expect(await tagIn(dialog)).toBe(
      '<qos-scope preset="lost-puback" pause-at="1.4" end="2" speed="10">',
    );
    await expect(time).toHaveText('2.000 s');
    await frame.getByRole('button', { name: 'Play' }).click();
    await expect(time).toHaveText('1.400 s');
    await frameIdle(frame);
    await frame.getByRole('button', { name: 'Play' }).click();
    await expect(time).toHaveText('2.000 s');

    // An end is after the beginning.
    await end.fill('1.3');
    await end.press('Enter');
    await turn(dialog, 'Stops here on its way');
    await choose(page, 'Begins', 'here, at 1.400 s');
    expect(await tagIn(dialog)).toBe(
      '<qos-scope preset="lost-puback" start="1.4" end="3" speed="10">',
    );
    await expect(time).toHaveText('1.400 s');
    await expect(frame.getByRole('alert')).toHaveCount(0);
  });

  test('is loaded when it is opened, and simulates nothing when it is left', async ({
    page,
    faults,
  }) => {
    await open(page, LOST);
    await button(page, 'share').click();
    await expect(page.getByRole('textbox', { name: 'Link' })).toBeVisible();
    const of = (pattern: RegExp) => faults.requests.filter((url) => pattern.test(url));
    const parts = /embed|authoring/;
    expect(of(parts)).toEqual([]);
    const before = page.workers().length;
    await page.getByRole('radio', { name: 'Embed' }).check();
    await preview(page);
    expect(of(parts).length).toBeGreaterThan(3);
    await page.getByRole('radio', { name: 'Link and files' }).check();
    await expect(page.locator('qos-scope')).toHaveCount(0);
    await expect.poll(() => page.workers().length).toBe(before);
    // The run on the screen is where it was.
    await page.keyboard.press('Escape');
    await waitForTime(page, 1.4);
    await expect(page).toHaveURL(/preset=lost-puback&t=1\.4$/);
  });

  test('says so where its script is not to be had, and the snippet is there all the same', async ({
    page,
    faults,
  }) => {
    faults.allow(/ERR_FAILED/);
    await page.route('**/embed.js', (route) => route.abort());
    await open(page, LOST);
    const dialog = await openEmbed(page);
    await expect(dialog.getByText(/^The preview could not be loaded/)).toBeVisible();
    expect(await tagIn(dialog)).toBe('<qos-scope preset="lost-puback">');
  });
});

test('what plays by itself and cannot be stopped is told to its author', async ({ page }) => {
  await open(page, LOST);
  const dialog = await openEmbed(page);
  const told = dialog.getByText(/nobody can stop it/);
  await turn(dialog, 'Plays by itself when it is seen');
  await expect(told).toHaveCount(0);
  await turn(dialog, 'Play, steps and speed');
  await expect(told).toBeVisible();
  await turn(dialog, 'Plays by itself when it is seen');
  await expect(told).toHaveCount(0);
});

test.describe('the snippet', () => {
  test('copied into a page of another origin shows the same run, to the byte', async ({
    page,
    context,
    newVisitor,
    faults,
  }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await open(page, '#/simulate?preset=mixed&loss=0.3&t=4');
    await choose(page, 'QoS of the next message', 'QoS 2');
    await button(page, 'Publish').click();
    await button(page, 'Pause').click();
    await waitIdle(page);
    const dialog = await openEmbed(page);
    await choose(page, 'Begins', 'here');
    const html = await copied(page, dialog);
    await page.keyboard.press('Escape');
    const [hash, sec, said] = [
      await readHash(page),
      await readTime(page),
      await narration(page).textContent(),
    ];

    const pages = new Map([['/', { html: `<!doctype html><title>Docs</title>${html}` }]]);
    const host = await servePages(pages);
    faults.allow(new RegExp(`^request to elsewhere: ${host.origin}/|favicon|404`));
    const reader = await newVisitor();
    await reader.goto(`${host.origin}/`);
    await waitReady(reader);
    const frame = await inside(reader);
    await frameIdle(frame);
    await expect(frame.getByTestId('time')).toHaveText(`${sec.toFixed(3)} s`);
    await expect(frame.getByTestId('narration')).toHaveText(said ?? '');
    const link = frame.getByRole('link', { name: 'Open in QoScope' });
    const there = new URL((await link.getAttribute('href')) ?? '');
    const { hash: shown } = new URL(page.url());
    const t = /&t=[\d.]+$/.exec(shown)?.[0] ?? '';
    expect(there.hash).toContain('do=');
    await reader.goto(`${there.href}${t}`);
    await waitIdle(reader);
    expect(await readHash(reader)).toBe(hash);

    const scriptless = await newVisitor({ javaScriptEnabled: false });
    await scriptless.goto(`${host.origin}/`);
    const picture = scriptless.getByRole('img', { name: /^Ladder of packets: / });
    await expect(picture).toBeVisible();
    // Drawn: a picture that is not has no size of its own.
    expect((await picture.boundingBox())?.width).toBe(720);
    await expect(scriptless.locator('qos-scope p').first()).toHaveText(/^\d+\.\d{3} s: /);
    await host.close();
  });

  test('has a text for each tool, each piece with its place and its button', async ({
    page,
    context,
  }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await open(page, LOST);
    const dialog = await openEmbed(page);
    const tools = dialog.getByRole('combobox', { name: 'For a page in' });
    const names = await tools.locator('option').allTextContents();
    expect(names).toEqual([
      'HTML',
      'Markdown',
      'Docusaurus',
      'VitePress',
      'MkDocs Material',
      'Hugo',
      'a tool without scripts',
    ]);
    await tools.selectOption('MkDocs Material');
    await expect(dialog.getByRole('button', { name: 'Copy' })).toHaveCount(2);
    await expect(piece(dialog, 'In mkdocs.yml, once.')).toHaveValue(/extra_javascript:/);
    expect(await copied(page, dialog)).toBe(await piece(dialog).inputValue());
    await tools.selectOption('Hugo');
    await expect(piece(dialog)).toHaveValue(/^\{\{< qos-scope preset="lost-puback" >\}\}/);
  });

  test('for a tool without scripts is a frame that shows the run, and cuts off nothing', async ({
    page,
    context,
    newVisitor,
    faults,
  }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await open(page, LOST);
    const dialog = await openEmbed(page);
    await turn(dialog, 'Counters');
    await dialog.getByRole('combobox', { name: 'For a page in' }).selectOption('frame');
    await expect(dialog.getByRole('switch', { name: 'Static picture' })).toHaveCount(0);
    const html = await copied(page, dialog);
    const style = 'body { margin: 0 }';
    const pages = new Map([
      ['/', { html: `<!doctype html><title>Docs</title><style>${style}</style>${html}` }],
    ]);
    const host = await servePages(pages);
    faults.allow(new RegExp(`^request to elsewhere: ${host.origin}/|favicon|404`));
    const reader = await newVisitor();
    await reader.goto(`${host.origin}/`);
    const element = reader.locator('iframe');
    await expect(element).toHaveAttribute('title', 'QoScope: A lost PUBACK');
    const frame = await (await element.elementHandle())?.contentFrame();
    if (!frame) throw new Error('no frame');
    await expect(frame.getByTestId('narration')).toContainText('A arrived twice');
    await frameIdle(frame);
    for (const width of [320, 480, 720, 1200]) {
      await reader.setViewportSize({ width, height: 900 });
      const excess = () =>
        frame.evaluate(() => {
          const { scrollHeight, scrollWidth, clientHeight, clientWidth } = document.documentElement;
          return Math.max(scrollHeight - clientHeight, scrollWidth - clientWidth);
        });
      await expect.poll(excess, `${width} px`).toBeLessThanOrEqual(0);
    }
    await host.close();
  });

  test('leaves out the picture, whose size it says, and keeps the sentences', async ({ page }) => {
    await open(page, LOST);
    const dialog = await openEmbed(page);
    await expect(dialog.getByText(/^The ladder of what is played, [\d.]+ kB of/)).toBeVisible();
    await expect(piece(dialog)).toHaveValue(/<img src="data:image\/svg\+xml;base64,/);
    await turn(dialog, 'Static picture');
    await expect(piece(dialog)).not.toHaveValue(/<img/);
    await expect(piece(dialog)).toHaveValue(/<p>[^<]*A arrived twice/);
  });

  test('asks for an address that readers can reach, and refuses what is none', async ({ page }) => {
    await open(page, LOST);
    const dialog = await openEmbed(page);
    const address = dialog.getByRole('textbox', { name: 'Address of the folder' });
    await expect(address).toHaveValue(new URL('/', page.url()).href);
    const own = dialog.getByText(/^Nobody but this machine can load that/);
    await expect(own).toBeVisible();
    await address.fill('docs.example.org');
    await expect(dialog.getByText(/^address: got "docs\.example\.org", expected/)).toBeVisible();
    await expect(dialog.getByRole('button', { name: 'Copy' })).toHaveCount(0);
    await expect(own).toHaveCount(0);
    await address.fill('https://docs.example.org/qoscope');
    await expect(piece(dialog)).toHaveValue(
      /src="https:\/\/docs\.example\.org\/qoscope\/embed\.js"/,
    );
    await expect(dialog.getByText(/^address: got/)).toHaveCount(0);
  });
});

test('by keys alone it is opened, changed, copied and left', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, LOST);
  const focused = page.locator(':focus');
  const tabTo = async (target: Locator) => {
    for (let i = 0; i < 60; i++) {
      await page.keyboard.press('Tab');
      if (await target.evaluate((element) => element === document.activeElement)) return;
    }
    throw new Error('Tab does not lead there');
  };
  await button(page, 'share').focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Export and share' });
  await tabTo(dialog.getByRole('radio', { name: 'Link and files' }));
  await page.keyboard.press('ArrowRight');
  await expect(dialog.getByRole('radio', { name: 'Embed' })).toBeFocused();
  await expect(piece(dialog)).toBeVisible();
  await tabTo(dialog.getByRole('radio', { name: 'the page’s' }));
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await tabTo(dialog.getByRole('switch', { name: 'Counters' }));
  await page.keyboard.press('Space');
  await tabTo(dialog.getByRole('combobox', { name: 'For a page in' }));
  await tabTo(dialog.getByRole('button', { name: 'Copy' }));
  await expect(focused).toHaveAccessibleDescription(/./);
  await page.keyboard.press('Enter');
  await expect(dialog.getByText(/^Copied, /)).toBeVisible();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toContain('<qos-scope preset="lost-puback" theme="dark" counters="true">');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(button(page, 'share')).toBeFocused();
});

for (const [width, colorScheme] of [
  [390, 'dark'],
  [1024, 'light'],
  [1440, 'dark'],
] as const) {
  test(`${width} px wide and ${colorScheme} it cuts off nothing, and breaks no rule of access`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 844 });
    await open(page, LOST);
    const dialog = await openEmbed(page);
    await choose(page, 'Preview, px wide', '720');
    const frame = await preview(page);
    await expect(frame.getByTestId('narration')).toContainText('A arrived twice');
    const wide = await dialog.evaluate((element) => {
      const controls = [...element.querySelectorAll('button, input, select, textarea')];
      return controls.flatMap((control) => {
        const { left, right } = control.getBoundingClientRect();
        return left < 0 || right > innerWidth ? [control.outerHTML.slice(0, 80)] : [];
      });
    });
    expect(wide).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    const { violations, passes } = await new AxeBuilder({ page })
      .include('dialog')
      // The frame has a test of its own (embedPlaces.spec.ts), and lets nobody else fetch its styles.
      .exclude('qos-scope')
      .options({ preload: false })
      .analyze();
    expect(violations).toEqual([]);
    expect(passes.length).toBeGreaterThan(10);
  });
}

test('Compare says that an embed is of one run', async ({ page }) => {
  await open(page, '#/compare?preset=mixed&t=2');
  await page.keyboard.press('s');
  const dialog = page.getByRole('dialog', { name: 'Share' });
  await expect(dialog.getByText(/^Files and embeds are made of one run/)).toBeVisible();
  await expect(dialog.getByRole('radio', { name: 'Embed' })).toHaveCount(0);
});
