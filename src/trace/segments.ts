// Sentences about TCP: what it loses and sends again beneath MQTT, and what it holds back meanwhile.

import type { PacketUid, TraceEvent } from './event.ts';
import { namePacket, RANK, type Sentence, sayLost } from './sentence.ts';
import type { TraceIndex } from './traceIndex.ts';

/** @returns undefined for other events, and for segments that go as they should */
export function tellSegment(event: TraceEvent, index: TraceIndex): Sentence | undefined {
  const { at } = event;
  switch (event.kind) {
    case 'segment-lost': {
      const { packet, cause } = event;
      const to = index.nameOf(packet.to);
      const text = `The segment with the ${namePacket(packet, index)} was ${sayLost(cause)} on its way to ${to}.`;
      return { at, rank: RANK.packetLost, text };
    }
    case 'segment-sent': {
      const { packet, why } = event;
      if (why === 'first') return undefined;
      const missed =
        why === 'timeout'
          ? 'No TCP acknowledgement came in time'
          : 'What was sent later has arrived, and this has not';
      const text = `${missed}: TCP sends the ${namePacket(packet, index)} again.`;
      return { at, rank: RANK.resend, text };
    }
    case 'segment-arrived': {
      const { packet, awaits } = event;
      if (awaits === undefined) return undefined;
      const text = `The ${namePacket(packet, index)} is there and has to wait: ${sayMissing(awaits, index)} is missing.`;
      return { at, rank: RANK.held, text };
    }
    default:
      return undefined;
  }
}

function sayMissing(uid: PacketUid, index: TraceIndex): string {
  const packet = index.flight(uid)?.packet;
  return packet === undefined ? 'one before it' : `the ${namePacket(packet, index)} before it`;
}
