// What stands in the left column: the scenario, the next message, the network, and what concerns the
// nodes.

import { InYourCode } from '../code/InYourCode.tsx';
import { lazily } from '../lazily.ts';
import { NetworkControls } from './NetworkControls.tsx';
import { NextMessage, type NextMessageProps } from './NextMessage.tsx';
import { ScenarioChoice, type ScenarioOption } from './ScenarioChoice.tsx';

const NodeControls = lazily(
  () => import('./NodeControls.tsx').then((module) => module.NodeControls),
  'What breaks things',
);

export interface ControlColumnProps extends Omit<NextMessageProps, 'children'> {
  readonly presets: readonly ScenarioOption[];
  readonly onPreset: (name: string) => void;
}

export function ControlColumn({ controls, levelIsSet, presets, onPreset }: ControlColumnProps) {
  return (
    <>
      <ScenarioChoice presets={presets} onPreset={onPreset} />
      <NextMessage controls={controls} levelIsSet={levelIsSet}>
        {levelIsSet === undefined ? <InYourCode controls={controls} /> : undefined}
      </NextMessage>
      <NetworkControls />
      <NodeControls controls={controls} />
    </>
  );
}
