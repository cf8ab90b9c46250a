// The embed's dialog as its author uses it.

import type { Locator, Page } from '@playwright/test';
import { iframe, inside, waitReady } from './embedHost.ts';
import { frameIdle } from './embedInFrame.ts';
import { expect } from './helpers.ts';

export const LOST = '#/simulate?preset=lost-puback&t=1.4';

export async function openEmbed(page: Page): Promise<Locator> {
  await page.keyboard.press('s');
  const dialog = page.getByRole('dialog', { name: 'Export and share' });
  await dialog.getByRole('radio', { name: 'Embed' }).check();
  await expect(piece(dialog)).toBeVisible();
  return dialog;
}

/** The page in the preview, once it stands. */
export async function preview(page: Page) {
  await iframe(page).scrollIntoViewIfNeeded();
  await waitReady(page);
  const frame = await inside(page);
  await frameIdle(frame);
  return frame;
}

export function piece(dialog: Locator, where = 'In the page'): Locator {
  return dialog.getByRole('textbox', { name: where });
}

/** The element's opening tag, as it is to be pasted. */
export async function tagIn(dialog: Locator): Promise<string> {
  return /<qos-scope[^>]*>/.exec(await piece(dialog).inputValue())?.[0] ?? '';
}

export function turn(dialog: Locator, name: string): Promise<void> {
  return dialog.getByRole('switch', { name }).click();
}

export async function copied(page: Page, dialog: Locator): Promise<string> {
  await dialog.getByRole('button', { name: 'Copy' }).last().click();
  await expect(dialog.getByText(/^Copied, /)).toBeVisible();
  return page.evaluate(() => navigator.clipboard.readText());
}
