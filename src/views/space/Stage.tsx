// The stage, right of the now line: lanes with the packets on their way, and the nodes above them.
import { type ReactNode, useMemo } from 'react';
import type { MessageUid, NodeId, PacketUid } from '../../trace/event.ts';
import type { Cast } from './cast.ts';
import type { Clock } from './clock.ts';
import { type Column, columnsOf, type Geometry } from './geometry.ts';
import { describePacket } from './glyphText.ts';
import { Nodes } from './Nodes.tsx';
import { PacketGlyph } from './PacketGlyph.tsx';
import { PressedPacket } from './PressedPacket.tsx';
import type { SpacePlan } from './plan.ts';
import styles from './Space.module.css';
import { StageLane } from './StageLane.tsx';
import type { SceneColumn, SceneRules } from './scene.ts';
import { useMoving } from './useMoving.ts';

/** Sizes hold until the packets that asked for them are this far in the past. */
const HOLD_PX = 90;

export interface StageProps {
  readonly plan: SpacePlan;
  readonly version: number;
  readonly geometry: Geometry;
  readonly clock: Clock;
  /** How much of time the ladder shows, in µs. */
  readonly spanUs: number;
  readonly focus: MessageUid | undefined;
  readonly selected: PacketUid | undefined;
  readonly showIdentifiers: boolean;
  readonly reducedMotion: boolean;
  readonly big: boolean;
  readonly flowOnly: boolean;
  readonly actions: ReactNode;
  readonly onPressPacket: (uid: PacketUid) => void;
  readonly selectedNode: NodeId | undefined;
  readonly onSelectNode: (node: NodeId) => void;
}

export function Stage(props: StageProps) {
  const {
    plan,
    version,
    geometry,
    clock,
    spanUs,
    focus,
    selected,
    showIdentifiers,
    flowOnly,
    big,
  } = props;
  const { cast } = plan.rules;
  const columns = useMemo(() => stageColumns(cast, geometry), [cast, geometry]);
  const rules = useMemo(
    (): SceneRules => ({
      plan,
      columns,
      holdUs: Math.round(Math.min(spanUs / 3, (HOLD_PX * spanUs) / geometry.nowX)),
      focus,
      selected,
      showIdentifiers,
      flowOnly,
      spread: big,
    }),
    [plan, columns, geometry, spanUs, focus, selected, showIdentifiers, flowOnly, big],
  );
  const { scene, onElement } = useMoving(rules, version, clock, !props.reducedMotion);
  const { stageWidth, nowX } = geometry;
  return (
    <div
      className={styles.stage}
      style={{ left: nowX, width: stageWidth, height: geometry.height }}
    >
      {scene.lanes.map((lane) => (
        <StageLane key={`${lane.column.place} ${lane.column.client}`} lane={lane} />
      ))}
      {scene.glyphs.map((glyph) => (
        <PacketGlyph
          key={glyph.box.rider.uid}
          flight={glyph.box.rider.uid}
          packet={glyph.packet}
          text={glyph.text}
          name={nameOf(cast, glyph)}
          size={glyph.size}
          width={glyph.width}
          down={glyph.down}
          lost={glyph.lost}
          count={glyph.count}
          stress={glyph.stress}
          selected={glyph.selected}
          alone={glyph.alone}
          onPress={props.onPressPacket}
          onElement={onElement}
        />
      ))}
      <Nodes
        plan={plan}
        version={version}
        geometry={geometry}
        clock={clock}
        columns={columns}
        showIdentifiers={showIdentifiers}
        big={big}
        selectedNode={props.selectedNode}
        onSelectNode={props.onSelectNode}
      />
      <PressedPacket scene={scene} clock={clock} geometry={geometry} actions={props.actions} />
    </div>
  );
}

function nameOf(cast: Cast, glyph: Parameters<typeof describeGlyph>[1]): string {
  return describeGlyph(cast, glyph);
}

function describeGlyph(
  cast: Cast,
  glyph: {
    packet: Parameters<typeof describePacket>[0];
    letter: string;
    lost: boolean;
    count: number;
  },
): string {
  const only = (band: 'publishers' | 'subscribers') =>
    cast[band].shown.length + cast[band].folded.length === 1;
  const said = describePacket(glyph.packet, glyph.letter, (node: NodeId) => {
    const band = cast.places.get(node);
    if (band === 'publishers' && only(band)) return 'publisher';
    if (band === 'subscribers' && only(band)) return 'subscriber';
    return node;
  });
  if (glyph.lost) return `${said}, lost`;
  return glyph.count > 1 ? `${glyph.count} packets, the first is ${said}` : said;
}

function stageColumns(cast: Cast, geometry: Geometry): readonly SceneColumn[] {
  const of = (band: 'publishers' | 'subscribers', place: 'upper' | 'lower') => {
    const columns = columnsOf(geometry.stageWidth, cast[band]);
    return cast[band].shown.map(({ id: client }, i) => ({
      client,
      place,
      column: columns[i] as Column,
      hop: geometry.hops[place],
    }));
  };
  return [...of('publishers', 'upper'), ...of('subscribers', 'lower')];
}
