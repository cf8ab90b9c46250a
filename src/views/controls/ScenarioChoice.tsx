// Which scenario runs, what happens in it, and what to look for.

import { Hint } from '../../ui/Hint.tsx';
import { Section } from '../../ui/Section.tsx';
import { Select, type SelectGroup } from '../../ui/Select.tsx';
import { useRun } from '../scopeContext.ts';

export interface ScenarioOption {
  readonly name: string;
  readonly group: string;
  readonly title: string;
  readonly sentence: string;
  readonly lookFor: string;
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
        options={groupsOf(presets)}
        value={presetName}
        onChange={onPreset}
      />
      {chosen === undefined ? undefined : (
        <>
          <Hint>{chosen.sentence}</Hint>
          <Hint>
            <strong>Look for</strong> {chosen.lookFor}
          </Hint>
        </>
      )}
    </Section>
  );
}

/** Groups in the order in which they first come. */
function groupsOf(presets: readonly ScenarioOption[]): readonly SelectGroup<string>[] {
  const labels = [...new Set(presets.map(({ group }) => group))];
  return labels.map((label) => ({
    label,
    options: presets
      .filter(({ group }) => group === label)
      .map(({ name, title }) => ({ value: name, label: title })),
  }));
}
