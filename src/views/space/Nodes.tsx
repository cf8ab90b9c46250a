// The nodes at the now line: in sentences where a single exchange is followed, else with all that they
// say of themselves, in a chunk of its own.
import { memo } from 'react';
import type { BrokerSettings } from '../../scenario/scenario.ts';
import type { NodeId } from '../../trace/event.ts';
import { lazily } from '../lazily.ts';
import type { Cast } from './cast.ts';
import type { Clock } from './clock.ts';
import type { Geometry } from './geometry.ts';
import type { SpacePlan } from './plan.ts';
import { StoryNodes } from './StoryNodes.tsx';
import type { SceneColumn } from './scene.ts';

export interface NodesProps {
  readonly plan: SpacePlan;
  /** Changes when the trace may say something else about now. */
  readonly version: number;
  readonly cast: Cast;
  readonly broker: BrokerSettings;
  readonly geometry: Geometry;
  readonly clock: Clock;
  readonly columns: readonly SceneColumn[];
  readonly showIdentifiers: boolean;
  readonly big: boolean;
  readonly selectedNode: NodeId | undefined;
  readonly onSelectNode: (node: NodeId) => void;
}

const NodeBoxes = lazily<NodesProps>(
  () => import('./NodeBoxes.tsx').then((module) => module.NodeBoxes),
  'The nodes',
);

export const Nodes = memo(function Nodes(props: NodesProps) {
  return props.big ? <StoryNodes {...props} /> : <NodeBoxes {...props} />;
});
