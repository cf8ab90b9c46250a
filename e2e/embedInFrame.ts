// What tests of the embed page share: opening it in the window, and in a frame on a page of somebody
// else, from a server that sends no CORS header.
import type { Frame, Locator, Page } from '@playwright/test';
import { expect, test as plain, waitIdle } from './helpers.ts';
import { BUILT, type HostPage, serveFolder, servePages } from './hostServer.ts';

interface Framed {
  readonly page: Page;
  readonly frame: Frame;
}

interface Fixtures {
  /** Opens a page of another origin that has the embed in a frame, below `above`. */
  readonly embed: (hash: string, options?: FrameOptions) => Promise<Framed>;
}

interface FrameOptions {
  readonly sandbox?: string;
  readonly above?: string;
}

export const test = plain.extend<Fixtures>({
  embed: async ({ page, faults }, use) => {
    const pages = new Map<string, HostPage>();
    const servers = [await serveFolder(BUILT), await servePages(pages)] as const;
    const [{ origin }, host] = servers;
    for (const own of [origin, host.origin]) {
      faults.allow(new RegExp(`^request to elsewhere: ${own}/`));
    }
    await use(async (hash, { sandbox = 'allow-scripts', above = '' } = {}) => {
      const said = hash.replace('HOST', encodeURIComponent(host.origin));
      pages.set('/', { html: documentOf(`${origin}/embed.html${said}`, sandbox, above) });
      await page.goto(`${host.origin}/`);
      const frame = await frameOf(page.locator('iframe'));
      await frame.waitForSelector('h1');
      return { page, frame };
    });
    await Promise.all(servers.map((server) => server.close()));
  },
});

function documentOf(address: string, sandbox: string, above: string): string {
  return `<!doctype html><html lang="en"><title>A page of somebody else</title>
<link rel="icon" href="data:,">
<script>
  var heard = [];
  addEventListener('message', ({ data }) => heard.push(data));
  function say(message) {
    document.querySelector('iframe').contentWindow.postMessage({ qosScope: 1, ...message }, '*');
  }
</script>
${above}<iframe title="A run" sandbox="${sandbox}" width="720" height="600" src="${address}"></iframe>
<p><a href="#after">after it</a></p><div style="height: 3000px"></div></html>`;
}

/** The page itself, in the window. */
export async function openEmbed(page: Page, hash: string): Promise<void> {
  await page.goto(`/embed.html${hash}`);
  await waitIdle(page);
}

/** The page in a frame. */
export async function frameOf(iframe: Locator): Promise<Frame> {
  const frame = await (await iframe.elementHandle())?.contentFrame();
  if (frame === null || frame === undefined) throw new Error('There is no frame');
  return frame;
}

/** What of the frame lies outside of it, or would have to be scrolled to. */
export function clippedIn(frame: Frame): Promise<readonly string[]> {
  return frame.evaluate(() => {
    const { scrollHeight, scrollWidth, clientWidth } = document.documentElement;
    const found: string[] = [];
    if (scrollHeight > innerHeight) found.push(`height ${scrollHeight} of ${innerHeight}`);
    if (scrollWidth > clientWidth) found.push(`width ${scrollWidth} of ${clientWidth}`);
    const controls = document.querySelectorAll<HTMLElement>('button, a[href], input, select');
    for (const control of controls) {
      const { left, right, top, bottom, width } = control.getBoundingClientRect();
      const isInside = left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight;
      if (width > 0 && !isInside) found.push(control.outerHTML);
    }
    if (controls.length === 0) found.push('no control at all');
    return found;
  });
}

export async function frameIdle(frame: Frame): Promise<void> {
  await expect(frame.locator('html')).toHaveAttribute('data-state', 'idle');
}

export const LOST = '#/simulate?preset=lost-puback';
