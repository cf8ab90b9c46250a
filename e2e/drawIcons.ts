// Draws the icons of the installed page from the mark of favicon.svg. Run as `npm run icons` after a
// change of the mark; what it draws is committed, in public/.
import { readFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { browserLaunch } from './findBrowser.ts';

interface Icon {
  readonly name: string;
  /** Of the square, in px. */
  readonly size: number;
  /** Of the mark, as a share of the square: a maskable icon shows for certain its inner 80 %. */
  readonly mark: number;
  /** Whether the corners are cut off by whoever shows it. */
  readonly full: boolean;
}

const icons: readonly Icon[] = [
  { name: 'icon-192', size: 192, mark: 0.8, full: false },
  { name: 'icon-512', size: 512, mark: 0.8, full: false },
  { name: 'icon-maskable-512', size: 512, mark: 0.62, full: true },
  { name: 'apple-touch-icon', size: 180, mark: 0.76, full: true },
];

const folder = new URL('../public/', import.meta.url).pathname;
const mark = readFileSync(`${folder}favicon.svg`, 'utf8');
const browser = await chromium.launch(browserLaunch());
const page = await browser.newPage({ colorScheme: 'light' });
for (const { name, size, mark: share, full } of icons) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>
    body { margin: 0 }
    div { display: grid; place-items: center; height: 100vh; background: #f5f4f0;
      border-radius: ${full ? '0' : '18%'} }
    svg { width: ${share * 100}% }
  </style><div>${mark}</div>`);
  await page.screenshot({ path: `${folder}${name}.png`, omitBackground: true });
}
await browser.close();
