// Export and share: what leaves the page is the run that is on it, and what comes in is checked.

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Locator, Page } from '@playwright/test';
import {
  button,
  choose,
  expect,
  go,
  narration,
  open,
  readHash,
  readTime,
  scrubTo,
  test,
  waitForTime,
  waitIdle,
} from './helpers.ts';
import { nameTrace } from './traceHash.ts';

const MIXED = '#/simulate?preset=mixed&t=12';
const run = promisify(execFile);

let folder = '';
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qoscope-share-'));
});
test.afterAll(() => rm(folder, { recursive: true }));

async function openDialog(page: Page): Promise<Locator> {
  await button(page, 'share').click();
  const dialog = page.getByRole('dialog', { name: 'Export and share' });
  await expect(dialog).toBeVisible();
  return dialog;
}

/** What a row of the dialog gives to keep. */
async function exported(page: Page, dialog: Locator, format: string): Promise<Buffer> {
  const download = page.waitForEvent('download');
  const row = dialog.getByRole('group', { name: format, exact: true });
  await row.getByRole('button', { name: 'Download' }).click();
  const path = await (await download).path();
  await expect(dialog.getByText(/^Saved qoscope-/)).toBeVisible();
  return readFile(path);
}

async function sim(...flags: string[]): Promise<string> {
  const { stdout } = await run('npm', ['run', '--silent', 'sim', '--', ...flags], {
    cwd: new URL('..', import.meta.url),
    maxBuffer: 64 * 1024 * 1024,
    timeout: 60_000,
  });
  return stdout;
}

test.describe('the link', () => {
  test('that is copied leads, in another browser profile, to the same trace, to the byte', async ({
    page,
    context,
    newVisitor,
  }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await open(page, MIXED);
    await choose(page, 'QoS of the next message', 'QoS 2');
    await button(page, 'Publish').click();
    await button(page, 'Pause').click();
    await waitIdle(page);
    await page.getByRole('combobox', { name: 'Speed' }).selectOption('0.1');
    const dialog = await openDialog(page);
    await dialog.getByRole('button', { name: 'Copy link' }).click();
    await expect(dialog.getByText('Link copied.')).toBeVisible();
    await expect(dialog.getByText(/the command given by hand/)).toBeVisible();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(await dialog.getByRole('textbox', { name: 'Link' }).inputValue());
    const hash = await readHash(page);
    const other = await newVisitor();
    await other.goto(copied);
    await waitIdle(other);
    expect(await readTime(other)).toBe(await readTime(page));
    expect(await readHash(other)).toBe(hash);
    await expect(other.getByRole('combobox', { name: 'Speed' })).toHaveValue('0.1');
  });

  test('has the instant, or leads to the beginning', async ({ page }) => {
    await open(page, MIXED);
    const dialog = await openDialog(page);
    const link = dialog.getByRole('textbox', { name: 'Link' });
    await expect(link).toHaveValue(/#\/simulate\?preset=mixed&t=12$/);
    await dialog.getByRole('switch', { name: /^Start here/ }).click();
    await expect(link).toHaveValue(/#\/simulate\?preset=mixed$/);
  });

  test('of Compare has its lanes', async ({ page }) => {
    await open(page, '#/compare?preset=mixed&lanes=qos:1;-&t=5');
    await page.keyboard.press('s');
    const dialog = page.getByRole('dialog', { name: 'Share' });
    await expect(dialog.getByRole('textbox', { name: 'Link' })).toHaveValue(
      /#\/compare\?preset=mixed&lanes=qos:1;-&t=5$/,
    );
    await expect(dialog.getByRole('group', { name: 'CSV' })).toHaveCount(0);
  });

  test('is reached and left by keys, and time stands still meanwhile', async ({ page }) => {
    await open(page, MIXED);
    await button(page, 'Play').click();
    await page.keyboard.press('s');
    const dialog = page.getByRole('dialog', { name: 'Export and share' });
    await expect(dialog).toBeVisible();
    await waitIdle(page);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(button(page, 'Play')).toBeFocused();
  });
});

test.describe('a stretch of the run as a file', () => {
  test('NDJSON and CSV: all events, NDJSON to the byte', async ({ page }) => {
    await open(page, MIXED);
    const hash = await readHash(page);
    const dialog = await openDialog(page);
    const lines = (await exported(page, dialog, 'NDJSON')).toString().trimEnd().split('\n');
    expect(nameTrace(lines)).toBe(hash);
    await expect(dialog.getByText(`and ${lines.length} events in this stretch`)).toBeVisible();
    const csv = (await exported(page, dialog, 'CSV')).toString().trimEnd().split('\r\n');
    expect(csv).toHaveLength(lines.length + 1);
    expect(csv[0]).toMatch(/^at,kind,/);
  });

  test('counters: those of sim --json', async ({ page }) => {
    await open(page, MIXED);
    const dialog = await openDialog(page);
    const counted = JSON.parse((await exported(page, dialog, 'Counters')).toString()) as Record<
      string,
      unknown
    >;
    const flags = ['--link', MIXED, '--until-ms', '12000', '--json'];
    expect(JSON.parse(await sim(...flags))).toMatchObject(counted);
    expect(counted).toHaveProperty('levels.1.delivered');
  });

  test('Mermaid, words and pictures are of the stretch that is chosen', async ({ page }) => {
    await open(page, '#/simulate?preset=lost-puback&t=4');
    const dialog = await openDialog(page);
    await dialog.getByRole('radio', { name: 'From … to …' }).check();
    for (const [name, value] of [
      ['From', '1.2'],
      ['To', '2'],
    ] as const) {
      const field = dialog.getByRole('textbox', { name, exact: true });
      await field.fill(value);
      await field.press('Enter');
    }
    const diagram = (await exported(page, dialog, 'Mermaid')).toString();
    expect(diagram).toContain('broker-xclient1: PUBACK A #35;1, killed by a command');
    expect(diagram).not.toContain('CONNECT');
    const words = (await exported(page, dialog, 'Words')).toString();
    expect(words).toMatch(/^1\.200 s: Everyone is connected and subscribed\.\n/);
    expect(words).not.toContain('twice');
    const svg = (await exported(page, dialog, 'SVG')).toString();
    expect(svg).toMatch(/^<svg .*<title>A lost PUBACK/s);
    expect(svg).toContain('>PUBACK A, killed by a command<');
    await dialog.getByRole('radio', { name: 'dark' }).check();
    expect((await exported(page, dialog, 'SVG')).toString()).toContain('fill="#0f1113"');
    const png = await exported(page, dialog, 'PNG');
    expect([...png.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    // Two dots to each px of 1200.
    expect(png.readUInt32BE(16)).toBe(2400);
  });

  test('what the ladder shows ends at the playhead', async ({ page }) => {
    await open(page, MIXED);
    await scrubTo(page, 6);
    const dialog = await openDialog(page);
    await dialog.getByRole('radio', { name: 'What the ladder shows' }).check();
    const lines = (await exported(page, dialog, 'NDJSON')).toString().trimEnd().split('\n');
    const times = lines.map((line) => (JSON.parse(line) as { at: number }).at);
    expect(Math.max(...times)).toBeLessThanOrEqual(6_000_000);
    expect(Math.min(...times)).toBeGreaterThan(0);
  });

  test('pcapng: the bytes that the command line writes', async ({ page }) => {
    await open(page, MIXED);
    const dialog = await openDialog(page);
    const file = join(folder, 'sim.pcapng');
    await sim('--link', MIXED, '--until-ms', '12000', '--pcap', file);
    expect(await exported(page, dialog, 'pcapng')).toEqual(await readFile(file));
  });

  test('is whole though the page has let go of the run’s beginning', async ({ page }) => {
    const link = '#/simulate?preset=default&messages=unlimited&rate=120&t=60';
    await open(page, link);
    await waitForTime(page, 60);
    const hash = await readHash(page);
    const dialog = await openDialog(page);
    const lines = (await exported(page, dialog, 'NDJSON')).toString().trimEnd().split('\n');
    // More than the page keeps.
    expect(lines.length).toBeGreaterThan(60_000);
    expect(nameTrace(lines)).toBe(hash);
    // Nobody could tell so many packets apart: it says so.
    const svg = dialog.getByRole('group', { name: 'SVG', exact: true });
    await svg.getByRole('button', { name: 'Download' }).click();
    await expect(dialog.getByText(/choose a shorter (one|stretch)/)).toBeVisible();
  });
});

const OWN = {
  title: 'My own run',
  network: { latencyMs: 120 },
  clients: [
    {
      id: 'van',
      publishes: [{ name: 'gps', topic: 'a', qos: 1, payload: 'x', ratePerSec: 2, count: 3 }],
    },
    { id: 'map', subscriptions: [{ filter: 'a', qos: 1 }], handlerMs: 40 },
    { id: 'log', subscriptions: [{ filter: '#', qos: 0 }] },
  ],
};

test.describe('a scenario', () => {
  test('that is dropped on the page is opened, and its link leads to it', async ({
    page,
    newVisitor,
  }) => {
    const file = join(folder, 'own.json');
    await writeFile(file, JSON.stringify(OWN));
    await open(page, MIXED);
    await dropFile(page, 'own.json', JSON.stringify(OWN));
    await expect(page).toHaveURL(/title=My\+own\+run&clients=van,pub=gps/);
    await waitIdle(page);
    await go(page, 'Step to the next event');
    await page.goto(`/${new URL(page.url()).hash.replace(/&t=.*/, '&t=1')}`);
    await waitForTime(page, 1);
    const hash = await readHash(page);
    const lines = await sim('--scenario', file, '--until-ms', '1000', '--trace', '-');
    expect(hash).toBe(nameTrace(lines.trimEnd().split('\n')));
    const other = await newVisitor();
    await open(other, new URL(page.url()).hash);
    expect(await readHash(other)).toBe(hash);
    await expect(other.getByRole('combobox', { name: 'Scenario' })).toHaveValue('own');
    await expect(other.getByRole('combobox', { name: 'Scenario' })).toContainText('My own run');
  });

  test('is chosen by keys too, in Compare as well, and its file is what sim prints', async ({
    page,
  }) => {
    await open(page, '#/compare?preset=mixed&t=3');
    await page.keyboard.press('s');
    const input = page.getByLabel('Open a file');
    await input.setInputFiles({
      name: 'own.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(OWN)),
    });
    await expect(page).toHaveURL(/#\/simulate\?title=My\+own\+run/);
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await waitIdle(page);
    const dialog = await openDialog(page);
    const download = page.waitForEvent('download');
    await dialog
      .getByRole('region', { name: 'Scenario' })
      .getByRole('button', { name: 'Download' })
      .click();
    const file = join(folder, 'kept.json');
    await (await download).saveAs(file);
    const text = await readFile(file, 'utf8');
    expect(await sim('--scenario', file, '--print-scenario')).toBe(text);
  });

  for (const [name, text, says] of [
    ['no JSON', 'hello', 'file: got "hello", expected JSON'],
    [
      'a wrong value',
      JSON.stringify({ clients: [{ id: 'a', subscriptions: [{ filter: 'x', qos: 3 }] }] }),
      'clients.0.subscriptions.0.qos: got 3, expected 0, 1 or 2',
    ],
    ['another file', '[1, 2]', 'expected an object'],
    [
      'a huge file',
      `"${'x'.repeat(300_000)}"`,
      'file: got 300002 bytes, expected at most 262144 bytes',
    ],
    [
      'an enemy’s',
      '{"clients":[{"id":"<img src=x onerror=hacked()>"}],"__proto__":{"a":1}}',
      'got "<img src=x onerror=hacked()>"',
    ],
  ] as const) {
    test(`dropped as ${name} gets one clear message, and the run stays`, async ({ page }) => {
      await page.exposeFunction('hacked', () => {
        throw new Error('The page has executed what a file carries');
      });
      await open(page, MIXED);
      const hash = await readHash(page);
      await dropFile(page, 'wrong.json', text);
      const dialog = page.getByRole('dialog', { name: 'This file is no scenario' });
      await expect(dialog).toContainText('wrong.json');
      await expect(dialog).toContainText(says);
      await dialog.getByRole('button', { name: 'Close' }).last().click();
      await expect(dialog).toBeHidden();
      expect(await readHash(page)).toBe(hash);
      expect(await page.locator('img[src]').count()).toBe(0);
    });
  }
});

test('of several files that are dropped none is opened, and that is said', async ({ page }) => {
  await open(page, MIXED);
  const hash = await readHash(page);
  const own = JSON.stringify(OWN);
  await dropFiles(page, { 'one.json': own, 'two.json': own });
  const dialog = page.getByRole('dialog', { name: 'These are several files' });
  await expect(dialog).toContainText('one.json, two.json');
  await expect(dialog).toContainText('files: got 2, expected one scenario');
  expect(await readHash(page)).toBe(hash);
});

test('what a link says wrongly is shown as text, whatever it is', async ({ page }) => {
  await page.exposeFunction('hacked', () => {
    throw new Error('The page has executed what a link carries');
  });
  const evil = '<img src=x onerror=hacked()>';
  const link = `#/simulate?${evil}=1&v=${evil}&clients=${evil}&speed=${evil}&title=${evil}&a\u202Eb=2&__proto__=3`;
  await open(page, `#/simulate?preset=mixed&t=1`);
  await page.evaluate((hash) => {
    location.hash = hash;
  }, link);
  const told = page.getByRole('alert');
  await expect(told).toContainText('hacked()');
  await expect(told).toContainText('expected 1, or no v: this is read as version 1');
  await expect(told).toContainText('__proto__: got "3"');
  await expect(told).not.toContainText('\u202E');
  await waitIdle(page);
  await expect(narration(page)).toBeVisible();
  expect(await page.locator('img[src]').count()).toBe(0);
});

function dropFile(page: Page, name: string, text: string): Promise<void> {
  return dropFiles(page, { [name]: text });
}

/** As a person drops files of these names and contents on the page, once it says that it takes them. */
async function dropFiles(page: Page, files: Readonly<Record<string, string>>): Promise<void> {
  const isTaken = (kind: string) =>
    page.evaluate(
      ([event, contents]) => {
        const dataTransfer = new DataTransfer();
        for (const [name, content] of Object.entries(contents)) {
          dataTransfer.items.add(new File([content], name, { type: 'application/json' }));
        }
        const init = { dataTransfer, bubbles: true, cancelable: true };
        return !document.body.dispatchEvent(new DragEvent(event, init));
      },
      [kind, files] as const,
    );
  await expect.poll(() => isTaken('dragover')).toBe(true);
  expect(await isTaken('drop')).toBe(true);
}
