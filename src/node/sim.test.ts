// The command as its users start it: a process with arguments, output, errors and an exit code.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const command = fileURLToPath(new URL('sim.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'qoscope-sim-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Ending {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function sim(...args: readonly string[]): Promise<Ending> {
  return new Promise((resolve) => {
    const options = { maxBuffer: 1e8 };
    // What `tsx` itself starts, without the process in between.
    const whole = ['--import', 'tsx', command, ...args];
    const child = execFile(process.execPath, whole, options, (_, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, stdout, stderr });
    });
  });
}

test.concurrent('--help and --list-presets answer and end with 0', async () => {
  const [help, presets] = await Promise.all([sim('--help'), sim('--list-presets')]);
  expect(help).toMatchObject({ code: 0, stderr: '' });
  expect(help.stdout).toContain('Usage: npm run --silent sim --');
  expect(presets).toMatchObject({ code: 0, stderr: '' });
  expect(presets.stdout).toContain('lost-puback');
});

test.concurrent('--json: without loss the figures are the closed forms in L', async () => {
  const { code, stdout, stderr } = await sim('--json', '--qos', '2', '--latency-ms', '40');
  expect([code, stderr]).toEqual([0, '']);
  const { seed, simulatedMs, levels, broker } = JSON.parse(stdout);
  // Connecting takes 4L; the last of 100 messages leaves 9.9 s later and is done after 7L.
  expect([seed, simulatedMs]).toEqual([1, 9900 + 11 * 40]);
  expect(levels['2']).toMatchObject({
    published: 100,
    delivered: 100,
    deliveryMs: { p50: 6 * 40, p99: 6 * 40, max: 6 * 40 },
    publisherHandshakeMs: { p50: 4 * 40 },
    subscriberHandshakeMs: { p50: 7 * 40 },
    packetsSent: { PUBLISH: 200, PUBACK: 0, PUBREC: 200, PUBREL: 200, PUBCOMP: 200 },
  });
  expect(levels['1'].published).toBe(0);
  expect(broker.storedNow).toBe(0);
});

test.concurrent('the same seed writes the same bytes of --trace, to a file or not', async () => {
  const file = join(folder, 'a.ndjson');
  const flags = ['--loss', '0.3', '--jitter-ms', '20', '--messages', '300', '--seed', '5'];
  const [toFile, toStdout] = await Promise.all([
    sim(...flags, '--trace', file),
    sim(...flags, '--trace', '-'),
  ]);
  expect([toFile.code, toStdout.code]).toEqual([0, 0]);
  expect(toFile.stdout).toContain('second copies');
  const trace = readFileSync(file, 'utf8');
  // More than a pipe or a piece holds.
  expect(trace.length).toBeGreaterThan(500_000);
  expect(toStdout.stdout === trace).toBe(true);
  const [first, ...others] = trace.trimEnd().split('\n');
  expect(JSON.parse(first ?? '')).toEqual({ at: 0, kind: 'run-started', protocolVersion: 5 });
  for (const line of others) JSON.parse(line);
});

test.concurrent('bad input: one line on stderr, nothing on stdout, and 2', async () => {
  const file = join(folder, 'bad.json');
  writeFileSync(file, '{\n  "clients": [}\n');
  const cases: readonly (readonly [says: RegExp, ...args: string[]])[] = [
    [/^--qos: got "a\\nb", expected 0, 1 or 2 \(and 1 more\)\n$/, '--qos', 'a\nb', '--loss', 'x'],
    [/^--scenario: got ".*bad\.json", expected a file of JSON \(.*\)\n$/, '--scenario', file],
    [/^--trace: got ".*", expected a file that can be written \(EISDIR\)\n$/, '--trace', folder],
  ];
  const endings = await Promise.all(cases.map(([, ...args]) => sim(...args)));
  endings.forEach(({ code, stdout, stderr }, i) => {
    expect(stderr).toMatch(cases[i]?.[0] ?? /^$/);
    expect([code, stdout]).toEqual([2, '']);
  });
});

test.concurrent('a printed scenario is a scenario file', async () => {
  const file = join(folder, 'printed.json');
  const flags = ['--preset', 'lost-puback', '--latency-ms', '20', '--seed', '3'];
  const printed = await sim(...flags, '--print-scenario');
  expect(printed).toMatchObject({ code: 0, stderr: '' });
  writeFileSync(file, printed.stdout);
  expect(await sim('--scenario', file, '--print-scenario')).toEqual(printed);
});

test.concurrent('a link to Compare runs each lane, and each lane’s link runs to the same', async () => {
  const link = '#/compare?messages=20&loss=0.3&seed=4&lanes=qos:0;qos:1,store:memory;-';
  const { code, stdout, stderr } = await sim('--link', link, '--json');
  expect([code, stderr]).toEqual([0, '']);
  const { lanes } = JSON.parse(stdout);
  expect(lanes.map(({ label }: { label: string }) => label)).toEqual([
    'QoS 0',
    'QoS 1 + memory store',
    'as it is',
  ]);
  expect(lanes[1].link).toBe('#/simulate?messages=20&loss=0.3&store=memory&seed=4');
  for (const lane of lanes) {
    const alone = await sim('--link', lane.link, '--json');
    expect(lane.metrics).toEqual(JSON.parse(alone.stdout));
  }
  const table = await sim('--link', '#/compare?messages=5');
  expect(table.stdout).toMatch(/^QoS 0\nseed 1[\s\S]*\nQoS 2\nseed 1/);
});

test.concurrent('lanes that cannot be read, and a trace of several runs, are refused', async () => {
  const wrong = await sim('--link', '#/compare?lanes=qos:9', '--json');
  expect(wrong).toMatchObject({ code: 2, stdout: '' });
  expect(wrong.stderr).toBe('--link lanes.0.qos: got "9", expected 0, 1 or 2\n');
  const trace = await sim('--link', '#/compare', '--trace', '-');
  expect(trace).toMatchObject({ code: 2, stdout: '' });
  expect(trace.stderr).toContain('--trace: got "-", expected a link to one run');
});
