// All that must be known of a trace to draw it, folded once as the trace grows: tracks, spots, bars,
// deliveries, families. A fork, or another layout, folds it again from the start.

import { assertNever } from '../../base/assertNever.ts';
import type { SimTime } from '../../base/time.ts';
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
import { type Cast, type HopPlace, routeOf } from './cast.ts';
import { DeliveryPlan } from './deliveries.ts';
import { SpotPlan } from './spots.ts';
import { TrackPlan } from './tracks.ts';

export interface PlanRules {
  readonly cast: Cast;
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

export class SpacePlan {
  readonly rules: PlanRules;
  readonly index: TraceIndex;
  #folds: Folds;
  #events: readonly TraceEvent[];
  #count = 0;
  /** Counts how often the trace was folded again: what was known of it may be wrong. */
  era = 0;

  constructor(index: TraceIndex, rules: PlanRules) {
    this.index = index;
    this.rules = rules;
    this.#folds = createFolds(rules);
    this.#events = index.events;
  }

  /** Takes in what the trace has got since, or all of it again when it was cut. */
  catchUp(): void {
    const { events } = this.index;
    if (events !== this.#events || events.length < this.#count) {
      this.#folds = createFolds(this.rules);
      this.#events = events;
      this.#count = 0;
      this.era++;
    }
    for (; this.#count < events.length; this.#count++) {
      this.#fold(events[this.#count] as TraceEvent);
    }
  }

  /** Tracks for glyphs with text, without a limit. */
  get glyphTracks(): TrackPlan {
    return this.#folds.glyphTracks;
  }

  /** Tracks for marks and bundles of a hop. */
  markTracks(place: HopPlace): TrackPlan {
    return this.#folds.markTracks[place];
  }

  get spots(): SpotPlan {
    return this.#folds.spots;
  }

  get bars(): BarPlan {
    return this.#folds.bars;
  }

  get deliveries(): DeliveryPlan {
    return this.#folds.deliveries;
  }

  /** All packets of a message, in order of sending. */
  familyOf(uid: MessageUid | undefined): readonly Flight[] {
    return (uid === undefined ? undefined : this.#folds.families.get(uid)) ?? [];
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
      case 'packet-lost':
      case 'packet-arrived': {
        const { kind, at, packet } = event;
        const fate = kind === 'packet-lost' ? 'lost' : 'arrives';
        for (const flight of this.index.flightsOf(packet.uid)) {
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
        break;
      case 'session-stored':
      case 'session-updated':
      case 'session-released':
        this.#foldStore(event.kind, event.node, event.entry, event.at);
        break;
      case 'message-delivered': {
        const { at, subscriber, messageUid, callbacks } = event;
        const message = this.index.message(messageUid);
        if (message !== undefined) {
          this.#folds.deliveries.deliver(at, subscriber, message, callbacks);
        }
        break;
      }
      // The rest is not drawn.
      default:
    }
  }

  #send(packet: PacketRecord, transmission: number, at: SimTime, dueAt: SimTime): void {
    const { glyphTracks, markTracks, spots } = this.#folds;
    const route = routeOf(this.rules.cast, packet);
    const name = flightName(packet.uid, transmission);
    glyphTracks.send(route, name, at, dueAt);
    markTracks[route.place].send(route, name, at, dueAt);
    spots.send(route, packet, at, dueAt, name);
    this.#addToFamily(packet.messageUid, name);
  }

  #lose(packet: PacketRecord, name: string, at: SimTime): void {
    const { glyphTracks, markTracks, spots } = this.#folds;
    const { place } = routeOf(this.rules.cast, packet);
    glyphTracks.lose(name, at);
    markTracks[place].lose(name, at);
    spots.lose(name, at);
  }

  #arrive(packet: PacketRecord, name: string, at: SimTime): void {
    const { glyphTracks, markTracks } = this.#folds;
    const { place } = routeOf(this.rules.cast, packet);
    glyphTracks.arrive(name, at);
    markTracks[place].arrive(name, at);
  }

  #foldStore(
    kind: 'session-stored' | 'session-updated' | 'session-released',
    node: NodeId,
    entry: StoreEntry,
    at: SimTime,
  ): void {
    const { bars } = this.#folds;
    const place = this.rules.cast.places.get(node) ?? 'broker';
    switch (kind) {
      case 'session-stored': {
        const message = this.index.message(entry.messageUid);
        if (message !== undefined) bars.store(place, node, entry, message, at);
        break;
      }
      case 'session-updated':
        bars.update(place, node, entry, at);
        break;
      case 'session-released':
        bars.release(place, node, entry, at);
        break;
      default:
        assertNever(kind);
    }
  }

  #addToFamily(messageUid: MessageUid | undefined, name: string): void {
    const flight = this.index.flight(name);
    if (messageUid === undefined || flight === undefined) return;
    const family = this.#folds.families.get(messageUid);
    if (family === undefined) this.#folds.families.set(messageUid, [flight]);
    else family.push(flight);
  }
}

interface Folds {
  readonly glyphTracks: TrackPlan;
  readonly markTracks: Readonly<Record<HopPlace, TrackPlan>>;
  readonly spots: SpotPlan;
  readonly bars: BarPlan;
  readonly deliveries: DeliveryPlan;
  readonly families: Map<MessageUid, Flight[]>;
}

function createFolds({ hopHeight, pxPerUs, charWidth, stepped, marksMax }: PlanRules): Folds {
  const common = { hopHeight, stepped };
  const marks = (tracksMax: number) => new TrackPlan({ ...common, ...MARK, tracksMax });
  return {
    glyphTracks: new TrackPlan({ ...common, ...GLYPH, tracksMax: Infinity }),
    markTracks: { upper: marks(marksMax.upper), lower: marks(marksMax.lower) },
    spots: new SpotPlan({ hopHeight, pxPerUs }),
    bars: new BarPlan(pxPerUs),
    deliveries: new DeliveryPlan({ pxPerUs, charWidth }),
    families: new Map(),
  };
}
