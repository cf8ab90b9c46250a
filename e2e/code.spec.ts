// “In your code”: the setting on the screen as programs for five libraries, wherever it is asked for.

import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { codeSettingsOf } from '../src/lessons/code/codeSettings.ts';
import { LIBRARY } from '../src/lessons/code/libraries.ts';
import { LIBRARIES, type LibraryName } from '../src/lessons/code/snippet.ts';
import { parseLink } from '../src/scenario/link.ts';
import { button, choose, expect, open, test, waitIdle } from './helpers.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const BROKER = { host: 'localhost', port: 1883 };

const dialog = (page: Page) => page.getByRole('dialog', { name: 'In your code' });
const program = (page: Page, end: 'Publishing' | 'Subscribing') =>
  dialog(page).getByRole('region', { name: new RegExp(`^${end}: `) });
const select = (page: Page, name: string) =>
  dialog(page).getByRole('combobox', { name, exact: true });

async function openCode(page: Page, within: Page | Locator = page): Promise<void> {
  await within.getByRole('button', { name: 'In your code' }).click();
  await expect(dialog(page)).toBeVisible();
}

async function close(page: Page): Promise<void> {
  await dialog(page).getByRole('button', { name: 'Close' }).last().click();
  await expect(dialog(page)).toHaveCount(0);
}

/** What the formatter itself makes of a link's scenario. */
function formatted(link: string, library: LibraryName) {
  const settings = codeSettingsOf(parseLink(link).scenario, BROKER);
  if (settings === undefined) throw new Error(`No code of ${link}`);
  return LIBRARY[library].format(settings);
}

test('level and session, set in the controls, are in the code, and repeats are ignored where they can come', async ({
  page,
}) => {
  await open(page, '#/simulate?preset=playground&t=1');
  await choose(page, 'QoS of the next message', 'QoS 1');
  await openCode(page);
  await expect(program(page, 'Publishing')).toContainText('qos: 1,');
  await expect(program(page, 'Publishing')).toContainText('randomUUID()');
  await expect(program(page, 'Subscribing')).toContainText('seen.has(message.id)');
  await expect(program(page, 'Subscribing')).toContainText('clean: false,');
  await close(page);

  await choose(page, 'QoS of the next message', 'QoS 2');
  await page.getByRole('button', { name: /^sub\b/ }).click();
  const habits = page.getByText('Slow, silent or forgetful').first();
  await habits.click();
  await page.getByRole('switch', { name: 'Clean Start' }).first().click();
  await waitIdle(page);
  await openCode(page, page.getByRole('region', { name: 'Next message' }));
  await expect(program(page, 'Publishing')).toContainText('qos: 2,');
  await expect(program(page, 'Publishing')).not.toContainText('randomUUID()');
  await expect(program(page, 'Subscribing')).not.toContainText('seen');
  await expect(program(page, 'Subscribing')).toContainText('clean: true,');
  await expect(dialog(page)).toContainText('no ids are needed');
});

test('it follows the run while it is open, and keeps the library', async ({ page }) => {
  await open(page, '#/simulate?preset=default&t=2');
  await openCode(page);
  await select(page, 'Library').selectOption('paho-mqtt');
  await expect(program(page, 'Publishing')).toContainText('keepalive=60');
  await page.evaluate(() => {
    location.hash = '#/simulate?preset=default&keep-alive-sec=17&version=4';
  });
  await expect(program(page, 'Publishing')).toContainText('keepalive=17');
  await expect(program(page, 'Publishing')).toContainText('clean_session=');
  await close(page);
  await openCode(page);
  await expect(select(page, 'Library')).toHaveValue('paho');
});

test.describe('copying', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

  test('gives exactly what the formatter makes, for each library and both ends', async ({
    page,
  }) => {
    const link = 'preset=default&qos=2&keep-alive-sec=30';
    await open(page, `#/simulate?${link}&t=2`);
    await openCode(page);
    const [, first = ''] = await select(page, 'Message').locator('option').allTextContents();
    await select(page, 'Message').selectOption(first);
    for (const library of LIBRARIES) {
      await select(page, 'Library').selectOption(library);
      const { publisher, subscriber } = formatted(link, library);
      for (const [end, text] of [
        ['Publishing', publisher],
        ['Subscribing', subscriber],
      ] as const) {
        await dialog(page)
          .getByRole('button', { name: new RegExp(`^Copy ${end}`) })
          .click();
        await expect(dialog(page).getByText('Copied.').first()).toBeVisible();
        expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(text);
        expect(await program(page, end).textContent()).toBe(text);
      }
      await expect(dialog(page)).toContainText(
        `${LIBRARY[library].title} ${LIBRARY[library].version}`,
      );
    }
  });

  test('where the browser does not let it, the text is selected', async ({ page }) => {
    await page.addInitScript(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error('denied'));
    });
    await open(page, '#/simulate?preset=default&t=2');
    await openCode(page);
    await dialog(page)
      .getByRole('button', { name: /^Copy Subscribing/ })
      .click();
    await expect(dialog(page).getByText('It is selected: copy it.')).toBeVisible();
    const selected = await page.evaluate(() => getSelection()?.toString());
    expect(selected?.trim()).toBe((await program(page, 'Subscribing').textContent())?.trim());
  });
});

test('of several messages and levels one is chosen', async ({ page }) => {
  await open(page, '#/simulate?preset=mixed&t=2');
  await openCode(page);
  for (const [of, level] of [
    [/QoS 0, by/, '0'],
    [/QoS 1, by/, '1'],
    [/QoS 2, by/, '2'],
  ] as const) {
    const options = await select(page, 'Message').locator('option').allTextContents();
    const label = options.find((text) => of.test(text) && !text.startsWith('The next')) ?? '';
    await select(page, 'Message').selectOption(label);
    await expect(program(page, 'Publishing')).toContainText(`qos: ${level},`);
  }
});

test('with keys alone: from the controls and back, each program a stop that scrolls', async ({
  page,
}) => {
  await open(page, '#/simulate?preset=default&t=2');
  await button(page, 'In your code').focus();
  await page.keyboard.press('Enter');
  await expect(dialog(page).getByRole('heading', { name: 'In your code' })).toBeFocused();
  for (const name of ['Publishing', 'Subscribing'] as const) {
    const region = program(page, name);
    for (let n = 0; n < 12; n++) {
      if (await region.evaluate((element) => element === document.activeElement)) break;
      await page.keyboard.press('Tab');
    }
    await expect(region).toBeFocused();
  }
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toHaveCount(0);
  await expect(button(page, 'In your code')).toBeFocused();
});

test('from a client in the inspector, from Learn and from advice', async ({ page }) => {
  await open(page, '#/simulate?preset=default&t=2');
  await page.getByRole('button', { name: /^pub/ }).first().click();
  await openCode(page, page.getByRole('region', { name: 'Details', exact: true }));
  await expect(program(page, 'Publishing')).toHaveAccessibleName('Publishing: pub');
  await close(page);

  await open(page, '#/learn');
  await openCode(page);
  await expect(program(page, 'Subscribing')).toContainText('subscribeAsync');
  await close(page);

  await open(page, '#/choose');
  await page.getByRole('radio', { name: 'Yes: only the newest counts' }).check();
  await openCode(page, page.getByRole('region', { name: 'Advice' }));
  await expect(program(page, 'Publishing')).toContainText('qos: 0,');
});

test('at the end of a lesson about choosing, as the code of its run', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page, '#/learn?lesson=choosing&step=all-at-two');
  await expect(button(page, 'In your code')).toHaveCount(0);
  await page.getByRole('button', { name: /how me$/ }).click();
  await waitIdle(page);
  await openCode(page);
  await expect(program(page, 'Publishing')).toContainText('qos: 2,');
  const options = await select(page, 'Message').locator('option').allTextContents();
  expect(options.length).toBeGreaterThan(2);
  expect(options.join()).not.toContain('by hand');
});

for (const colorScheme of ['dark', 'light'] as const) {
  test(`no faults that axe finds, and nothing wider than a phone (${colorScheme})`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 390, height: 844 });
    await open(page, '#/simulate?preset=mixed&t=2');
    await button(page, 'More').click();
    await openCode(page);
    for (const library of LIBRARIES) {
      await select(page, 'Library').selectOption(library);
      const { violations } = await new AxeBuilder({ page })
        .setLegacyMode(true)
        .withTags(TAGS)
        .analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target}`)).toEqual([]);
      const wider = await dialog(page).evaluate((element) => {
        const body = element.querySelector('[tabindex="0"]');
        return Math.max(
          element.scrollWidth - element.clientWidth,
          (body?.scrollWidth ?? 0) - (body?.clientWidth ?? 0),
        );
      });
      expect(wider).toBeLessThanOrEqual(0);
    }
    const box = await program(page, 'Publishing').boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(390);
  });
}
