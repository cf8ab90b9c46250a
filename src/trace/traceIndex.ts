// A trace, and what views ask of it: which packets are on the wire at an instant, what each node
// stores, what each message is called. Grows as the trace grows; a fork rebuilds it. Where the
// history before an instant is folded away, it starts from the state at that instant.

import type { SimTime } from '../base/time.ts';
import type { ClientSettings, NetworkSettings } from '../scenario/scenario.ts';
import { type Absence, type Condition, ConditionFold } from './conditions.ts';
import { type DropRule, DropRuleFold } from './dropRules.ts';
import type {
  ClientId,
  MessageUid,
  NodeId,
  PacketRecord,
  PacketUid,
  TraceEvent,
  TraceEventOf,
} from './event.ts';
import { type Flight, FlightFold, type HeldPacket } from './flights.ts';
import { MemberFold } from './members.ts';
import {
  type DeliveryView,
  MessageFold,
  type MessageLossView,
  type MessageView,
} from './messages.ts';
import { PartFold } from './parts.ts';
import { PatternFold, type RunningPattern } from './patterns.ts';
import type { SpanList } from './spanList.ts';
import { StoreFold, type StoreSpan } from './stores.ts';
import type { Summary } from './summary.ts';
import { EMPTY_STATE, type TraceState } from './traceState.ts';

export class TraceIndex {
  /** What it starts from; the trace's beginning if nothing is folded away. */
  start: TraceState;
  /** What is folded away adds up to this; undefined: nothing is. Not to be added to. */
  before: Summary | undefined;
  #folds: Folds;

  constructor(start: TraceState = EMPTY_STATE, before?: Summary) {
    this.start = start;
    this.before = before;
    this.#folds = createFolds(start);
    this.append(start.events);
  }

  /** Adds events that follow those that are there. */
  append(added: readonly TraceEvent[]): void {
    const {
      events,
      messages,
      flights,
      stores,
      conditions,
      parts,
      members,
      patterns,
      drops,
      networks,
    } = this.#folds;
    for (const event of added) {
      events.push(event);
      messages.add(event);
      flights.add(event);
      stores.add(event);
      conditions.add(event);
      parts.add(event);
      members.add(event);
      patterns.add(event);
      drops.add(event);
      if (event.kind === 'network-changed') networks.push(event);
    }
  }

  /**
   * Lets go of what was before another index's start.
   * @param later of the same trace, to the same end; nobody else goes on with it
   */
  letGo(later: TraceIndex): void {
    this.start = later.start;
    this.before = later.before;
    this.#folds = later.#folds;
  }

  /** Keeps the trace's first `count` events, at least those that are folded away. */
  truncate(count: number): void {
    const kept = Math.max(count - this.foldedAway, this.start.events.length);
    const { events } = this;
    if (kept >= events.length) return;
    this.#folds = createFolds(this.start);
    this.append(events.slice(0, kept));
  }

  /** Those of the state that it starts from, and all that followed. */
  get events(): readonly TraceEvent[] {
    return this.#folds.events;
  }

  /** How many events the trace has, with those that are folded away. */
  get eventCount(): number {
    return this.events.length + this.foldedAway;
  }

  /** How many events of the trace come before those that it has. */
  get foldedAway(): number {
    return this.start.eventCount - this.start.events.length;
  }

  get flights(): SpanList<Flight> {
    return this.#folds.flights.flights;
  }

  get stores(): SpanList<StoreSpan> {
    return this.#folds.stores.spans;
  }

  /** When nodes were not there. */
  get absences(): SpanList<Absence> {
    return this.#folds.conditions.absences;
  }

  get messages(): readonly MessageView[] {
    return this.#folds.messages.messages;
  }

  get deliveries(): readonly DeliveryView[] {
    return this.#folds.messages.deliveries;
  }

  get losses(): readonly MessageLossView[] {
    return this.#folds.messages.losses;
  }

  /** Who subscribes, and who does not, in order of connecting. */
  get subscribers(): ReadonlySet<ClientId> {
    return this.#folds.parts.subscribers;
  }

  get publishers(): ReadonlySet<ClientId> {
    return this.#folds.parts.publishers;
  }

  /** @param name a packet's uid, or the name of a later transmission */
  flight(name: string): Flight | undefined {
    return this.#folds.flights.flight(name);
  }

  /** Each time that a packet was put on the wire, in order: more than one over TCP alone. */
  flightsOf(uid: PacketUid): readonly Flight[] {
    return this.#folds.flights.flightsOf(uid);
  }

  message(uid: MessageUid): MessageView | undefined {
    return this.#folds.messages.message(uid);
  }

  /** `A`, or nothing for packets of no message. */
  letterOf(packet: PacketRecord): string {
    const { messageUid } = packet;
    return messageUid === undefined ? '' : (this.message(messageUid)?.letter ?? '');
  }

  /** How a sentence calls a node: by its part when no other has it, else by its id. */
  nameOf(node: NodeId): string {
    if (node === 'broker') return 'the broker';
    if (this.publishers.size === 1 && this.publishers.has(node)) return 'the publisher';
    if (this.subscribers.size === 1 && this.subscribers.has(node)) return 'the subscriber';
    return node;
  }

  /** Packets on the wire at `t`, in order of sending. */
  flightsAt(t: SimTime): Flight[] {
    return this.flights.overlapping(t, t).filter(({ from, until }) => from <= t && t < until);
  }

  /** Entries in a store at `t`, in order of storing. */
  storesAt(t: SimTime): StoreSpan[] {
    return openAt(this.stores, t);
  }

  /** Packets that wait at their receiver for one before them, in order of arrival. */
  heldAt(t: SimTime): HeldPacket[] {
    return openAt(this.#folds.flights.held, t);
  }

  /** How the broker or a client is at `t`, as it sees it itself. */
  conditionAt(node: NodeId, t: SimTime): Condition {
    return this.#folds.conditions.at(node, t);
  }

  /**
   * The clients that are in the run at `t`, in order of joining: the same list as long as nobody joins
   * or leaves. @param initial the scenario's
   */
  clientsAt(t: SimTime, initial: readonly ClientSettings[]): readonly ClientSettings[] {
    return this.#folds.members.at(t, initial);
  }

  /** Everyone who has been in the run so far, those who have left included. */
  allClients(initial: readonly ClientSettings[]): readonly ClientSettings[] {
    return this.#folds.members.all(initial);
  }

  /** The patterns that publish by themselves at `t`, in order of starting. */
  patternsAt(t: SimTime): readonly RunningPattern[] {
    return this.#folds.patterns.at(t);
  }

  /** Rules of `drop-next` that have not struck yet at `t`, in order of their commands. */
  dropRulesAt(t: SimTime): readonly DropRule[] {
    return this.#folds.drops.at(t);
  }

  /** The network's settings at `t`, or those of the scenario when none were set by then. */
  networkAt(t: SimTime, initial: NetworkSettings): NetworkSettings {
    let network = initial;
    for (const change of this.#folds.networks) {
      if (change.at > t) break;
      network = change.network;
    }
    return network;
  }

  /** How many of `events` happen at `t` or before. */
  countUntil(t: SimTime): number {
    let low = 0;
    let high = this.events.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.events[middle] as TraceEvent).at <= t) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Events after `from` and up to `to`, included. */
  eventsBetween(from: SimTime, to: SimTime): TraceEvent[] {
    return this.events.slice(this.countUntil(from), this.countUntil(to));
  }
}

interface Folds {
  readonly events: TraceEvent[];
  readonly messages: MessageFold;
  readonly flights: FlightFold;
  readonly stores: StoreFold;
  readonly conditions: ConditionFold;
  readonly parts: PartFold;
  readonly members: MemberFold;
  readonly patterns: PatternFold;
  readonly drops: DropRuleFold;
  readonly networks: TraceEventOf<'network-changed'>[];
}

function createFolds(start: TraceState): Folds {
  return {
    events: [],
    messages: new MessageFold(start),
    flights: new FlightFold(),
    stores: new StoreFold(),
    conditions: new ConditionFold(),
    parts: new PartFold(start.publishers, start.subscribers),
    members: new MemberFold(),
    patterns: new PatternFold(),
    drops: new DropRuleFold(),
    networks: [],
  };
}

function openAt<T extends { readonly from: SimTime; readonly until: SimTime | undefined }>(
  spans: SpanList<T>,
  t: SimTime,
): T[] {
  return spans
    .overlapping(t, t)
    .filter(({ from, until }) => from <= t && (until === undefined || t < until));
}
