// The command as its users start it: a process with arguments, output, errors, signals and an exit
// code.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { publishOf } from '../testing/messages.ts';
import { SocketClient } from '../testing/socketClient.ts';

const command = fileURLToPath(new URL('broker.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'qoscope-broker-'));
const running: ChildProcess[] = [];
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

interface Ending {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

// What `tsx` itself starts, without the process in between.
const whole = (args: readonly string[]): string[] => ['--import', 'tsx', command, ...args];

function broker(...args: readonly string[]): Promise<Ending> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, whole(args), (_, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, stdout, stderr });
    });
    running.push(child);
  });
}

interface Running {
  readonly addresses: readonly string[];
  /** @returns the exit code */
  stop(signal: 'SIGTERM' | 'SIGINT'): Promise<number | null>;
}

function serve(...args: readonly string[]): Promise<Running> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, whole(args), { stdio: ['ignore', 'pipe', 'inherit'] });
    running.push(child);
    const ended = new Promise<number | null>((done) => child.on('exit', (code) => done(code)));
    child.stdout.on('data', (text: Buffer) => {
      const addresses = [...text.toString().matchAll(/^listening (\S+)$/gm)].map(([, a]) => `${a}`);
      const stop = (signal: 'SIGTERM' | 'SIGINT') => {
        child.kill(signal);
        return ended;
      };
      resolve({ addresses, stop });
    });
  });
}

test.concurrent('--help answers and ends with 0', async () => {
  const help = await broker('--help');
  expect(help).toMatchObject({ code: 0, stderr: '' });
  expect(help.stdout).toContain('Usage: npm run --silent broker --');
});

test.concurrent('bad input ends with 2 and one line', async () => {
  const [port, trace] = await Promise.all([
    broker('--port', 'http'),
    broker('--port', '0', '--trace', join(folder, 'nowhere', 't.ndjson')),
  ]);
  expect([port.code, trace.code, port.stdout, trace.stdout]).toEqual([2, 2, '', '']);
  expect(port.stderr).toMatch(/^--port: got "http", expected [^\n]+\n$/);
  expect(trace.stderr).toMatch(/^--trace: got [^\n]+ that can be written \(ENOENT\)\n$/);
});

test.concurrent('a port that is in use ends with 1 and one line that names it', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? `${address?.port}` : '';
  const { code, stdout, stderr } = await broker('--port', port);
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(new RegExp(`^The broker cannot listen: [^\\n]*${port}[^\\n]*\\n$`));
  server.close();
});

test.concurrent('it says where it listens; SIGTERM tells the clients and ends it with 0, the trace whole', async () => {
  const file = join(folder, 'trace.ndjson');
  const { addresses, stop } = await serve('--port', '0', '--ws-port', '0', '--trace', file);
  expect(addresses).toEqual([
    expect.stringMatching(/^mqtt:\/\/127\.0\.0\.1:[1-9]\d*$/),
    expect.stringMatching(/^ws:\/\/127\.0\.0\.1:[1-9]\d*$/),
  ]);
  const clients = await Promise.all(
    addresses.map(async (address, i) => (await new SocketClient().open(address)).connect(`c${i}`)),
  );
  clients[0]?.send(publishOf('hello', 1, 1));
  await clients[0]?.waitFor(() => clients[0]?.types.includes('PUBACK') === true);
  expect(await stop('SIGTERM')).toBe(0);
  for (const client of clients) {
    await client.waitFor(() => client.isClosed);
    expect(client.received.at(-1)).toMatchObject({ type: 'DISCONNECT', reasonCode: 0x8b });
  }
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  const kinds = lines.map((line) => JSON.parse(line).kind);
  expect(kinds).toContain('message-published');
  expect(kinds.filter((kind) => kind === 'connection-closed')).toHaveLength(2);
  expect(kinds.at(-1)).toBe('session-ended');
});

test.concurrent('SIGINT ends it as well', async () => {
  const { stop } = await serve('--port', '0');
  expect(await stop('SIGINT')).toBe(0);
});
