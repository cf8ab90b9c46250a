// IPv4 packets with a TCP segment in them (RFC 791, RFC 9293), checksums included.

export interface Endpoint {
  /** Four bytes. */
  readonly address: readonly number[];
  readonly port: number;
}

export const TCP_FLAGS = { FIN: 1, SYN: 2, RST: 4, PSH: 8, ACK: 16 } as const;

export interface Segment {
  readonly from: Endpoint;
  readonly to: Endpoint;
  /** Both modulo 2^32. */
  readonly sequence: number;
  readonly acknowledgment: number;
  /** A sum of `TCP_FLAGS`. */
  readonly flags: number;
  readonly data: Uint8Array;
}

const IP_HEADER = 20;
const TCP_HEADER = 20;
const PROTOCOL_TCP = 6;
const TIME_TO_LIVE = 64;
const WINDOW = 65_535;

/** @param identification tells the packets of a capture apart */
export function formatIpPacket(segment: Segment, identification: number): Uint8Array {
  const { from, to, data } = segment;
  const length = IP_HEADER + TCP_HEADER + data.length;
  const packet = new Uint8Array(length);
  // Version 4, five words of header, no fragmenting.
  packet.set([
    0x45,
    0,
    ...u16(length),
    ...u16(identification),
    0x40,
    0,
    TIME_TO_LIVE,
    PROTOCOL_TCP,
  ]);
  packet.set([...from.address, ...to.address], 12);
  packet.set(u16(checksum(packet.subarray(0, IP_HEADER))), 10);
  const tcp = packet.subarray(IP_HEADER);
  tcp.set([...u16(from.port), ...u16(to.port)]);
  tcp.set([...u32(segment.sequence), ...u32(segment.acknowledgment)], 4);
  tcp.set([(TCP_HEADER / 4) << 4, segment.flags, ...u16(WINDOW)], 12);
  tcp.set(data, TCP_HEADER);
  const pseudo = [...from.address, ...to.address, 0, PROTOCOL_TCP, ...u16(tcp.length)];
  tcp.set(u16(checksum(Uint8Array.from([...pseudo, ...tcp]))), 16);
  return packet;
}

/** The one's complement of the one's complement sum of 16-bit words (RFC 1071). */
function checksum(bytes: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < bytes.length; i += 2) sum += ((bytes[i] ?? 0) << 8) | (bytes[i + 1] ?? 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x10000);
  return ~sum & 0xffff;
}

/** Big-endian, as on the wire. */
function u16(value: number): readonly number[] {
  return [(value >>> 8) & 255, value & 255];
}

function u32(value: number): readonly number[] {
  return [(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
}
