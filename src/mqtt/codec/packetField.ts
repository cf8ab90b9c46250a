// A field of a packet's bytes, as one who looks at them wants it told: where, what it is called, what
// it says. Plain data.

import type { ProtocolVersion } from '../packets/packet.ts';

/** A few bits of a byte that have a meaning of their own. */
export interface BitField {
  /** Bit 7 is the highest: `3`, `2–1`. */
  readonly bits: string;
  readonly name: string;
  readonly value: string;
}

export type PacketPart = 'fixed header' | 'variable header' | 'payload';

export interface PacketField {
  /** The first byte, counted from 0. */
  readonly from: number;
  /** The byte after the last. */
  readonly to: number;
  readonly part: PacketPart;
  /** The specification's name. */
  readonly name: string;
  /** Its value, decoded. */
  readonly value: string;
  /** What it means, in a sentence or two. */
  readonly says: string;
  /** `v5 [MQTT-3.3.2-1]`, where the specification has one. */
  readonly statement?: string;
  /** Of one byte whose bits mean something apart. */
  readonly bits?: readonly BitField[];
}

/** The statement of the version that the packet is of. */
export function statementIn(version: ProtocolVersion, v5: string, v4: string): string {
  return version === 5 ? v5 : v4;
}
