// What the browser tests share: a test that watches every page for errors and for requests to
// elsewhere, and the words in which a test asks for what the screen shows. Nothing here sleeps: the
// page says by itself when it is idle.

import {
  type BrowserContext,
  expect,
  type Locator,
  type Page,
  test as plain,
} from '@playwright/test';

type VisitorOptions = Parameters<
  NonNullable<ReturnType<BrowserContext['browser']>>['newContext']
>[0];

interface Fixtures {
  /** What went wrong on any page so far; a test fails by it unless it has allowed it. */
  readonly faults: Faults;
  /** A page of somebody else: another browser context, empty storage. */
  readonly newVisitor: (options?: VisitorOptions) => Promise<Page>;
}

export const test = plain.extend<Fixtures>({
  faults: [
    async ({ context, baseURL }, use) => {
      const faults = new Faults(new URL(baseURL ?? '').origin);
      faults.watch(context);
      await use(faults);
      expect(faults.unexpected, 'errors on the page, or requests to elsewhere').toEqual([]);
    },
    { auto: true },
  ],
  newVisitor: async ({ browser, faults }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (options) => {
      const context = await browser.newContext(options);
      contexts.push(context);
      faults.watch(context);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },
});

export { expect };

/**
 * Console errors and warnings (a breach of the Content-Security-Policy is one), exceptions, and
 * requests that leave the page's origin.
 */
export class Faults {
  readonly requests: string[] = [];
  readonly #origin: string;
  readonly #seen: string[] = [];
  /** Playwright says itself when it does not let a service worker in. */
  readonly #allowed: RegExp[] = [/^warning: Service Worker registration blocked by Playwright$/];

  constructor(origin: string) {
    this.#origin = origin;
  }

  watch(context: BrowserContext): void {
    context.on('console', (message) => {
      const type = message.type();
      if (type === 'error' || type === 'warning') this.#seen.push(`${type}: ${message.text()}`);
    });
    context.on('weberror', (error) => this.#seen.push(`exception: ${error.error().message}`));
    context.on('request', (request) => {
      const url = request.url();
      this.requests.push(url);
      if (/^(https?|wss?):/.test(url) && new URL(url).origin !== this.#origin) {
        this.#seen.push(`request to elsewhere: ${url}`);
      }
    });
  }

  /** This test makes such a fault on purpose. */
  allow(pattern: RegExp): void {
    this.#allowed.push(pattern);
  }

  get unexpected(): readonly string[] {
    return this.#seen.filter((fault) => !this.#allowed.some((pattern) => pattern.test(fault)));
  }
}

/** The page stands still: not playing, and nothing asked of the worker. */
export async function waitIdle(page: Page): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('data-state', 'idle');
}

/** @param link the hash of the address, such as `#/simulate?preset=mixed&t=12`; empty for none */
export async function open(page: Page, link: string): Promise<void> {
  await page.goto(`/${link}`);
  await waitThere(page);
}

/** Follows a link of which the hash alone is new. */
export async function follow(page: Page, link: Locator): Promise<void> {
  await link.click();
  await waitThere(page);
}

/**
 * After a link, Back or Forward: an address of which the hash alone is new loads nothing; the page hears
 * of it a little later and renders, and until then it is idle where it was.
 */
export async function waitThere(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
  await waitIdle(page);
}

/** Where the playhead stands, in seconds of virtual time. */
export async function readTime(page: Page): Promise<number> {
  return Number.parseFloat((await page.getByTestId('time').textContent()) ?? '');
}

export async function waitForTime(page: Page, sec: number): Promise<void> {
  await expect(page.getByTestId('time')).toHaveText(`${sec.toFixed(3)} s`);
}

/** @param within where several runs are shown, the part about one of them */
export function traceHash(within: Page | Locator): Locator {
  return within.getByRole('status', { name: 'Trace hash' });
}

export async function readHash(page: Page): Promise<string> {
  await waitIdle(page);
  await expect(traceHash(page)).toHaveText(/^[0-9a-f]{16}$/);
  return (await traceHash(page).textContent()) ?? '';
}

export function narration(page: Page): Locator {
  return page.getByTestId('narration');
}

export type CounterName = 'published' | 'delivered' | 'lost' | 'pending' | 'second copies';

/** A cell of the table of counters: its figure for the whole run. */
export function counter(page: Page, name: CounterName, level: 0 | 1 | 2): Locator {
  const row = page.getByRole('row').filter({
    has: page.getByRole('rowheader', { name, exact: true }),
  });
  return row.getByRole('cell').nth(level).locator('[data-span="total"]');
}

/** The whole table as text, once it says that it is about the instant shown. */
export async function readCounters(page: Page): Promise<string> {
  const table = page.getByRole('table', { name: /^Counters per QoS level/ });
  // The time is shown to a thousandth of a second: what it was rounded from lies on either side.
  const time = await readTime(page);
  const shown = [time - 0.0005, time + 0.0005].map((t) =>
    `at ${t.toFixed(2)} s`.replace('.', '\\.'),
  );
  const heading = table.getByRole('columnheader').first().getByText(/^at /);
  await expect(heading).toHaveText(new RegExp(`^(${shown.join('|')})$`));
  return table.innerText();
}

/** Packets on their way whose name begins so: `PUBLISH A, QoS 1, publisher to broker`. */
export function packet(page: Page, name: string): Locator {
  const literal = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return page.getByRole('button', { name: new RegExp(`^${literal}`) });
}

/** Height of an element's middle on the screen, in px. */
export async function middleY(element: Locator): Promise<number> {
  const box = await element.boundingBox();
  if (box === null) throw new Error('The element is not on the screen');
  return box.y + box.height / 2;
}

/** Moves the playhead by its slider. */
export async function scrubTo(page: Page, sec: number): Promise<void> {
  await page.getByRole('slider', { name: 'Playhead' }).fill(String(Math.round(sec * 1e6)));
  await waitIdle(page);
  await waitForTime(page, sec);
}

export function button(page: Page, name: string): Locator {
  return page.getByRole('button', { name, exact: true });
}

/** Presses Pause, and waits until all that was asked for is there. */
export async function pause(page: Page): Promise<void> {
  await button(page, 'Pause').click();
  await waitIdle(page);
}

export async function choose(page: Page, group: string, option: string): Promise<void> {
  await page.getByRole('group', { name: group }).getByRole('radio', { name: option }).check();
}

/** Types a number into the field beside a slider and puts it into force. */
export async function type(page: Page, field: string, value: string): Promise<void> {
  const box = page.getByRole('textbox', { name: field, exact: true });
  await box.fill(value);
  await box.press('Enter');
}

/** Presses a button of the transport that goes somewhere, and waits until it is there. */
export async function go(page: Page, name: string): Promise<void> {
  await button(page, name).click();
  await waitIdle(page);
}

/** Lets time run until the playhead is past `sec`, quickly. */
export async function runPast(page: Page, sec: number): Promise<void> {
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('10');
  await button(page, 'Play').click();
  await expect.poll(() => readTime(page)).toBeGreaterThan(sec);
  await pause(page);
}
