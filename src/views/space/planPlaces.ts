// Where everyone stands who has been in the run so far: the scenario's clients, and those that have
// joined, found in the trace.

import type { SimTime } from '../../base/time.ts';
import type { NodeId, PacketRecord, TraceEvent } from '../../trace/event.ts';
import { type BandPlace, bandOf, type Places, type Route, routeOf } from './cast.ts';

export class PlanPlaces {
  readonly #places: Map<NodeId, BandPlace>;
  /** Since when each subscriber has been in the run. */
  readonly #subscribers: SimTime[];

  /** @param initial of the scenario's clients */
  constructor(initial: Places) {
    this.#places = new Map(initial);
    const subscribers = [...initial.values()].filter((band) => band === 'subscribers');
    this.#subscribers = subscribers.map(() => -Infinity as SimTime);
  }

  add(event: TraceEvent): void {
    if (event.kind !== 'client-added') return;
    const band = bandOf(event.settings);
    this.#places.set(event.client, band);
    if (band === 'subscribers') this.#subscribers.push(event.at);
  }

  placeOf(node: NodeId): BandPlace | undefined {
    return this.#places.get(node);
  }

  routeOf(packet: PacketRecord): Route {
    return routeOf(this.#places, packet);
  }

  /** More than one subscriber has been in the run by `t`. */
  hasSeveralSubscribers(t: SimTime): boolean {
    const [, second] = this.#subscribers;
    return second !== undefined && second <= t;
  }
}
