// The peer in memory: aedes with two MQTT.js clients in this process, joined by streams without a
// network, and the same messages end to end through our engine. What each does differs, and is said.

import { Duplex } from 'node:stream';
import { Aedes } from 'aedes';
import { MqttClient } from 'mqtt';
import { LEVELS, runCase, scenarioOf } from '../../sim/bench/engineCases.ts';
import { pump } from './load.ts';
import { Rates } from './rates.ts';

export interface InMemoryEffort {
  readonly runs: number;
  readonly warmUps: number;
  /** In each run, at each level. */
  readonly messages: number;
}

/** @returns a table */
export async function benchInMemory({ runs, warmUps, messages }: InMemoryEffort): Promise<string> {
  const rows: string[] = [];
  for (const level of LEVELS) {
    const scenario = scenarioOf({ level, loss: 0, messages, pairs: 1, ratePerSec: 100 });
    const ours = new Rates();
    let peer = 0;
    for (let run = -warmUps; run < runs; run++) {
      if (run === 0) {
        ours.forget();
        peer = 0;
      }
      ours.measure(() => {
        runCase(scenario, 'metrics');
        return messages;
      });
      peer = Math.max(peer, await ratePeer(level, messages));
    }
    const columns = [ours.best.toFixed(0), peer.toFixed(0), (ours.best / peer).toFixed(1)];
    rows.push(`QoS ${level}       ${columns.map((column) => column.padStart(12)).join('')}`);
  }
  return [
    `The same messages end to end in memory, without loss: best of ${runs} runs, messages a second of processor time`,
    '  engine: virtual time, packets as objects, a lossy link, re-send timers, every copy followed, metrics',
    '  peer: aedes with MQTT.js, packets as bytes, written and parsed, over streams; no network, no metrics',
    '',
    `${''.padEnd(12)}${['engine', 'peer', 'ratio'].map((head) => head.padStart(12)).join('')}`,
    ...rows,
    '',
  ].join('\n');
}

/** @returns messages a second of processor time */
async function ratePeer(qos: 0 | 1 | 2, messages: number): Promise<number> {
  const aedes = await Aedes.createBroker();
  const connect = () =>
    new MqttClient(
      () => {
        const [near, far] = createPair();
        aedes.handle(far);
        return near;
      },
      { protocolVersion: 4, reconnectPeriod: 0 },
    );
  const [publisher, subscriber] = [connect(), connect()];
  await Promise.all([publisher, subscriber].map(waitConnected));
  await subscriber.subscribeAsync('bench', { qos });
  const start = process.cpuUsage();
  await pump(publisher, subscriber, qos, messages);
  const { user, system } = process.cpuUsage(start);
  await Promise.all([publisher.endAsync(true), subscriber.endAsync(true)]);
  await new Promise<void>((resolve) => aedes.close(resolve));
  return (messages * 1e6) / (user + system);
}

function waitConnected(client: MqttClient): Promise<void> {
  return new Promise((resolve, reject) => {
    client.once('connect', () => resolve());
    client.once('error', reject);
  });
}

/** Two streams, each of which reads what is written to the other. */
function createPair(): readonly [Duplex, Duplex] {
  const near: Duplex = createEnd(() => far);
  const far: Duplex = createEnd(() => near);
  return [near, far];
}

function createEnd(other: () => Duplex): Duplex {
  return new Duplex({
    read() {},
    write(chunk, _encoding, done) {
      other().push(chunk);
      done();
    },
    final(done) {
      other().push(null);
      done();
    },
  });
}
