// Drives the socket door without sockets: wires that are read from as a test says, clients that
// speak packets, and the clock of vitest's fake timers.
import { vi } from 'vitest';
import { fromMs } from '../base/time.ts';
import { createBroker, stepBroker } from '../mqtt/broker/broker.ts';
import type { BrokerOptions } from '../mqtt/broker/options.ts';
import { encodePacket } from '../mqtt/codec/encodePacket.ts';
import { PacketReader } from '../mqtt/codec/packetReader.ts';
import type { ConnectPacket, Packet, ProtocolVersion, Qos } from '../mqtt/packets/packet.ts';
import { Door, type Step } from '../node/broker/door.ts';
import { DOOR_LIMITS, type DoorLimits } from '../node/broker/limits.ts';
import { SOCKET_BROKER } from '../node/broker/request.ts';
import type { Wire, WireListener } from '../node/broker/wire.ts';
import { connectOf, publishOf } from './messages.ts';

const turn: (() => void)[] = [];

function later(work: () => void): void {
  turn.push(work);
}

/** Lets everything happen that is due by now. */
export function settle(): void {
  for (let work = turn.shift(); work !== undefined; work = turn.shift()) work();
}

const STEP_MS = 100;

/** Lets time go by, and everything happen that is due. */
export function advance(ms: number): void {
  settle();
  for (let left = ms; left > 0; left -= STEP_MS) {
    vi.advanceTimersByTime(Math.min(left, STEP_MS));
    settle();
  }
}

/** Needs `vi.useFakeTimers()`. */
export function createTestDoor(
  limits: Partial<DoorLimits> = {},
  options: Partial<BrokerOptions> = {},
): Door {
  const broker = createBroker({ ...SOCKET_BROKER, ...options });
  const step: Step = (input, now) => stepBroker(broker, input, now);
  const { maximumPacketSize } = SOCKET_BROKER;
  return new Door({
    step,
    now: () => fromMs(performance.now()),
    createReader: () => new PacketReader({ maximumPacketSize }),
    limits: { ...DOOR_LIMITS, ...limits },
    later,
  });
}

/** The other end of a wire. Reads all that comes, at the end of the turn, unless told otherwise. */
export class TestWire implements Wire {
  /** Bytes of each write. */
  readonly writes: number[] = [];
  isPaused = false;
  hasEnd = false;
  isDestroyed = false;
  /** Nothing is read while it is. */
  isStuck = false;
  readonly #onBytes: (bytes: Uint8Array) => void;
  #unread: (() => void)[] = [];
  readonly #onGone: () => void;

  constructor(onBytes: (bytes: Uint8Array) => void, onGone: () => void) {
    this.#onBytes = onBytes;
    this.#onGone = onGone;
  }

  write(bytes: Uint8Array, written: () => void): void {
    this.writes.push(bytes.length);
    const copy = Uint8Array.from(bytes);
    this.#unread.push(() => {
      this.#onBytes(copy);
      written();
    });
    if (!this.isStuck) later(() => this.read());
  }

  /** @param count of writes; all that there are by now if absent */
  read(count = this.#unread.length): void {
    const due = this.#unread.splice(0, count);
    for (const take of due) take();
  }

  pause(): void {
    this.isPaused = true;
  }

  resume(): void {
    this.isPaused = false;
  }

  /** A well-behaved other side ends too. */
  end(): void {
    this.hasEnd = true;
    if (!this.isStuck) later(() => this.#onGone());
  }

  destroy(): void {
    this.isDestroyed = true;
    later(() => this.#onGone());
  }
}

export class TestClient {
  readonly wire: TestWire;
  readonly received: Packet[] = [];
  readonly version: ProtocolVersion;
  readonly #listener: WireListener;

  constructor(door: Door, version: ProtocolVersion = 5) {
    this.version = version;
    const reader = new PacketReader({ maximumPacketSize: Infinity, protocolVersion: version });
    const onBytes = (bytes: Uint8Array): void => {
      for (const result of reader.read(bytes)) {
        if (result.kind === 'fault') throw new Error(result.fault.says);
        this.received.push(result.packet);
      }
    };
    this.wire = new TestWire(onBytes, () => this.#listener.noteGone());
    this.#listener = door.open(this.wire);
  }

  /** All in one piece. */
  send(...packets: readonly Packet[]): this {
    return this.sendBytes(this.encode(...packets));
  }

  encode(...packets: readonly Packet[]): Uint8Array {
    return Buffer.concat(packets.map((packet) => encodePacket(packet, this.version)));
  }

  sendBytes(bytes: Uint8Array): this {
    this.#listener.hear(bytes);
    return this;
  }

  connect(clientId: string, facts: Partial<ConnectPacket> = {}): this {
    this.send(connectOf(clientId, { protocolVersion: this.version, ...facts }));
    settle();
    return this;
  }

  subscribe(filter: string, qos: Qos): this {
    this.send({ type: 'SUBSCRIBE', packetId: 1, subscriptions: [{ filter, qos }] });
    settle();
    return this;
  }

  end(): this {
    this.#listener.noteEnd();
    return this;
  }

  vanish(): this {
    this.#listener.noteGone();
    return this;
  }

  get types(): readonly string[] {
    return this.received.map(({ type }) => type);
  }

  /** Of the messages received. */
  get payloads(): readonly string[] {
    return this.received.flatMap((packet) => {
      if (packet.type !== 'PUBLISH') return [];
      const { payload } = packet.message;
      return [typeof payload === 'string' ? payload : Buffer.from(payload).toString()];
    });
  }
}

/** A PUBLISH to topic `t` whose payload has this many bytes and begins with its name. */
export function paddedPublish(name: string, qos: Qos, packetId: number, bytes: number): Packet {
  const packet = publishOf(name, qos, packetId);
  return { ...packet, message: { ...packet.message, payload: name.padEnd(bytes, '.') } };
}

/** A CONNECT, then QoS 0 PUBLISHes with payloads of these lengths, as 5.0 bytes. */
export function packetBytes(lengths: readonly number[]): Uint8Array {
  const publishes = lengths.map((length, i) => paddedPublish(`m${i}`, 0, 0, length));
  const packets: readonly Packet[] = [connectOf('c'), ...publishes];
  return Buffer.concat(packets.map((packet) => encodePacket(packet, 5)));
}
