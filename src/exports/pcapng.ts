// The pcapng file format (draft-ietf-opsawg-pcapng): a section with one interface, and frames with
// their time and a comment. What the frames are is tcpCapture.ts's.

/** One captured frame. */
export interface Frame {
  /** Microseconds since the capture's beginning. */
  readonly atUs: number;
  /** An IPv4 packet. */
  readonly bytes: Uint8Array;
  /** ASCII; empty for none. */
  readonly comment: string;
}

/** Frames are IP packets without a link layer. */
const LINKTYPE_RAW = 101;
const SECTION_HEADER = 0x0a0d0d0a;
const INTERFACE_DESCRIPTION = 1;
const ENHANCED_PACKET = 6;
const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
const OPTION_END = 0;
const OPTION_COMMENT = 1;
const OPTION_APPLICATION = 4;
const WORD = 4_294_967_296;

/** @returns the whole file */
export function formatPcapng(frames: readonly Frame[]): Uint8Array {
  return joined([sectionHeader(), interfaceDescription(), ...frames.map(enhancedPacket)]);
}

function sectionHeader(): Uint8Array {
  // Version 1.0; −1: the section's length is not said.
  const fixed = [...u32(BYTE_ORDER_MAGIC), 1, 0, 0, 0, ...u32(WORD - 1), ...u32(WORD - 1)];
  return block(SECTION_HEADER, [...fixed, ...option(OPTION_APPLICATION, 'QoScope'), ...END]);
}

/** Times are in microseconds unless it says otherwise; a snapshot length of 0 is none. */
function interfaceDescription(): Uint8Array {
  return block(INTERFACE_DESCRIPTION, [LINKTYPE_RAW, 0, 0, 0, ...u32(0)]);
}

function enhancedPacket({ atUs, bytes, comment }: Frame): Uint8Array {
  const time = [...u32(Math.floor(atUs / WORD)), ...u32(atUs % WORD)];
  const length = u32(bytes.length);
  const options = comment === '' ? [] : [...option(OPTION_COMMENT, comment), ...END];
  return block(ENHANCED_PACKET, [
    ...u32(0),
    ...time,
    ...length,
    ...length,
    ...padded(bytes),
    ...options,
  ]);
}

const END = [...u16(OPTION_END), ...u16(0)];

function option(code: number, text: string): readonly number[] {
  const bytes = Array.from(text, (char) => char.charCodeAt(0) & 0x7f);
  return [...u16(code), ...u16(bytes.length), ...padded(bytes)];
}

function block(type: number, body: readonly number[]): Uint8Array {
  const length = u32(body.length + 12);
  return Uint8Array.from([...u32(type), ...length, ...body, ...length]);
}

function padded(bytes: ArrayLike<number>): readonly number[] {
  const rest = (4 - (bytes.length % 4)) % 4;
  return [...Array.from(bytes), ...Array.from({ length: rest }, () => 0)];
}

/** Little-endian, as the byte-order magic says. */
function u32(value: number): readonly number[] {
  return [value & 255, (value >>> 8) & 255, (value >>> 16) & 255, (value >>> 24) & 255];
}

function u16(value: number): readonly number[] {
  return [value & 255, (value >>> 8) & 255];
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
