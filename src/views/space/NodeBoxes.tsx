// The nodes as boxes: one for each column, the broker's over the whole width, and what folds away
// beside them.

import type { SimTime } from '../../base/time.ts';
import { Folded } from './Folded.tsx';
import type { Column } from './geometry.ts';
import { NodeBox } from './NodeBox.tsx';
import type { NodesProps } from './Nodes.tsx';
import { nodesAt } from './nodeText.ts';
import { foldedInFlight } from './scene.ts';
import { useAtClock } from './useAtClock.ts';

const PLACES = { publishers: 'upper', subscribers: 'lower' } as const;

/** Two boxes side by side share the line between them. */
function widthOf({ left, width }: Column, stageWidth: number): number {
  return left + width < stageWidth ? width + 1 : width;
}

export function NodeBoxes(props: NodesProps) {
  const { plan, cast, geometry, clock, columns, selectedNode, onSelectNode } = props;
  const { stageWidth, bands, hops } = geometry;
  const shown = (band: 'publishers' | 'subscribers') =>
    columns.filter(({ place }) => place === PLACES[band]);
  const inFlight = (band: 'publishers' | 'subscribers', t: SimTime) =>
    cast[band].folded.length === 0
      ? 0
      : foldedInFlight(
          plan,
          PLACES[band],
          shown(band).map(({ client }) => client),
          t,
        );
  const { views, folded } = useAtClock(clock, (t) => {
    plan.catchUp();
    return {
      views: nodesAt(props, t),
      folded: {
        publishers: inFlight('publishers', t),
        subscribers: inFlight('subscribers', t),
      },
    };
  });
  const boxes = (band: 'publishers' | 'subscribers') => {
    const own = shown(band);
    const last = own.at(-1)?.column;
    const right = last === undefined ? 0 : last.left + last.width;
    return (
      <>
        {views[band].map((view, i) => (
          <NodeBox
            key={view.node}
            view={view}
            left={own[i]?.column.left ?? 0}
            width={own[i] === undefined ? stageWidth : widthOf(own[i].column, stageWidth)}
            row={bands[band]}
            selected={view.node === selectedNode}
            onSelect={onSelectNode}
          />
        ))}
        {cast[band].folded.length === 0 ? undefined : (
          <Folded
            view={views.folded[band]}
            kind={band}
            inFlight={folded[band]}
            left={right}
            width={stageWidth - right}
            row={bands[band]}
            hop={hops[PLACES[band]]}
            onSelect={onSelectNode}
          />
        )}
      </>
    );
  };
  return (
    <>
      {boxes('publishers')}
      <NodeBox
        view={views.broker}
        left={0}
        width={stageWidth}
        row={bands.broker}
        selected={selectedNode === 'broker'}
        onSelect={onSelectNode}
      />
      {boxes('subscribers')}
    </>
  );
}
