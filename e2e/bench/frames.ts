// What a frame costs the page's main thread: the processor time of its tasks, as the browser's own
// trace has them, from one animation frame to the next. Script, style, layout, paint and garbage
// collection are in it; raster and compositing, which other threads do, are not. Processor time and
// not that of the clock, because another program's work is none of the page's.
import type { CDPSession, Page } from '@playwright/test';
import { type Load, loadOf, openRun, play, quantile, sayAim } from './loads.ts';

/** Packets in flight: the first are elements, the last are on the canvas. */
const IN_FLIGHT = [5, 50, 200, 1000] as const;
const WARM_UP_MS = 1500;
/** Of 60 frames a second, what a browser that paces itself leaves. */
const FRAMES_PER_SEC = 57;
const AIMS: Readonly<Record<number, { readonly medianMs?: number }>> = {
  200: { medianMs: 8 },
  1000: {},
};

interface FrameFigures {
  readonly framesPerSec: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  /** Glyphs drawn as elements, and whether there is a canvas for them. */
  readonly drawn: string;
}

/** @returns the lines of a table */
export async function benchFrames(page: Page, origin: string, seconds: number): Promise<string> {
  await page.addInitScript(paceFrames);
  const rows: string[] = [];
  const aims: string[] = [];
  for (const inFlight of IN_FLIGHT) {
    const { name, ...load } = loadOf(inFlight);
    const figures = await measure(page, origin, load, seconds);
    const { framesPerSec, medianMs } = figures;
    rows.push(rowOf(name, figures));
    const aim = AIMS[inFlight];
    if (aim === undefined) continue;
    const rate = `only ${framesPerSec.toFixed(0)}`;
    aims.push(sayAim(`60 frames a second, ${name}`, framesPerSec >= FRAMES_PER_SEC, rate));
    if (aim.medianMs === undefined) continue;
    const met = medianMs <= aim.medianMs;
    aims.push(sayAim(`${aim.medianMs} ms a frame, ${name}`, met, `${medianMs.toFixed(1)} ms`));
  }
  return `Frames, and main-thread work in each, ms of processor time\n${HEADING}\n${[...rows, ...aims].join('\n')}\n`;
}

/** Compare: the three levels, each with 20 messages a second. @returns the lines of a table */
export async function benchCompare(page: Page, origin: string, seconds: number): Promise<string> {
  await page.addInitScript(paceFrames);
  const rows: string[] = [];
  const aims: string[] = [];
  for (const [name, settings] of COMPARED) {
    const link = `#/compare?messages=unlimited&rate=20&inflight=1000&${settings}&t=10`;
    const figures = await measure(page, origin, { link }, seconds);
    rows.push(rowOf(name, figures));
    const isMet = figures.framesPerSec >= FRAMES_PER_SEC;
    const otherwise = `only ${figures.framesPerSec.toFixed(0)}`;
    aims.push(sayAim(`60 frames a second, ${name}`, isMet, otherwise));
  }
  return `Compare, three pictures at 20 messages a second each\n${HEADING}\n${[...rows, ...aims].join('\n')}\n`;
}

const COMPARED = [
  ['50 ms', 'latency-ms=50&loss=0.05'],
  ['300 ms', 'latency-ms=300&loss=0.05'],
] as const;
const HEADING = `  ${''.padEnd(16)}frames/s   median     p95   drawn`;

function rowOf(name: string, { framesPerSec, medianMs, p95Ms, drawn }: FrameFigures): string {
  return [
    `  ${name.padEnd(16)}`,
    framesPerSec.toFixed(0).padStart(5),
    medianMs.toFixed(1).padStart(9),
    p95Ms.toFixed(1).padStart(8),
    `   ${drawn}`,
  ].join('');
}

async function measure(
  page: Page,
  origin: string,
  { link }: Pick<Load, 'link'>,
  seconds: number,
): Promise<FrameFigures> {
  await openRun(page, origin, link);
  await play(page, '1');
  await page.waitForTimeout(WARM_UP_MS);
  const drawn = await page.evaluate(() => {
    const elements = document.querySelectorAll('[data-packet]').length;
    return document.querySelector('canvas[data-boxes]') === null
      ? `${elements} elements`
      : 'on the canvas';
  });
  const session = await page.context().newCDPSession(page);
  const frames = await traceFrames(session, () => page.waitForTimeout(seconds * 1000));
  await session.detach();
  const work = frames.map(({ workMs }) => workMs);
  const [first, last] = [frames[0], frames.at(-1)];
  const spanMs = first === undefined || last === undefined ? Number.NaN : last.atMs - first.atMs;
  return {
    framesPerSec: ((frames.length - 1) / spanMs) * 1000,
    medianMs: quantile(work, 0.5),
    p95Ms: quantile(work, 0.95),
    drawn,
  };
}

/** As text: the loader would rename inner functions. */
const paceFrames = `{
  const ask = window.requestAnimationFrame.bind(window);
  let seen = 0;
  let told = 0;
  window.requestAnimationFrame = (draw) =>
    ask((time) => {
      if (time !== seen) {
        seen = time;
        told += 1000 / 60;
      }
      draw(told);
    });
}`;

interface TraceEntry {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** µs. */
  readonly ts: number;
  /** Processor time of the thread, µs. */
  readonly tdur?: number;
  readonly dur?: number;
}

interface FrameWork {
  readonly atMs: number;
  readonly workMs: number;
}

/** Work on the main thread, frame by frame, as long as `meanwhile` lasts. */
export async function traceFrames(
  session: CDPSession,
  meanwhile: () => Promise<void>,
): Promise<readonly FrameWork[]> {
  const entries: TraceEntry[] = [];
  session.on('Tracing.dataCollected', ({ value }) => {
    entries.push(...(value as unknown as TraceEntry[]));
  });
  const complete = new Promise<void>((resolve) => {
    session.once('Tracing.tracingComplete', () => resolve());
  });
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: {
      includedCategories: ['devtools.timeline', 'disabled-by-default-devtools.timeline'],
      excludedCategories: ['*'],
    },
  });
  await meanwhile();
  await session.send('Tracing.end');
  await complete;
  return framesIn(entries);
}

/** The thread with the most animation frames is the page's. */
function framesIn(entries: readonly TraceEntry[]): readonly FrameWork[] {
  const ticks = entries.filter(({ name }) => name === 'FireAnimationFrame');
  const { pid, tid } = ticks[0] ?? { pid: 0, tid: 0 };
  const tasks = entries
    .filter((one) => one.name === 'RunTask' && one.pid === pid && one.tid === tid)
    .toSorted((a, b) => a.ts - b.ts);
  const instants = ticks.map(({ ts }) => ts).toSorted((a, b) => a - b);
  const frames: { atMs: number; workMs: number }[] = [];
  let next = 0;
  for (const { ts, dur = 0, tdur = dur } of tasks) {
    const ticked = (instants[next] ?? Infinity) < ts + dur;
    while ((instants[next] ?? Infinity) < ts + dur) next++;
    if (ticked) frames.push({ atMs: ts / 1000, workMs: 0 });
    const frame = frames.at(-1);
    if (frame !== undefined) frame.workMs += tdur / 1000;
  }
  // The last one is cut short.
  return frames.slice(0, -1);
}
