// What a busy run holds in memory as it goes on: 50 messages a second, played as quickly as the page
// can, all of it really run. The heaps of page and worker with their typed arrays, after the garbage
// collector, at the end and after one minute.
import type { CDPSession, Page } from '@playwright/test';
import { BUSY, openRun, play } from './loads.ts';

const STEP_MS = 500;

interface Heaps {
  readonly page: number;
  readonly worker: number;
}

export async function benchMemory(page: Page, origin: string, minutes: number): Promise<string> {
  await openRun(page, origin, `${BUSY}&t=2`);
  const session = await page.context().newCDPSession(page);
  const worker = await attachWorker(session);
  await play(page, '30');
  await playTo(page, 60);
  const early = await heaps(session, worker);
  await playTo(page, minutes * 60);
  const late = await heaps(session, worker);
  await session.detach();
  const line = (name: string, a: number, b: number) =>
    `  ${name.padEnd(8)}${(a / 1e6).toFixed(1).padStart(8)}${(b / 1e6).toFixed(1).padStart(9)}   ${(b / a).toFixed(2)} ×`;
  return [
    `Memory at 50 messages a second, MB of heap after 1 minute and after ${minutes}`,
    line('page', early.page, late.page),
    line('worker', early.worker, late.worker),
    line('both', early.page + early.worker, late.page + late.worker),
    '',
  ].join('\n');
}

async function playTo(page: Page, sec: number): Promise<void> {
  for (;;) {
    const shown = (await page.getByTestId('time').textContent()) ?? '';
    if (Number.parseFloat(shown.replace(/[^\d.]/g, '')) >= sec) return;
    await page.waitForTimeout(STEP_MS);
  }
}

/** Talks to the page's worker over the page's session. */
interface WorkerLink {
  send(method: string): Promise<unknown>;
}

async function attachWorker(session: CDPSession): Promise<WorkerLink> {
  const attached = new Promise<string>((resolve) => {
    session.once('Target.attachedToTarget', ({ sessionId }) => resolve(sessionId));
  });
  await session.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
  const sessionId = await attached;
  const waiting = new Map<number, (result: unknown) => void>();
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, result } = JSON.parse(message) as { id?: number; result?: unknown };
    if (id !== undefined) waiting.get(id)?.(result);
  });
  let last = 0;
  return {
    send(method) {
      const id = ++last;
      const answer = new Promise<unknown>((resolve) => waiting.set(id, resolve));
      const message = JSON.stringify({ id, method, params: {} });
      return session.send('Target.sendMessageToTarget', { message, sessionId }).then(() => answer);
    },
  };
}

async function heaps(session: CDPSession, worker: WorkerLink): Promise<Heaps> {
  await session.send('HeapProfiler.collectGarbage');
  await worker.send('HeapProfiler.collectGarbage');
  const own = await session.send('Runtime.getHeapUsage');
  const other = (await worker.send('Runtime.getHeapUsage')) as HeapUsage;
  return { page: sizeOf(own), worker: sizeOf(other) };
}

interface HeapUsage {
  readonly usedSize: number;
  /** Of typed arrays, which stand outside the heap. */
  readonly backingStorageSize: number;
}

function sizeOf({ usedSize, backingStorageSize }: HeapUsage): number {
  return usedSize + backingStorageSize;
}
