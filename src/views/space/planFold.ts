// A trace folded from an instant on: tracks, spots, bars, deliveries, families. It starts from what is
// on the wire and in the stores then, and takes in what follows as the trace grows.

import { assertNever } from '../../base/assertNever.ts';
import { type SimTime, TIME_ZERO } from '../../base/time.ts';
import type {
  MessageUid,
  NodeId,
  PacketRecord,
  StoreEntry,
  TraceEvent,
} from '../../trace/event.ts';
import { type Flight, flightName } from '../../trace/flights.ts';
import type { TraceIndex } from '../../trace/traceIndex.ts';
import { BarPlan } from './bars.ts';
import type { HopPlace, Places } from './cast.ts';
import { DeliveryPlan } from './deliveries.ts';
import { HeldPlan } from './heldPlan.ts';
import type { PlanPlaces } from './planPlaces.ts';
import { SpotPlan } from './spots.ts';
import { TrackPlan } from './tracks.ts';

export interface PlanRules {
  /** Where the scenario's clients stand; those that join are found in the trace. */
  readonly places: Places;
  readonly hopHeight: number;
  readonly pxPerUs: number;
  readonly charWidth: number;
  readonly stepped: boolean;
  /** Tracks that a lane may have when its packets are marks. */
  readonly marksMax: Readonly<Record<HopPlace, number>>;
}

/** Room along the track: a glyph is 22 px high, a mark 16; a nose or cross ahead, a ghost behind. */
const GLYPH = { ahead: 17, behind: 15, aheadLost: 26 };
const MARK = { ahead: 14, behind: 11, aheadLost: 22 };

export class PlanFold {
  /** What had ended before this instant is not in it. */
  readonly since: SimTime;
  /** Tracks for glyphs with text, without a limit. */
  readonly glyphTracks: TrackPlan;
  /** Tracks for marks and bundles of a hop. */
  readonly markTracks: Readonly<Record<HopPlace, TrackPlan>>;
  readonly spots: SpotPlan;
  readonly bars: BarPlan;
  readonly deliveries: DeliveryPlan;
  /** What waits at its receiver for a packet before it. */
  readonly held = new HeldPlan();
  readonly #index: TraceIndex;
  readonly #places: PlanPlaces;
  readonly #families = new Map<MessageUid, Flight[]>();
  #count = 0;

  /** @param places knows everyone who is in the events that are folded */
  constructor(index: TraceIndex, rules: PlanRules, places: PlanPlaces, since: SimTime) {
    const { hopHeight, pxPerUs, charWidth, stepped, marksMax } = rules;
    const common = { hopHeight, stepped };
    const marks = (tracksMax: number) => new TrackPlan({ ...common, ...MARK, tracksMax });
    this.since = since;
    this.glyphTracks = new TrackPlan({ ...common, ...GLYPH, tracksMax: Infinity });
    this.markTracks = { upper: marks(marksMax.upper), lower: marks(marksMax.lower) };
    this.spots = new SpotPlan({ hopHeight, pxPerUs });
    this.bars = new BarPlan(pxPerUs);
    this.deliveries = new DeliveryPlan({ pxPerUs, charWidth });
    this.#index = index;
    this.#places = places;
    if (since > TIME_ZERO) this.#begin(since);
  }

  /** How many of the index's events are in it. */
  get count(): number {
    return this.#count;
  }

  /** The index has let go of so many events, all of them in it. */
  follow(by: number): void {
    this.#count -= by;
    for (const family of this.#families.values()) {
      family.forEach((flight, i) => {
        family[i] = this.#index.flight(flight.name) ?? flight;
      });
    }
  }

  /** Takes in the index's events up to this number. */
  foldTo(count: number): void {
    const { events } = this.#index;
    for (; this.#count < count; this.#count++) this.#fold(events[this.#count] as TraceEvent);
  }

  /** All packets of a message, in order of sending. */
  familyOf(uid: MessageUid | undefined): readonly Flight[] {
    return (uid === undefined ? undefined : this.#families.get(uid)) ?? [];
  }

  /** From what there is at an instant, as it was known then. */
  #begin(since: SimTime): void {
    const index = this.#index;
    this.#count = index.countUntil(since);
    for (const { node, entry, from, identifierFrom, awaits } of index.storesAt(since)) {
      this.#foldStore('session-stored', node, entry, from);
      if (identifierFrom === undefined || identifierFrom > since) continue;
      const kept = { ...entry, holds: 'identifier' as const, awaits };
      this.#foldStore('session-updated', node, kept, identifierFrom);
    }
    for (const { packet, name, transmission, from, dueAt, delays = [] } of index.flightsAt(since)) {
      this.#send(packet, transmission, from, delays[0]?.dueAt ?? dueAt);
      for (const [i, delay] of delays.entries()) {
        if (delay.at > since) break;
        this.#delay(packet, name, delay.at, delays[i + 1]?.dueAt ?? dueAt);
      }
    }
    for (const { packet, from } of index.heldAt(since)) {
      this.held.hold(packet, this.#places.routeOf(packet), from);
    }
  }

  #fold(event: TraceEvent): void {
    switch (event.kind) {
      case 'packet-sent':
        // Over TCP its segments are drawn.
        if (event.dueAt !== undefined) this.#send(event.packet, 1, event.at, event.dueAt);
        break;
      case 'segment-sent':
        this.#send(event.packet, event.transmission, event.at, event.dueAt);
        break;
      case 'packet-delayed': {
        const { at, packet, transmission, dueAt } = event;
        this.#delay(packet, flightName(packet.uid, transmission), at, dueAt);
        break;
      }
      case 'packet-lost':
      case 'packet-arrived': {
        const { kind, at, packet } = event;
        const fate = kind === 'packet-lost' ? 'lost' : 'arrives';
        this.held.letGo(packet.uid, at);
        for (const flight of this.#index.flightsOf(packet.uid)) {
          if (flight.until !== at || flight.fate !== fate) continue;
          if (fate === 'lost') this.#lose(packet, flight.name, at);
          else this.#arrive(packet, flight.name, at);
        }
        break;
      }
      case 'segment-lost':
        this.#lose(event.packet, flightName(event.packet.uid, event.transmission), event.at);
        break;
      case 'segment-arrived':
        this.#arrive(event.packet, flightName(event.packet.uid, event.transmission), event.at);
        if (event.awaits !== undefined) {
          this.held.hold(event.packet, this.#places.routeOf(event.packet), event.at);
        }
        break;
      case 'session-stored':
      case 'session-updated':
      case 'session-released':
        this.#foldStore(event.kind, event.node, event.entry, event.at);
        break;
      case 'broker-saved':
        this.bars.save(event.at);
        break;
      case 'node-crashed':
        this.bars.crash(event.node, event.at);
        break;
      case 'message-delivered': {
        const { at, subscriber, messageUid, callbacks } = event;
        const message = this.#index.message(messageUid);
        if (message === undefined) break;
        const isNamed = this.#places.hasSeveralSubscribers(at);
        this.deliveries.deliver(at, subscriber, message, callbacks, isNamed);
        break;
      }
      // The rest is not drawn.
      default:
    }
  }

  #send(packet: PacketRecord, transmission: number, at: SimTime, dueAt: SimTime): void {
    const route = this.#places.routeOf(packet);
    const name = flightName(packet.uid, transmission);
    this.glyphTracks.send(route, name, at, dueAt);
    this.markTracks[route.place].send(route, name, at, dueAt);
    this.spots.send(route, packet, at, dueAt, name);
    this.#addToFamily(packet.messageUid, name);
  }

  #delay(packet: PacketRecord, name: string, at: SimTime, dueAt: SimTime): void {
    const { place } = this.#places.routeOf(packet);
    this.glyphTracks.delay(name, at, dueAt);
    this.markTracks[place].delay(name, at, dueAt);
    this.spots.delay(name, at, dueAt);
  }

  #lose(packet: PacketRecord, name: string, at: SimTime): void {
    const { place } = this.#places.routeOf(packet);
    this.glyphTracks.lose(name, at);
    this.markTracks[place].lose(name, at);
    this.spots.lose(name, at);
  }

  #arrive(packet: PacketRecord, name: string, at: SimTime): void {
    const { place } = this.#places.routeOf(packet);
    this.glyphTracks.arrive(name, at);
    this.markTracks[place].arrive(name, at);
  }

  #foldStore(
    kind: 'session-stored' | 'session-updated' | 'session-released',
    node: NodeId,
    entry: StoreEntry,
    at: SimTime,
  ): void {
    const place = this.#places.placeOf(node) ?? 'broker';
    switch (kind) {
      case 'session-stored': {
        const message = this.#index.message(entry.messageUid);
        if (message !== undefined) this.bars.store(place, node, entry, message, at);
        break;
      }
      case 'session-updated':
        this.bars.update(place, node, entry, at);
        break;
      case 'session-released':
        this.bars.release(place, node, entry, at);
        break;
      default:
        assertNever(kind);
    }
  }

  #addToFamily(messageUid: MessageUid | undefined, name: string): void {
    const flight = this.#index.flight(name);
    if (messageUid === undefined || flight === undefined) return;
    const family = this.#families.get(messageUid);
    if (family === undefined) this.#families.set(messageUid, [flight]);
    else family.push(flight);
  }
}
