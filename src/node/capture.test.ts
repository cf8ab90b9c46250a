// The capture as others read it: blocks, checksums and streams by the formats' own rules, and where there
// is a tshark, what that makes of it.

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { fromSec } from '../base/time.ts';
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
