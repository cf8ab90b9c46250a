// The labels of the focused message's packets in the ladder: which, with what text, and where on the
// tape (x is virtual time in px, y is px below the hop's top).

import type { SimTime } from '../../base/time.ts';
import type { MessageUid, PacketLossCause } from '../../trace/event.ts';
import { dueAtOf, type Flight } from '../../trace/flights.ts';
import { type Box, boxAround, type Segment } from './boxes.ts';
import type { HopPlace, Route } from './cast.ts';
import { glyphText } from './glyphText.ts';
import { type LabelPlace, type LabelWish, placeLabels } from './labels.ts';
import type { SpacePlan } from './plan.ts';
import { shapeShare, tapeY } from './spot.ts';
import { wayShare, wayTime } from './spotWay.ts';

export interface FamilyLabel {
  readonly text: string;
  readonly lost: boolean;
}

export type FamilyLabels = Readonly<Record<HopPlace, readonly LabelPlace<FamilyLabel>[]>>;

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
/** From a cross, and from a line, to its label. */
const GAP = { cross: 12, line: 8 };
/** Above and below a cross. */
const OVER = 15;
/** Px that a label may be seen later than its packet arrives. */
const SOON = 16;
const MIDDLE = 0.5;
/** Where along a line a label may stand. */
const SHARES = Array.from({ length: 17 }, (_, i) => 0.06 + i * 0.055);
/** What a place is worse by, in px: for all of a hop away from its shape, left, seen later. */
const WORSE = { away: 40, left: 3, late: 0.4 };
/** Px before the trail in which a label is still seen. */
const MARGIN = 8;

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
): readonly LabelPlace<FamilyLabel>[] {
  const tape = plan.spots.rules;
  const obstacles: Box[] = [];
  const lines: Segment[] = [];
  const wishes: LabelWish<FamilyLabel>[] = [];
  const said = new Set<string>();
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
    const lost = isLostBy(flight, t);
    const end = lost ? wayShare(way, flight.until) : 1;
    const last = at(end);
    const corners = [0, ...way.bends.map(({ share }) => share), end].map(at);
    const own = corners.slice(1).map(({ x, y }, i) => {
      const { x: x1, y: y1 } = corners[i] as Point;
      return { x1, y1, x2: x, y2: y };
    });
    const spot = plan.spots.spotOf(flight.name);
    const share = (spot && shapeShare(spot, t)) ?? MIDDLE;
    const glyph = at(share);
    if (share < end) obstacles.push(boxAround(glyph.x, glyph.y, GLYPH.width, GLYPH.height));
    if (lost) obstacles.push(boxAround(last.x, last.y, CROSS, CROSS));
    const texts = textsFor(plan, flight, lost, rules);
    // The same to several clients at once is one line, with one label.
    const name = `${texts[0]} ${flight.from} ${way.dueAt} ${route.down}`;
    if (said.has(name)) continue;
    said.add(name);
    lines.push(...own);
    const left = rules.trailFrom * tape.pxPerUs - MARGIN;
    const places = texts.flatMap((text) => {
      const size = { width: text.length * rules.charWidth, height: rules.height };
      const boxes = lost
        ? besideCross(last, size, tape.hopHeight)
        : besideLine(at, share, size, at(1).x);
      const inside = boxes.filter(
        (box) => box.left >= left && box.top >= 0 && box.bottom <= tape.hopHeight,
      );
      return inside.map((box) => ({ label: { text, lost }, box }));
    });
    wishes.push({ places, own, mayCover: lost });
  }
  // What was lost is what there is to tell: it has the first claim.
  wishes.sort((a, b) => Number(b.mayCover) - Number(a.mayCover));
  return placeLabels(wishes, obstacles, lines);
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function besideCross({ x, y }: Point, { width, height }: Size, hopHeight: number): readonly Box[] {
  const { cross } = GAP;
  const [right, left] = [x + cross, x - cross - width];
  const edge = height / 2;
  const [over, under] = [Math.max(edge, y - OVER), Math.min(hopHeight - edge, y + OVER)];
  return [
    ...[boxFrom(right, y, width, height), boxFrom(left, y, width, height)],
    ...[right, x - width / 2, left].flatMap((start) => [
      boxFrom(start, over, width, height),
      boxFrom(start, under, width, height),
    ]),
  ];
}

/** Along a packet's line at both of its sides, the best first: near its shape, and seen while it flies. */
function besideLine(
  at: (share: number) => Point,
  shape: number,
  { width, height }: Size,
  due: number,
): readonly Box[] {
  const places = [shape, ...SHARES].flatMap((share) => {
    const { x, y } = at(share);
    const gap = share === shape ? GAP.cross : GAP.line;
    return (['right', 'left'] as const).map((side) => {
      const box = boxFrom(side === 'right' ? x + gap : x - gap - width, y, width, height);
      const late = Math.max(0, box.right - due - SOON);
      const cost =
        Math.abs(share - shape) * WORSE.away +
        (side === 'left' ? WORSE.left : 0) +
        late * WORSE.late;
      return { box, cost };
    });
  });
  return places.sort((a, b) => a.cost - b.cost).map(({ box }) => box);
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

/** The longest first. */
function textsFor(
  plan: SpacePlan,
  { packet, lossCause }: Flight,
  lost: boolean,
  { showIdentifiers }: LabelRules,
): readonly string[] {
  const letter = plan.index.letterOf(packet);
  const names = (['full', 'short'] as const).map((size) =>
    glyphText(packet, letter, size, showIdentifiers),
  );
  if (!lost) return names;
  const word = LOSS_WORDS[lossCause ?? 'network'];
  return [...names.map((name) => `${name} ${word}`), word];
}
