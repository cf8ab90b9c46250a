// The fixed header as fields (v5 §2.1, 3.1.1 §2.2).

import type { PacketType, ProtocolVersion } from '../packets/packet.ts';
import type { FieldWalk, FieldWords } from './fieldWalk.ts';
import { type BitField, statementIn } from './packetField.ts';

export function walkHeader(walk: FieldWalk, type: PacketType, version: ProtocolVersion): void {
  const first = walk.peek();
  const words =
    type === 'PUBLISH' ? publishWords(first, version) : plainWords(type, first, version);
  walk.byte(words, () => type + (type === 'PUBLISH' ? sayFlags(first) : ''));
  walk.variableByte(
    {
      name: 'Remaining Length',
      says: 'How many bytes follow: seven bits a byte, the lowest first.',
      ...(version === 5 ? { statement: 'v5 [MQTT-1.5.5-1]' } : {}),
    },
    String,
  );
  walk.part = 'variable header';
}

function sayFlags(first: number): string {
  return `, DUP ${(first >> 3) & 1}, QoS ${(first >> 1) & 3}, RETAIN ${first & 1}`;
}

function publishWords(first: number, version: ProtocolVersion): FieldWords {
  return {
    name: 'Packet type and flags',
    says:
      (first & 8) === 0
        ? 'DUP 0: its sender says that it has not sent this before.'
        : 'DUP 1 says that this is sent again, not that anybody has had it before.',
    statement: statementIn(version, 'v5 [MQTT-3.3.1-1]', '3.1.1 [MQTT-3.3.1-1]'),
    bits: [
      typeBits(first),
      { bits: '3', name: 'DUP', value: String((first >> 3) & 1) },
      { bits: '2–1', name: 'QoS', value: String((first >> 1) & 3) },
      { bits: '0', name: 'RETAIN', value: String(first & 1) },
    ],
  };
}

function plainWords(type: PacketType, first: number, version: ProtocolVersion): FieldWords {
  const flags = first & 0x0f;
  return {
    name: 'Packet type and flags',
    says: `The flags of ${type} are reserved and always ${flags.toString(2).padStart(4, '0')}.`,
    statement: statementIn(version, 'v5 [MQTT-2.1.3-1]', '3.1.1 [MQTT-2.2.2-1]'),
    bits: [
      typeBits(first),
      { bits: '3–0', name: 'reserved', value: flags.toString(2).padStart(4, '0') },
    ],
  };
}

function typeBits(first: number): BitField {
  return { bits: '7–4', name: 'Control Packet type', value: String(first >> 4) };
}
