// What the embed costs the page that it stands in: how long its first picture takes from a local server
// with nothing in the cache, how smoothly a page with ten of them scrolls while those in sight play, and
// what the ten take of the processor when none is in sight.
import type { Browser, Page } from '@playwright/test';
import { quantile, sayAim } from './loads.ts';

const COUNT = 10;
const FIRST_MS = 1000;
const FRAMES_PER_SEC = 57;
/** Of one processor: what browser and machine do anyway is beside it. */
const IDLE_SHARE = 0.01;
const RUN = '#/simulate?preset=lost-puback';
const LIVELY = '#/simulate?preset=mixed&autoplay';
/** Px of scrolling for a frame. */
const STEP_PX = 8;

export async function benchEmbeds(page: Page, origin: string, rounds: number): Promise<string> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('The page has no browser');
  const firsts: number[] = [];
  // The first one wakes the browser and the server up.
  for (let i = 0; i <= rounds * 3; i++) firsts.push(await firstPicture(browser, origin));
  const first = quantile(firsts.slice(1), 0.5);
  await openTen(page, origin, 'about:blank');
  const rateEmpty = await scrollThrough(page);
  await openTen(page, origin, `/embed.html${LIVELY}`);
  for (const each of page.frames().slice(1)) await each.waitForSelector('h1');
  const rate = await scrollThrough(page);
  const idle = await processorShare(browser, page, 5);
  await page.goto('about:blank');
  const without = await processorShare(browser, page, 5);
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  return [
    'The embed',
    `  first picture, from an empty cache: ${first.toFixed(0)} ms (median of ${firsts.length - 1})`,
    `  scrolling over ten, those in sight playing: ${rate.toFixed(0)} frames/s; over ten empty frames: ${rateEmpty.toFixed(0)}`,
    `  ten, none in sight: ${percent(idle)} of a processor; an empty page: ${percent(without)}`,
    sayAim('first picture within 1 s', first <= FIRST_MS, `${first.toFixed(0)} ms`),
    sayAim('60 frames a second', rate >= FRAMES_PER_SEC, `only ${rate.toFixed(0)}`),
    sayAim('none in sight takes nothing', idle - without <= IDLE_SHARE, percent(idle - without)),
    '',
  ].join('\n');
}

/** From the request to the run's picture on the screen, ms: the signal comes up to two frames later. */
async function firstPicture(browser: Browser, origin: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 720, height: 560 } });
  const page = await context.newPage();
  await page.addInitScript(`new MutationObserver((_, observer) => {
    if (document.documentElement?.dataset.state !== 'idle') return;
    observer.disconnect();
    window.pictureAt = performance.now();
  }).observe(document, { attributes: true, subtree: true });`);
  await page.goto(`${origin}/embed.html${RUN}`);
  const at = await page.waitForFunction(
    () => Reflect.get(window, 'pictureAt') as number | undefined,
  );
  const ms = (await at.jsonValue()) ?? Number.NaN;
  await context.close();
  return ms;
}

/** As an author has them: sandboxed, one below the other, with text between. */
async function openTen(page: Page, origin: string, src: string): Promise<void> {
  const frame = `<p>${'Some words of documentation. '.repeat(60)}</p>
    <iframe sandbox="allow-scripts" width="720" height="560" src="${src}"></iframe>`;
  const body = `<!doctype html><title>Ten</title>${frame.repeat(COUNT)}<p style="height: 2000px">`;
  await page.unrouteAll();
  await page.route('**/ten', (route) => route.fulfill({ contentType: 'text/html', body }));
  await page.goto(`${origin}/ten`);
}

/** From top to end, so that none is in sight any more. @returns frames a second */
async function scrollThrough(page: Page): Promise<number> {
  return page.evaluate<number>(SCROLL);
}

/** As text: the loader would rename inner functions. */
const SCROLL = `new Promise((resolve) => {
  const { documentElement: root } = document;
  const began = performance.now();
  let frames = 0;
  function step() {
    scrollBy(0, ${STEP_PX});
    frames++;
    if (scrollY + 1 < root.scrollHeight - root.clientHeight) requestAnimationFrame(step);
    else resolve((frames / (performance.now() - began)) * 1000);
  }
  requestAnimationFrame(step);
})`;

/** Of all of the browser's pages, workers included: processor time for time, over some seconds. */
async function processorShare(browser: Browser, page: Page, seconds: number): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const used = async (): Promise<number> => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    const pages = processInfo.filter(({ type }) => type === 'renderer');
    return pages.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
  };
  await page.waitForTimeout(2000);
  const before = await used();
  await page.waitForTimeout(seconds * 1000);
  const share = ((await used()) - before) / seconds;
  await session.detach();
  return share;
}
