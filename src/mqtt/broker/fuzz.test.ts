// 100,000 inputs of random bytes and of mutated real packets, through the reader of bytes into the
// broker, as a socket's host would: each is answered or ends its own connection, and two well-behaved
// clients beside it notice nothing.
import { describe, expect, test } from 'vitest';
import { addTime, fromMs, type SimTime, TIME_ZERO } from '../../base/time.ts';
import { Luck } from '../../testing/luck.ts';
import { connectOf, publishOf, subscribeOf } from '../../testing/messages.ts';
import {
  type BrokerFile,
  brokerRecordings,
  readFolder,
} from '../../testing/recordings/brokerFile.ts';
import { encodePacket } from '../codec/encodePacket.ts';
import { PacketReader } from '../codec/packetReader.ts';
import type { Effect } from '../effect.ts';
import type { Packet, Payload, ProtocolVersion } from '../packets/packet.ts';
import { type BrokerInput, createBroker, stepBroker } from './broker.ts';
import { BROKER_DEFAULTS } from './options.ts';

const INPUTS = 100_000;
const PER_CONNECTION = 12;
const MAXIMUM_PACKET_SIZE = 10_000;
const LIMITS = {
  sessions: 200,
  subscriptionsPerSession: 50,
  retainedMessages: 50,
  retainedBytes: 100_000,
  heldPerSession: 100,
  bytesPerSession: 100_000,
  bytesTotal: 5_000_000,
};

/** Every packet that a client has sent in a recording. */
const SENT = brokerRecordings(readFolder<BrokerFile>('brokers')).flatMap(({ events }) =>
  events.flatMap((event) =>
    'hex' in event && event.dir === '>' ? [Buffer.from(event.hex.replaceAll(' ', ''), 'hex')] : [],
  ),
);

interface Client {
  readonly reader: PacketReader;
  readonly version: ProtocolVersion;
  isOpen: boolean;
  /** What the broker has sent it since it was looked at last. */
  heard: string[];
}

class Host {
  now: SimTime = TIME_ZERO;
  readonly broker = createBroker({
    ...BROKER_DEFAULTS,
    receiveMaximum: 20,
    sendQuota: 20,
    queueLimit: 20,
    topicAliasMaximum: 5,
    maximumPacketSize: MAXIMUM_PACKET_SIZE,
    limits: LIMITS,
  });
  readonly #clients: Client[] = [];
  answered = 0;
  closed = 0;

  open(version: ProtocolVersion): number {
    const reader = new PacketReader({ maximumPacketSize: MAXIMUM_PACKET_SIZE });
    const connection = this.#clients.push({ reader, version, isOpen: true, heard: [] }) - 1;
    this.step({ kind: 'connection-opened', connection });
    return connection;
  }

  isOpen(connection: number): boolean {
    return this.client(connection).isOpen;
  }

  hear(connection: number, bytes: Uint8Array): void {
    const { reader } = this.client(connection);
    for (const result of reader.read(bytes)) {
      if (!this.isOpen(connection)) return;
      if (result.kind === 'packet') {
        const { packet } = result;
        this.step({ kind: 'packet-received', connection, packet });
      } else {
        const { fault, protocolVersion } = result;
        this.step({ kind: 'malformed-received', connection, fault, protocolVersion });
        expect(this.isOpen(connection)).toBe(false);
      }
    }
  }

  close(connection: number): void {
    if (!this.isOpen(connection)) return;
    this.client(connection).isOpen = false;
    this.step({ kind: 'connection-closed', connection });
  }

  step(input: BrokerInput): void {
    this.now = addTime(this.now, fromMs(1));
    for (const effect of stepBroker(this.broker, input, this.now)) this.#carryOut(effect);
  }

  #carryOut(effect: Effect): void {
    if (effect.kind === 'send-packet') {
      const client = this.client(effect.connection);
      expect(client.isOpen).toBe(true);
      expect(encodePacket(effect.packet, client.version).length).toBeGreaterThan(1);
      const { packet } = effect;
      client.heard.push(packet.type === 'PUBLISH' ? textOf(packet.message.payload) : packet.type);
      this.answered++;
    } else if (effect.kind === 'close-connection') {
      this.closed++;
      this.close(effect.connection);
    }
  }

  client(connection: number): Client {
    const client = this.#clients[connection];
    if (client === undefined) throw new Error('No such connection');
    return client;
  }

  take(connection: number): readonly string[] {
    const client = this.client(connection);
    const { heard } = client;
    client.heard = [];
    return heard;
  }
}

function textOf(payload: Payload): string {
  return typeof payload === 'string' ? payload : Buffer.from(payload).toString();
}

/** Two clients who behave, and what each of them must hear, nothing more. */
class WellBehaved {
  readonly #host: Host;
  readonly #version: ProtocolVersion;
  readonly #pub: number;
  readonly #sub: number;
  #count = 0;

  constructor(host: Host, version: ProtocolVersion) {
    this.#host = host;
    this.#version = version;
    this.#pub = host.open(version);
    this.#sub = host.open(version);
    this.#say(this.#pub, connectOf(`good-pub-${version}`, { protocolVersion: version }));
    this.#say(this.#sub, connectOf(`good-sub-${version}`, { protocolVersion: version }));
    this.#say(this.#sub, subscribeOf(`good/${version}/x`, { qos: 1 }));
    for (const client of [this.#pub, this.#sub]) host.take(client);
  }

  exchange(): void {
    const uid = `message ${++this.#count}`;
    const packetId = (this.#count % 65_535) + 1;
    const publish = publishOf(uid, 1, packetId);
    const topic = `good/${this.#version}/x`;
    this.#say(this.#pub, { ...publish, message: { ...publish.message, topic } });
    expect(this.#host.take(this.#pub)).toEqual(['PUBACK']);
    expect(this.#host.take(this.#sub)).toEqual([uid]);
    const { entries } = this.#host.broker.sessions.get(`good-sub-${this.#version}`)?.sender ?? {};
    const [sent] = entries?.keys() ?? [];
    this.#say(this.#sub, { type: 'PUBACK', packetId: sent ?? 0, reasonCode: 0, ...TRACED });
    expect([this.#pub, this.#sub].map((client) => this.#host.isOpen(client))).toEqual([true, true]);
  }

  #say(connection: number, packet: Packet): void {
    this.#host.hear(connection, encodePacket(packet, this.#version));
  }
}

const TRACED = { messageUid: '', copy: 1, attempt: 1 };

function drawBytes(luck: Luck): Uint8Array {
  if (luck.chance(0.1)) {
    return Uint8Array.from({ length: luck.whole(1, 40) }, () => luck.whole(0, 255));
  }
  const bytes = [...luck.one(SENT)];
  const edits = luck.one([0, 1, 1, 1, 2, 5]);
  for (let i = 0; i < edits; i++) {
    const at = luck.whole(0, bytes.length - 1);
    const way = luck.whole(0, 3);
    if (way === 0) bytes[at] = (bytes[at] ?? 0) ^ (1 << luck.whole(0, 7));
    else if (way === 1) bytes.splice(at, luck.whole(1, 3));
    else if (way === 2) bytes.splice(at, 0, luck.whole(0, 255));
    else bytes[1] = luck.whole(0, 255);
    if (bytes.length === 0) bytes.push(0);
  }
  return Uint8Array.from(bytes);
}

describe('bytes of any kind', () => {
  test(`${INPUTS} of them are answered or end their connection, and two well-behaved clients notice nothing`, () => {
    const luck = new Luck(41);
    const host = new Host();
    const good = [new WellBehaved(host, 4), new WellBehaved(host, 5)];
    let connection = -1;
    let left = 0;
    for (let i = 0; i < INPUTS; i++) {
      if (left === 0 || connection < 0 || !host.isOpen(connection)) {
        if (connection >= 0) host.close(connection);
        const version = luck.one([4, 5] as const);
        connection = host.open(version);
        left = PER_CONNECTION;
        const facts = { protocolVersion: version, cleanStart: luck.chance(0.7) };
        const connect = connectOf(`c${luck.whole(0, 300)}`, facts);
        if (luck.chance(0.9)) host.hear(connection, encodePacket(connect, version));
      }
      left--;
      if (host.isOpen(connection)) host.hear(connection, drawBytes(luck));
      host.take(connection);
      if (i % 100 === 0) for (const pair of good) pair.exchange();
    }
    const { sessions, retained, storedBytes } = host.broker;
    expect(sessions.size).toBeLessThanOrEqual(LIMITS.sessions);
    expect(retained.size).toBeLessThanOrEqual(LIMITS.retainedMessages);
    expect(storedBytes).toBeLessThanOrEqual(LIMITS.bytesTotal);
    // Both happened often, so that neither is for want of the other.
    expect([host.answered, host.closed].map((times) => times > 5000)).toEqual([true, true]);
  });
});
