// Where on its diagonal each packet's shape stands in the ladder, and which losses get the word
// "lost", so that no two of them meet. Fed with the trace in its order. Places are on the tape: x is
// virtual time in px, y is px below the top of the hop; neither changes while the ladder moves on.

import type { SimTime } from '../../base/time.ts';
import type { PacketRecord } from '../../trace/event.ts';
import { SpanList } from '../../trace/spanList.ts';
import { type Box, boxAround, intersects } from './boxes.ts';
import type { HopPlace, Route } from './cast.ts';

export interface TapeRules {
  readonly hopHeight: number;
  /** Px for a virtual microsecond. */
  readonly pxPerUs: number;
}

interface Obstacle {
  readonly box: Box;
  /** X of the event that it came with; it lies to the right of that. */
  readonly since: number;
  readonly kind: 'shape' | 'cross' | 'word';
  /** Whose shape, cross or word it is. */
  readonly spot: Spot;
  gone: boolean;
}

/** Where a shape stands. The same packet to several clients at one time has one shape. */
interface ShapePlace {
  /** Shares of the hop, each from an instant on; undefined: no room for it. */
  readonly shares: { readonly since: SimTime; readonly share: number | undefined }[];
  obstacle: Obstacle | undefined;
  /** Packets that it stands for and that are not lost. */
  users: number;
}

/** A packet's diagonal. */
export interface Spot {
  /** The flight's name. */
  readonly name: string;
  readonly packet: PacketRecord;
  readonly route: Route;
  readonly from: SimTime;
  readonly dueAt: SimTime;
  /** When it is lost, or due. */
  until: SimTime;
  lost: boolean;
  readonly shape: ShapePlace;
  /** How many packets were sent shortly before it. */
  readonly crowd: number;
  /** Share of the hop at which its shape stands once it is lost: before the cross. */
  shareLost: number | undefined;
  /** It got that place when it was lost, further back than its pen was. */
  movedBack: boolean;
  /** Until when there is room for the word beside the cross; undefined: there is none. */
  saysLostUntil: number | undefined;
}

/** Sizes with the air around them. */
const SHAPE = { wide: 18, narrow: 13, height: 13 };
const CROSS = 14;
export const LOST_WORD = { left: 10, width: 28, height: 13 };
/** Px of tape on which packets crowd each other. */
export const CROWD_STRETCH = 100;
/** In the middle if there is room. */
const SHARES = [0.5, 0.38, 0.62, 0.27, 0.73, 0.18, 0.82];

export class SpotPlan {
  readonly rules: TapeRules;
  /** All diagonals. */
  readonly spots = new SpanList<Spot>();
  readonly #spotOf = new Map<string, Spot>();
  readonly #lastOf = new Map<string, Spot>();
  readonly #obstacles: Readonly<Record<HopPlace, Obstacle[]>> = { upper: [], lower: [] };
  #reach = 0;
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
    const shape = isTwin ? last.shape : { shares: [], obstacle: undefined, users: 0 };
    const spot: Spot = {
      name,
      packet,
      route,
      from,
      dueAt,
      until: dueAt,
      lost: false,
      shape,
      crowd: this.#countRecent(from),
      shareLost: undefined,
      movedBack: false,
      saysLostUntil: undefined,
    };
    shape.users++;
    this.#lastOf.set(kind, spot);
    this.#spotOf.set(name, spot);
    this.spots.push(spot);
    this.spots.noteEnd(dueAt - from);
    if (!isTwin) this.#findPlace(spot, from);
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

  lose(name: string, at: SimTime): void {
    const spot = this.#spotOf.get(name);
    if (spot === undefined || spot.lost) return;
    const { route, from, dueAt, shape } = spot;
    const share = dueAt > from ? (at - from) / (dueAt - from) : 0;
    const x = at * this.rules.pxPerUs;
    const y = tapeY(this.rules, route, share);
    const cross = boxAround(x, y, CROSS, CROSS);
    spot.lost = true;
    spot.until = at;
    shape.users--;
    const own = shareAt(shape, at);
    const isBefore = own !== undefined && own < share;
    const stays = isBefore && !(shape.obstacle && intersects(shape.obstacle.box, cross));
    if (!stays && shape.users === 0 && shape.obstacle) shape.obstacle.gone = true;
    // The cross is a fact and has no other place: the others make room.
    this.#clear(route.place, cross, at);
    this.#add(route.place, cross, x, spot, 'cross');
    spot.movedBack = !stays;
    spot.shareLost = stays ? own : this.#find(spot, at, 0, share);
    const word = lostWordBox(x, y);
    const fits = word.top >= 0 && word.bottom <= this.rules.hopHeight;
    if (!fits || this.#inTheWay(route.place, word).length > 0) return;
    spot.saysLostUntil = Infinity;
    this.#add(route.place, word, x, spot, 'word');
  }

  /** Words go; shapes that no pen has come to yet get another place. */
  #clear(place: HopPlace, cross: Box, at: SimTime): void {
    for (const obstacle of this.#inTheWay(place, cross)) {
      const { kind, spot } = obstacle;
      if (kind === 'word') spot.saysLostUntil = at;
      const { shape, from, dueAt } = spot;
      const share = shareAt(shape, at);
      if (kind !== 'shape' || shape.obstacle !== obstacle || share === undefined) continue;
      if (from + share * (dueAt - from) <= at) continue;
      obstacle.gone = true;
      this.#findPlace(spot, at, cross);
    }
  }

  spotOf(name: string): Spot | undefined {
    return this.#spotOf.get(name);
  }

  #findPlace(spot: Spot, at: SimTime, besides?: Box): void {
    const { shape, from, dueAt } = spot;
    const passed = dueAt > from ? (at - from) / (dueAt - from) : 0;
    shape.obstacle = undefined;
    shape.shares.push({ since: at, share: this.#find(spot, at, passed, 1, besides) });
  }

  /** The first share of the hop, between two limits, at which the shape meets nothing. */
  #find(spot: Spot, at: SimTime, after: number, before: number, besides?: Box): number | undefined {
    const { route, packet, from, dueAt } = spot;
    const { pxPerUs } = this.rules;
    const width = packet.type === 'PUBLISH' ? SHAPE.wide : SHAPE.narrow;
    for (const share of SHARES) {
      if (share <= after || share >= before) continue;
      const x = (from + share * (dueAt - from)) * pxPerUs;
      const box = boxAround(x, tapeY(this.rules, route, share), width, SHAPE.height);
      if (besides !== undefined && intersects(box, besides)) continue;
      if (this.#inTheWay(route.place, box).length > 0) continue;
      const obstacle = this.#add(route.place, box, at * pxPerUs, spot, 'shape');
      spot.shape.obstacle ??= obstacle;
      return share;
    }
    return undefined;
  }

  #add(place: HopPlace, box: Box, since: number, spot: Spot, kind: Obstacle['kind']): Obstacle {
    const obstacle = { box, since, spot, kind, gone: false };
    this.#obstacles[place].push(obstacle);
    this.#reach = Math.max(this.#reach, box.right - since);
    return obstacle;
  }

  #inTheWay(place: HopPlace, box: Box): readonly Obstacle[] {
    const obstacles = this.#obstacles[place];
    const found: Obstacle[] = [];
    for (let i = obstacles.length - 1; i >= 0; i--) {
      const obstacle = obstacles[i] as Obstacle;
      if (obstacle.since + this.#reach < box.left) break;
      if (!obstacle.gone && intersects(box, obstacle.box)) found.push(obstacle);
    }
    return found;
  }
}

/** Share of the hop at which a packet's shape stands at `t`. */
export function shapeShare(
  { lost, until, shape, shareLost }: Spot,
  t: SimTime,
): number | undefined {
  return lost && until <= t ? shareLost : shareAt(shape, t);
}

function shareAt({ shares }: ShapePlace, t: SimTime): number | undefined {
  return shares.findLast(({ since }) => since <= t)?.share;
}

/** Px below the hop's top at a share of a packet's way. */
export function tapeY({ hopHeight }: TapeRules, { down }: Pick<Route, 'down'>, share: number) {
  return (down ? share : 1 - share) * hopHeight;
}

/** The room of the word beside a cross. */
function lostWordBox(x: number, y: number): Box {
  const { left, width, height } = LOST_WORD;
  return { left: x + left, top: y - height / 2, right: x + left + width, bottom: y + height / 2 };
}
