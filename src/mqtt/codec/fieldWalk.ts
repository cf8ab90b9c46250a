// Walks through a packet's bytes and notes each field with its place. Reads sound bytes; of others it
// notes as much as is there, so that its fields cover every byte once, in order, whatever they are.

import { variableByteLength } from '../packets/encodedLength.ts';
import type { PacketField, PacketPart } from './packetField.ts';
import { readVariableByte } from './variableByte.ts';

/** What a field is, apart from its place and its value. */
export type FieldWords = Pick<PacketField, 'name' | 'says' | 'statement' | 'bits'>;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const SHOWN_MAX = 200;

export class FieldWalk {
  readonly fields: PacketField[] = [];
  part: PacketPart = 'fixed header';
  readonly #bytes: Uint8Array;
  #at = 0;
  #end: number;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#end = bytes.length;
  }

  get left(): number {
    return this.#end - this.#at;
  }

  /** The next byte, which stays where it is. */
  peek(offset = 0): number {
    return this.#bytes[this.#at + offset] ?? 0;
  }

  /** Notes the next `length` bytes as one field, or as many as there are. */
  take(length: number, value: string, words: FieldWords): void {
    const from = this.#at;
    const to = Math.min(from + length, this.#end);
    if (to === from) return;
    this.#at = to;
    this.fields.push({ from, to, part: this.part, value, ...words });
  }

  byte(words: FieldWords, say: (byte: number) => string = String): number {
    const byte = this.peek();
    this.take(1, say(byte), words);
    return byte;
  }

  twoBytes(words: FieldWords, say: (value: number) => string = String): number {
    const value = this.twoAt(0);
    this.take(2, say(value), words);
    return value;
  }

  variableByte(words: FieldWords, say: (value: number) => string = String): number {
    const { value, length } = this.variableAt(0);
    this.take(length, say(value), words);
    return value;
  }

  /** A UTF-8 Encoded String or Binary Data: its length, and what there is of it. */
  lengthAndText(name: string, words: Omit<FieldWords, 'name'>): void {
    const says = `How many bytes of ${name} follow.`;
    const length = this.twoBytes({ name: `${name} length`, says });
    this.take(length, this.textAt(0, length), { name, ...words });
  }

  /** All that is left. */
  rest(words: FieldWords): void {
    this.take(this.left, this.textAt(0, this.left), words);
  }

  /** Lets `read` see the next `length` bytes alone. */
  within(length: number, read: () => void): void {
    const outer = this.#end;
    this.#end = Math.min(this.#at + length, outer);
    read();
    this.#end = outer;
  }

  twoAt(offset: number): number {
    return this.peek(offset) * 0x100 + this.peek(offset + 1);
  }

  variableAt(offset: number): { readonly value: number; readonly length: number } {
    const value = readVariableByte(this.#bytes, this.#at + offset, this.#end);
    return value < 0 ? { value: 0, length: 1 } : { value, length: variableByteLength(value) };
  }

  /** Bytes as text, in quotation marks; by their number where they are none. */
  textAt(offset: number, length: number): string {
    const from = this.#at + offset;
    try {
      const text = utf8.decode(this.#bytes.subarray(from, Math.min(from + length, this.#end)));
      return `“${text.length > SHOWN_MAX ? `${text.slice(0, SHOWN_MAX)}…` : text}”`;
    } catch {
      return length === 1 ? '1 byte' : `${length} bytes`;
    }
  }
}
