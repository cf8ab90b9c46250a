// Sites of documentation tools, written and built for a test: with npm's packages (hosts/), or with
// programs of Debian's (ensurePrograms.ts). Where a tool cannot be had, its test is skipped, loudly.
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Locator, Page } from '@playwright/test';
import { formatSnippet, type Snippet, type SnippetName } from '../src/exports/snippets.ts';
import { expect, inside, test } from './embedHost.ts';
import { onPath } from './findBrowser.ts';

export const run = promisify(execFile);

const FALLBACK = {
  image: "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/%3E",
  alt: 'A ladder: message A is sent twice',
  sentences: ['The PUBACK of A is lost, so A is sent again.', 'What {{ braces }} say, they say.'],
};

type Files = Readonly<Record<string, string>>;

/** @returns a folder of its own with these files */
export async function write(name: string, files: Files): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `qoscope-${name}-`));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}

/** The project in hosts/NAME with these files, installed in a folder of its own. */
export async function install(name: string, files: Files): Promise<string> {
  const folder = await write(name, files);
  await cp(fileURLToPath(new URL(`hosts/${name}`, import.meta.url)), folder, { recursive: true });
  try {
    await run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder, timeout: 400_000 });
  } catch (error) {
    await rm(folder, { recursive: true });
    // The lock file is at fault, and not the network.
    if (String(error).includes('EUSAGE')) throw error;
    skip(`the packages of ${name} cannot be installed here`, error);
  }
  return folder;
}

export function needs(program: string): void {
  if (onPath(program) === undefined) skip(`there is no ${program} here`);
}

function skip(why: string, error: unknown = ''): void {
  const reason = `NOT TESTED: ${why}`;
  console.warn(`\n!!! ${reason}\n${error instanceof Error ? error.message : error}\n`);
  test.skip(true, reason);
}

/** The pieces of a snippet. @param qoscope where embed.js lies */
export function snippetFor(
  tool: SnippetName,
  qoscope: string,
  parameters: Readonly<Record<string, string>>,
): Snippet['pieces'] {
  const embedding = { base: `${qoscope}/`, parameters, title: 'A run', fallback: FALLBACK };
  return formatSnippet(tool, embedding).pieces;
}

/** What a reader without scripts sees of the embed. */
export async function expectFallback(page: Page): Promise<void> {
  for (const text of FALLBACK.sentences) await expect(page.getByText(text)).toBeVisible();
  await expect(page.getByRole('img', { name: FALLBACK.alt })).toBeVisible();
}

/** On paper the sentences stand, and not the frame. */
export async function expectOnPaper(page: Page): Promise<void> {
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText('What {{ braces }} say, they say.')).toBeVisible();
}

/** Of the frame in the page. */
export async function themeIn(page: Page): Promise<string | undefined> {
  return (await inside(page)).evaluate(() => document.documentElement.dataset.theme);
}

/** The frame is light, as the page is, and follows its switch and back. @param isDark expects it of the page */
export async function expectToFollow(
  page: Page,
  toDark: Locator,
  isDark: () => Promise<void>,
  toLight = toDark,
): Promise<void> {
  expect(await themeIn(page)).toBe('light');
  await toDark.click();
  await isDark();
  await expect.poll(() => themeIn(page)).toBe('dark');
  await toLight.click();
  await expect.poll(() => themeIn(page)).toBe('light');
}
