import { isUtf8 } from 'node:buffer';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { packetsFrom } from '../../testing/arbitraries.ts';
import { factsForLibrary, parsedByLibrary } from '../../testing/libraryFacts.ts';
import { createReader, ID, packet } from '../../testing/rawPackets.ts';
import type { Packet, ProtocolVersion } from '../packets/packet.ts';
import { encodePacket } from './encodePacket.ts';
import type { ReadResult } from './packetReader.ts';

type Origin = 'client' | 'new client' | 'server';
const ORIGINS = ['client', 'new client', 'server'] as const;

/** Numbers that depend on the seed alone: xorshift, 32 bits. */
function createLuck(seed: number): (below: number) => number {
  let state = seed | 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

type Luck = ReturnType<typeof createLuck>;

/** Any bytes, with a first byte of a packet and its true length more often than chance has it. */
function randomBytes(luck: Luck): Uint8Array {
  const bytes = new Uint8Array(luck(40)).map(() => (luck(4) === 0 ? luck(256) : luck(8)));
  const firstBytes = [0x10, 0x30, 0x32, 0x34, 0x40, 0x62, 0x82, 0xa2, 0x90, 0xb0, 0x20, 0xe0, 0xf0];
  if (luck(4) > 0) bytes[0] = firstBytes[luck(firstBytes.length)] ?? 0;
  if (luck(4) > 0) bytes[1] = Math.max(0, bytes.length - 2);
  return bytes;
}

/** A real packet after one to three accidents; its Remaining Length is made true in half of the cases. */
function mutated(packet: Uint8Array, luck: Luck): Uint8Array {
  let bytes = [...packet];
  for (let n = 1 + luck(3); n > 0; n--) {
    const at = luck(bytes.length + 1);
    const accidents = [
      () => (bytes[at] = (bytes[at] ?? 0) ^ (1 << luck(8))),
      () => (bytes[at] = luck(256)),
      () => (bytes[at] = [0, 1, 0x7f, 0x80, 0xff][luck(5)] ?? 0),
      () => bytes.splice(at, 1 + luck(4)),
      () => bytes.splice(at, 0, ...Array.from({ length: 1 + luck(4) }, () => luck(256))),
      () => bytes.splice(at, 0, ...bytes.slice(at, at + luck(12))),
      () => (bytes = bytes.slice(0, at)),
      () => (bytes[1] = luck(256)),
    ];
    accidents[luck(accidents.length)]?.();
  }
  if (luck(2) === 0 && bytes.length > 1 && bytes.length < 130) bytes[1] = bytes.length - 2;
  return Uint8Array.from(bytes);
}

function samplesOf(from: Origin, version: ProtocolVersion): readonly Uint8Array[] {
  const sender = from === 'server' ? 'server' : 'client';
  const packets = fc.sample(packetsFrom(sender, version), { seed: 31, numRuns: 2000 });
  const isWanted = ({ type }: Packet) => from !== 'new client' || type === 'CONNECT';
  return packets
    .filter(isWanted)
    .map((packet) => encodePacket(packet, version))
    .filter(({ length }) => length < 120);
}

/** Reads bytes and checks what holds for any. */
function readSoundly(
  from: Origin,
  version: ProtocolVersion,
  bytes: Uint8Array,
): readonly ReadResult[] {
  const results = createReader(from, version).read(bytes);
  const faultAt = results.findIndex(({ kind }) => kind === 'fault');
  if (faultAt !== -1) expect(faultAt).toBe(results.length - 1);
  let at = 0;
  let inForce: ProtocolVersion | undefined = from === 'new client' ? undefined : version;
  for (const result of results) {
    if (result.kind === 'fault') continue;
    const { packet: read, bytes: length } = result;
    const ofPacket = bytes.subarray(at, at + length);
    at += length;
    if (read.type === 'CONNECT') inForce ??= read.protocolVersion;
    const itsOwn = read.type === 'CONNECT' ? read.protocolVersion : (inForce ?? 4);
    checkPacket(from === 'server' ? 'server' : 'client', itsOwn, read, ofPacket);
  }
  expect(at).toBeLessThanOrEqual(bytes.length);
  return results;
}

/** What is accepted says what its bytes say, and is written as something that says the same. */
function checkPacket(
  from: 'client' | 'server',
  version: ProtocolVersion,
  packet: Packet,
  bytes: Uint8Array,
): void {
  const rewritten = createReader(from, version).read(encodePacket(packet, version));
  const [again] = rewritten;
  if (again?.kind !== 'packet' || !isDeepStrictEqual(again.packet, packet)) {
    expect(again).toStrictEqual({ kind: 'packet', packet });
  }
  // The library cannot read what v5 §3.15.2.1 allows.
  if (packet.type === 'AUTH' && bytes.length === 2) return;
  const { properties = {}, ...facts } = factsForLibrary(packet, version);
  const parsed = parsedByLibrary(bytes, version);
  for (const [name, value] of Object.entries(facts)) {
    if (!isDeepStrictEqual(parsed[name], value)) expect(parsed).toMatchObject(facts);
  }
  if (packet.type === 'PUBLISH') expect(parsed.properties ?? {}).toEqual(properties);
}

describe('any bytes', () => {
  test.each(ORIGINS)('of a %s are read as packets or end in one fault (15,000 random)', (from) => {
    const luck = createLuck(1);
    const counts = { packet: 0, fault: 0 };
    for (let i = 0; i < 15_000; i++) {
      const version = i % 2 === 0 ? 4 : 5;
      for (const { kind } of readSoundly(from, version, randomBytes(luck))) counts[kind]++;
    }
    expect(counts.packet).toBeGreaterThan(100);
    expect(counts.fault).toBeGreaterThan(5_000);
  });

  test.each(ORIGINS)('of a %s that were packets once do so too (20,000 mutated)', (from) => {
    const luck = createLuck(2);
    const counts = { packet: 0, fault: 0 };
    const samples = { 4: samplesOf(from, 4), 5: samplesOf(from, 5) } as const;
    for (let i = 0; i < 20_000; i++) {
      const version = i % 2 === 0 ? 4 : 5;
      const packet = samples[version][luck(samples[version].length)] ?? new Uint8Array(0);
      const bytes = mutated(packet, luck);
      const results = readSoundly(from, version, bytes);
      for (const { kind } of results) counts[kind]++;
      if (i % 10 > 0) continue;
      const reader = createReader(from, version);
      const cut = luck(bytes.length + 1);
      const inPieces = [
        ...reader.read(bytes.subarray(0, cut)),
        ...reader.read(bytes.subarray(cut)),
      ];
      if (!isDeepStrictEqual(inPieces, results)) expect(inPieces).toStrictEqual(results);
    }
    expect(counts.packet).toBeGreaterThan(1_000);
    expect(counts.fault).toBeGreaterThan(5_000);
  });
});

test('v5 [MQTT-1.5.4-1] text is taken when Node takes it for UTF-8, and then as it is (property)', () => {
  const whole = fc.string({ unit: 'binary', maxLength: 8 }).map((text) => [...Buffer.from(text)]);
  const pieces = fc.oneof(
    whole,
    fc.array(fc.constantFrom(0x80, 0xbf, 0xc1, 0xc2, 0xe0, 0xed, 0xa0, 0x9f, 0xf0, 0xf4, 0x90)),
    fc.array(fc.integer({ min: 1, max: 255 }), { maxLength: 6 }),
  );
  const texts = fc.array(pieces, { maxLength: 3 }).map((parts) => parts.flat());
  const property = fc.property(texts, (text) => {
    const bytes = Uint8Array.from(text);
    const [result] = createReader('client', 4).read(
      Uint8Array.from(packet(0x30, [0, text.length + 1], 0x61, text)),
    );
    const isTopic = isUtf8(bytes) && !/[+#\0]/.test(Buffer.from(bytes).toString());
    expect(result?.kind).toBe(isTopic ? 'packet' : 'fault');
    if (result?.kind !== 'packet' || result.packet.type !== 'PUBLISH') return;
    expect([...Buffer.from(result.packet.message.topic)]).toEqual([0x61, ...text]);
  });
  fc.assert(property, { seed: 41, numRuns: 5000 });
});

test('a Reason Code is taken when mqtt-packet knows it for the packet', () => {
  const acks = [0x40, 0x50, 0x62, 0x70].map((first) => (code: number) => packet(first, ID, code));
  const answers = [0x90, 0xb0].map((first) => (code: number) => packet(first, ID, 0, code));
  const disconnect = (code: number) => packet(0xe0, code);
  const withCode = { client: [...acks, disconnect], server: answers } as const;
  for (const from of ['client', 'server'] as const) {
    for (const make of withCode[from]) {
      for (let code = 0; code < 256; code++) {
        const bytes = Uint8Array.from(make(code));
        const [result] = createReader(from, 5).read(bytes);
        const isKnown = parsedByLibrary(bytes, 5).cmd !== 'error';
        expect([make(code), result?.kind]).toEqual([make(code), isKnown ? 'packet' : 'fault']);
      }
    }
  }
});
