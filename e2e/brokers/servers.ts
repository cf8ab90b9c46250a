// The brokers that tests talk to: ours as its users start it, and Mosquitto. And the test that starts
// them once for each worker and leaves none behind.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as plain } from '@playwright/test';
import { CuttingProxy } from './cuttingProxy.ts';
import { findMosquitto, type Mosquitto, NO_MOSQUITTO } from './findMosquitto.ts';
import { Program } from './program.ts';

interface Ours {
  readonly program: Program;
  readonly port: number;
  readonly wsPort: number;
}

async function startOurs(...args: readonly string[]): Promise<Ours> {
  const flags = ['--port', '0', '--ws-port', '0', ...args];
  const program = new Program('npm', ['run', '--silent', 'broker', '--', ...flags]);
  await program.waitForLines(2);
  const [port = 0, wsPort = 0] = program.lines.map((line) => Number(line.split(':').at(-1)));
  return { program, port, wsPort };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

/** @returns its port */
async function startMosquitto(
  { broker }: Mosquitto,
  folder: string,
): Promise<{ readonly program: Program; readonly port: number }> {
  const port = await freePort();
  const file = join(folder, 'mosquitto.conf');
  const lines = [`listener ${port} 127.0.0.1`, 'allow_anonymous true', 'persistence false'];
  writeFileSync(file, `${lines.join('\n')}\n`);
  const program = new Program(broker, ['-c', file]);
  await program.waitForWord('running');
  return { program, port };
}

interface WorkerFixtures {
  /** `npm run broker`. */
  readonly ours: Ours;
  /** Mosquitto's programs. Files whose tests ask for them are skipped where there are none. */
  readonly mosquitto: Mosquitto;
  /** The port of a Mosquitto. */
  readonly mosquittoPort: number;
}

interface Fixtures {
  /** Another `npm run broker`, which ends with the test. */
  readonly startBroker: (...args: readonly string[]) => Promise<Ours>;
  /** A network before a port that the test can break. */
  readonly proxyTo: (port: number) => Promise<CuttingProxy>;
  /** Starts a program that ends with the test. */
  readonly start: (program: string, ...args: readonly string[]) => Program;
}

export const test = plain.extend<Fixtures, WorkerFixtures>({
  ours: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter's pattern
    async ({}, use) => {
      const ours = await startOurs();
      await use(ours);
      await ours.program.stop();
    },
    { scope: 'worker' },
  ],
  mosquitto: [
    // biome-ignore lint/correctness/noEmptyPattern: as above
    async ({}, use) => {
      const found = findMosquitto();
      if (found === undefined) throw new Error(NO_MOSQUITTO);
      await use(found);
    },
    { scope: 'worker' },
  ],
  mosquittoPort: [
    async ({ mosquitto }, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'qoscope-mosquitto-'));
      const { program, port } = await startMosquitto(mosquitto, folder);
      await use(port);
      await program.stop();
      rmSync(folder, { recursive: true });
    },
    { scope: 'worker' },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: as above
  startBroker: async ({}, use) => {
    const started: Ours[] = [];
    await use(async (...args) => {
      const ours = await startOurs(...args);
      started.push(ours);
      return ours;
    });
    for (const { program } of started) await program.stop();
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above
  proxyTo: async ({}, use) => {
    const proxies: CuttingProxy[] = [];
    await use(async (port) => {
      const proxy = await CuttingProxy.start(port);
      proxies.push(proxy);
      return proxy;
    });
    for (const proxy of proxies) proxy.close();
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above
  start: async ({}, use) => {
    const programs: Program[] = [];
    await use((program, ...args) => {
      // What it says must not wait in its buffers.
      const started = new Program('stdbuf', ['-oL', program, ...args]);
      programs.push(started);
      return started;
    });
    await Promise.all(programs.map((program) => program.stop('SIGKILL')));
  },
});

export const VERSIONS = [
  { name: '3.1.1', version: 4 },
  { name: '5.0', version: 5 },
] as const;
export const LEVELS = [0, 1, 2] as const;

/** `a0`, `a1`, … */
export function payloads(letter: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, i) => `${letter}${i}`);
}
