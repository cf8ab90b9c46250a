// Our client's machine over a TCP socket, for talking to other people's brokers. It comes back 100 ms
// after a connection has ended.
import { connect, type Socket } from 'node:net';
import { fromUs, type SimTime } from '../../src/base/time.ts';
import { type ClientInput, createClient, stepClient } from '../../src/mqtt/client/client.ts';
import { CLIENT_DEFAULTS, type ClientOptions } from '../../src/mqtt/client/options.ts';
import type { ClientState } from '../../src/mqtt/client/state.ts';
import { encodePacket } from '../../src/mqtt/codec/encodePacket.ts';
import { PacketReader } from '../../src/mqtt/codec/packetReader.ts';
import type { Effect, TimerKey } from '../../src/mqtt/effect.ts';
import type { Packet, Qos } from '../../src/mqtt/packets/packet.ts';

const RECONNECT_AFTER_MS = 100;

export class ClientHost {
  /** Payloads, in the order in which its application got them. */
  readonly delivered: string[] = [];
  readonly sent: Packet[] = [];
  readonly received: Packet[] = [];
  /** How often it was connected and had all its subscriptions. */
  readied = 0;
  /** Names of its messages whose handshake is complete. */
  readonly completed: string[] = [];
  readonly #machine: ClientState;
  readonly #port: number;
  readonly #timers = new Map<string, NodeJS.Timeout>();
  #socket: Socket | undefined;
  #connections = 0;
  #published = 0;
  #isStopped = false;
  #onChange: () => void = () => {};

  constructor(port: number, options: Partial<ClientOptions>) {
    this.#port = port;
    this.#machine = createClient({ ...CLIENT_DEFAULTS, ...options });
    this.#open();
  }

  #open(): void {
    const socket = connect(this.#port, '127.0.0.1');
    socket.setNoDelay(true);
    const { protocolVersion } = this.#machine.options;
    const reader = new PacketReader({ maximumPacketSize: 1_000_000, protocolVersion });
    this.#socket = socket;
    socket.on('connect', () => {
      this.#step({ kind: 'connection-opened', connection: this.#connections++ });
    });
    socket.on('data', (bytes) => {
      for (const result of reader.read(bytes)) {
        if (result.kind === 'packet') {
          this.received.push(result.packet);
          this.#step({ kind: 'packet-received', packet: this.#name(result.packet) });
        } else {
          this.#step({ kind: 'malformed-received', fault: result.fault });
        }
      }
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      this.#step({ kind: 'connection-closed' });
      if (!this.#isStopped) setTimeout(() => this.#open(), RECONNECT_AFTER_MS);
    });
  }

  /** Bytes name no messages: acknowledgements are of what was sent under their identifier. */
  #name(packet: Packet): Packet {
    if (!('messageUid' in packet) || packet.type === 'PUBLISH') return packet;
    const entry = this.#machine.sender.entries.get(packet.packetId);
    return entry === undefined ? packet : { ...packet, messageUid: entry.delivery.message.uid };
  }

  #step(input: ClientInput): void {
    for (const effect of stepClient(this.#machine, input, now())) this.#carryOut(effect);
    this.#onChange();
  }

  #carryOut(effect: Effect): void {
    switch (effect.kind) {
      case 'send-packet':
        this.sent.push(effect.packet);
        this.#socket?.write(encodePacket(effect.packet, this.#machine.options.protocolVersion));
        break;
      case 'close-connection':
        this.#socket?.destroySoon();
        break;
      case 'set-timer':
        this.#setTimer(effect.key, effect.at);
        break;
      case 'cancel-timer':
        clearTimeout(this.#timers.get(nameOf(effect.key)));
        break;
      case 'deliver-message': {
        const { payload } = effect.message;
        this.delivered.push(
          typeof payload === 'string' ? payload : Buffer.from(payload).toString(),
        );
        break;
      }
      case 'complete-handshake':
        this.completed.push(effect.messageUid);
        break;
      case 'report-ready':
        this.readied++;
        break;
      // The rest is for a trace.
      default:
    }
  }

  #setTimer(key: TimerKey, at: SimTime): void {
    const name = nameOf(key);
    clearTimeout(this.#timers.get(name));
    const fire = (): void => this.#step({ kind: 'timer-fired', key });
    this.#timers.set(name, setTimeout(fire, Math.max(0, (at - now()) / 1000)));
  }

  publish(topic: string, qos: Qos, ...payloads: readonly string[]): void {
    for (const payload of payloads) {
      const uid = `m${this.#published++}`;
      const bytes = Buffer.byteLength(topic + payload);
      const message = { uid, topic, payload, qos, retain: false, bytes };
      this.#step({ kind: 'publish', message });
    }
  }

  /** The test's own time limit is the only one. */
  until(isSo: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      this.#onChange = () => {
        if (isSo()) resolve();
      };
      this.#onChange();
    });
  }

  stop(): void {
    this.#isStopped = true;
    if (this.readied > 0) this.#step({ kind: 'disconnect', reasonCode: 0 });
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#socket?.destroySoon();
  }
}

/** Whole microseconds. */
function now(): SimTime {
  return fromUs(Math.floor(performance.now() * 1000));
}

function nameOf({ connection, timer, packetId }: TimerKey): string {
  return `${connection} ${timer} ${packetId}`;
}
