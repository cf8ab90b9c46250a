// What stands in the left column: the scenario, the next message, the network, what breaks, and the
// ends' choices.

import type { Controls } from '../../store/controls.ts';
import { BreakThings } from './BreakThings.tsx';
import { EndpointChoices } from './EndpointChoices.tsx';
import { NetworkControls } from './NetworkControls.tsx';
import { NextMessage } from './NextMessage.tsx';
import { ScenarioChoice, type ScenarioOption } from './ScenarioChoice.tsx';

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
      <BreakThings />
      <EndpointChoices />
    </>
  );
}
