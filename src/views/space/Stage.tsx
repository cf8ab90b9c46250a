// The stage, right of the now line: lanes with the packets on their way, and the nodes above them.
import { type ReactNode, useMemo, useState } from 'react';
import type { BrokerSettings } from '../../scenario/scenario.ts';
import type { MessageUid, NodeId, PacketUid } from '../../trace/event.ts';
import type { Cast } from './cast.ts';
import type { Clock } from './clock.ts';
import { type Column, columnsOf, type Geometry, ladderWidth } from './geometry.ts';
import { Nodes } from './Nodes.tsx';
import type { Palette } from './palette.ts';
import type { SpacePlan } from './plan.ts';
import { PressedPacketPanel } from './pressedPacketPanel.ts';
import styles from './Space.module.css';
import { StageLane } from './StageLane.tsx';
import type { SceneColumn, SceneRules } from './scene.ts';
import { useGlyphLayer } from './useGlyphLayer.ts';
import { useMoving } from './useMoving.ts';

/** Sizes hold until the packets that asked for them are this far in the past. */
const HOLD_PX = 90;

export interface StageProps {
  readonly cast: Cast;
  readonly broker: BrokerSettings;
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
  readonly palette: Palette;
  readonly onPressPacket: (uid: PacketUid) => void;
  readonly selectedNode: NodeId | undefined;
  readonly onSelectNode: (node: NodeId) => void;
}

export function Stage(props: StageProps) {
  const {
    cast,
    plan,
    version,
    geometry,
    clock,
    palette,
    spanUs,
    focus,
    selected,
    showIdentifiers,
    flowOnly,
    big,
  } = props;
  const columns = useMemo(() => stageColumns(cast, geometry), [cast, geometry]);
  const rules = useMemo(
    (): SceneRules => ({
      plan,
      columns,
      holdUs: Math.round(Math.min(spanUs / 3, (HOLD_PX * spanUs) / ladderWidth(geometry))),
      focus,
      selected,
      showIdentifiers,
      flowOnly,
      spread: big,
    }),
    [plan, columns, geometry, spanUs, focus, selected, showIdentifiers, flowOnly, big],
  );
  const [host, setHost] = useState<HTMLDivElement | null>(null);
  const [many, setMany] = useState(false);
  const layer = useGlyphLayer(host, many, {
    cast,
    geometry,
    palette,
    onPress: props.onPressPacket,
  });
  const moving = useMoving(rules, version, clock, layer);
  if (moving.many !== many) setMany(moving.many);
  const { stageWidth, nowX } = geometry;
  return (
    <div
      className={styles.stage}
      style={{ left: nowX, width: stageWidth, height: geometry.height }}
    >
      <div className={styles.lanes}>
        {moving.lanes.map((lane) => (
          <StageLane key={`${lane.column.place} ${lane.column.client}`} lane={lane} />
        ))}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: no form, and a fieldset brings a border */}
      <div ref={setHost} role="group" aria-label="Packets on their way" className={styles.glyphs} />
      <Nodes
        plan={plan}
        version={version}
        cast={cast}
        broker={props.broker}
        geometry={geometry}
        clock={clock}
        columns={columns}
        showIdentifiers={showIdentifiers}
        big={big}
        selectedNode={props.selectedNode}
        onSelectNode={props.onSelectNode}
      />
      <PressedPacketPanel
        glyph={moving.pressed}
        glyphsNow={moving.glyphsNow}
        clock={clock}
        geometry={geometry}
        actions={props.actions}
      />
    </div>
  );
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
