// Connections that are cut again and again: each client's at instants of its own, as far apart as
// chance has it.

import type { EventQueue } from '../base/eventQueue.ts';
import { draw, mix, mixText } from '../base/random.ts';
import { addTime, fromSec, type SimTime } from '../base/time.ts';
import type { ClientId } from '../mqtt/packets/packet.ts';
import { exponential } from '../network/exponential.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Appointment, Work } from './work.ts';

const MINUTE = fromSec(60);
/** Names the draws of cuts among the seed's others, which begin with 0 and 1. */
const CUTS = 2;

interface Link {
  readonly client: ClientId;
  readonly key: number;
  /** How many gaps were drawn. */
  gaps: number;
  next: Appointment | undefined;
}

export class Flapping {
  private readonly queue: EventQueue<Work>;
  private readonly seed: number;
  private links: readonly Link[];
  private cutsPerMin: number;
  private hasBegun = false;

  constructor({ seed, clients, network }: Scenario, queue: EventQueue<Work>) {
    this.queue = queue;
    this.cutsPerMin = network.cutsPerMin;
    this.seed = seed;
    this.links = clients.map(({ id }) => this.createLink(id));
  }

  private createLink(client: ClientId): Link {
    return { client, key: mixText(mix(CUTS, this.seed), client), gaps: 0, next: undefined };
  }

  /** A client has joined. */
  add(client: ClientId, now: SimTime): void {
    const link = this.createLink(client);
    this.links = [...this.links, link];
    if (this.hasBegun) this.planNext(link, now);
  }

  /** A client has left. */
  remove(id: ClientId): void {
    for (const { client, next } of this.links) {
      if (client === id && next !== undefined) next.calledOff = true;
    }
    this.links = this.links.filter(({ client }) => client !== id);
  }

  /** Not before everyone is connected. */
  begin(now: SimTime): void {
    this.hasBegun = true;
    for (const link of this.links) this.planNext(link, now);
  }

  setRate(cutsPerMin: number, now: SimTime): void {
    if (cutsPerMin === this.cutsPerMin) return;
    this.cutsPerMin = cutsPerMin;
    if (!this.hasBegun) return;
    for (const link of this.links) {
      if (link.next !== undefined) link.next.calledOff = true;
      this.planNext(link, now);
    }
  }

  /** A client's connection is to be cut now: plans the next time. */
  goOn({ node }: Appointment, now: SimTime): void {
    const link = this.links.find(({ client }) => client === node);
    if (link !== undefined) this.planNext(link, now);
  }

  private planNext(link: Link, now: SimTime): void {
    link.next = undefined;
    if (this.cutsPerMin === 0) return;
    const drawn = draw(mix(link.key, ++link.gaps));
    const gap = Math.ceil(exponential(drawn, MINUTE / this.cutsPerMin)) as SimTime;
    const at = addTime(now, gap);
    link.next = { kind: 'appointment', what: 'cut', node: link.client, at, calledOff: false };
    this.queue.push(at, link.next);
  }
}
