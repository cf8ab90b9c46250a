// A packet's diagonal in the ladder as it is placed on the tape: x is virtual time in px, y is px below
// the top of the hop; neither changes while the ladder moves on. Whoever draws or presses it reads here
// where its shape stands.

import type { SimTime } from '../../base/time.ts';
import type { MessageUid, PacketRecord } from '../../trace/event.ts';
import { type Box, boxAround } from './boxes.ts';
import type { Route } from './cast.ts';
import type { Obstacle } from './obstacles.ts';
import { type Bend, wayShare, wayTime } from './spotWay.ts';

export interface TapeRules {
  readonly hopHeight: number;
  /** Px for a virtual microsecond. */
  readonly pxPerUs: number;
}

/** Where a shape stands from an instant on. */
interface ShapeStand {
  readonly since: SimTime;
  /** Share of the hop; undefined: no room for it. */
  readonly share: number | undefined;
  /** Behind where its pen was then: what is drawn there may be finished already. */
  readonly late: boolean;
}

/** Where a shape stands. The same packet to several clients at one time has one shape. */
export interface ShapePlace {
  readonly stands: ShapeStand[];
  obstacle: Obstacle | undefined;
  /** Packets that it stands for. */
  readonly spots: Set<Spot>;
  /** Share of the hop at which one of them was lost: it stands before that. */
  limit: number;
}

/** A packet's diagonal. */
export interface Spot {
  /** The flight's name. */
  readonly name: string;
  readonly packet: PacketRecord;
  readonly route: Route;
  readonly from: SimTime;
  dueAt: SimTime;
  /** Where its line turns because it was held up, in order. */
  bends: readonly Bend[];
  /** When it is lost, or due. */
  until: SimTime;
  lost: boolean;
  shape: ShapePlace;
  /** How many packets were sent shortly before it. */
  readonly crowd: number;
  /** Packets lost so near to it that its cross stands for theirs too, in order of their losses. */
  readonly crossFor: Spot[];
  /** Its cross is that of another packet. */
  crossOf: Spot | undefined;
  /** Until when there is room for the word beside the cross; undefined: there is none. */
  saysLostUntil: number | undefined;
}

/** Sizes with the air around them. */
const SHAPE = { wide: 18, narrow: 13, height: 13 };
export const CROSS = 14;
export const LOST_WORD = { left: 10, width: 28, height: 13 };

/** Share of the hop at which a packet's shape stands at `t`. */
export function shapeShare(spot: Spot, t: SimTime): number | undefined {
  return standAt(spot.shape, t)?.share;
}

/** Its shape has moved back, by `t`, to where the picture may be finished. */
export function isLate(spot: Spot, t: SimTime): boolean {
  return standAt(spot.shape, t)?.late === true;
}

function standAt({ stands }: ShapePlace, t: SimTime): ShapeStand | undefined {
  // Asked of every packet in sight with each frame.
  for (let i = stands.length - 1; i >= 0; i--) {
    const stand = stands[i] as ShapeStand;
    if (stand.since <= t) return stand;
  }
  return undefined;
}

/** Px below the hop's top at a share of a packet's way. */
export function tapeY({ hopHeight }: TapeRules, { down }: Pick<Route, 'down'>, share: number) {
  return (down ? share : 1 - share) * hopHeight;
}

/** The room of a packet's shape at a share of its way, with the air around it. */
export function shapeBox(rules: TapeRules, spot: Spot, share: number): Box {
  const width = spot.packet.type === 'PUBLISH' ? SHAPE.wide : SHAPE.narrow;
  const x = wayTime(spot, share) * rules.pxPerUs;
  return boxAround(x, tapeY(rules, spot.route, share), width, SHAPE.height);
}

/** The room of its cross, where it was lost. */
export function crossBox(rules: TapeRules, spot: Spot): Box {
  const y = tapeY(rules, spot.route, wayShare(spot, spot.until));
  return boxAround(spot.until * rules.pxPerUs, y, CROSS, CROSS);
}

/** How many packets its cross stands for at `t`; 0: it has none of its own. */
export function crossCount({ lost, until, crossOf, crossFor }: Spot, t: SimTime): number {
  if (!lost || until > t || crossOf !== undefined) return 0;
  return 1 + crossFor.filter((other) => other.until <= t).length;
}

/** Its cross is of that message, or stands for one that is. */
export function isCrossOf({ packet, crossFor }: Spot, message: MessageUid, t: SimTime): boolean {
  if (packet.messageUid === message) return true;
  return crossFor.some((other) => other.until <= t && other.packet.messageUid === message);
}

/** The room of the word beside its cross. */
export function lostWordBox(rules: TapeRules, spot: Spot): Box {
  const { left, width, height } = LOST_WORD;
  const x = spot.until * rules.pxPerUs + left;
  const y = tapeY(rules, spot.route, wayShare(spot, spot.until));
  return { left: x, top: y - height / 2, right: x + width, bottom: y + height / 2 };
}
