import { expect, test } from 'vitest';
import type { PacketRecord } from '../../trace/event.ts';
import { chooseSize, marksIn, trackX } from './glyphSize.ts';
import { describePacket, glyphText, glyphWidth } from './glyphText.ts';

const packet = (more: Partial<PacketRecord>): PacketRecord => ({
  uid: 'u',
  from: 'van-42',
  to: 'broker',
  connection: 1,
  hop: 1,
  type: 'PUBLISH',
  qos: 1,
  dup: false,
  packetId: 7,
  messageUid: 'm',
  level: 1,
  copy: 1,
  attempt: 1,
  reasonCode: 0,
  bytes: 30,
  because: 'qos1-publish',
  ...more,
});

test('a packet is named in full, in short, or by its letter', () => {
  const ack = packet({ type: 'PUBACK' });
  expect(glyphText(ack, 'A', 'full', false)).toBe('PUBACK A');
  expect(glyphText(ack, 'A', 'short', false)).toBe('ACK A');
  expect(glyphText(ack, 'A', 'mark', false)).toBe('A');
  expect(glyphText(ack, 'AAA', 'mark', false)).toBe('');
  expect(glyphText(packet({ type: 'CONNECT', packetId: 0 }), '', 'full', true)).toBe('CONNECT');
});

test('one sent again says DUP, in full and in short', () => {
  const again = packet({ dup: true, attempt: 2 });
  expect(glyphText(again, 'A', 'full', false)).toBe('PUBLISH A DUP');
  expect(glyphText(again, 'A', 'short', false)).toBe('DUP A');
  expect(glyphText(again, 'A', 'full', true)).toBe('PUBLISH A DUP #7');
});

test('the usual glyph is 88 px wide, the usual short one 48 px', () => {
  const publish = packet({});
  expect(glyphWidth(publish, 'PUBLISH A', 'full')).toBe(88);
  expect(glyphWidth(publish, 'PUB A', 'short')).toBe(48);
  expect(glyphWidth(publish, 'PUBLISH A DUP #123', 'full')).toBeGreaterThan(88);
});

test('a packet is said with its level, its way, its attempt from the second on, and DUP', () => {
  const name = (node: string) => (node === 'broker' ? node : 'publisher');
  expect(describePacket(packet({ attempt: 2 }), 'A', name)).toBe(
    'PUBLISH A, QoS 1, publisher to broker, second attempt',
  );
  expect(describePacket(packet({ attempt: 2, dup: true }), 'A', name)).toBe(
    'PUBLISH A, QoS 1, publisher to broker, second attempt, DUP',
  );
  expect(describePacket(packet({}), 'A', name)).toBe('PUBLISH A, QoS 1, publisher to broker');
  const connect = packet({ type: 'CONNECT', level: undefined, messageUid: undefined });
  expect(describePacket(connect, '', name)).toBe('CONNECT, publisher to broker');
});

test('glyphs are as large as the tracks leave room for', () => {
  const usual = (size: string) => (size === 'full' ? 88 : 48);
  expect(chooseSize(300, 1, 1, usual).size).toBe('full');
  expect(chooseSize(300, 2, 1, usual)).toEqual({ size: 'full', slots: 3 });
  expect(chooseSize(300, 3, 2, usual).size).toBe('short');
  expect(chooseSize(300, 4, 4, usual).size).toBe('mark');
  expect(chooseSize(150, 1, 1, usual).size).toBe('short');
});

test('a lane has at least one track for marks', () => {
  expect(marksIn(300)).toBe(4);
  expect(marksIn(20)).toBe(1);
});

test('tracks downwards count from the left, upwards from the right', () => {
  expect([0, 1].map((track) => trackX(400, 4, track, true))).toEqual([50, 150]);
  expect([0, 1].map((track) => trackX(400, 4, track, false))).toEqual([350, 250]);
});
