// What stands in the left column: the scenario, the next message, the network, and what concerns the
// nodes.

import type { Controls } from '../../store/controls.ts';
import { lazily } from '../lazily.ts';
import { NetworkControls } from './NetworkControls.tsx';
import { NextMessage } from './NextMessage.tsx';
import { ScenarioChoice, type ScenarioOption } from './ScenarioChoice.tsx';

const NodeControls = lazily(
  import('./NodeControls.tsx').then((module) => module.NodeControls),
  'What breaks things',
);

export interface ControlColumnProps {
  readonly controls: Controls;
  readonly presets: readonly ScenarioOption[];
  readonly onPreset: (name: string) => void;
}

export function ControlColumn({ controls, presets, onPreset }: ControlColumnProps) {
  return (
    <>
      <ScenarioChoice presets={presets} onPreset={onPreset} />
      <NextMessage controls={controls} />
      <NetworkControls />
      <NodeControls controls={controls} />
    </>
  );
}
