// The left column: the scenario, the next message, the network, the ends' choices, and what breaks.

import type { Controls } from '../../store/controls.ts';
import { BreakThings } from './BreakThings.tsx';
import { EndpointChoices } from './EndpointChoices.tsx';
import { NetworkControls } from './NetworkControls.tsx';
import { NextMessage } from './NextMessage.tsx';
import { ScenarioChoice, type ScenarioOption } from './ScenarioChoice.tsx';

export interface ControlPanelProps {
  readonly controls: Controls;
  readonly presets: readonly ScenarioOption[];
  readonly onPreset: (name: string) => void;
}

export function ControlPanel({ controls, presets, onPreset }: ControlPanelProps) {
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
