// What tests of <qos-scope> share: QoScope's files on one origin, an author's pages on another, and
// the words in which such a test asks for what the element and its frame show.
import { expect, type Frame, type Locator, type Page } from '@playwright/test';
import type { ScopeElement } from '../src/element/scopeElement.ts';
import { frameOf } from './embedInFrame.ts';
import { test as plain } from './helpers.ts';
import { BUILT, type HostPage, type Served, serveFolder, servePages } from './hostServer.ts';

export interface Author {
  readonly origin: string;
  /** Where embed.js and embed.html are. */
  readonly qoscope: string;
  /** Opens a page with this body, and embed.js. */
  readonly open: (body: string, options?: PageOptions) => Promise<Page>;
}

interface PageOptions {
  readonly head?: string;
  readonly headers?: HostPage['headers'];
  readonly page?: Page;
}

export const test = plain.extend<{ readonly author: Author }>({
  author: async ({ page, faults }, use) => {
    const pages = new Map<string, HostPage>();
    const servers = [await serveFolder(BUILT), await servePages(pages)] as const;
    const [{ origin: qoscope }, { origin }] = servers;
    for (const own of [qoscope, origin]) faults.allow(requestTo(own));
    await page.addInitScript(keepEvents);
    await use({
      origin,
      qoscope,
      open: async (body, options = {}) => {
        const path = `/${pages.size}`;
        const html = documentOf(body, qoscope, options.head);
        pages.set(path, { html, headers: options.headers ?? {} });
        const shown = options.page ?? page;
        await shown.goto(`${origin}${path}`);
        return shown;
      },
    });
    await Promise.all(servers.map((server: Served) => server.close()));
  },
});

export { expect };

function requestTo(origin: string): RegExp {
  return new RegExp(`^request to elsewhere: ${origin}/`);
}

function documentOf(body: string, qoscope: string, head = ''): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>A page of documentation</title>
<link rel="icon" href="data:,">
<script async src="${qoscope}/embed.js"></script>
${head}
</head>
<body>
<main>
<h1>Delivery</h1>
${body}
</main>
</body>
</html>`;
}

export function element(page: Page, nth = 0): Locator {
  return page.locator('qos-scope').nth(nth);
}

/** Calls and reads what an author's script would. */
export function ask<T>(page: Page, asked: (element: ScopeElement) => T, nth = 0): Promise<T> {
  return element(page, nth).evaluate(asked as (element: Element) => T);
}

export async function waitReady(page: Page, nth = 0): Promise<void> {
  await expect.poll(() => ask(page, (scope) => scope.ready, nth)).toBe(true);
}

export function iframe(page: Page, nth = 0): Locator {
  return element(page, nth).locator('iframe');
}

/** The page in the frame. */
export function inside(page: Page, nth = 0): Promise<Frame> {
  return frameOf(iframe(page, nth));
}

export type Heard = readonly (readonly [kind: string, detail: unknown])[];

/** What the element has told since the page was opened. */
export function heard(page: Page, nth = 0): Promise<Heard> {
  return element(page, nth).evaluate((scope) => (scope as { heard?: Heard }).heard ?? []);
}

/** In the page, before anything of it: keeps each element's events, for `heard`. */
function keepEvents(): void {
  for (const kind of ['ready', 'delivered', 'duplicate', 'lost', 'ended']) {
    document.addEventListener(
      kind,
      ({ target, detail }: Event & { detail?: unknown }) => {
        const scope = target as EventTarget & { heard?: unknown[] };
        scope.heard ??= [];
        scope.heard.push([kind, detail]);
      },
      { capture: true },
    );
  }
}

const FALLBACK = `<img alt="A ladder of packets" width="320" height="200"
  src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 320 200'/%3E">
  <p>The PUBACK of message A is lost, so A is sent again.</p>`;
/** An element with its children. */
export const SCOPE = `<qos-scope preset="lost-puback" speed="50">${FALLBACK}</qos-scope>`;
