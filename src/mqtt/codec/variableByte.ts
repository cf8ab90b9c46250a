// Variable Byte Integers (v5 §1.5.5, 3.1.1 §2.2.3): seven bits a byte, the lowest first, at most four.

export const VARIABLE_BYTE_MAX = 268_435_455;

/** What `readVariableByte` gives in place of a value. */
export const VARIABLE_BYTE = { unfinished: -1, overlong: -2, padded: -3 } as const;

/**
 * @param end where the bytes that may be read end
 * @returns the value, or one of VARIABLE_BYTE: more bytes are needed, a fourth byte asks for a fifth,
 * or the value would have fitted into fewer. So the value says how many bytes were read.
 */
export function readVariableByte(bytes: Uint8Array, at: number, end: number): number {
  let value = 0;
  for (let i = 0; i < 4; i++) {
    const byte = bytes[at + i];
    if (byte === undefined || at + i >= end) return VARIABLE_BYTE.unfinished;
    value |= (byte & 0x7f) << (7 * i);
    if (byte >= 0x80) continue;
    // v5 [MQTT-1.5.5-1]: as few bytes as hold it. 3.1.1 gives each number of bytes its range (table 2.4).
    return byte === 0 && i > 0 ? VARIABLE_BYTE.padded : value;
  }
  return VARIABLE_BYTE.overlong;
}

/** @returns where the next byte goes */
export function writeVariableByte(value: number, into: Uint8Array, at: number): number {
  let left = value;
  let next = at;
  while (left > 0x7f) {
    into[next++] = (left & 0x7f) | 0x80;
    left >>>= 7;
  }
  into[next++] = left;
  return next;
}
