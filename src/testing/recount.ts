// The counters of PROTOCOL section 5, recounted from a whole trace: slow and obvious, one question at
// a time, to hold trace/metrics.ts against.
import type { PacketRecord, Qos, TraceEvent } from '../trace/event.ts';
import { eventsOf } from './checkedRuns.ts';

interface SlowPackets {
  readonly packetsSent: number;
  readonly packetsResent: number;
  readonly packetsLost: number;
  readonly bytesSent: number;
}

/** What one level's metrics must say, but for its spreads: those are lists of milliseconds here. */
export function recountLevel(events: readonly TraceEvent[], level: Qos) {
  const published = eventsOf(events, 'message-published').filter(({ qos }) => qos === level);
  const pairs = published.flatMap((m) => m.subscribers.map((s) => `${m.messageUid} ${s}`));
  const callbacks = eventsOf(events, 'message-delivered').filter((e) => e.level === level);
  const delivered = new Set(callbacks.map((e) => `${e.messageUid} ${e.subscriber}`));
  const losses = eventsOf(events, 'message-lost').filter((e) => e.level === level);
  const publishedAt = new Map(published.map((m) => [m.messageUid, m.at]));
  const since = (e: { at: number; messageUid: string }): number =>
    (e.at - (publishedAt.get(e.messageUid) ?? NaN)) / 1000;
  const acknowledged = eventsOf(events, 'message-acknowledged').filter((e) => e.level === level);
  const sent = eventsOf(events, 'packet-sent').filter(({ packet }) => packet.level === level);
  const lost = eventsOf(events, 'packet-lost').filter(({ packet }) => packet.level === level);
  const segments = eventsOf(events, 'segment-sent').filter(({ packet }) => packet.level === level);
  const gone = eventsOf(events, 'segment-lost').filter(({ packet }) => packet.level === level);
  const hop = (number: 1 | 2) => {
    const onHop = segments.filter(({ packet }) => packet.hop === number);
    return {
      ...recountHop(
        sent.map((e) => e.packet).filter((packet) => packet.hop === number),
        lost.filter(({ packet }) => packet.hop === number).length,
      ),
      segmentsSent: onHop.length,
      segmentsResent: onHop.filter(({ transmission }) => transmission > 1).length,
      segmentsLost: gone.filter(({ packet }) => packet.hop === number).length,
    };
  };
  return {
    published: published.length,
    delivered: delivered.size,
    duplicates: callbacks.length - delivered.size,
    duplicatesByCause: tally(callbacks.flatMap(({ cause }) => cause ?? [])),
    lost: losses.length,
    lostByCause: tally(losses.map(({ cause }) => cause)),
    pending: pairs.length - delivered.size - losses.length,
    packetsSent: tally(sent.map(({ packet }) => packet.type)),
    hops: { '1': hop(1), '2': hop(2) },
    deliveryMs: firstOf(callbacks, (e) => `${e.messageUid} ${e.subscriber}`).map(since),
    publisherHandshakeMs: acknowledged.filter((e) => e.hop === 1).map(since),
    subscriberHandshakeMs: firstOf(
      acknowledged.filter((e) => e.hop === 2),
      (e) => `${e.messageUid} ${e.client}`,
    ).map(since),
  };
}

function recountHop(packets: readonly PacketRecord[], packetsLost: number): SlowPackets {
  const again = packets.filter(({ type, attempt }) => {
    return attempt > 1 && (type === 'PUBLISH' || type === 'PUBREL');
  });
  return {
    packetsSent: packets.length,
    packetsResent: again.length,
    packetsLost,
    bytesSent: packets.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

/** How often each value stands in a list. */
function tally(values: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

function firstOf<T>(list: readonly T[], nameOf: (item: T) => string): readonly T[] {
  return list.filter((item, i) => list.findIndex((other) => nameOf(other) === nameOf(item)) === i);
}

/** What the broker stored, entry by entry: each from when it is stored until the message is gone. */
export function recountStorage(events: readonly TraceEvent[], now: number) {
  const spans: { from: number; to: number; fromAt: number; toAt: number; bytes: number }[] = [];
  for (const [i, event] of events.entries()) {
    if (event.kind !== 'session-stored' || event.node !== 'broker') continue;
    const { entry } = event;
    if (entry.holds !== 'message') continue;
    const end = events.findIndex((later, j) => {
      if (j <= i || !('entry' in later) || later.node !== 'broker') return false;
      const { store, peer, messageUid, copy, packetId } = later.entry;
      const same = store === entry.store && peer === entry.peer && packetId === entry.packetId;
      return same && messageUid === entry.messageUid && copy === entry.copy;
    });
    const toAt = end < 0 ? now : (events[end]?.at ?? now);
    const to = end < 0 ? Infinity : end;
    spans.push({ from: i, to, fromAt: event.at, toAt, bytes: entry.bytes });
  }
  const open = spans.filter(({ to }) => to === Infinity);
  const at = (i: number) => spans.filter(({ from, to }) => from <= i && i < to).length;
  const us = spans.reduce((sum, { fromAt, toAt }) => sum + toAt - fromAt, 0);
  return {
    storedNow: open.length,
    storedPeak: Math.max(0, ...spans.map(({ from }) => at(from))),
    storedMessageSeconds: us / 1_000_000,
    storedBytesNow: open.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}
