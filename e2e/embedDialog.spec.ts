// The embed's dialog: an author chooses what is shown, and sees it as their page will have it.

import AxeBuilder from '@axe-core/playwright';
import type { Locator } from '@playwright/test';
import { LOST, openEmbed, piece, preview, tagIn, turn } from './embedAuthor.ts';
import { iframe } from './embedHost.ts';
import { frameIdle } from './embedInFrame.ts';
import { button, choose, expect, open, test, waitForTime } from './helpers.ts';

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
