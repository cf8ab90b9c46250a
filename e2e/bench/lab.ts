// Frames of the Lab while the standard sweep runs in its workers: from one to the next on the clock, and
// what they cost the page's main thread. The workers share the machine's cores with the page, so that the
// clock's figures are the machine's too; the processor time is the page's own.
import type { Page } from '@playwright/test';
import { traceFrames } from './frames.ts';
import { openRun, quantile } from './loads.ts';

/** Often enough that it does not end while it is watched. */
const STANDARD = '#/lab?messages=10000&x=loss=0:0.5:0.025&replications=30';
const WARM_UP_MS = 1500;

/** What comes back most often: runs of a hundred messages, all of which a figure is made of. */
const SMALL = '#/lab?x=loss=0:0.5:0.025&replications=1500';

/** @returns the lines of a table */
export async function benchLab(page: Page, origin: string, seconds: number): Promise<string> {
  return [
    'The Lab: ms from frame to frame, and of the main thread’s processor time in each',
    `  ${''.padEnd(24)}interval: median     p95     most   work: median     p95     most`,
    ...(await benchSweep(page, origin, STANDARD, seconds, 'the standard sweep')),
    ...(await benchSweep(page, origin, SMALL, seconds, 'many small runs')),
    '',
  ].join('\n');
}

async function benchSweep(
  page: Page,
  origin: string,
  link: string,
  seconds: number,
  name: string,
): Promise<readonly string[]> {
  await openRun(page, origin, link);
  // Somebody has to ask for frames: the page at rest does not.
  await page.evaluate(keepAsking);
  const rest = await watch(page, 'at rest', seconds);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByText(/\d+ done/).waitFor();
  await page.waitForTimeout(WARM_UP_MS);
  const sweeping = await watch(page, name, seconds);
  const workers = page.workers().length;
  const done = /([\d,]+) done/.exec((await page.getByRole('main').textContent()) ?? '')?.[1];
  return [rest, `${sweeping}   ${done ?? 'no'} runs in ${workers} workers`];
}

async function watch(page: Page, name: string, seconds: number): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const frames = await traceFrames(session, () => page.waitForTimeout(seconds * 1000));
  await session.detach();
  const intervals = frames.slice(1).map(({ atMs }, i) => atMs - (frames[i]?.atMs ?? atMs));
  const work = frames.map(({ workMs }) => workMs);
  const figure = (values: readonly number[], share: number, width: number) =>
    quantile(values, share).toFixed(1).padStart(width);
  return [
    `  ${name.padEnd(24)}`,
    figure(intervals, 0.5, 16),
    figure(intervals, 0.95, 8),
    figure(intervals, 1, 9),
    figure(work, 0.5, 15),
    figure(work, 0.95, 8),
    figure(work, 1, 9),
  ].join('');
}

/** As text: the loader would rename inner functions. */
const keepAsking = `{
  const ask = () => requestAnimationFrame(ask);
  ask();
}`;
