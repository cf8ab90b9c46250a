// Where on its diagonal each packet's shape stands in the ladder, and which losses get the word
// "lost", so that no two of them meet. Fed with the trace in its order: sent, held up, lost. A cross is
// a fact and has no other place: shapes and words make room for it.

import type { SimTime } from '../../base/time.ts';
import type { PacketRecord } from '../../trace/event.ts';
import { SpanList } from '../../trace/spanList.ts';
import { intersects } from './boxes.ts';
import type { HopPlace, Route } from './cast.ts';
import { Obstacles } from './obstacles.ts';
import {
  crossBox,
  lostWordBox,
  type ShapePlace,
  type Spot,
  shapeBox,
  shapeShare,
  type TapeRules,
} from './spot.ts';
import { wayShare } from './spotWay.ts';

/** Px of tape on which packets crowd each other. */
export const CROWD_STRETCH = 100;
/** With more packets than this on such a stretch there is no room for any shape. */
const CROWD_MAX = 250;
/** In the middle if there is room. */
const SHARES = [0.5, 0.38, 0.62, 0.27, 0.73, 0.18, 0.82];

export class SpotPlan {
  readonly rules: TapeRules;
  /** All diagonals. */
  readonly spots = new SpanList<Spot>();
  readonly #spotOf = new Map<string, Spot>();
  readonly #lastOf = new Map<string, Spot>();
  readonly #obstacles: Readonly<Record<HopPlace, Obstacles>> = {
    upper: new Obstacles(),
    lower: new Obstacles(),
  };
  #recentFrom = 0;

  constructor(rules: TapeRules) {
    this.rules = rules;
  }

  /** @param name the flight's: the packet's uid, and another one for each time that TCP sends it again */
  send(
    route: Route,
    packet: PacketRecord,
    from: SimTime,
    dueAt: SimTime,
    name: string = packet.uid,
  ): void {
    const kind = `${route.place} ${route.down} ${packet.type}`;
    const last = this.#lastOf.get(kind);
    const isTwin =
      last?.from === from && last.dueAt === dueAt && last.packet.messageUid === packet.messageUid;
    const shape = isTwin ? last.shape : emptyPlace();
    const spot: Spot = {
      name,
      packet,
      route,
      from,
      dueAt,
      bends: [],
      until: dueAt,
      lost: false,
      shape,
      crowd: this.#countRecent(from),
      crossFor: [],
      crossOf: undefined,
      saysLostUntil: undefined,
    };
    shape.spots.add(spot);
    this.#lastOf.set(kind, spot);
    this.#spotOf.set(name, spot);
    this.spots.push(spot);
    this.spots.noteEnd(dueAt - from);
    if (!isTwin) this.#findPlace(spot, from);
  }

  /** From `at` on it goes slower, and is due at `dueAt`: a shape that it has not come to moves along. */
  delay(name: string, at: SimTime, dueAt: SimTime): void {
    const spot = this.#spotOf.get(name);
    if (spot === undefined || spot.lost || dueAt <= at) return;
    const passed = wayShare(spot, at);
    spot.bends = [...spot.bends, { at, share: passed }];
    spot.dueAt = dueAt;
    spot.until = dueAt;
    this.spots.noteEnd(dueAt - spot.from);
    const own = shapeShare(spot, at);
    if (own !== undefined && own <= passed) return;
    this.#leavePlace(spot, at);
    this.#findPlace(spot, at);
  }

  lose(name: string, at: SimTime): void {
    const spot = this.#spotOf.get(name);
    if (spot === undefined || spot.lost) return;
    const share = wayShare(spot, at);
    spot.lost = true;
    spot.until = at;
    const cross = crossBox(this.rules, spot);
    const own = shapeShare(spot, at);
    const { obstacle } = spot.shape;
    const stays =
      own !== undefined && own < share && !(obstacle && intersects(obstacle.box, cross));
    if (!stays) this.#leavePlace(spot, at);
    spot.shape.limit = Math.min(spot.shape.limit, share);
    this.#makeRoom(spot, at);
    if (spot.crowd > CROWD_MAX) return;
    if (!stays) this.#findPlace(spot, at);
    if (spot.crossOf === undefined) this.#say(spot);
  }

  spotOf(name: string): Spot | undefined {
    return this.#spotOf.get(name);
  }

  /** Packets sent in the stretch of tape before an instant. */
  #countRecent(at: SimTime): number {
    const { items } = this.spots;
    const since = at - CROWD_STRETCH / this.rules.pxPerUs;
    while (this.#recentFrom < items.length && (items[this.#recentFrom] as Spot).from < since) {
      this.#recentFrom++;
    }
    return items.length - this.#recentFrom;
  }

  /**
   * A cross comes: words in its way go, shapes get another place. One that would meet another cross has
   * none of its own: that one stands for both.
   */
  #makeRoom(spot: Spot, at: SimTime): void {
    const cross = crossBox(this.rules, spot);
    const obstacles = this.#obstacles[spot.route.place];
    const others = obstacles.inTheWay(cross);
    for (const { of } of others) {
      if ('stands' in of || of.kind !== 'cross') continue;
      spot.crossOf = of.spot;
      of.spot.crossFor.push(spot);
      return;
    }
    obstacles.add(cross, at * this.rules.pxPerUs, { spot, kind: 'cross' });
    for (const other of others) {
      const { of } = other;
      if ('stands' in of) {
        other.gone = true;
        const [first] = of.spots;
        if (first !== undefined) this.#findPlace(first, at);
      } else if (of.kind === 'word') {
        other.gone = true;
        of.spot.saysLostUntil = at;
      }
    }
  }

  /** The word beside its cross, if there is room for it. */
  #say(spot: Spot): void {
    const { hopHeight, pxPerUs } = this.rules;
    const word = lostWordBox(this.rules, spot);
    const obstacles = this.#obstacles[spot.route.place];
    const fits = word.top >= 0 && word.bottom <= hopHeight;
    if (!fits || obstacles.inTheWay(word).length > 0) return;
    spot.saysLostUntil = Infinity;
    obstacles.add(word, spot.until * pxPerUs, { spot, kind: 'word' });
  }

  /** Its shape is no longer that of the packets sent with it. */
  #leavePlace(spot: Spot, at: SimTime): void {
    const { shape } = spot;
    shape.spots.delete(spot);
    if (shape.spots.size === 0 && shape.obstacle) shape.obstacle.gone = true;
    const stands = [...shape.stands, { since: at, share: undefined, late: false }];
    spot.shape = { ...emptyPlace(), stands, spots: new Set([spot]) };
  }

  /** Where its pen has not come to yet; else behind it. */
  #findPlace(spot: Spot, at: SimTime): void {
    const { shape } = spot;
    shape.obstacle = undefined;
    const passed = Math.min(wayShare(spot, at), shape.limit);
    const isFull = spot.crowd > CROWD_MAX;
    const ahead = isFull ? undefined : this.#find(spot, at, passed, shape.limit);
    const late = ahead === undefined && !isFull;
    const share = late ? this.#find(spot, at, 0, passed) : ahead;
    shape.stands.push({ since: at, share, late: late && share !== undefined });
  }

  /** The first share of the hop, between two limits, at which the shape meets nothing. */
  #find(spot: Spot, at: SimTime, after: number, before: number): number | undefined {
    const obstacles = this.#obstacles[spot.route.place];
    for (const share of SHARES) {
      if (share <= after || share >= before) continue;
      const box = shapeBox(this.rules, spot, share);
      if (obstacles.inTheWay(box).length > 0) continue;
      spot.shape.obstacle = obstacles.add(box, at * this.rules.pxPerUs, spot.shape);
      return share;
    }
    return undefined;
  }
}

function emptyPlace(): ShapePlace {
  return { stands: [], obstacle: undefined, spots: new Set(), limit: 1 };
}
