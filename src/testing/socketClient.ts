// A client of packets over a real socket of this machine, TCP or WebSocket, for tests of the doors.
import { connect, type Socket } from 'node:net';
import { WebSocket } from 'ws';
import { encodePacket } from '../mqtt/codec/encodePacket.ts';
import { PacketReader } from '../mqtt/codec/packetReader.ts';
import type { Packet, ProtocolVersion } from '../mqtt/packets/packet.ts';
import { connectOf } from './messages.ts';

interface Pipe {
  write(bytes: Uint8Array): void;
  pause(): void;
  resume(): void;
  destroy(): void;
  /** Bytes that the network has not taken yet. */
  unsent(): number;
}

export class SocketClient {
  readonly received: Packet[] = [];
  isClosed = false;
  readonly #version: ProtocolVersion;
  readonly #reader: PacketReader;
  #pipe: Pipe | undefined;
  #onChange: () => void = () => {};

  constructor(version: ProtocolVersion = 5) {
    this.#version = version;
    this.#reader = new PacketReader({ maximumPacketSize: Infinity, protocolVersion: version });
  }

  /** @param address `mqtt://127.0.0.1:1883` or `ws://…` */
  async open(address: string): Promise<this> {
    this.#pipe = await (address.startsWith('ws') ? this.#openWeb(address) : this.#openTcp(address));
    return this;
  }

  #openTcp(address: string): Promise<Pipe> {
    const { hostname, port } = new URL(address);
    return new Promise((resolve, reject) => {
      const socket: Socket = connect(Number(port), hostname, () => {
        resolve({
          write: (bytes) => socket.write(bytes),
          pause: () => socket.pause(),
          resume: () => socket.resume(),
          destroy: () => socket.destroy(),
          unsent: () => socket.writableLength,
        });
      });
      socket.on('data', (bytes) => this.#hear(bytes));
      socket.on('error', reject);
      socket.on('close', () => this.#noteClosed());
    });
  }

  #openWeb(address: string): Promise<Pipe> {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(address, 'mqtt');
      socket.on('message', (data) => this.#hear(data as Buffer));
      socket.on('error', reject);
      socket.on('close', () => this.#noteClosed());
      socket.on('open', () => {
        resolve({
          write: (bytes) => socket.send(bytes),
          pause: () => socket.pause(),
          resume: () => socket.resume(),
          destroy: () => socket.terminate(),
          unsent: () => socket.bufferedAmount,
        });
      });
    });
  }

  #hear(bytes: Uint8Array): void {
    for (const result of this.#reader.read(bytes)) {
      if (result.kind === 'packet') this.received.push(result.packet);
    }
    this.#onChange();
  }

  #noteClosed(): void {
    this.isClosed = true;
    this.#onChange();
  }

  send(...packets: readonly Packet[]): this {
    const bytes = packets.map((packet) => encodePacket(packet, this.#version));
    return this.sendBytes(Buffer.concat(bytes));
  }

  sendBytes(bytes: Uint8Array): this {
    this.#pipe?.write(bytes);
    return this;
  }

  async connect(clientId: string): Promise<this> {
    this.send(connectOf(clientId, { protocolVersion: this.#version }));
    await this.waitFor(() => this.types.includes('CONNACK'));
    return this;
  }

  /** The test's own time limit is the only one. */
  waitFor(isSo: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      this.#onChange = () => {
        if (isSo()) resolve();
      };
      this.#onChange();
    });
  }

  get types(): readonly string[] {
    return this.received.map(({ type }) => type);
  }

  /** Reads nothing until `resume`. */
  pause(): void {
    this.#pipe?.pause();
  }

  resume(): void {
    this.#pipe?.resume();
  }

  get unsent(): number {
    return this.#pipe?.unsent() ?? 0;
  }
}
