// Sweeps in the Lab: a question is answered by itself, by the same figures as the command's; a point opens
// its run; what is wrong is told; work stops when it is told to, and goes on when a worker fails.

import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Locator, Page } from '@playwright/test';
import { button, counter, expect, follow, open, test, type, waitIdle } from './helpers.ts';

const SMALL = '#/lab?x=loss=0,0.3&measure=duplicates&replications=3';
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
  const [json, csv] = [await save(page, 'JSON'), await save(page, 'CSV')];
  await button(page, 'Copy its command').click();
  await expect(main(page)).toContainText('Copied.');
  const command = await page.evaluate(() => navigator.clipboard.readText());
  expect(command).toBe(
    'npm run --silent sweep -- --x loss=0,0.3 --measure duplicates --replications 3 --json',
  );
  const [program = '', ...args] = command.split(' ');
  const cwd = new URL('..', import.meta.url);
  const printed = async (more: readonly string[]) =>
    (await promisify(execFile)(program, more, { cwd, timeout: 120_000 })).stdout;
  expect(json.toString()).toBe(await printed(args));
  expect(csv.toString()).toBe(await printed([...args.slice(0, -1), '--csv']));
});

/** The texts of a picture that are not all in it. */
function cutIn(page: Page, svg: string): Promise<readonly string[]> {
  return page.evaluate((text) => {
    const frame = document.createElement('div');
    frame.innerHTML = text;
    document.body.append(frame);
    const own = frame.querySelector('svg')?.getBoundingClientRect() ?? new DOMRect();
    const cut = [...frame.querySelectorAll('text')].filter((each) => {
      const { left, right, top, bottom } = each.getBoundingClientRect();
      return left < own.left || right > own.right || top < own.top || bottom > own.bottom;
    });
    frame.remove();
    return cut.map(({ textContent }) => textContent ?? '');
  }, svg);
}

test('values and charts can be kept as files', async ({ page }) => {
  await open(page, SMALL);
  const all = (await save(page, 'CSV')).toString().trim().split('\r\n');
  const comments = all.filter((line) => line.startsWith('# '));
  const link = '#/lab?x=loss=0,0.3&measure=duplicates&replications=3';
  expect(comments).toContain(`# Link: ${link}`);
  const lines = all.slice(comments.length);
  expect(lines[0]).toMatch(/^loss,level,runs,duplicates,low,high,formula,delivered,/);
  expect(lines).toHaveLength(1 + 2 * 3);
  const svg = (await save(page, 'SVG')).toString();
  expect(svg).toMatch(/^<svg .*>Second copies<.*>QoS 1 by formula<.*<\/svg>$/s);
  expect(svg).not.toMatch(/var\(|class=/);
  // What it is of stands below it, and no text takes more room in another font.
  const address = page.url().replace(/#.*/, '') + link;
  expect(svg).toContain(`<desc>${address.replaceAll('&', '&amp;')}</desc>`);
  for (const said of comments.slice(0, 4)) expect(svg).toContain(`>${said.slice(2, 40)}`);
  expect(svg).toContain(`>${address.slice(0, 30)}`);
  const texts = svg.match(/<text [^>]*>[^<]+/g) ?? [];
  expect(texts.length).toBeGreaterThan(20);
  expect(texts.filter((text) => !text.includes('textLength='))).toEqual([]);
  expect(await cutIn(page, svg)).toEqual([]);
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
  await expect(form.getByLabel('from')).toHaveAttribute('aria-invalid', 'false');
  await expect(form.getByLabel('to', { exact: true })).toHaveAttribute('aria-invalid', 'false');
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

test('levels that a link names beside an axis of levels are told, the rest is swept', async ({
  page,
}) => {
  await open(page, '#/lab?x=qos=0,1&measure=packets&replications=2&levels=2');
  await expect(page.getByRole('alert')).toHaveText(
    'Published at: got "2", expected no levels, because qos is what varies; they count for nothing.',
  );
  await expect(cell(page, 'Packets for each delivery', '1', 1)).toContainText('4');
});

test('what is large waits for a press, and stops at one, with what it has', async ({ page }) => {
  await open(page, LARGE);
  await expect(main(page)).toContainText('So much waits for a press.');
  expect(page.workers()).toHaveLength(0);
  await button(page, 'Run').click();
  await expect(main(page)).toContainText(/[1-9]\d* done/);
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
  await expect(main(page)).toContainText(/[1-9]\d* done/);
  await follow(page, page.getByRole('link', { name: 'Choose' }));
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
  await expect(main(page)).toContainText(/[1-9]\d* done/);
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
  // No empty chart, and nothing of nothing to keep.
  await expect(page.getByRole('figure')).toHaveCount(0);
  await expect(page.getByRole('table')).toHaveCount(0);
  await expect(main(page)).toContainText('No run has come to its end: there is nothing to show.');
  for (const kind of ['CSV', 'JSON', 'SVG', 'PNG']) {
    await expect(button(page, kind)).toHaveAttribute('aria-disabled', 'true');
    await expect(button(page, kind)).toHaveAttribute('title', 'There are no results to keep.');
  }
  await page.unroute('**/sim.worker*.js');
  await button(page, 'Run').click();
  await waitIdle(page);
  await expect(cell(page, 'Second copies', '0', 1)).toContainText('0');
});
