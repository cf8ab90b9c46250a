// Messages a second through `npm run broker` and, in turn with it, through aedes, over TCP of this
// machine. Each broker is a process of its own; the clients are this one.

import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sendLoad, WINDOW } from './load.ts';

export interface BrokersEffort {
  readonly runs: number;
  readonly warmUps: number;
  /** In each run, at each level. */
  readonly messages: number;
}

const LEVELS = [0, 1, 2] as const;
const NAMES = ['broker', 'aedes'] as const;
/** aedes lets any number of messages to one subscriber be unacknowledged: ours is told to as well. */
const UNBOUNDED = ['--inflight', String(WINDOW)] as const;
const PROGRAMS = {
  broker: ['../broker.ts', '--port', '0', ...UNBOUNDED],
  aedes: ['aedesBroker.ts'],
} as const;
/** What /proc counts processor time in: 100 a second on every Linux. */
const TICK_US = 10_000;

interface Peer {
  readonly process: ChildProcess;
  readonly address: string;
}

/** What was measured of one broker at one level, a figure for each run. */
interface Figures {
  readonly perSec: number[];
  /** Processor time of the broker for each message; none where there is no /proc. */
  readonly brokerUs: number[];
}

/** @returns a table */
export async function benchBrokers(effort: BrokersEffort): Promise<string> {
  const peers: Peer[] = [];
  try {
    for (const name of NAMES) peers.push(await startPeer(PROGRAMS[name]));
    return formatTable(await measure(peers, effort), effort);
  } finally {
    for (const peer of peers) peer.process.kill('SIGTERM');
  }
}

function startPeer([file, ...args]: readonly [string, ...string[]]): Promise<Peer> {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', path, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)));
    child.stdout.once('data', (text: Buffer) => {
      const address = /mqtt:\S+/.exec(text.toString())?.[0] ?? '';
      resolve({ process: child, address });
    });
  });
}

/** @returns for each level, for each peer */
async function measure(
  peers: readonly Peer[],
  { runs, warmUps, messages }: BrokersEffort,
): Promise<readonly (readonly Figures[])[]> {
  const figures = LEVELS.map(() => peers.map((): Figures => ({ perSec: [], brokerUs: [] })));
  for (let run = -warmUps; run < runs; run++) {
    for (const qos of LEVELS) {
      // Whoever is first has the quieter machine, or the colder one: they take turns.
      const order = run % 2 === 0 ? [0, 1] : [1, 0];
      for (const which of order) {
        const { process: child, address } = peers[which] as Peer;
        const before = processorUs(child.pid);
        const sec = await sendLoad(address, { qos, messages });
        const after = processorUs(child.pid);
        if (run < 0) continue;
        const { perSec, brokerUs } = (figures[qos] as readonly Figures[])[which] as Figures;
        perSec.push(messages / sec);
        if (before !== undefined && after !== undefined) brokerUs.push((after - before) / messages);
      }
    }
  }
  return figures;
}

/** Of user and system together; undefined where there is no /proc. */
function processorUs(pid: number | undefined): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Fields 14 and 15; the second is a name in brackets that may hold anything.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * TICK_US;
  } catch {
    return undefined;
  }
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

function formatTable(
  figures: readonly (readonly Figures[])[],
  { runs, messages }: BrokersEffort,
): string {
  const heads = [...NAMES, 'ratio'].map((head) => head.padStart(10)).join('');
  const lines = LEVELS.map((qos) => {
    const [ours, peer] = (figures[qos] ?? []).map(({ perSec, brokerUs }) => {
      return { perSec: medianOf(perSec), us: medianOf(brokerUs) };
    });
    const rates = formatPair(ours?.perSec, peer?.perSec, 0);
    return `QoS ${qos}         ${rates}  ${formatPair(ours?.us, peer?.us, 1)}`;
  });
  return [
    `Through real sockets (npm run broker -- ${UNBOUNDED.join(' ')}, against aedes): ${messages} messages from one`,
    `MQTT.js client to another, 3.1.1, ${WINDOW} under way; medians of ${runs} runs`,
    '',
    `${''.padEnd(14)}${'messages a second'.padStart(30)}${'broker, µs a message'.padStart(32)}`,
    `${''.padEnd(14)}${heads}  ${heads}`,
    ...lines,
    '',
  ].join('\n');
}

function formatPair(ours = Number.NaN, peer = Number.NaN, digits: number): string {
  const columns = [ours.toFixed(digits), peer.toFixed(digits), (ours / peer).toFixed(2)];
  return columns.map((column) => column.replace('NaN', '–').padStart(10)).join('');
}
