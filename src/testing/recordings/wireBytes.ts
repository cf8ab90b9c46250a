// Recorded bytes into packets and ours into bytes, through the project's own codec.
import { encodePacket } from '../../mqtt/codec/encodePacket.ts';
import { PacketReader } from '../../mqtt/codec/packetReader.ts';
import type { Packet, ProtocolVersion } from '../../mqtt/packets/packet.ts';

/** The largest packet that there is: 4 bytes of Remaining Length say at most this. */
export const PACKET_SIZE_MAX = 268_435_460;

/** One direction of a connection: who sends, in which version. */
export interface Stream {
  readonly from: 'client' | 'broker';
  readonly version: ProtocolVersion;
}

/** A client's stream begins with CONNECT. */
const CONNECTS: Readonly<Record<ProtocolVersion, string>> = {
  4: '100c00044d515454040200000000',
  5: '100d00044d51545405020000000000',
};

/** @returns undefined when the bytes hold anything but whole, sound packets */
export function readPackets(
  bytes: Uint8Array,
  { from, version }: Stream,
): readonly Packet[] | undefined {
  const reader = new PacketReader({
    maximumPacketSize: PACKET_SIZE_MAX,
    ...(from === 'broker' ? { protocolVersion: version } : {}),
  });
  const isConnect = (bytes[0] ?? 0) >> 4 === 1;
  if (from === 'client' && !isConnect) reader.read(bytesOf(CONNECTS[version]));
  const items = reader.read(bytes);
  const packets = items.flatMap((item) => (item.kind === 'packet' ? [item.packet] : []));
  return packets.length === items.length && packets.length > 0 ? packets : undefined;
}

/** The one packet that bytes hold. @throws Error when it is not sound */
export function packetIn(bytes: Uint8Array, stream: Stream): Packet {
  const [packet] = readPackets(bytes, stream) ?? [];
  if (packet === undefined) throw new Error(`No sound packet: ${hexOf(bytes)}`);
  return packet;
}

/** A packet after its way through bytes: what the other side reads. */
export function overTheWire(packet: Packet, stream: Stream): Packet {
  return packetIn(encodePacket(packet, stream.version), stream);
}

export function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
}

export function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

/** Text as it is, of bytes printable ASCII, and other bytes as hex. */
export function textOf(payload: string | Uint8Array): string {
  if (typeof payload === 'string') return payload;
  const isText = payload.every((byte) => byte >= 0x20 && byte < 0x7f);
  return isText ? String.fromCharCode(...payload) : `0x${hexOf(payload)}`;
}
