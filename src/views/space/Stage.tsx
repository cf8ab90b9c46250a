// The stage, right of the now line: lanes with the packets on their way, and the nodes above them.
import {
  memo,
  type ReactNode,
  useCallback,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { SimTime } from '../../base/time.ts';
import type { MessageUid, NodeId, PacketUid } from '../../trace/event.ts';
import type { Cast } from './cast.ts';
import type { Clock } from './clock.ts';
import { type Column, columnsOf, type Geometry } from './geometry.ts';
import { describePacket } from './glyphText.ts';
import { NodeBox } from './NodeBox.tsx';
import { type NodeViews, nodesAt } from './nodeText.ts';
import { PacketGlyph } from './PacketGlyph.tsx';
import { PressedPacket } from './PressedPacket.tsx';
import type { SpacePlan } from './plan.ts';
import styles from './Space.module.css';
import { StageLane } from './StageLane.tsx';
import { foldedInFlight, type SceneColumn, type SceneRules } from './scene.ts';
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
      <Nodes {...props} columns={columns} />
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

/** The nodes' boxes, drawn again when what they say changes. */
const Nodes = memo(function Nodes(
  props: StageProps & { readonly columns: readonly SceneColumn[] },
) {
  const { plan, version, geometry, clock, showIdentifiers, big, columns } = props;
  const rules = useMemo(() => ({ plan, showIdentifiers, big }), [plan, showIdentifiers, big]);
  const [nodes, setNodes] = useState(() => nodesAt(rules, clock.now()));
  const [fold, setFold] = useState({ upper: 0, lower: 0 });
  const said = useRef('');
  const tick = useCallback(
    (t: SimTime) => {
      plan.catchUp();
      const next = nodesAt(rules, t);
      const folded = {
        upper: countFolded(plan, 'upper', columns, t),
        lower: countFolded(plan, 'lower', columns, t),
      };
      const now = JSON.stringify([next, folded]);
      if (now === said.current) return;
      said.current = now;
      setNodes(next);
      setFold(folded);
    },
    [rules, plan, columns],
  );
  useLayoutEffect(() => clock.subscribe(tick), [clock, tick]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the trace may say something else about now
  useLayoutEffect(() => tick(clock.now()), [clock, tick, version]);
  return (
    <NodeBoxes
      cast={plan.rules.cast}
      geometry={geometry}
      nodes={nodes}
      fold={fold}
      big={big}
      columns={columns}
    />
  );
});

function countFolded(
  plan: SpacePlan,
  place: 'upper' | 'lower',
  columns: readonly SceneColumn[],
  t: SimTime,
): number {
  const { folded } = plan.rules.cast[place === 'upper' ? 'publishers' : 'subscribers'];
  if (folded.length === 0) return 0;
  return foldedInFlight(
    plan,
    place,
    columns.filter((c) => c.place === place).map((c) => c.client),
    t,
  );
}

interface NodeBoxesProps {
  readonly cast: Cast;
  readonly geometry: Geometry;
  readonly nodes: NodeViews;
  readonly fold: Readonly<Record<'upper' | 'lower', number>>;
  readonly big: boolean;
  readonly columns: readonly SceneColumn[];
}

function NodeBoxes({ cast, geometry, nodes, fold, big, columns }: NodeBoxesProps) {
  const { stageWidth, bands } = geometry;
  const clients = (band: 'publishers' | 'subscribers', place: 'upper' | 'lower') => {
    const own = columns.filter((column) => column.place === place);
    const last = own.at(-1)?.column;
    const right = last === undefined ? 0 : last.left + last.width;
    return (
      <>
        {nodes[band].map((view, i) => (
          <NodeBox
            key={view.node}
            view={view}
            left={own[i]?.column.left ?? 0}
            width={own[i]?.column.width ?? stageWidth}
            row={bands[band]}
            big={big}
          />
        ))}
        {cast[band].folded.length > 0 ? (
          <div
            className={styles.folded}
            style={{
              left: right,
              width: stageWidth - right,
              top: bands[band].top,
              height: bands[band].height,
            }}
            title={cast[band].folded.map(({ id }) => id).join(', ')}
          >
            +{cast[band].folded.length}
          </div>
        ) : undefined}
        {fold[place] > 0 ? (
          <div
            className={styles.foldedPackets}
            style={{
              left: right,
              width: stageWidth - right,
              top: geometry.hops[place].top,
              height: geometry.hops[place].height,
            }}
          >
            ×{fold[place]}
          </div>
        ) : undefined}
      </>
    );
  };
  return (
    <>
      {clients('publishers', 'upper')}
      <NodeBox view={nodes.broker} left={0} width={stageWidth} row={bands.broker} big={big} />
      {clients('subscribers', 'lower')}
    </>
  );
}
