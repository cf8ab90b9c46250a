// The labels of the focused message's packets in the ladder: which, with what text, and where on the
// tape (x is virtual time in px, y is px below the hop's top).

import type { SimTime } from '../../base/time.ts';
import type { MessageUid, PacketLossCause } from '../../trace/event.ts';
import { dueAtOf, type Flight } from '../../trace/flights.ts';
import { type Box, boxAround, type Segment } from './boxes.ts';
import type { HopPlace, Route } from './cast.ts';
import { labelText } from './glyphText.ts';
import { type LabelWish, type PlacedLabel, placeLabels } from './labels.ts';
import type { SpacePlan } from './plan.ts';
import { shapeShare, tapeY } from './spot.ts';
import { wayShare, wayTime } from './spotWay.ts';

export interface FamilyLabel {
  readonly text: string;
  readonly lost: boolean;
}

export type FamilyLabels = Readonly<Record<HopPlace, readonly PlacedLabel<FamilyLabel>[]>>;

export interface LabelRules {
  readonly charWidth: number;
  readonly height: number;
  readonly showIdentifiers: boolean;
  /** Packets before this instant are not shown. */
  readonly trailFrom: SimTime;
}

const LOSS_WORDS: Readonly<Record<PacketLossCause, string>> = {
  network: 'lost',
  rule: 'killed',
  killed: 'killed',
  connection: 'cut off',
};

const GLYPH = { width: 18, height: 14 };
const CROSS = 16;
const GAP = 12;
/** Px that a label may be seen later than its packet arrives. */
const SOON = 16;
const MIDDLE = 0.5;
/** Where else along a diagonal a label may stand. */
const RIGHT_SHARES = [0.3, 0.2, 0.11, 0.7];
const LEFT_SHARES = [0.7, 0.8, 0.89, 0.3];

/** Only what has happened by `t` counts. */
export function familyLabels(
  plan: SpacePlan,
  uid: MessageUid,
  t: SimTime,
  rules: LabelRules,
): FamilyLabels {
  const family = plan.familyOf(uid).filter(({ from }) => from >= rules.trailFrom && from <= t);
  const routed = family.map((flight) => ({
    flight,
    route: plan.routeOf(flight.packet),
  }));
  const of = (place: HopPlace) =>
    labelHop(
      plan,
      routed.filter(({ route }) => route.place === place),
      t,
      rules,
    );
  return { upper: of('upper'), lower: of('lower') };
}

function labelHop(
  plan: SpacePlan,
  family: readonly { readonly flight: Flight; readonly route: Route }[],
  t: SimTime,
  rules: LabelRules,
): readonly PlacedLabel<FamilyLabel>[] {
  const tape = plan.spots.rules;
  const obstacles: Box[] = [];
  const lines: Segment[] = [];
  const wishes: LabelWish<FamilyLabel>[] = [];
  for (const { flight, route } of family) {
    // A delay after `t` is not known yet.
    const way = {
      from: flight.from,
      dueAt: dueAtOf(flight, t),
      bends: flight.delays?.filter((delay) => delay.at <= t) ?? [],
    };
    const at = (share: number) => ({
      x: wayTime(way, share) * tape.pxPerUs,
      y: tapeY(tape, route, share),
    });
    const end = isLostBy(flight, t) ? wayShare(way, flight.until) : 1;
    const last = at(end);
    const corners = [0, ...way.bends.map(({ share }) => share), end].map(at);
    corners.slice(1).forEach(({ x, y }, i) => {
      const { x: x1, y: y1 } = corners[i] as Point;
      lines.push({ x1, y1, x2: x, y2: y });
    });
    const lost = isLostBy(flight, t);
    const spot = plan.spots.spotOf(flight.name);
    const share = (spot && shapeShare(spot, t)) ?? MIDDLE;
    const glyph = at(share);
    if (share < end) obstacles.push(boxAround(glyph.x, glyph.y, GLYPH.width, GLYPH.height));
    if (lost) obstacles.push(boxAround(last.x, last.y, CROSS, CROSS));
    const text = textFor(plan, flight, lost, rules);
    const width = text.length * rules.charWidth;
    const right = ({ x, y }: Point) => boxFrom(x + GAP, y, width, rules.height);
    const left = ({ x, y }: Point) => boxFrom(x - GAP - width, y, width, rules.height);
    const beside = lost
      ? [
          right(last),
          left(last),
          right({ ...last, y: last.y - 14 }),
          right({ ...last, y: last.y + 14 }),
        ]
      : [
          right(glyph),
          ...RIGHT_SHARES.map((share) => right(at(share))),
          left(glyph),
          ...LEFT_SHARES.map((share) => left(at(share))),
        ];
    const due = at(1).x;
    const inside = beside.filter((box) => box.top >= 0 && box.bottom <= tape.hopHeight);
    // First those that have room before the packet arrives: they are seen as long as it is.
    const soon = inside.filter((box) => lost || box.right <= due + SOON);
    const late = inside.filter((box) => !soon.includes(box));
    wishes.push({ label: { text, lost }, places: [...soon, ...late] });
  }
  return placeLabels(wishes, obstacles, lines);
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function boxFrom(left: number, y: number, width: number, height: number): Box {
  return { left, top: y - height / 2, right: left + width, bottom: y + height / 2 };
}

export function isLostBy({ fate, until }: Flight, t: SimTime): boolean {
  return fate === 'lost' && until <= t;
}

function textFor(plan: SpacePlan, flight: Flight, lost: boolean, rules: LabelRules): string {
  const { packet, lossCause } = flight;
  const name = labelText(packet, plan.index.letterOf(packet), rules.showIdentifiers);
  return lost ? `${name} ${LOSS_WORDS[lossCause ?? 'network']}` : name;
}
