import { describe, expect, test } from 'vitest';
import { fromSec } from '../base/time.ts';
import { encodePacket } from '../mqtt/codec/encodePacket.ts';
import { PacketReader } from '../mqtt/codec/packetReader.ts';
import type { Packet } from '../mqtt/packets/packet.ts';
import { PRESETS } from '../scenario/presets/presets.ts';
import { parsedByLibrary } from '../testing/libraryFacts.ts';
import { playScenario } from '../testing/presetRun.ts';
import type { PacketRecord } from '../trace/event.ts';
import { TraceIndex } from '../trace/traceIndex.ts';
import { encodeRecord } from './packetBytes.ts';

const SIMULATED = fromSec(20);

/** What a record says of its packet. */
function factsOf({ type, packetId, qos, dup, reasonCode, messageUid }: PacketRecord) {
  if (messageUid === undefined) return { type };
  return type === 'PUBLISH' ? { type, packetId, qos, dup } : { type, packetId, reasonCode };
}

function readerOf(to: string, version: 4 | 5): PacketReader {
  const limits = { maximumPacketSize: 1_000_000 };
  return new PacketReader(to === 'broker' ? limits : { ...limits, protocolVersion: version });
}

describe.each([4, 5] as const)('in every preset, as version %i', (protocolVersion) => {
  test.each(PRESETS)(
    "$name: each packet's bytes are as many as the trace says, and read back by both parsers",
    async ({ scenario }) => {
      const { events } = playScenario({ ...scenario, protocolVersion }, SIMULATED);
      const index = new TraceIndex();
      index.append(events);
      const streams = new Map<string, PacketReader>();
      const types = new Set<string>();
      for (const event of events) {
        if (event.kind !== 'packet-sent' || event.at > SIMULATED) continue;
        const { packet } = event;
        const found = await encodeRecord(
          packet,
          index.message(packet.messageUid ?? ''),
          protocolVersion,
        );
        const bytes = found?.bytes ?? new Uint8Array(0);
        expect([packet.uid, bytes.length]).toEqual([packet.uid, packet.bytes]);
        expect(found?.fields.at(-1)?.to).toBe(packet.bytes);
        const name = `${packet.connection} ${packet.to}`;
        const reader = streams.get(name) ?? readerOf(packet.to, protocolVersion);
        streams.set(name, reader);
        const [result] = reader.read(bytes);
        expect(result?.kind).toBe('packet');
        const read = (result as { readonly packet: Packet }).packet;
        expect(read).toMatchObject(factsOf(packet));
        expect(Buffer.compare(encodePacket(read, protocolVersion), bytes)).toBe(0);
        const parsed = parsedByLibrary(bytes, protocolVersion);
        expect(parsed.cmd).toBe(packet.type.toLowerCase());
        expect(parsed.messageId ?? 0).toBe(packet.packetId);
        types.add(packet.type);
      }
      expect(types).toContain('CONNECT');
      expect(types).toContain('CONNACK');
    },
  );
});

test('a packet of which the trace does not say all has no bytes', async () => {
  const { events } = playScenario(PRESETS[0]?.scenario as never, SIMULATED);
  const sent = events.find(({ kind }) => kind === 'packet-sent');
  if (sent?.kind !== 'packet-sent') throw new Error('Nothing was sent');
  const { contents: _, ...bare } = sent.packet;
  expect(await encodeRecord(bare, undefined, 5)).toBeUndefined();
});
