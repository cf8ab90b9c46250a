// Where everyone stands who has been in the run so far: the scenario's clients, and those that have
// joined, found in the trace.

import type { SimTime } from '../../base/time.ts';
import type { NodeId, PacketRecord, TraceEvent } from '../../trace/event.ts';
import { type BandPlace, bandOf, type Places, type Route, routeOf } from './cast.ts';

export interface Seat {
  readonly nth: number;
  readonly of: number;
}

interface Member {
  readonly node: NodeId;
  /** When it came into the run. */
  readonly since: number;
}

export class PlanPlaces {
  readonly #places: Map<NodeId, BandPlace>;
  /** Who stands in each band, in order of joining. */
  readonly #members: Readonly<Record<BandPlace, Member[]>> = {
    publishers: [],
    broker: [],
    subscribers: [],
  };

  /** @param initial of the scenario's clients */
  constructor(initial: Places) {
    this.#places = new Map(initial);
    for (const [node, band] of initial) this.#members[band].push({ node, since: -Infinity });
  }

  add(event: TraceEvent): void {
    if (event.kind !== 'client-added') return;
    const band = bandOf(event.settings);
    this.#places.set(event.client, band);
    this.#members[band].push({ node: event.client, since: event.at });
  }

  placeOf(node: NodeId): BandPlace | undefined {
    return this.#places.get(node);
  }

  routeOf(packet: PacketRecord): Route {
    return routeOf(this.#places, packet);
  }

  /** More than one subscriber has been in the run by `t`. */
  hasSeveralSubscribers(t: SimTime): boolean {
    const [, second] = this.#members.subscribers;
    return second !== undefined && second.since <= t;
  }

  /** Which of its band's nodes that have been in the run by `t` it is, from 0, and of how many. */
  seatOf(node: NodeId, t: SimTime): Seat {
    const band = this.placeOf(node) ?? 'broker';
    const there = this.#members[band].filter(({ since }) => since <= t);
    return {
      nth: Math.max(
        0,
        there.findIndex((one) => one.node === node),
      ),
      of: there.length,
    };
  }
}
