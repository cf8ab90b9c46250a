// `npm run lighthouse`: what Lighthouse says of the built page on a static host, for a first visit, a
// return visit and a link, on a phone and on a desktop; medians of several runs. Exits with 1 where one
// falls short. Lighthouse is fetched into a temporary folder and is no part of the project.
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { chromium } from '@playwright/test';
import { browserLaunch } from './findBrowser.ts';
import { serveFolder } from './staticHost.ts';

const LIGHTHOUSE = 'lighthouse@12.8.2';
/** What each score has to be at least; the others are printed. */
const WANTED: Readonly<Record<string, number>> = {
  performance: 95,
  accessibility: 100,
  'best-practices': 100,
  seo: 100,
};
const CATEGORIES = Object.keys(WANTED);

interface Visit {
  readonly name: string;
  readonly hash: string;
  /** Somebody was here before: what the page keeps is kept. */
  readonly isReturn?: true;
}

const visits: readonly Visit[] = [
  { name: 'first visit', hash: '' },
  { name: 'return visit', hash: '', isReturn: true },
  { name: 'link', hash: '#/simulate?preset=lost-puback&t=2' },
];
const forms = ['mobile', 'desktop'] as const;

interface Report {
  readonly categories: Readonly<Record<string, { readonly score: number | null }>>;
  readonly audits: Readonly<
    Record<
      string,
      { readonly score: number | null; readonly title: string; readonly displayValue?: string }
    >
  >;
  readonly runtimeError?: { readonly message: string };
}

const run = promisify(execFile);
const { values } = parseArgs({
  options: { runs: { type: 'string', default: '3' }, port: { type: 'string', default: '4819' } },
});
const folder = await mkdtemp(join(tmpdir(), 'qoscope-lighthouse-'));
const host = await serveFolder(fileURLToPath(new URL('../dist', import.meta.url)), '/');
const launch = browserLaunch();
const browser = await chromium.launchPersistentContext(join(folder, 'profile'), {
  ...launch,
  args: [...launch.args, `--remote-debugging-port=${values.port}`],
});
try {
  await run('npm', ['install', '--silent', '--ignore-scripts', '--prefix', folder, LIGHTHOUSE]);
  for (const visit of visits) {
    for (const form of forms) {
      const reports: Report[] = [];
      for (let i = 0; i < Number(values.runs); i++) reports.push(await audit(visit, form));
      tell(`${visit.name}, ${form}`, reports);
    }
  }
} finally {
  await browser.close();
  await host.close();
  await rm(folder, { recursive: true, force: true });
}

async function audit({ hash, isReturn }: Visit, form: (typeof forms)[number]): Promise<Report> {
  await prepare(isReturn === true);
  const command = join(folder, 'node_modules/lighthouse/cli/index.js');
  const flags = [
    `--port=${values.port}`,
    '--quiet',
    '--output=json',
    `--only-categories=${CATEGORIES.join(',')}`,
    ...(form === 'desktop' ? ['--preset=desktop'] : []),
    ...(isReturn === true ? ['--disable-storage-reset'] : []),
  ];
  const { stdout } = await run(process.execPath, [command, `${host.address}${hash}`, ...flags], {
    maxBuffer: 256 * 1024 * 1024,
  });
  const report = JSON.parse(stdout) as Report;
  if (report.runtimeError !== undefined) throw new Error(report.runtimeError.message);
  return report;
}

/**
 * Nobody was here before; or somebody was, and the page remembers, and its service worker has all of it.
 * Lighthouse itself forgets service workers and what they keep, and no more.
 */
async function prepare(isReturn: boolean): Promise<void> {
  const page = await browser.newPage();
  await page.goto(`${host.address}favicon.svg`);
  await page.evaluate(() => localStorage.clear());
  if (isReturn) {
    await page.goto(host.address);
    await page.evaluate(() => navigator.serviceWorker.ready);
  }
  await page.close();
}

function tell(name: string, reports: readonly Report[]): void {
  const scores = CATEGORIES.map((category) => {
    const all = reports.map(({ categories }) => (categories[category]?.score ?? 0) * 100);
    const median = Math.round(all.toSorted((a, b) => a - b)[all.length >> 1] ?? 0);
    const isShort = median < (WANTED[category] ?? 0);
    if (isShort) process.exitCode = 1;
    return `${category} ${median}${isShort ? ` (wanted: ${WANTED[category]})` : ''}`;
  });
  console.log(`${name}: ${scores.join(', ')}`);
  const [{ audits = {} } = {}] = reports;
  for (const { score, title, displayValue = '' } of Object.values(audits)) {
    if (score !== null && score < 0.9) console.log(`  ${title} ${displayValue}`.trimEnd());
  }
}
