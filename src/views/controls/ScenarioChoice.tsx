// Which scenario runs, with its one sentence.

import { Hint } from '../../ui/Hint.tsx';
import { Section } from '../../ui/Section.tsx';
import { Select } from '../../ui/Select.tsx';
import { useRun } from '../scopeContext.ts';

export interface ScenarioOption {
  readonly name: string;
  readonly title: string;
  readonly sentence: string;
}

interface ScenarioChoiceProps {
  readonly presets: readonly ScenarioOption[];
  readonly onPreset: (name: string) => void;
}

export function ScenarioChoice({ presets, onPreset }: ScenarioChoiceProps) {
  const presetName = useRun((state) => state.presetName);
  const chosen = presets.find(({ name }) => name === presetName);
  return (
    <Section title="Scenario">
      <Select
        label="Scenario"
        hideLabel
        options={presets.map(({ name, title }) => ({ value: name, label: title }))}
        value={presetName}
        onChange={onPreset}
      />
      {chosen === undefined ? undefined : <Hint>{chosen.sentence}</Hint>}
    </Section>
  );
}
