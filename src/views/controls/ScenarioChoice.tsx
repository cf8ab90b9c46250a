// Which scenario runs, what happens in it, and what to look for.

import { isSameData } from '../../scenario/sameData.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { Hint } from '../../ui/Hint.tsx';
import { Section } from '../../ui/Section.tsx';
import { Select, type SelectGroup } from '../../ui/Select.tsx';
import { useNetwork, useRun } from '../scopeContext.ts';

export interface ScenarioOption {
  readonly name: string;
  readonly group: string;
  readonly title: string;
  readonly sentence: string;
  readonly lookFor: string;
  readonly scenario: Scenario;
}

interface ScenarioChoiceProps {
  readonly presets: readonly ScenarioOption[];
  readonly onPreset: (name: string) => void;
}

export function ScenarioChoice({ presets, onPreset }: ScenarioChoiceProps) {
  const presetName = useRun((state) => state.presetName);
  const chosen = presets.find(({ name }) => name === presetName);
  const scenario = useRun((state) => state.scenario);
  const network = useNetwork();
  const isAsChosen = chosen !== undefined && isSame(chosen.scenario, { ...scenario, network });
  return (
    <Section title="Scenario">
      <Select
        label="Scenario"
        hideLabel
        options={
          chosen === undefined
            ? [ownOf(presetName, scenario), ...groupsOf(presets)]
            : groupsOf(presets)
        }
        value={presetName}
        onChange={onPreset}
      />
      {chosen === undefined ? undefined : (
        <>
          <Hint>{chosen.sentence}</Hint>
          <Hint>
            {isAsChosen ? (
              <>
                <strong>Look for</strong> {chosen.lookFor}
              </>
            ) : (
              'Its settings have been changed since: it may go otherwise.'
            )}
          </Hint>
        </>
      )}
    </Section>
  );
}

/** Of one's own: it is chosen by being there. */
function ownOf(value: string, { title = 'Without a title' }: Scenario): SelectGroup<string> {
  return { label: 'From a file or a link', options: [{ value, label: title }] };
}

/** Whatever the seed. */
function isSame(a: Scenario, b: Scenario): boolean {
  return isSameData({ ...a, seed: 0 }, { ...b, seed: 0 });
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
