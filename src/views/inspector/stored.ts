// What a node stores at an instant, entry by entry, as the inspector's table has it.

import type { SimTime } from '../../base/time.ts';
import { LIFE_COPY } from '../../trace/copyNumber.ts';
import type { NodeId, PacketUid, Qos } from '../../trace/event.ts';
import type { Flight } from '../../trace/flights.ts';
import type { StoreSpan } from '../../trace/stores.ts';
import type { TraceIndex } from '../../trace/traceIndex.ts';
import { formatCountdown } from '../../trace/words.ts';

export interface StoredRow {
  readonly name: string;
  readonly letter: string;
  readonly messageUid: string;
  readonly level: Qos;
  /** 0 for none. */
  readonly packetId: number;
  /** The client of its session; the broker has several. */
  readonly client: NodeId;
  readonly waitsFor: string;
  /** Since when it waits for that. */
  readonly since: SimTime;
  /** How long it is until its re-send; undefined: none is set. */
  readonly resendIn: string | undefined;
  /** How often it was sent; 0 for what is not sent. */
  readonly sent: number;
  readonly holds: 'message' | 'identifier';
}

export function storedAt(index: TraceIndex, node: NodeId, t: SimTime): readonly StoredRow[] {
  return index
    .storesAt(t)
    .filter((span) => span.node === node)
    .map((span, i) => rowOf(index, span, t, i));
}

function rowOf(index: TraceIndex, span: StoreSpan, t: SimTime, i: number): StoredRow {
  const { node, entry } = span;
  const { store, peer, packetId, messageUid, copy, qos } = entry;
  const isWhole = span.identifierFrom === undefined || span.identifierFrom > t;
  const message = index.message(messageUid);
  const client = node === 'broker' ? peer : node;
  const timer = span.resends.findLast(({ setAt }) => setAt <= t);
  const isSet = timer !== undefined && timer.firesAt >= t;
  return {
    name: `${client} ${store} ${packetId} ${messageUid} ${copy} ${i}`,
    letter: message?.letter ?? '',
    messageUid,
    level: message?.level ?? qos,
    packetId,
    client,
    waitsFor: sayAwaits(store, isWhole ? entry.awaits : span.awaits),
    since: sinceOf(index, span, t, isWhole),
    resendIn:
      store === 'outgoing' && isSet
        ? formatCountdown(timer.firesAt - t, timer.firesAt - timer.setAt)
        : undefined,
    sent: store === 'outgoing' ? countSent(index, span, t, isWhole) : 0,
    holds: isWhole ? 'message' : 'identifier',
  };
}

function sinceOf(index: TraceIndex, span: StoreSpan, t: SimTime, isWhole: boolean): SimTime {
  const { node, entry, from, identifierFrom } = span;
  const since = isWhole ? from : (identifierFrom ?? from);
  if (entry.copy < LIFE_COPY) return since;
  // A crash has brought it back: what it waits to be answered was sent before that.
  const { messageUid, packetId, copy, store } = entry;
  if (store !== 'outgoing') return since;
  const publishedAt = index.message(messageUid)?.publishedAt ?? since;
  const sent = index.flights
    .overlapping(publishedAt, t)
    .find(
      ({ packet }) =>
        packet.from === node &&
        packet.type === (isWhole ? 'PUBLISH' : 'PUBREL') &&
        packet.messageUid === messageUid &&
        packet.packetId === packetId &&
        packet.copy % LIFE_COPY === copy % LIFE_COPY,
    );
  return sent === undefined ? since : sent.from;
}

function sayAwaits(
  store: StoreSpan['entry']['store'],
  awaits: StoreSpan['entry']['awaits'],
): string {
  if (store === 'queued') return 'its turn';
  return store === 'inbox' ? 'the application' : awaits;
}

/** How often the packet that it now waits to be answered was sent. */
function countSent(index: TraceIndex, span: StoreSpan, t: SimTime, isWhole: boolean): number {
  const { node, entry, from } = span;
  const type = isWhole ? 'PUBLISH' : 'PUBREL';
  const uids = new Set<PacketUid>();
  const isIt = ({ packet, from: sentAt }: Flight) =>
    sentAt <= t &&
    packet.from === node &&
    packet.type === type &&
    packet.messageUid === entry.messageUid &&
    packet.packetId === entry.packetId &&
    packet.networkCopy === undefined;
  for (const flight of index.flights.overlapping(from, t)) {
    if (isIt(flight)) uids.add(flight.packet.uid);
  }
  return uids.size;
}
