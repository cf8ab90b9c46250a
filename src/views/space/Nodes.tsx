// The nodes at the now line: a box for each column, the broker's over the whole width, and what folds
// away beside them.
import { memo, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { SimTime } from '../../base/time.ts';
import type { NodeId } from '../../trace/event.ts';
import type { Cast } from './cast.ts';
import type { Clock } from './clock.ts';
import type { Geometry } from './geometry.ts';
import { NodeBox } from './NodeBox.tsx';
import { type NodeViews, nodesAt } from './nodeText.ts';
import type { SpacePlan } from './plan.ts';
import styles from './Space.module.css';
import { foldedInFlight, type SceneColumn } from './scene.ts';

export interface NodesProps {
  readonly plan: SpacePlan;
  readonly version: number;
  readonly geometry: Geometry;
  readonly clock: Clock;
  readonly columns: readonly SceneColumn[];
  readonly showIdentifiers: boolean;
  readonly big: boolean;
  readonly selectedNode: NodeId | undefined;
  readonly onSelectNode: (node: NodeId) => void;
}

/** The nodes' boxes, drawn again when what they say changes. */
export const Nodes = memo(function Nodes(props: NodesProps) {
  const { plan, version, geometry, clock, columns, showIdentifiers, big } = props;
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
