// What stands on the stage at an instant: the glyphs of packets on their way, in a size for which
// their column has room, and the tracks. Only what changes at events is in here; the heights of the
// glyphs follow the clock.

import type { SimTime } from '../../base/time.ts';
import type { MessageUid, PacketUid } from '../../trace/event.ts';
import type { HopPlace } from './cast.ts';
import type { FlowView } from './flow.ts';
import { flowIn } from './flow.ts';
import type { Column, Row } from './geometry.ts';
import { chooseSize, trackX } from './glyphSize.ts';
import { glyphWidth, WIDTH_MIN, type WrittenSize } from './glyphText.ts';
import { type GlyphView, glyphOf, packetOf, textOf } from './glyphView.ts';
import type { SpacePlan } from './plan.ts';
import type { TrackPlan } from './tracks.ts';
import type { TrackBox } from './trackWay.ts';

export interface SceneColumn {
  readonly client: string;
  readonly place: HopPlace;
  readonly column: Column;
  readonly hop: Row;
}

export interface SceneRules {
  readonly plan: SpacePlan;
  readonly columns: readonly SceneColumn[];
  /** Sizes hold as long as this after the packets that asked for them, in virtual µs. */
  readonly holdUs: number;
  readonly focus: MessageUid | undefined;
  readonly selected: PacketUid | undefined;
  readonly showIdentifiers: boolean;
  readonly flowOnly: boolean;
  /** Tracks are spread over the column, where few are ever needed. */
  readonly spread: boolean;
}

export interface LaneView {
  readonly column: SceneColumn;
  /** Middles of the tracks in use, px from the stage's left edge. */
  readonly tracks: readonly number[];
  readonly flow: FlowView | undefined;
}

export interface Scene {
  readonly glyphs: readonly GlyphView[];
  readonly lanes: readonly LaneView[];
  /** More packets are on their way than there should be elements. */
  readonly many: boolean;
  /** It holds from here until before the next event … */
  readonly from: SimTime;
  /** … or before here, … */
  readonly until: number;
  /** … of which so many had happened, in this era of the plan. */
  readonly eventCount: number;
  readonly era: number;
}

/** Packets in flight that are drawn as elements, at most; "about 200" are among them. */
const FEW_MAX = 256;
/** How often it is asked whether there are more, in virtual µs: they would come and go all the time. */
const MANY_STEP_US = 500_000;

export function sceneAt(rules: SceneRules, t: SimTime): Scene {
  const { plan } = rules;
  let until = Infinity;
  const glyphs: GlyphView[] = [];
  const lanes: LaneView[] = [];
  for (const column of rules.columns) {
    const part = columnAt(rules, column, t);
    glyphs.push(...part.glyphs);
    lanes.push(part.lane);
    until = Math.min(until, part.until);
  }
  const many = !rules.flowOnly && areMany(plan, t);
  const eventCount = plan.index.countUntil(t);
  return { glyphs, lanes, many, from: t, until, eventCount, era: plan.era };
}

function areMany({ index }: SpacePlan, t: SimTime): boolean {
  const asked = (Math.floor(t / MANY_STEP_US) * MANY_STEP_US) as SimTime;
  return index.flightsAt(asked).length > FEW_MAX;
}

interface ColumnPart {
  readonly glyphs: readonly GlyphView[];
  readonly lane: LaneView;
  readonly until: number;
}

function columnAt(rules: SceneRules, column: SceneColumn, t: SimTime): ColumnPart {
  const { plan, holdUs } = rules;
  if (rules.flowOnly) {
    const flow = flowIn(plan, column, t);
    return { glyphs: [], lane: { column, tracks: [], flow }, until: t };
  }
  const since = (t - holdUs) as SimTime;
  const { glyphTracks } = plan;
  const recent = boxesOf(glyphTracks, column.client, since, t);
  const [down, up] = [tracksIn(recent, true), tracksIn(recent, false)];
  const choice = chooseSize(column.column.width, down, up, (size, limit) =>
    widest(rules, recent, size, limit),
  );
  const slots = rules.spread ? Math.min(choice.slots, down + up) : choice.slots;
  const isMark = choice.size === 'mark';
  const tracks = isMark ? plan.markTracks(column.place) : glyphTracks;
  const drawn = isMark ? boxesOf(tracks, column.client, since, t) : recent;
  const x = (track: number, isDown: boolean) =>
    column.column.left + trackX(column.column.width, isMark ? choice.slots : slots, track, isDown);
  const now = drawn.filter(({ box }) => box.from <= t && t < box.until);
  const onTrack = new Map<number, number>();
  for (const one of now) onTrack.set(trackOf(one), (onTrack.get(trackOf(one)) ?? 0) + 1);
  const glyphs = now.map((one) => {
    const { box, isDown } = one;
    const alone = onTrack.get(trackOf(one)) === 1;
    const standing = { box, isDown, t, alone, size: choice.size, x: x(box.track, isDown) };
    return glyphOf(rules, column, tracks, standing);
  });
  const used = [
    ...range(isMark ? tracksIn(drawn, true) : down).map((track) => x(track, true)),
    ...range(isMark ? tracksIn(drawn, false) : up).map((track) => x(track, false)),
  ];
  let until = Infinity;
  for (const { box } of [...recent, ...drawn]) {
    until = Math.min(until, box.until > t ? box.until : box.until + holdUs + 1);
  }
  return { glyphs, lane: { column, tracks: used, flow: undefined }, until };
}

interface LaneBox {
  readonly box: TrackBox;
  readonly isDown: boolean;
}

function boxesOf(plan: TrackPlan, client: string, since: SimTime, t: SimTime): readonly LaneBox[] {
  const of = (isDown: boolean) =>
    plan
      .boxesIn({ client, down: isDown }, since, t)
      .filter(({ from }) => from <= t)
      .map((box) => ({ box, isDown }));
  return [...of(true), ...of(false)];
}

/** Names the track in its column. */
function trackOf({ box, isDown }: LaneBox): number {
  return isDown ? box.track : -1 - box.track;
}

/** How many tracks a direction needs, at least one. */
function tracksIn(boxes: readonly LaneBox[], isDown: boolean): number {
  let last = 0;
  for (const one of boxes) if (one.isDown === isDown) last = Math.max(last, one.box.track);
  return last + 1;
}

/** Of the widest text, and at least that of a usual one; beyond `limit` it does not matter. */
function widest(
  rules: SceneRules,
  boxes: readonly LaneBox[],
  size: WrittenSize,
  limit: number,
): number {
  let width = WIDTH_MIN[size];
  for (const { box } of boxes) {
    if (width > limit) break;
    const packet = packetOf(rules.plan, box.rider);
    if (packet === undefined) continue;
    width = Math.max(width, glyphWidth(packet, textOf(rules, packet, size), size));
  }
  return width;
}

/** Of the folded clients' packets, how many are on their way on this hop. */
export function foldedInFlight(
  plan: SpacePlan,
  place: HopPlace,
  shown: readonly string[],
  t: SimTime,
) {
  return plan.index.flightsAt(t).filter(({ packet }) => {
    const route = plan.routeOf(packet);
    return route.place === place && !shown.includes(route.client);
  }).length;
}

function range(n: number): readonly number[] {
  return Array.from({ length: n }, (_, i) => i);
}
