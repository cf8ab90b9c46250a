// Sweeps in the Lab: a question is answered by itself, by the same figures as the command's; a point opens
// its run; what is wrong is told; work stops when it is told to, and goes on when a worker fails.

import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { button, counter, expect, open, test, type, waitIdle } from './helpers.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const SMALL = '#/lab?x=loss=0,0.3&measure=duplicates&replications=3';
const BOTH = '#/lab?x=loss=0,0.2&y=network=lossy,tcp&also=packets&replications=2';
const MAP = '#/lab?x=loss=0:0.4:0.05&y=latency-ms=10,20,50,100&measure=delivery-p95&replications=1';
/** Minutes of work: nobody waits for its end. */
const LARGE = '#/lab?messages=20000&x=loss=0:0.5:0.05&replications=50';

const main = (page: Page) => page.getByRole('main');

function values(page: Page, title: string): Locator {
  return page.getByRole('region', { name: `${title}: all values` });
}

function cell(page: Page, title: string, x: string, column: number): Locator {
  const row = values(page, title)
    .getByRole('row')
    .filter({ has: page.getByRole('button', { name: x, exact: true }) });
  return row.getByRole('cell').nth(column);
}

async function ask(page: Page, title: string): Promise<void> {
  await page.getByLabel('Question to start from').selectOption({ label: title });
  await waitIdle(page);
}

async function save(page: Page, kind: string): Promise<Buffer> {
  const coming = page.waitForEvent('download');
  await button(page, kind).first().click();
  return readFile(await (await coming).path());
}

test('the first question is answered by itself, beside what theory says', async ({ page }) => {
  await open(page, '#/lab');
  await expect(page.getByRole('link', { name: 'Lab' })).toHaveAttribute('aria-current', 'page');
  await expect(main(page)).toContainText('33 points, 1,320 runs, 132,000 messages in all. Done');
  await expect(cell(page, 'Delivered', '20', 0)).toContainText('formula 64');
  await expect(cell(page, 'Delivered', '20', 2)).toContainText('100');
  const chart = page.getByRole('slider', { name: 'Delivered: value at' });
  await expect(chart).toHaveAttribute('aria-valuetext', /^50 %: QoS 0 2\d(\.\d)?, QoS 1 100, /);
});

test('a question changes the address, and the address leads back to it', async ({ page }) => {
  await open(page, SMALL);
  await ask(page, 'How large a window');
  await expect(page).toHaveURL(
    /#\/lab\?messages=400&rate=500&x=inflight=[0-9,]+&measure=throughput&also=delivery-p95&/,
  );
  await expect(cell(page, 'Throughput', '1', 1)).toContainText(/^9\.\d+/);
  const text = await values(page, 'Delivery time, p95').textContent();
  await page.reload();
  await waitIdle(page);
  await expect(values(page, 'Delivery time, p95')).toHaveText(text ?? '');
  await expect(page.getByLabel('Question to start from')).toHaveValue('How large a window');
});

test('its figures are those of the command, to the byte', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, SMALL);
  const json = await save(page, 'JSON');
  await button(page, 'Copy its command').click();
  await expect(main(page)).toContainText('Copied.');
  const command = await page.evaluate(() => navigator.clipboard.readText());
  expect(command).toBe(
    'npm run --silent sweep -- --x loss=0,0.3 --measure duplicates --replications 3 --json',
  );
  const [program = '', ...args] = command.split(' ');
  const cwd = new URL('..', import.meta.url);
  const { stdout } = await promisify(execFile)(program, args, { cwd, timeout: 120_000 });
  expect(json.toString()).toBe(stdout);
});

test('values and charts can be kept as files', async ({ page }) => {
  await open(page, SMALL);
  const lines = (await save(page, 'CSV')).toString().trim().split('\r\n');
  expect(lines[0]).toMatch(/^loss,level,runs,duplicates,low,high,formula,delivered,/);
  expect(lines).toHaveLength(1 + 2 * 3);
  const svg = (await save(page, 'SVG')).toString();
  expect(svg).toMatch(/^<svg .*>Second copies<.*>QoS 1 by formula<.*<\/svg>$/s);
  expect(svg).not.toMatch(/var\(|class=/);
  expect(svg).toContain(`<desc>${page.url().replaceAll('&', '&amp;')}</desc>`);
  const png = await save(page, 'PNG');
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect(png.length).toBeGreaterThan(10_000);
});

test('by keyboard: read a value, pick it, and open its run where it can be seen', async ({
  page,
}) => {
  await open(page, SMALL);
  const chart = page.getByRole('slider', { name: 'Second copies: value at' });
  await chart.focus();
  await page.keyboard.press('Home');
  await expect(chart).toHaveAttribute('aria-valuetext', /^0 %: QoS 0 0, QoS 1 0, /);
  await page.keyboard.press('Enter');
  const runs = page.getByRole('region', { name: 'Open a run: loss 0 %' });
  await expect(runs).toContainText('QoS 1');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  const of = page.getByRole('region', { name: 'Open a run: loss 30 %' });
  const link = of.getByRole('link', { name: /^highest/ });
  const said = (await link.textContent()) ?? '';
  const [, seed = '', share = ''] = /seed (\d+)\): ([\d.]+)$/.exec(said) ?? [];
  const href = (await link.getAttribute('href')) ?? '';
  expect(href).toContain('loss=0.3');
  if (seed !== '1') expect(href).toContain(`seed=${seed}`);
  await link.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: 'Simulate' })).toHaveAttribute(
    'aria-current',
    'page',
  );
  // All of the run.
  await open(page, `${href}&t=40`);
  await expect(counter(page, 'delivered', 1)).toHaveText('100');
  const copies = await counter(page, 'second copies', 1).textContent();
  expect(Number(copies) / 100).toBeCloseTo(Number(share), 2);
});

test('what is wrong is told where it is, with the limit, and nothing is run', async ({ page }) => {
  await open(page, SMALL);
  const form = page.getByRole('form', { name: 'What is run' });
  await form.getByRole('radio', { name: 'Range' }).check();
  await form.getByLabel('step').fill('0');
  await page.keyboard.press('Enter');
  await expect(form.getByRole('alert')).toHaveText(
    'Setting that varies: got "0:0.3:0", expected a step above 0.',
  );
  await expect(form.getByLabel('step')).toHaveAttribute('aria-invalid', 'true');
  await expect(button(page, 'Run')).toHaveAttribute('aria-disabled', 'true');
  await expect(main(page)).toContainText('of what was run before, not of the form as it is now');
  await form.getByLabel('step').fill('0.0001');
  await page.keyboard.press('Enter');
  await expect(form.getByRole('alert')).toContainText(
    'expected at most 500 values; these are 3,001',
  );
  await form.getByLabel('to', { exact: true }).fill('-1');
  await page.keyboard.press('Enter');
  await expect(form.getByRole('alert')).toContainText('an end that is not before its beginning');
  await form.getByLabel('to', { exact: true }).fill('0.3');
  await form.getByLabel('step').fill('0.1');
  await page.keyboard.press('Enter');
  await waitIdle(page);
  await expect(form.getByRole('alert')).toHaveCount(0);
  await expect(cell(page, 'Second copies', '10', 1)).not.toBeEmpty();
});

test('a part of a link that cannot be read is told, the rest is swept', async ({ page }) => {
  await open(page, '#/lab?x=loss=0,0.3&replications=2&levels=7');
  await expect(page.getByRole('alert')).toContainText(
    'levels: got "7", expected levels such as 0,1,2, each once',
  );
  await expect(cell(page, 'Delivered', '30', 2)).toContainText('100');
});

test('what is large waits for a press, and stops at one, with what it has', async ({ page }) => {
  await open(page, LARGE);
  await expect(main(page)).toContainText('So much waits for a press.');
  expect(page.workers()).toHaveLength(0);
  await button(page, 'Run').click();
  await expect(main(page)).toContainText(/\d+ done/);
  await expect(page.locator('html')).toHaveAttribute('data-state', 'busy');
  await button(page, 'Stop').click();
  await waitIdle(page);
  await expect(main(page)).toContainText(/Stopped after \d+ runs\./);
  await expect.poll(() => page.workers().length).toBe(0);
  await expect(values(page, 'Delivered')).toBeVisible();
});

test('whoever leaves the Lab in the middle leaves nothing running', async ({ page }) => {
  await open(page, LARGE);
  await button(page, 'Run').click();
  await expect(main(page)).toContainText(/\d+ done/);
  await page.getByRole('link', { name: 'Choose' }).click();
  await waitIdle(page);
  await expect.poll(() => page.workers().length).toBe(0);
});

test('whoever closes the page in the middle leaves nothing running', async ({ browser, page }) => {
  await open(page, LARGE);
  const session = await browser.newBrowserCDPSession();
  const url = new URL(page.url()).origin;
  /** Of this page: other tests' pages are in other browsers. */
  async function running(): Promise<readonly string[]> {
    const { targetInfos } = await session.send('Target.getTargets', { filter: [{}] });
    return targetInfos.filter((one) => one.url.startsWith(url)).map(({ type }) => type);
  }
  await button(page, 'Run').click();
  await expect(main(page)).toContainText(/\d+ done/);
  expect(await running()).toContain('worker');
  await page.close();
  await expect.poll(running).toEqual([]);
});

/** By the tabs, as people go. */
async function goTo(page: Page, screen: 'Lab' | 'Simulate'): Promise<void> {
  await page.getByRole('link', { name: screen }).click();
  const part = page.getByRole('radio', { name: 'Sweep' });
  await expect(screen === 'Lab' ? part : button(page, 'Play')).toBeVisible();
  await waitIdle(page);
}

test('the run on the screen is taken along, with what was set in it by hand', async ({ page }) => {
  await open(page, '#/simulate?preset=lost-puback&seed=5&latency-ms=20&t=1');
  await type(page, 'Loss, publisher ⇄ broker, value in %', '30');
  await waitIdle(page);
  await goTo(page, 'Lab');
  await expect(page).toHaveURL(
    /#\/lab\?preset=lost-puback&loss-hop1-up=0\.3&loss-hop1-down=0\.3&latency-ms=20&seed=5$/,
  );
  await expect(cell(page, 'Delivered', '30', 2)).toContainText('100');
  // The same one for a proof and for a sheet.
  await page.getByRole('radio', { name: 'Prove' }).check();
  await waitIdle(page);
  await page.getByText('Times, broker and subscriber').click();
  await expect(page.getByRole('textbox', { name: 'Latency, one way' })).toHaveValue('20');
  await page.getByRole('radio', { name: 'Decision sheet' }).check();
  await waitIdle(page);
  await expect(page.getByRole('textbox', { name: 'Loss, everywhere' })).toHaveValue('30');
});

test('whoever opens a run, and comes back, finds what was found', async ({ page }) => {
  await open(page, LARGE);
  await button(page, 'Run').click();
  await expect(page.getByRole('link', { name: /seed 1/ }).first()).toBeVisible();
  await page
    .getByRole('link', { name: /seed 1/ })
    .first()
    .click();
  await expect(button(page, 'Play')).toBeVisible();
  await waitIdle(page);
  await page.goBack();
  await expect(main(page)).toContainText(/Stopped after \d+ runs\./);
  await waitIdle(page);
  await expect(values(page, 'Delivered')).toBeVisible();
});

test('on a narrow screen the form is folded away, and read before what comes of it', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, SMALL);
  const opener = button(page, 'What is run');
  const form = page.getByRole('form', { name: 'What is run' });
  await expect(form).toBeHidden();
  await opener.focus();
  await page.keyboard.press('Enter');
  await expect(opener).toHaveAttribute('aria-expanded', 'true');
  await expect(form).toBeVisible();
  const order = [page.getByLabel('Question to start from'), form, button(page, 'Run again')];
  const tops = await Promise.all(order.map(async (each) => (await each.boundingBox())?.y ?? -1));
  expect(tops).toEqual(tops.toSorted((a, b) => a - b));
  await page.keyboard.press('Tab');
  await expect(form.getByLabel('Setting that varies', { exact: true })).toBeFocused();
});

test('whoever comes back with the same run finds the Lab as it was left', async ({ page }) => {
  await open(page, '#/simulate?loss=0.2&t=1');
  await goTo(page, 'Lab');
  await ask(page, 'How large a window');
  const address = page.url();
  await goTo(page, 'Simulate');
  await goTo(page, 'Lab');
  expect(page.url()).toBe(address);
  await goTo(page, 'Simulate');
  await type(page, 'Loss, publisher ⇄ broker, value in %', '40');
  await waitIdle(page);
  await goTo(page, 'Lab');
  // Another run: with the question that was asked last.
  await expect(page).toHaveURL(
    /#\/lab\?loss-hop1-up=0\.4&.*&x=inflight=[0-9,]+&measure=throughput&/,
  );
});

test('one that publishes without end is given one', async ({ page }) => {
  await open(page, '#/simulate?messages=unlimited&rate=1&t=1');
  await goTo(page, 'Lab');
  await expect(page).toHaveURL(/#\/lab\?messages=unlimited&rate=1&until-ms=60000$/);
  await expect(button(page, 'Run')).toBeEnabled();
});

test('what the Lab needs is loaded with the Lab, and the engine once', async ({ page, faults }) => {
  const ofEngine = /\/(sim\.worker|world|inProcessLab)-/;
  const loaded = () => faults.requests.filter((url) => ofEngine.test(url));
  await open(page, '#/simulate?t=1');
  expect(loaded().length).toBe(2);
  expect(loaded().join(' ')).not.toContain('inProcessLab');
  await goTo(page, 'Lab');
  expect(loaded().join(' ')).toContain('inProcessLab');
  expect(new Set(loaded()).size).toBe(3);
});

test('a worker that fails is replaced, with a notice, and the results are the same', async ({
  page,
  newVisitor,
  faults,
}) => {
  faults.allow(/Failed to load resource|net::ERR_FAILED/);
  await page.route('**/sim.worker*.js', (route) => route.abort(), { times: 1 });
  await open(page, SMALL);
  await expect(main(page)).toContainText(
    'A worker was replacedIt failed: its script could not be loaded.',
  );
  const text = await values(page, 'Second copies').textContent();
  const other = await newVisitor();
  await open(other, SMALL);
  await expect(values(other, 'Second copies')).toHaveText(text ?? '');
});

test('when none can be started, it says so', async ({ page, faults }) => {
  faults.allow(/Failed to load resource|net::ERR_FAILED/);
  await page.route('**/sim.worker*.js', (route) => route.abort());
  await open(page, SMALL);
  await expect(page.getByRole('alert')).toContainText(
    'A part of it failed twice: its script could not be loaded.',
  );
  await page.unroute('**/sim.worker*.js');
  await button(page, 'Run').click();
  await waitIdle(page);
  await expect(cell(page, 'Second copies', '0', 1)).toContainText('0');
});

test('two settings at once are a map, whose cells open their runs', async ({ page }) => {
  await open(page, MAP);
  const map = page.getByRole('region', { name: /^QoS 1: time to the application/ });
  const row = map.getByRole('row').filter({
    has: page.getByRole('rowheader', { name: '100', exact: true }),
  });
  await expect(row.getByRole('button').first()).toHaveText('200');
  await row.getByRole('button').first().click();
  const runs = page.getByRole('region', { name: 'Open a run: loss 0 %, latency 100 ms' });
  await expect(runs.getByRole('link', { name: /^all alike/ })).toHaveCount(3);
  const svg = (await save(page, 'SVG')).toString();
  expect(svg).toContain('rgb(');
  expect(svg).not.toContain('color(srgb');
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing, ${theme}`, async ({ newVisitor }) => {
    const page = await newVisitor({ colorScheme: theme });
    for (const link of [BOTH, MAP]) {
      await open(page, link);
      await page.getByText('The same at all points:').click();
      const { violations, passes } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
      expect(passes.length).toBeGreaterThan(5);
    }
  });
}

test('fits a narrow screen, and paper', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const overflow = () =>
    page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
  for (const link of [BOTH, MAP]) {
    await open(page, link);
    expect(await overflow()).toBeLessThanOrEqual(0);
  }
  await page.setViewportSize({ width: 760, height: 1000 });
  await page.emulateMedia({ media: 'print' });
  expect(await overflow()).toBeLessThanOrEqual(0);
});
