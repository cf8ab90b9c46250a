// What stands on the stage at an instant: the glyphs of packets on their way, with size, text and
// track. Only what changes at events is in here; the heights of the glyphs follow the clock.

import type { SimTime } from '../../base/time.ts';
import type { MessageUid, PacketRecord, PacketUid } from '../../trace/event.ts';
import type { Stress } from './bins.ts';
import { type HopPlace, routeOf } from './cast.ts';
import type { FlowView } from './flow.ts';
import { flowIn } from './flow.ts';
import type { Column, Row } from './geometry.ts';
import { chooseSize, markWidth, trackX } from './glyphSize.ts';
import {
  CODE_CHAR_WIDTH,
  type GlyphSize,
  glyphText,
  glyphWidth,
  WIDTH_MIN,
  type WrittenSize,
} from './glyphText.ts';
import type { SpacePlan } from './plan.ts';
import { placeOf, type TrackBox, type TrackPlan } from './tracks.ts';

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

export interface GlyphView {
  readonly packet: PacketRecord;
  readonly letter: string;
  readonly text: string;
  readonly size: GlyphSize;
  readonly width: number;
  readonly height: number;
  /** Middle, px from the stage's left edge. */
  readonly x: number;
  readonly hop: Row;
  readonly down: boolean;
  readonly lost: boolean;
  /** More than one: a bundle. */
  readonly count: number;
  readonly stress: Stress;
  readonly selected: boolean;
  /** Nobody else is on its track. */
  readonly alone: boolean;
  readonly box: TrackBox;
  readonly tracks: TrackPlan;
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
  /** It holds from here until before the next event … */
  readonly from: SimTime;
  /** … or before here, … */
  readonly until: number;
  /** … of which so many had happened, in this era of the plan. */
  readonly eventCount: number;
  readonly era: number;
}

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
  return { glyphs, lanes, from: t, until, eventCount: plan.index.countUntil(t), era: plan.era };
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
  const glyphs = now.map(({ box, isDown }) =>
    glyphOf(
      rules,
      column,
      tracks,
      { box, isDown, t, size: choice.size, x: x(box.track, isDown) },
      now,
    ),
  );
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
    const packet = packetOf(rules, box);
    if (packet === undefined) continue;
    width = Math.max(width, glyphWidth(packet, textOf(rules, packet, size), size));
  }
  return width;
}

function packetOf({ plan }: SceneRules, { rider }: TrackBox): PacketRecord | undefined {
  return plan.index.flight(rider.uid)?.packet;
}

function textOf(
  { plan, showIdentifiers }: SceneRules,
  packet: PacketRecord,
  size: GlyphSize,
): string {
  return glyphText(packet, plan.index.letterOf(packet), size, showIdentifiers);
}

/** As in the style sheet: --g-height and --g-mark. */
const GLYPH_HEIGHT = 22;
const MARK_HEIGHT = 16;
/** Of a mark's width, for its shape. */
const MARK_SHAPE = 18;

interface Standing {
  readonly box: TrackBox;
  readonly isDown: boolean;
  readonly t: SimTime;
  readonly size: GlyphSize;
  readonly x: number;
}

function glyphOf(
  rules: SceneRules,
  { hop, column }: SceneColumn,
  tracks: TrackPlan,
  { box, isDown, t, size: columnSize, x }: Standing,
  now: readonly LaneBox[],
): GlyphView {
  const { focus, selected, plan } = rules;
  const packet = packetOf(rules, box) as PacketRecord;
  const stress = stressOf(packet, focus);
  const size = stress === 'dim' ? 'mark' : columnSize;
  const mark = markWidth(column.width);
  const riding = box.riders.filter(({ sentAt, endsAt }) => sentAt <= t && t < endsAt).length;
  const letters = textOf(rules, packet, size);
  const isBare = size === 'mark' && letters.length * CODE_CHAR_WIDTH > mark - MARK_SHAPE;
  const text = isBare ? '' : letters;
  return {
    packet,
    letter: plan.index.letterOf(packet),
    text: riding > 1 ? `×${riding}` : text,
    size,
    width: riding > 1 || size === 'mark' ? mark : glyphWidth(packet, text, size),
    height: size === 'mark' || riding > 1 ? MARK_HEIGHT : GLYPH_HEIGHT,
    x,
    hop,
    down: isDown,
    lost: box.parked,
    count: riding,
    stress,
    selected: packet.uid === selected,
    alone: !now.some((o) => o.box !== box && o.isDown === isDown && o.box.track === box.track),
    box,
    tracks,
  };
}

function stressOf({ messageUid }: PacketRecord, focus: MessageUid | undefined): Stress {
  if (focus === undefined) return 'plain';
  return messageUid === focus ? 'family' : 'dim';
}

/** Middle of a glyph at `t`, px from the space's top. */
export function glyphY({ box, tracks, hop, down }: GlyphView, t: SimTime): number {
  const way = placeOf(tracks.rules, box, t);
  return hop.top + (down ? way : hop.height - way);
}

/** The mark stays for half of its time, and fades in the other. */
const FADE = 2;

/** How much is left of a lost packet's mark, from 1 to 0. */
export function glyphStrength({ box, lost }: GlyphView, t: SimTime): number {
  if (!lost) return 1;
  const left = (box.until - t) / (box.until - box.from);
  return Math.min(1, Math.max(0, left * FADE));
}

/** Of the folded clients' packets, how many are on their way on this hop. */
export function foldedInFlight(
  plan: SpacePlan,
  place: HopPlace,
  shown: readonly string[],
  t: SimTime,
) {
  return plan.index.flightsAt(t).filter(({ packet }) => {
    const route = routeOf(plan.rules.cast, packet);
    return route.place === place && !shown.includes(route.client);
  }).length;
}

function range(n: number): readonly number[] {
  return Array.from({ length: n }, (_, i) => i);
}
