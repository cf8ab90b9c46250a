// The text that the embed's dialog makes: pasted, it leads everywhere to the same run.

import type { Page } from '@playwright/test';
import { copied, LOST, openEmbed, piece, turn } from './embedAuthor.ts';
import { inside, waitReady } from './embedHost.ts';
import { clippedIn, frameIdle, frameOf } from './embedInFrame.ts';
import {
  button,
  choose,
  expect,
  type Faults,
  narration,
  open,
  readHash,
  readTime,
  test,
  waitIdle,
} from './helpers.ts';
import { servePages } from './hostServer.ts';

/** Serves a page of another origin that has this in it, and opens it. */
async function paste(html: string, reader: Page, faults: Faults) {
  const pages = new Map([['/', { html: `<!doctype html><title>Docs</title>${html}` }]]);
  const host = await servePages(pages);
  faults.allow(new RegExp(`^request to elsewhere: ${host.origin}/|favicon|404`));
  await reader.goto(`${host.origin}/`);
  return host;
}

test('the snippet copied into a page of another origin shows the same run, to the byte', async ({
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

  const reader = await newVisitor();
  const host = await paste(html, reader, faults);
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

test('it has a text for each tool, each piece with its place and its button', async ({
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

test('for a tool without scripts it is a frame that shows the run, and cuts off nothing', async ({
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
  const reader = await newVisitor();
  const host = await paste(`<style>body { margin: 0 }</style>${html}`, reader, faults);
  const element = reader.locator('iframe');
  await expect(element).toHaveAttribute('title', 'QoScope: A lost PUBACK');
  const frame = await frameOf(element);
  await expect(frame.getByTestId('narration')).toContainText('A arrived twice');
  await frameIdle(frame);
  for (const width of [320, 480, 720, 1200]) {
    await reader.setViewportSize({ width, height: 900 });
    await expect.poll(() => clippedIn(frame), `${width} px`).toEqual([]);
  }
  await host.close();
});

test('it leaves out the picture, whose size it says, and keeps the sentences', async ({ page }) => {
  await open(page, LOST);
  const dialog = await openEmbed(page);
  await expect(dialog.getByText(/^The ladder of what is played, [\d.]+ kB of/)).toBeVisible();
  await expect(piece(dialog)).toHaveValue(/<img src="data:image\/svg\+xml;base64,/);
  await turn(dialog, 'Static picture');
  await expect(piece(dialog)).not.toHaveValue(/<img/);
  await expect(piece(dialog)).toHaveValue(/<p>[^<]*A arrived twice/);
});

test('it asks for an address that readers can reach, and refuses what is none', async ({
  page,
}) => {
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
  await expect(piece(dialog)).toHaveValue(/src="https:\/\/docs\.example\.org\/qoscope\/embed\.js"/);
  await expect(dialog.getByText(/^address: got/)).toHaveCount(0);
});
