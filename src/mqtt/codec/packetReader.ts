// A stream of bytes, cut into packets and read. Everything that the specification calls a Malformed
// Packet or a Protocol Error and that shows in one packet alone is found here; what depends on what
// was sent before, such as a second CONNECT, the machines find.

import { type PacketFault, REASON } from '../packets/fault.ts';
import type { Packet, ProtocolVersion } from '../packets/packet.ts';
import { versionNamed } from './decodeConnect.ts';
import { decodePacket } from './decodePacket.ts';
import { FieldCursor } from './fieldCursor.ts';
import { fieldsAt, firstByteFault, type Origin, packetSize, typeOf } from './fixedHeader.ts';
import { HeldBytes } from './heldBytes.ts';

export type ReadResult =
  | {
      readonly kind: 'packet';
      readonly packet: Packet;
      /** The packet's length, fixed header included. */
      readonly bytes: number;
    }
  | {
      readonly kind: 'fault';
      readonly fault: PacketFault;
      /** The one in force, or that of a faulty CONNECT, if either is known. */
      readonly protocolVersion: ProtocolVersion | undefined;
    };

export interface PacketReaderOptions {
  /** In bytes, fixed header included: what is longer is not kept. */
  readonly maximumPacketSize: number;
  /** What a client reads with, from a server. Absent: a client's stream, which begins with CONNECT. */
  readonly protocolVersion?: ProtocolVersion;
}

export class PacketReader {
  readonly #maximumPacketSize: number;
  /** The one that is known. */
  #version: ProtocolVersion | undefined;
  /** What comes before CONNECT is read as 3.1.1: the machine closes anyway. */
  #origin: Origin;
  readonly #cursor = new FieldCursor();
  readonly #held = new HeldBytes();
  /** The length of the held packet. Undefined: its fixed header is not whole. */
  #heldSize: number | undefined;
  #hasFault = false;

  constructor({ maximumPacketSize, protocolVersion }: PacketReaderOptions) {
    this.#maximumPacketSize = maximumPacketSize;
    this.#version = protocolVersion;
    const sender = protocolVersion === undefined ? 'client' : 'server';
    this.#origin = { sender, version: protocolVersion ?? 4 };
  }

  /**
   * Takes the next bytes of the stream, in pieces of any size, and keeps none of them. Never throws.
   * A fault is the last result: after it nothing is read.
   */
  read(bytes: Uint8Array): readonly ReadResult[] {
    const results: ReadResult[] = [];
    // Node's Buffer is slower to take parts of, and its slice copies nothing.
    const isPlain = bytes.constructor === Uint8Array;
    const piece = isPlain ? bytes : new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
    let at = 0;
    while (at < piece.length && !this.#hasFault) {
      at =
        this.#held.length === 0 ? this.#readAt(piece, at, results) : this.#hold(piece, at, results);
    }
    return results;
  }

  /** Reads the packet that begins at `at`, or holds what there is of it. @returns where to go on */
  #readAt(piece: Uint8Array, at: number, results: ReadResult[]): number {
    const size = this.#sizeOf(piece, at, piece.length, results);
    if (this.#hasFault) return piece.length;
    if (size === undefined || at + size > piece.length) {
      this.#heldSize = size;
      this.#held.append(piece.subarray(at), size);
      return piece.length;
    }
    this.#decode(piece, at, at + size, false, results);
    return at + size;
  }

  /** Adds to the held packet, as long as its length is unknown one byte at a time. */
  #hold(piece: Uint8Array, at: number, results: ReadResult[]): number {
    const held = this.#held;
    const wanted = this.#heldSize === undefined ? 1 : this.#heldSize - held.length;
    const next = Math.min(at + wanted, piece.length);
    held.append(piece.subarray(at, next), this.#heldSize);
    this.#heldSize ??= this.#sizeOf(held.bytes, 0, held.length, results);
    if (held.length === this.#heldSize) {
      this.#decode(held.bytes, 0, this.#heldSize, true, results);
      held.clear();
      this.#heldSize = undefined;
    }
    return next;
  }

  /** @returns undefined while it is unknown, and with a fault */
  #sizeOf(bytes: Uint8Array, at: number, end: number, results: ReadResult[]): number | undefined {
    const fault = firstByteFault(bytes[at] ?? 0, this.#origin);
    const size = fault ?? packetSize(bytes, at, end);
    if (size === undefined) return undefined;
    if (typeof size !== 'number') {
      this.#end(size, this.#version, results);
      return undefined;
    }
    if (size <= this.#maximumPacketSize) return size;
    const says = `a packet has ${size} bytes, at most ${this.#maximumPacketSize} are taken`;
    this.#end({ reasonCode: REASON.packetTooLarge, says }, this.#version, results);
    return undefined;
  }

  #decode(bytes: Uint8Array, at: number, end: number, isOwn: boolean, results: ReadResult[]): void {
    const cursor = this.#cursor;
    const fields = fieldsAt(bytes, at);
    cursor.start(bytes, fields, end, isOwn);
    const firstByte = bytes[at] ?? 0;
    const type = typeOf(firstByte);
    const packet = decodePacket(cursor, type, firstByte, this.#origin);
    const { fault } = cursor;
    cursor.stop();
    if (fault !== undefined) {
      const named = type === 'CONNECT' ? versionNamed(bytes, fields, end) : undefined;
      this.#end(fault, this.#version ?? named, results);
      return;
    }
    if (packet.type === 'CONNECT' && this.#version === undefined) {
      this.#version = packet.protocolVersion;
      this.#origin = { sender: 'client', version: packet.protocolVersion };
    }
    results.push({ kind: 'packet', packet, bytes: end - at });
  }

  #end(
    fault: PacketFault,
    protocolVersion: ProtocolVersion | undefined,
    results: ReadResult[],
  ): void {
    this.#hasFault = true;
    this.#held.clear();
    results.push({ kind: 'fault', fault, protocolVersion });
  }
}
