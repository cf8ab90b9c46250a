// The keyboard alone: everything can be reached and used, and focus is always seen and never lost.

import type { Locator, Page } from '@playwright/test';
import {
  button,
  counter,
  expect,
  narration,
  open,
  packet,
  readHash,
  readTime,
  test,
  waitForTime,
  waitIdle,
} from './helpers.ts';

const EMPTY = '#/simulate?preset=playground&t=2';

/** Presses Tab until the element has focus, a bounded number of times; focus is seen at every stop. */
async function tabTo(
  page: Page,
  role: Parameters<Page['getByRole']>[0],
  name: string,
  key: 'Tab' | 'Shift+Tab' = 'Tab',
) {
  const target = page.getByRole(role, { name, exact: true });
  for (let stops = 0; stops < 80; stops++) {
    await page.keyboard.press(key);
    await expectFocusSeen(page);
    if (await target.evaluate((element) => element === document.activeElement)) return target;
  }
  throw new Error(`Tab does not lead to ${role} “${name}”`);
}

/** Something has focus, and an outline is drawn around it or around what stands for it. */
async function expectFocusSeen(page: Page): Promise<void> {
  const seen = await page.evaluate(() => {
    const focused = document.activeElement;
    if (focused === null || focused === document.body) return 'nothing has focus';
    const field = focused.parentElement;
    const drawnFor = [focused, field, field?.parentElement, focused.nextElementSibling];
    const isDrawn = drawnFor.some((one) => {
      if (!one) return false;
      const { outlineStyle, outlineWidth } = getComputedStyle(one);
      return outlineStyle !== 'none' && outlineWidth !== '0px';
    });
    // A range's thumb cannot be asked for its style: another test looks at its pixels.
    const isRange = focused.matches('input[type="range"]:focus-visible');
    return isDrawn || isRange ? 'seen' : `not seen: ${focused.outerHTML.slice(0, 120)}`;
  });
  expect(seen).toBe('seen');
}

test('a whole session with the keyboard alone, focus seen and never lost', async ({ page }) => {
  await open(page, EMPTY);
  await tabTo(page, 'slider', 'Loss, broker ⇄ subscriber');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('slider', { name: 'Loss, broker ⇄ subscriber' })).toHaveValue('1');
  await page.keyboard.press('ArrowLeft');
  await waitIdle(page);

  const next = page.getByRole('group', { name: 'QoS of the next message' });
  await page.keyboard.press('3');
  await expect(next.getByRole('radio', { name: 'QoS 2' })).toBeChecked();
  await expectFocusSeen(page);

  await tabTo(page, 'button', 'Step to the next event');
  await page.keyboard.press('p');
  await expect(counter(page, 'published', 2)).toHaveText('1');
  await expectFocusSeen(page);
  await page.keyboard.press('Shift+Tab');
  await expect(button(page, 'Pause')).toBeFocused();
  await page.keyboard.press('Space');
  await waitIdle(page);
  await expectFocusSeen(page);

  const paused = await readTime(page);
  await page.keyboard.press('ArrowRight');
  await waitIdle(page);
  await page.keyboard.press('ArrowRight');
  await waitIdle(page);
  const stepped = await readTime(page);
  expect(stepped).toBeGreaterThan(paused);
  await page.keyboard.press('ArrowLeft');
  await waitIdle(page);
  expect(await readTime(page)).toBeLessThan(stepped);
  await expectFocusSeen(page);

  await page.keyboard.press('Home');
  await waitIdle(page);
  expect(await readTime(page)).toBeLessThan(2);
  await page.keyboard.press('End');
  await waitIdle(page);
  await waitForTime(page, stepped);
  await expectFocusSeen(page);

  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keys' });
  await expect(sheet).toBeVisible();
  await expectFocusInside(sheet);
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await expect(button(page, 'Play')).toBeFocused();
  await expectFocusSeen(page);

  await page.keyboard.press('u');
  await waitIdle(page);
  await expect(counter(page, 'published', 2)).toHaveText('0');
  await expectFocusSeen(page);

  const clients = page.getByRole('button', { name: /^sub.* connect(ed|ing)$/ });
  await tabTo(page, 'button', 'Add a subscriber', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await waitIdle(page);
  await expect(narration(page)).toHaveText('sub-2 joins and subscribes at QoS 1.');
  await expect(button(page, 'Add a subscriber')).toBeFocused();
  await tabTo(page, 'button', 'Add a publisher', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await waitIdle(page);
  await expect(narration(page)).toHaveText('pub-2 joins.');
  await tabTo(page, 'button', 'Remove sub-2', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await waitIdle(page);
  await expect(narration(page)).toHaveText(/^sub-2 leaves/);
  await expect(clients).toHaveCount(1);
  await expect(page.getByRole('button', { name: /^pub-2/ })).toBeFocused();
  await expectFocusSeen(page);
  await page.keyboard.press('u');
  await waitIdle(page);
  await expect(clients).toHaveCount(2);
  await expectFocusSeen(page);
});

test('time, zoom, inspector, table of events and a rule of “when”, all by keys', async ({
  page,
}) => {
  await open(page, '#/simulate?preset=mixed&t=12');
  await tabTo(page, 'button', 'PUBLISH L, QoS 1, publisher to broker');
  await page.keyboard.press('Enter');
  await page.keyboard.press('i');
  await expect(page.locator('#inspector')).toBeFocused();
  await expect(page.locator('#inspector')).toContainText('PUBLISH L');
  await page.keyboard.press('l');
  await waitIdle(page);
  expect(page.url()).toContain('delay');
  await page.keyboard.press('u');
  await waitIdle(page);
  expect(page.url()).not.toContain('delay');
  await page.keyboard.press('Shift+U');
  await waitIdle(page);
  expect(page.url()).toContain('delay');
  await page.keyboard.press('u');
  await waitIdle(page);

  await page.keyboard.press('.');
  await waitIdle(page);
  const loss = await readTime(page);
  expect(loss).toBeGreaterThan(12);
  await expect(narration(page)).toContainText(/ was lost /);
  await page.keyboard.press(',');
  await waitIdle(page);
  expect(await readTime(page)).toBeLessThan(loss);

  const had = await page.evaluateHandle(() => document.activeElement);
  await page.keyboard.press('e');
  await expect(page.getByRole('grid', { name: 'Events' })).toBeFocused();
  await expectFocusSeen(page);
  await page.keyboard.press('e');
  await expect(button(page, 'events')).toHaveAttribute('aria-pressed', 'false');
  await expect.poll(() => had.evaluate((one) => one === document.activeElement)).toBe(true);

  await page.keyboard.press('w');
  const waitsFor = page.getByRole('combobox', { name: 'What is waited for' });
  await expect(waitsFor).toBeFocused();
  await expectFocusSeen(page);
  await waitsFor.selectOption('second-copy');
  await tabTo(page, 'button', 'Arm');
  await page.keyboard.press('Enter');
  await expect(button(page, 'Disarm')).toBeVisible();
  await expectFocusSeen(page);
  await page.keyboard.press('Escape');
  await expect(waitsFor).toHaveCount(0);
  await expectFocusSeen(page);
  await expect(page.getByText('when a second copy is delivered: pause, once')).toBeVisible();
});

async function expectFocusInside(container: Locator): Promise<void> {
  expect(await container.evaluate((one) => one.contains(document.activeElement))).toBe(true);
}

test('Space plays and pauses from anywhere that does not need it', async ({ page }) => {
  await open(page, EMPTY);
  await page.keyboard.press('Space');
  await expect(button(page, 'Pause')).toBeVisible();
  await page.keyboard.press('Space');
  await waitIdle(page);
  await expect(button(page, 'Play')).toBeVisible();
});

test('a field keeps the keys that are typed into it', async ({ page }) => {
  await open(page, EMPTY);
  const before = await readHash(page);
  const seed = page.getByRole('textbox', { name: 'seed' });
  await seed.focus();
  await page.keyboard.type('p3 u?k');
  await expect(seed).toHaveValue('p3 u?k');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(seed).toHaveValue('1');
  expect(await readHash(page)).toBe(before);
  await expect(counter(page, 'published', 1)).toHaveText('0');
});

test('a packet is reached by Tab, selected by Enter and killed by K, and focus stays', async ({
  page,
}) => {
  await open(page, '#/simulate?preset=mixed&t=12');
  const publish = await tabTo(page, 'button', 'PUBLISH L, QoS 1, publisher to broker');
  await page.keyboard.press('Enter');
  await expect(publish).toHaveAttribute('aria-pressed', 'true');
  await expectFocusSeen(page);
  await tabTo(page, 'button', 'Kill');
  await page.keyboard.press('Enter');
  await waitIdle(page);
  await expect(narration(page)).toHaveText('The PUBLISH of L was killed on its way to the broker.');
  await expectFocusSeen(page);
});

test('focus is not lost with the packet that has it', async ({ page }) => {
  await open(page, '#/simulate?preset=mixed&t=12');
  await packet(page, 'PUBLISH L').focus();
  await page.keyboard.press('Enter');
  for (let steps = 0; steps < 4; steps++) {
    await page.keyboard.press('ArrowRight');
    await waitIdle(page);
  }
  await expect(packet(page, 'PUBLISH L, QoS 1, publisher to broker')).toHaveCount(0);
  await expectFocusSeen(page);
});

test('focus is not lost with a button that has done its work', async ({ page }) => {
  await open(page, EMPTY);
  await page.keyboard.press('p');
  await expect(button(page, 'Pause')).toBeVisible();
  await page.keyboard.press('Space');
  await waitIdle(page);
  await button(page, 'undo').focus();
  await page.keyboard.press('Enter');
  await waitIdle(page);
  await expect(counter(page, 'published', 1)).toHaveText('0');
  await expectFocusSeen(page);
});

test('focus is not lost with a notice that is dismissed', async ({ page }) => {
  await open(page, `${EMPTY}&colour=red`);
  await button(page, 'Dismiss').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expectFocusSeen(page);
});

test('the table of events opens in sight, moves nothing else, and takes the focus when a key opens it', async ({
  page,
}) => {
  for (const [width, height] of [
    [1440, 900],
    [1280, 720],
    [1024, 768],
  ] as const) {
    await page.setViewportSize({ width, height });
    await open(page, '#/simulate?preset=mixed&t=12');
    const grid = page.getByRole('grid', { name: 'Events' });
    const play = button(page, 'Play');
    const before = await play.boundingBox();
    await page.keyboard.press('e');
    await expect(grid).toBeFocused();
    await expect(grid.locator('xpath=..')).toBeInViewport({ ratio: 1 });
    expect(await play.boundingBox()).toEqual(before);
    expect(await page.getByRole('main').evaluate((one) => one.scrollTop)).toBe(0);
    await page.keyboard.press('e');
    await expect(grid).toHaveCount(0);
    await expect(button(page, 'events')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(grid).toBeFocused();
    await page.keyboard.press('e');
    await expect(button(page, 'events')).toBeFocused();
    // By pointer alone: the focus stays where it was put.
    await narration(page).click();
    await button(page, 'events').click();
    await expect(grid).toBeVisible();
    await expect(button(page, 'events')).toBeFocused();
    await button(page, 'events').click();
  }
});

test('what is removed leaves its focus to what is nearest, and no ring stands around the page', async ({
  page,
}) => {
  await open(page, '#/simulate?preset=playground&do=2:add,sub-2,sub=qoscope/demo:1&t=4');
  await button(page, 'Remove sub').focus();
  await page.keyboard.press('Enter');
  await waitIdle(page);
  await expect(page.getByRole('button', { name: /^sub-2 / })).toBeFocused();
  await button(page, 'Skip to the main part').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await expect(page.getByRole('main')).toHaveCSS('outline-style', 'none');
});

test('the first visit is told by keyboard alone, and focus stays', async ({ page }) => {
  await page.goto('/');
  await expect(button(page, 'Pause')).toBeVisible();
  await tabTo(page, 'button', 'Kill the PUBLISH instead');
  await page.keyboard.press('Enter');
  await expect(page.getByText('A command in this run: kill the first PUBLISH')).toBeVisible();
  await expectFocusSeen(page);
  await tabTo(page, 'button', 'Pause');
  await page.keyboard.press('Enter');
  await waitIdle(page);
  await expectFocusSeen(page);
  await page.keyboard.press('Shift+Tab');
  await button(page, 'All controls').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('slider', { name: 'Playhead' })).toBeVisible();
  await expectFocusSeen(page);
});

test('a slider with focus looks otherwise than without', async ({ page }) => {
  await open(page, EMPTY);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const slider = await tabTo(page, 'slider', 'Jitter');
  const withFocus = await slider.screenshot();
  await slider.blur();
  expect((await slider.screenshot()).equals(withFocus)).toBe(false);
});

test('the first Tab offers to skip to the main part', async ({ page }) => {
  await open(page, EMPTY);
  await page.keyboard.press('Tab');
  const skip = button(page, 'Skip to the main part');
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
});

test('the sheet of keys names every key, and is closed by its button and by Escape', async ({
  page,
}) => {
  await open(page, EMPTY);
  await button(page, 'Keys').click();
  const sheet = page.getByRole('dialog', { name: 'Keys' });
  const keys: Readonly<Record<string, readonly string[]>> = {
    Time: ['Space', '←', '→', 'Shift ←', 'Shift →', ',', '.', '[', ']', 'Home', 'End', 'W'],
    Picture: ['+', '−', '0', 'I', 'N', 'E', 'S', 'Esc'],
    Commands: ['1', '2', '3', 'P', 'K', 'L', 'D', 'X', 'U', 'Shift U'],
    Help: ['?'],
  };
  for (const [group, shown] of Object.entries(keys)) {
    const terms = sheet.getByRole('region', { name: group, exact: true }).getByRole('term');
    await expect(terms).toHaveText([...shown]);
  }
  await sheet.getByRole('button', { name: 'Close' }).last().click();
  await expect(sheet).toBeHidden();
  await expect(button(page, 'Keys')).toBeFocused();
});
