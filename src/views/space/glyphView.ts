// One glyph of the stage as it is drawn: which packet, how large, with what text, where, and how it
// stands out. Whoever draws it adds nothing.

import type { SimTime } from '../../base/time.ts';
import type { MessageUid, PacketRecord, PacketUid, Qos } from '../../trace/event.ts';
import type { Stress } from './bins.ts';
import type { Row } from './geometry.ts';
import { markWidth } from './glyphSize.ts';
import { CODE_CHAR_WIDTH, type GlyphSize, glyphText, glyphWidth } from './glyphText.ts';
import type { SpacePlan } from './plan.ts';
import type { SceneColumn, SceneRules } from './scene.ts';
import type { TrackPlan } from './tracks.ts';
import { placeOf, type Rider, ridersAt, type TrackBox } from './trackWay.ts';

export interface GlyphView {
  /** The selected one of a bundle, else one of the family, else the first. */
  readonly packet: PacketRecord;
  readonly letter: string;
  /** Of all that it stands for; undefined where they have more than one, or none. */
  readonly level: Qos | undefined;
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
  /** The packets of a bundle, in order of sending. */
  readonly riding: readonly PacketUid[];
  /** `packet` is the one in front. */
  readonly first: boolean;
  readonly stress: Stress;
  readonly selected: boolean;
  /** Nobody else is on its track. */
  readonly alone: boolean;
  readonly box: TrackBox;
  readonly tracks: TrackPlan;
}

/** As in the style sheet: --g-height and --g-mark. */
const GLYPH_HEIGHT = 22;
const MARK_HEIGHT = 16;
/** Of a mark's width, for its shape. */
const MARK_SHAPE = 18;

export interface Standing {
  readonly box: TrackBox;
  readonly isDown: boolean;
  readonly t: SimTime;
  readonly size: GlyphSize;
  readonly x: number;
  readonly alone: boolean;
}

export function glyphOf(
  rules: SceneRules,
  { hop, column }: SceneColumn,
  tracks: TrackPlan,
  { box, isDown, t, size: columnSize, x, alone }: Standing,
): GlyphView {
  const { focus, selected, plan } = rules;
  const leader = packetOf(plan, box.rider) as PacketRecord;
  const there = box.riders.length === 1 ? [leader] : packetsAt(plan, box, t);
  const packet =
    there.find(({ uid }) => uid === selected) ??
    there.find(({ messageUid }) => focus !== undefined && messageUid === focus) ??
    leader;
  const stress = stressOf(packet, focus);
  const size = stress === 'dim' ? 'mark' : columnSize;
  const mark = markWidth(column.width);
  const isBundle = there.length > 1;
  const letters = textOf(rules, packet, size);
  const isBare = size === 'mark' && letters.length * CODE_CHAR_WIDTH > mark - MARK_SHAPE;
  const text = isBare ? '' : letters;
  return {
    packet,
    letter: plan.index.letterOf(packet),
    level: there.every(({ level }) => level === packet.level) ? packet.level : undefined,
    text: isBundle ? `×${there.length}` : text,
    size,
    width: isBundle || size === 'mark' ? mark : glyphWidth(packet, text, size),
    height: isBundle || size === 'mark' ? MARK_HEIGHT : GLYPH_HEIGHT,
    x,
    hop,
    down: isDown,
    lost: box.parked,
    count: Math.max(1, there.length),
    riding: there.map(({ uid }) => uid),
    first: packet === leader,
    stress,
    selected: packet.uid === selected,
    alone,
    box,
    tracks,
  };
}

export function packetOf({ index }: SpacePlan, { uid }: Rider): PacketRecord | undefined {
  return index.flight(uid)?.packet;
}

function packetsAt(plan: SpacePlan, box: TrackBox, t: SimTime): readonly PacketRecord[] {
  return ridersAt(box, t).flatMap((rider) => packetOf(plan, rider) ?? []);
}

export function textOf(
  { plan, showIdentifiers }: SceneRules,
  packet: PacketRecord,
  size: GlyphSize,
): string {
  return glyphText(packet, plan.index.letterOf(packet), size, showIdentifiers);
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
