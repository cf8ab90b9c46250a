// What stands in the way of a sender, for each receiver: a window that is full or half full, a queue, and
// what TCP holds back behind a gap. Only what is not as usual.

import type { BrokerSettings } from '../../scenario/scenario.ts';
import type { NodeId } from '../../trace/event.ts';
import type { HeldPacket } from '../../trace/flights.ts';
import type { StoreSpan } from '../../trace/stores.ts';
import type { Line } from './heldLines.ts';

export interface Limits {
  readonly receiveMaximum: number;
  /** Infinity: without limit. */
  readonly queueLimit: number;
}

interface Backlog {
  inFlight: number;
  queued: number;
}

/** The broker's limits towards each subscriber. */
export function limitsOf({ receiveMaximum, queueLimit }: BrokerSettings): Limits {
  return { receiveMaximum, queueLimit };
}

/**
 * @param own what one node stores
 * @param named whose window or queue it is must be said
 * @returns those of one receiver after those of another, the fullest first
 */
export function backlogLines(own: readonly StoreSpan[], limits: Limits, named: boolean): Line[] {
  const peers = new Map<NodeId, Backlog>();
  for (const { entry } of own) {
    if (entry.store !== 'outgoing' && entry.store !== 'queued') continue;
    const backlog = peers.get(entry.peer) ?? { inFlight: 0, queued: 0 };
    if (entry.store === 'queued') backlog.queued++;
    else backlog.inFlight++;
    peers.set(entry.peer, backlog);
  }
  return [...peers]
    .sort(([, a], [, b]) => b.queued - a.queued || b.inFlight - a.inFlight)
    .flatMap(([peer, backlog]) => linesOf(backlog, limits, named ? peer : ''));
}

function linesOf({ inFlight, queued }: Backlog, limits: Limits, peer: string): Line[] {
  const { receiveMaximum: room, queueLimit: limit } = limits;
  const lines: Line[] = [];
  if (inFlight > 0 && inFlight * 2 >= room) {
    const isFull = inFlight >= room;
    const full = isFull ? ['window full'] : [];
    const shares = [`${inFlight} of ${room} in flight`, `${inFlight}/${room} in flight`];
    const short = isFull ? [`full ${inFlight}/${room}`] : [`${inFlight}/${room}`];
    lines.push(line(peer, [...full.map((f) => `${f}: ${shares[0]}`), ...shares, ...short], isFull));
  }
  if (queued > 0) {
    const full =
      queued >= limit ? [`queue full: ${queued} of ${limit}`, `queue full ${queued}/${limit}`] : [];
    const shares =
      limit < Infinity ? [`${queued} of ${limit} queued`, `${queued}/${limit} queued`] : [];
    lines.push(line(peer, [...full, ...shares, `${queued} queued`], full.length > 0));
  }
  return lines;
}

/** @param held packets that wait at one node, by the client of their connection */
export function gapLines(held: readonly HeldPacket[], named: boolean): Line[] {
  const counts = new Map<NodeId, number>();
  for (const { packet } of held) {
    const client = packet.from === 'broker' ? packet.to : packet.from;
    counts.set(client, (counts.get(client) ?? 0) + 1);
  }
  return [...counts].map(([client, n]) => {
    const verb = n === 1 ? 'waits' : 'wait';
    const waits = `${n} ${verb}`;
    const forms = [`${waits} behind a missing segment`, `${waits} behind a gap`, `gap, ${waits}`];
    return line(named ? client : '', [...forms, 'gap'], true);
  });
}

/** With the receiver's name where there is room for it. */
function line(peer: string, forms: readonly string[], isUrgent: boolean): Line {
  const named = peer === '' ? [] : forms.map((form) => `${peer}: ${form}`);
  const all = { letter: '', level: undefined, forms: [...named, ...forms] };
  return isUrgent ? { ...all, isUrgent } : all;
}
