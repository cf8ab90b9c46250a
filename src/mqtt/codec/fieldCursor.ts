// Reads the fields of one packet from its bytes (v5 §1.5, 3.1.1 §1.5). The first thing that is wrong
// stays: from then on every field reads as 0 or empty, so that whoever reads a packet asks once, at
// its end, whether it was sound.

import { variableByteLength } from '../packets/encodedLength.ts';
import { type PacketFault, REASON } from '../packets/fault.ts';
import { isTopicName } from '../topic/topicMatch.ts';
import { readVariableByte, VARIABLE_BYTE } from './variableByte.ts';

// v5 [MQTT-1.5.4-1], [MQTT-1.5.4-3], 3.1.1 [MQTT-1.5.3-1], [MQTT-1.5.3-3]: surrogates, overlong forms
// and cut sequences are refused; a byte order mark is a character like any other.
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const EMPTY = new Uint8Array(0);

export class FieldCursor {
  #bytes: Uint8Array = EMPTY;
  #at = 0;
  #end = 0;
  #isOwn = false;
  #fault: PacketFault | undefined;

  /**
   * Begins with the fields from `at` to `end`.
   * @param isOwn nobody else has `bytes` or will have: Binary Data may be a view of it
   */
  start(bytes: Uint8Array, at: number, end: number, isOwn: boolean): void {
    this.#bytes = bytes;
    this.#at = at;
    this.#end = end;
    this.#isOwn = isOwn;
    this.#fault = undefined;
  }

  /** Lets go of the bytes. */
  stop(): void {
    this.#bytes = EMPTY;
  }

  get fault(): PacketFault | undefined {
    return this.#fault;
  }

  /** How many bytes are left; none after a fault. */
  get left(): number {
    return this.#fault === undefined ? this.#end - this.#at : 0;
  }

  refuse(reasonCode: number, says: string): void {
    this.#fault ??= { reasonCode, says };
  }

  /** Whether `bytes` more are there, which are then passed over. */
  #take(bytes: number, field: string): boolean {
    if (this.#fault !== undefined) return false;
    if (bytes > this.#end - this.#at) {
      this.refuse(REASON.malformedPacket, `${field} runs past the end`);
      return false;
    }
    this.#at += bytes;
    return true;
  }

  byte(field: string): number {
    return this.#take(1, field) ? (this.#bytes[this.#at - 1] ?? 0) : 0;
  }

  twoBytes(field: string): number {
    return this.#take(2, field) ? this.#lastTwo() : 0;
  }

  #lastTwo(): number {
    return ((this.#bytes[this.#at - 2] ?? 0) << 8) | (this.#bytes[this.#at - 1] ?? 0);
  }

  fourBytes(field: string): number {
    return this.twoBytes(field) * 0x1_0000 + this.twoBytes(field);
  }

  variableByte(field: string): number {
    if (this.#fault !== undefined) return 0;
    const value = readVariableByte(this.#bytes, this.#at, this.#end);
    if (value >= 0) {
      this.#at += variableByteLength(value);
      return value;
    }
    const isUnfinished = value === VARIABLE_BYTE.unfinished;
    const says = isUnfinished ? 'runs past the end' : 'has more bytes than it may';
    this.refuse(REASON.malformedPacket, `${field} ${says}`);
    return 0;
  }

  /** A UTF-8 Encoded String. */
  text(field: string): string {
    const length = this.twoBytes(field);
    if (!this.#take(length, field) || length === 0) return '';
    let text: string;
    try {
      text = utf8.decode(this.#bytes.subarray(this.#at - length, this.#at));
    } catch {
      // v5 [MQTT-1.5.4-1], 3.1.1 [MQTT-1.5.3-1]
      this.refuse(REASON.malformedPacket, `${field} is not well-formed UTF-8`);
      return '';
    }
    // v5 [MQTT-1.5.4-2], [MQTT-4.7.3-2], 3.1.1 [MQTT-1.5.3-2], [MQTT-4.7.3-2]
    if (text.includes('\0')) this.refuse(REASON.malformedPacket, `${field} holds U+0000`);
    return text;
  }

  /** A Topic Name, which may be empty only where a Topic Alias can stand for it. */
  topicName(field: string, mayBeEmpty = false): string {
    const name = this.text(field);
    // v5 [MQTT-4.7.0-1], [MQTT-4.7.3-1], 3.1.1 [MQTT-4.7.1-1], [MQTT-4.7.3-1]
    if (!(mayBeEmpty && name === '') && !isTopicName(name)) {
      const what = name === '' ? 'is empty' : 'has a wildcard';
      this.refuse(REASON.topicNameInvalid, `${field} ${what}`);
    }
    return name;
  }

  /** Binary Data, which stays as it is whatever happens to what was read. */
  binary(field: string): Uint8Array {
    const length = this.twoBytes(field);
    return this.#take(length, field) ? this.#last(length) : EMPTY;
  }

  /** All that is left. */
  rest(): Uint8Array {
    const length = this.left;
    this.#at += length;
    return this.#last(length);
  }

  #last(length: number): Uint8Array {
    const from = this.#at - length;
    // A small message that is kept must not keep much more: no view of a part, no memory of a pool.
    const isMost = this.#isOwn && 2 * length >= this.#bytes.length;
    return isMost ? this.#bytes.subarray(from, this.#at) : this.#bytes.slice(from, this.#at);
  }

  packetId(): number {
    const packetId = this.twoBytes('the Packet Identifier');
    // v5 [MQTT-2.2.1-3], [MQTT-2.2.1-4], 3.1.1 [MQTT-2.3.1-1]
    if (packetId === 0) this.refuse(REASON.protocolError, 'the Packet Identifier is 0');
    return packetId;
  }

  /** Narrows what may be read to the next `length` bytes. @returns what `leave` wants */
  enter(length: number, field: string): number {
    const outerEnd = this.#end;
    if (this.#take(length, field)) {
      this.#end = this.#at;
      this.#at -= length;
    }
    return outerEnd;
  }

  leave(outerEnd: number): void {
    this.#end = outerEnd;
  }

  /** Nothing may be left. */
  finish(type: string): void {
    const { left } = this;
    if (left > 0) this.refuse(REASON.malformedPacket, `${type} has ${left} bytes too many`);
  }
}
