// Takes the pictures that README.md shows, from the built page: all of them, or those that are named. Run
// as `npm run pictures` after a change that can be seen.
import { chromium, type Page } from '@playwright/test';
import { preview } from 'vite';
import { browserLaunch } from './findBrowser.ts';

interface Picture {
  readonly name: string;
  /** Empty: a first visit. */
  readonly hash: string;
  readonly scheme: 'light' | 'dark';
  /** What is done on the page first. */
  readonly prepare?: (page: Page) => Promise<void>;
}

const pictures: readonly Picture[] = [
  { name: 'simulate', hash: '#/simulate?preset=mixed&t=14.3', scheme: 'dark' },
  { name: 'compare', hash: '#/compare?preset=mixed&t=14.3', scheme: 'dark' },
  { name: 'lab', hash: '#/lab', scheme: 'light' },
  { name: 'first-visit', hash: '', scheme: 'light' },
  {
    name: 'learn',
    hash: '#/learn?lesson=at-least-once&step=kill-the-answer',
    scheme: 'light',
    prepare: predictAndWatch,
  },
];

/** The most common prediction, and the step to its end. */
async function predictAndWatch(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'Once' }).check();
  while (!(await page.getByText('You said: Once. It was: Twice.').isVisible())) {
    await page.getByRole('button', { name: /^(Show me|Go on)$/ }).click();
    await page.locator('html[data-state="idle"]').waitFor();
  }
  await page.mouse.move(0, 0);
}

const LAST = [
  ['#/simulate', /^[0-9a-f]{16}$/],
  ['#/compare', /^[0-9a-f]{16}$/],
] as const;

const named = process.argv.slice(2);
const folder = new URL('./pictures/', import.meta.url).pathname;
const server = await preview({ preview: { port: 4818, strictPort: true } });
const browser = await chromium.launch(browserLaunch());
for (const { name, hash, scheme, prepare } of pictures) {
  if (named.length > 0 && !named.includes(name)) continue;
  const page = await browser.newPage({
    viewport: { width: 1440, height: 900 },
    colorScheme: scheme,
    // The first visit's story stands at its end then.
    reducedMotion: 'reduce',
  });
  await page.goto(`http://127.0.0.1:4818/${hash}`);
  await page.locator('html[data-state="idle"]').waitFor();
  await page.evaluate(() => document.fonts.ready);
  await prepare?.(page);
  // The last thing to come beside each of them.
  const last = LAST.find(([screen]) => hash.startsWith(screen))?.[1];
  if (last !== undefined) await page.getByText(last).last().waitFor();
  await page.screenshot({ path: `${folder}${name}.png` });
  await page.close();
}
await browser.close();
await server.close();
