// The capture as others read it: blocks, checksums and streams by the formats' own rules, and where there
// is a tshark, what that makes of it.

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { fromSec } from '../base/time.ts';
import { isCaptured } from '../exports/capture.ts';
import { PRESETS } from '../scenario/presets/presets.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { simulate } from '../sim/simulate.ts';
import type { PacketRecord, TraceEvent } from '../trace/event.ts';
import { capture } from './capture.ts';

const folder = mkdtempSync(join(tmpdir(), 'qoscope-capture-'));
afterAll(() => rmSync(folder, { recursive: true }));

const CASES = PRESETS.map(({ name, scenario }) => ({ name, scenario }));

function eventsOf(scenario: Scenario): readonly TraceEvent[] {
  const events: TraceEvent[] = [];
  simulate(scenario, { until: fromSec(20), onEvent: (event) => events.push(event) });
  return events;
}

interface CapturedFrame {
  readonly atUs: number;
  readonly ip: Uint8Array;
}

/** The frames of a file, by the draft's rules for blocks. */
function readPcapng(file: Uint8Array): readonly CapturedFrame[] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const frames: CapturedFrame[] = [];
  for (let at = 0; at < file.length; ) {
    const [type, length] = [view.getUint32(at, true), view.getUint32(at + 4, true)];
    expect(length % 4).toBe(0);
    expect(view.getUint32(at + length - 4, true)).toBe(length);
    if (type === 6) {
      const [high, low] = [view.getUint32(at + 12, true), view.getUint32(at + 16, true)];
      const size = view.getUint32(at + 20, true);
      const ip = file.subarray(at + 28, at + 28 + size);
      frames.push({ atUs: high * 2 ** 32 + low, ip });
    }
    at += length;
  }
  return frames;
}

/** The Internet checksum (RFC 1071) of bytes that hold their own checksum is 0. */
function checksum(bytes: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < bytes.length; i += 2) sum += ((bytes[i] ?? 0) << 8) + (bytes[i + 1] ?? 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}

describe.each(CASES)('$name', ({ scenario }) => {
  test('checksums are right, and the new bytes of each stream follow each other without a gap', () => {
    const frames = readPcapng(capture(eventsOf(scenario), scenario.protocolVersion));
    expect(frames.length).toBeGreaterThan(3);
    const next = new Map<string, number>();
    let before = 0;
    for (const { atUs, ip } of frames) {
      expect(atUs).toBeGreaterThanOrEqual(before);
      before = atUs;
      expect(checksum([...ip.subarray(0, 20)])).toBe(0);
      const tcp = ip.subarray(20);
      const pseudo = [...ip.subarray(12, 20), 0, 6, tcp.length >> 8, tcp.length & 255];
      expect(checksum([...pseudo, ...tcp])).toBe(0);
      const view = new DataView(tcp.buffer, tcp.byteOffset, tcp.byteLength);
      const stream = `${[...ip.subarray(12, 20)]} ${view.getUint32(0)}`;
      const [sequence, flags] = [view.getUint32(4), view.getUint8(13)];
      const isSyn = (flags & 2) !== 0;
      const due = isSyn ? sequence : (next.get(stream) ?? Number.NaN);
      // Sent again: what is there already.
      expect(sequence).toBeLessThanOrEqual(due);
      const end = sequence + tcp.length - 20 + (isSyn || (flags & 1) !== 0 ? 1 : 0);
      next.set(stream, isSyn ? end : Math.max(due, end));
    }
  });
});

const hasTshark = spawnSync('tshark', ['--version']).status === 0;

/** MQTT Control Packet types (5.0, 2.1.2) as numbers. */
const TYPE_NAMES = [
  ...['', 'CONNECT', 'CONNACK', 'PUBLISH', 'PUBACK', 'PUBREC', 'PUBREL', 'PUBCOMP', 'SUBSCRIBE'],
  ...['SUBACK', 'UNSUBSCRIBE', 'UNSUBACK', 'PINGREQ', 'PINGRESP', 'DISCONNECT', 'AUTH'],
];

function sayPacket({ type, packetId, qos, dup }: PacketRecord): string {
  return type === 'PUBLISH'
    ? `${type} ${packetId || ''} ${qos} ${dup}`
    : `${type} ${packetId || ''}`;
}

/** Over TCP what is sent again is no other packet to a dissector. */
const lossy = CASES.filter(({ scenario }) => scenario.network.model === 'lossy');

describe.skipIf(!hasTshark).each(lossy)('to tshark, $name', ({ name, scenario }) => {
  test('no frame is malformed; types, identifiers, QoS and DUP are the trace’s in its order', () => {
    const events = eventsOf(scenario);
    const file = join(folder, `${name}.pcapng`);
    writeFileSync(file, capture(events, scenario.protocolVersion));
    const fields = ['mqtt.msgtype', 'mqtt.msgid', 'mqtt.qos', 'mqtt.dupflag', '_ws.malformed'];
    const flags = fields.flatMap((field) => ['-e', field]);
    const out = execFileSync(
      'tshark',
      ['-r', file, '-Y', 'mqtt or _ws.malformed', '-T', 'fields', ...flags],
      {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );
    const read = out
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const [type = '', id = '', qos = '', dup = '', malformed = ''] = line.split('\t');
        expect(malformed).toBe('');
        const named = TYPE_NAMES[Number(type)] ?? type;
        return named === 'PUBLISH'
          ? `${named} ${id} ${qos} ${/1|True/.test(dup)}`
          : `${named} ${id}`;
      });
    const sent = events.flatMap((event) => (event.kind === 'packet-sent' ? [event.packet] : []));
    expect(read).toEqual(sent.map(sayPacket));
  });
});

function scenarioOf(name: string): Scenario {
  const found = CASES.find((one) => one.name === name);
  if (found === undefined) throw new Error(name);
  return found.scenario;
}

const SPANS = [
  [0, 2],
  [1.5, 6],
  [5, 20],
] as const;
/** One of each kind: levels, cuts, crashes, black holes, TCP, 3.1.1. */
const STRETCHED = new Set([
  ...['mixed', 'tcp-loss', 'tcp-cut', 'flapping', 'black-hole-publisher', 'network-copies'],
  ...['broker-crash-before-puback', 'session-expired', 'retained-on-reconnect'],
]);
const stretched = CASES.filter(({ name }) => STRETCHED.has(name));

test('each kind of run that is stretched below is a preset', () => {
  expect(stretched).toHaveLength(STRETCHED.size);
});

describe.skipIf(!hasTshark).each(stretched)(
  'a stretch of $name, to tshark',
  ({ name, scenario }) => {
    const events = eventsOf(scenario);

    test.each(SPANS)(
      'from %d to %d s: whole streams, and its packets after each CONNECT',
      (from, to) => {
        const span = { from: fromSec(from), to: fromSec(to) };
        const file = join(folder, `${name}-${from}.pcapng`);
        writeFileSync(file, capture(events, scenario.protocolVersion, span));
        const rows = readFields(file, 'frame', [
          ...['tcp.stream', 'tcp.flags.syn', 'mqtt.msgtype', '_ws.malformed', '_ws.unreassembled'],
          ...['tcp.checksum.status', 'ip.checksum.status', 'tcp.analysis.lost_segment'],
        ]);
        expect(rows.length).toBeGreaterThan(3);
        const seen = new Map<string, string[]>();
        for (const [stream = '', syn = '', types = '', malformed, rest, ...checks] of rows) {
          expect([malformed, rest]).toEqual(['', '']);
          // 0 is bad; 1 is good.
          expect(checks.slice(0, 2)).toEqual(['1', '1']);
          const told = seen.get(stream) ?? [];
          if (told.length === 0) expect(/1|True/.test(syn)).toBe(true);
          told.push(...(/1|True/.test(syn) ? ['SYN'] : []), ...types.split(',').filter(Boolean));
          seen.set(stream, told);
        }
        for (const told of seen.values()) {
          const [, , first] = told;
          // A connection may have been cut before its CONNECT went.
          if (first !== undefined) expect(TYPE_NAMES[Number(first)]).toBe('CONNECT');
        }
      },
    );
  },
);

describe.skipIf(!hasTshark)('comments and acknowledgements, to tshark', () => {
  function captured(name: string, from: number, to: number): string {
    const scenario = scenarioOf(name);
    const file = join(folder, `${name}-${from}-${to}.pcapng`);
    const span = { from: fromSec(from), to: fromSec(to) };
    writeFileSync(file, capture(eventsOf(scenario), scenario.protocolVersion, span));
    return file;
  }

  test('a connection that had ended before the stretch is not in it', () => {
    const rows = readFields(
      captured('flapping', 16, 18),
      'tcp.flags.syn == 1 && tcp.flags.ack == 0',
      ['ip.src'],
    );
    expect(rows.flat().toSorted()).toEqual(['10.0.0.2', '10.0.0.3']);
  });

  test('over TCP, where nothing is lost, none is said twice: packets carry them', () => {
    expect(
      readFields(captured('flapping', 0, 20), 'tcp.analysis.duplicate_ack', ['frame.number']),
    ).toEqual([]);
    expect(
      readFields(captured('tcp-loss', 0, 20), 'tcp.analysis.duplicate_ack', ['frame.number']),
    ).not.toEqual([]);
  });

  test('what ends with the broker’s process is reset by the broker', () => {
    const fields = ['ip.src', 'frame.comment'];
    const rows = readFields(
      captured('broker-crash-before-puback', 0, 5),
      'tcp.flags.reset == 1',
      fields,
    );
    expect(rows).toEqual(Array(2).fill(['10.0.0.1', 'Ended by the broker.']));
  });
});

describe.each(stretched)('a stretch of $name', ({ scenario }) => {
  test('says of each packet that it is lost, also where that comes after its end', () => {
    const events = eventsOf(scenario);
    for (const event of events) {
      if (event.kind !== 'packet-sent' || event.lostAt === undefined) continue;
      const span = { from: event.at, to: event.at };
      const known = events.filter((one) => one.at <= span.to && isCaptured(one, span));
      const made = capture(known, scenario.protocolVersion, span);
      expect(made).toEqual(capture(events, scenario.protocolVersion, span));
      expect(new TextDecoder('latin1').decode(made)).toContain(
        'Lost on its way: it never arrives.',
      );
    }
  });
});

/** TCP sends again what is lost: to a dissector that is no other packet, and comes in its order. */
const overTcp = CASES.filter(({ scenario }) => scenario.network.model === 'tcp');

describe.skipIf(!hasTshark).each(overTcp)('over TCP, to tshark, $name', ({ name, scenario }) => {
  test('each way of each connection has the packets of the trace, each once, in order', () => {
    const events = eventsOf(scenario);
    const file = join(folder, `${name}-tcp.pcapng`);
    writeFileSync(file, capture(events, scenario.protocolVersion));
    const rows = readFields(file, 'mqtt', ['tcp.stream', 'tcp.dstport', 'mqtt.msgtype']);
    const read = new Map<string, string[]>();
    for (const [stream = '', port = '', types = ''] of rows) {
      const way = `${stream} ${port === '1883' ? 'up' : 'down'}`;
      read.set(way, [...(read.get(way) ?? []), ...types.split(',')]);
    }
    expect(read.size).toBeGreaterThan(1);
    const opened = events.flatMap((event) =>
      event.kind === 'connection-opened' ? [event.connection] : [],
    );
    const firstSent = new Set<string>();
    const sent = new Map<string, string[]>();
    for (const event of events) {
      if (event.kind !== 'segment-sent' || firstSent.has(event.packet.uid)) continue;
      const { uid, connection, to, type } = event.packet;
      firstSent.add(uid);
      const way = `${opened.indexOf(connection)} ${to === 'broker' ? 'up' : 'down'}`;
      sent.set(way, [...(sent.get(way) ?? []), String(TYPE_NAMES.indexOf(type))]);
    }
    expect(Object.fromEntries(read)).toEqual(Object.fromEntries(sent));
  });
});

/** Of each frame that a filter shows, these fields. */
function readFields(file: string, filter: string, fields: readonly string[]): string[][] {
  const flags = fields.flatMap((field) => ['-e', field]);
  const checks = ['-o', 'tcp.check_checksum:TRUE', '-o', 'ip.check_checksum:TRUE'];
  const order = ['-o', 'tcp.reassemble_out_of_order:TRUE'];
  const out = execFileSync(
    'tshark',
    ['-r', file, ...checks, ...order, '-Y', filter, '-T', 'fields', ...flags],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 64 * 1024 * 1024 },
  );
  return out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t'));
}
