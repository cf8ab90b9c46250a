// Takes the pictures that README.md shows, from the built page. Run as `npm run pictures` after a
// change that can be seen.
import { chromium } from '@playwright/test';
import { preview } from 'vite';
import { browserLaunch } from './findBrowser.ts';

interface Picture {
  readonly name: string;
  /** Empty: a first visit. */
  readonly hash: string;
  readonly scheme: 'light' | 'dark';
}

const pictures: readonly Picture[] = [
  { name: 'simulate', hash: '#/simulate?preset=mixed&t=14.3', scheme: 'dark' },
  { name: 'compare', hash: '#/compare?preset=mixed&t=14.3', scheme: 'dark' },
  { name: 'lab', hash: '#/lab', scheme: 'light' },
  { name: 'first-visit', hash: '', scheme: 'light' },
];

const LAST = [
  ['#/simulate', /^[0-9a-f]{16}$/],
  ['#/compare', /^[0-9a-f]{16}$/],
] as const;

const folder = new URL('./pictures/', import.meta.url).pathname;
const server = await preview({ preview: { port: 4818, strictPort: true } });
const browser = await chromium.launch(browserLaunch());
for (const { name, hash, scheme } of pictures) {
  const page = await browser.newPage({
    viewport: { width: 1440, height: 900 },
    colorScheme: scheme,
    // The first visit's story stands at its end then.
    reducedMotion: 'reduce',
  });
  await page.goto(`http://127.0.0.1:4818/${hash}`);
  await page.locator('html[data-state="idle"]').waitFor();
  await page.evaluate(() => document.fonts.ready);
  // The last thing to come beside each of them.
  const last = LAST.find(([screen]) => hash.startsWith(screen))?.[1];
  if (last !== undefined) await page.getByText(last).last().waitFor();
  await page.screenshot({ path: `${folder}${name}.png` });
  await page.close();
}
await browser.close();
await server.close();
