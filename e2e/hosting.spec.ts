// The built page on a static host, below a path of its own, with the headers that are documented: every
// screen, without a network, and when a new version is there.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { test as base, button, expect, readHash, waitIdle } from './helpers.ts';
import { headersOf, readRules, type StaticHost, serveFolder } from './staticHost.ts';

const dist = fileURLToPath(new URL('../dist', import.meta.url));
const LINK = '#/simulate?preset=lost-puback&seed=7&t=2';

const test = base.extend<{ readonly host: StaticHost }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what is needed
  host: async ({}, use) => {
    const host = await serveFolder(dist, '/some/sub/path/');
    await use(host);
    await host.close();
  },
  baseURL: async ({ host }, use) => use(host.address),
});
test.use({ serviceWorkers: 'allow' });

async function open(page: Page, link: string): Promise<void> {
  await page.goto(`./${link}`);
  await waitIdle(page);
}

/** @param link begins with the screen's name */
async function openScreen(page: Page, link: string): Promise<void> {
  await open(page, `#/${link}`);
  const [name = ''] = link.split('?');
  const tab = page.getByRole('link', { name: new RegExp(`^${name}$`, 'i') });
  await expect(tab).toHaveAttribute('aria-current', 'page');
}

async function sweep(page: Page): Promise<void> {
  await openScreen(page, 'lab?x=loss=0,0.3&measure=duplicates&replications=3');
  await expect(page.getByRole('main')).toContainText('Done');
}

/** Until the service worker has everything, and the page is its. */
async function visitAgain(page: Page): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await waitIdle(page);
  expect(await page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe('activated');
}

test('each screen works below a path, with the documented headers', async ({ page, host }) => {
  await open(page, '');
  await openScreen(page, 'simulate?t=2');
  expect(await readHash(page)).toMatch(/^[0-9a-f]{16}$/);
  await openScreen(page, 'compare?t=2');
  await expect(page.getByRole('status', { name: 'Trace hash' })).toHaveText(
    Array(3).fill(/^[0-9a-f]{16}$/),
  );
  await openScreen(page, 'choose');
  await sweep(page);
  expect(host.asked.filter((name) => name === '')).toEqual([]);
});

test('without a network, after one visit, the page opens and simulates', async ({ page, host }) => {
  await open(page, LINK);
  const hash = await readHash(page);
  await visitAgain(page);
  await host.close();
  await page.reload();
  expect(await readHash(page)).toBe(hash);
  await page.goto('about:blank');
  await sweep(page);
  await openScreen(page, 'compare?t=2');
});

test('a new version is announced, and comes when it is asked for, to the same run', async ({
  page,
  host,
}) => {
  await open(page, LINK);
  const hash = await readHash(page);
  await visitAgain(page);
  await expect(button(page, 'Reload')).toHaveCount(0);

  const index = await readFile(`${dist}/index.html`, 'utf8');
  host.put('index.html', index.replace('<title>', '<title>Newer '));
  const worker = await readFile(`${dist}/sw.js`, 'utf8');
  host.put('sw.js', worker.replace(/(index\.html[^}]*?)[0-9a-f]{16}/, '$1fedcba9876543210'));
  await page.reload();
  await expect(page.getByText('A new version is there.')).toBeVisible();
  await expect(page).toHaveTitle(/^QoScope/);
  await expect(page.locator('html')).toHaveJSProperty('scrollHeight', page.viewportSize()?.height);

  await button(page, 'Reload').click();
  await expect(page).toHaveTitle(/^Newer QoScope/);
  expect(new URL(page.url()).hash).toBe(LINK);
  expect(await readHash(page)).toBe(hash);
  await expect(button(page, 'Reload')).toHaveCount(0);
});

test('a tab that has not asked is told, and stays what it is', async ({ page, host, context }) => {
  await open(page, LINK);
  await visitAgain(page);
  const other = await context.newPage();
  await other.goto(`./${LINK}`);
  await waitIdle(other);
  const worker = await readFile(`${dist}/sw.js`, 'utf8');
  host.put('sw.js', `${worker}\n`);
  await page.reload();
  await button(page, 'Reload').click();
  await expect(page.getByText('A new version is there.')).toHaveCount(0);
  await expect(other.getByText('A new version is there.')).toBeVisible();
  await button(other, 'Dismiss').click();
  await expect(other.getByText('A new version is there.')).toHaveCount(0);
  expect(new URL(other.url()).hash).toBe(LINK);
});

test('the embed page and its scripts are none of the service worker’s', async ({ page, host }) => {
  host.put(
    'embed.html',
    '<!doctype html><title>Embedded</title><link rel="icon" href="favicon.svg"><script src="embed.js"></script>',
  );
  host.put('embed.js', 'document.title += " and run"');
  await open(page, LINK);
  await visitAgain(page);
  const kept = await page.evaluate(async () => {
    const caches = await Promise.all(
      (await self.caches.keys()).map((key) => self.caches.open(key)),
    );
    const requests = (await Promise.all(caches.map((cache) => cache.keys()))).flat();
    return requests.map(({ url }) => url);
  });
  expect(kept.length).toBeGreaterThan(40);
  expect(kept.filter((url) => /embed/.test(url))).toEqual([]);
  const scripts = page.waitForResponse(/embed\.js/);
  const response = await page.goto('./embed.html');
  expect(response?.fromServiceWorker()).toBe(false);
  expect((await scripts).fromServiceWorker()).toBe(false);
  await expect(page).toHaveTitle('Embedded and run');
});

test('it can be installed: a manifest without faults, and icons of the sizes that it says', async ({
  page,
}) => {
  await open(page, LINK);
  const session = await page.context().newCDPSession(page);
  const { errors, data = '' } = await session.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  const manifest = JSON.parse(data) as {
    readonly icons: readonly { readonly src: string; readonly sizes: string }[];
    readonly theme_color: string;
    readonly background_color: string;
  };
  for (const { src, sizes } of manifest.icons) {
    const size = await page.evaluate(async (path) => {
      const image = new Image();
      image.src = path;
      await image.decode();
      return `${image.naturalWidth}x${image.naturalHeight}`;
    }, src);
    if (sizes !== 'any') expect(size).toBe(sizes);
  }
  const tokens = await readFile(new URL('../src/ui/tokens.css', import.meta.url), 'utf8');
  expect(tokens).toContain(`--c-panel: light-dark(${manifest.theme_color}, `);
  expect(tokens).toContain(`--c-canvas: light-dark(${manifest.background_color}, `);
  const themes = page.locator('meta[name="theme-color"]');
  const colours = await themes.evaluateAll((all) => all.map((one) => one.getAttribute('content')));
  expect(tokens).toContain(`--c-panel: light-dark(${colours.join(', ')})`);
});

test('the page’s own policy is the header’s, and HOSTING.md has all headers', async ({ page }) => {
  await open(page, LINK);
  const rules = readRules(await readFile(`${dist}/_headers`, 'utf8'));
  const headers = headersOf(rules, '/');
  const policy = await page
    .locator('meta[http-equiv="Content-Security-Policy"]')
    .getAttribute('content');
  expect(new Map(headers).get('Content-Security-Policy')).toBe(`${policy}; frame-ancestors 'self'`);
  const documented = await readFile(new URL('../HOSTING.md', import.meta.url), 'utf8');
  const paths = ['/', '/sw.js', '/assets/index.js'];
  const all = new Map(
    paths.flatMap((path) => headersOf(rules, path)).map((each) => [`${each}`, each]),
  );
  expect(all.size).toBeGreaterThan(6);
  for (const [name, value] of all.values()) {
    expect(documented, 'for nginx').toContain(`add_header ${name} "${value}"`);
    expect(documented, 'for Apache').toContain(`Header set ${name} "${value}"`);
  }
});
