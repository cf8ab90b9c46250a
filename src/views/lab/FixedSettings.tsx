// What is the same at all points: the scenario, and any setting of it that is not as it was.

import { changedSettings } from '../../scenario/changedSettings.ts';
import { findPreset, PRESETS } from '../../scenario/presets/presets.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { applySettings, SETTING_GROUPS, type SettingName } from '../../scenario/settings.ts';
import { Hint } from '../../ui/Hint.tsx';
import { Select, type SelectGroup } from '../../ui/Select.tsx';
import { SettingField } from '../compare/SettingField.tsx';
import { firstValueOf } from '../compare/settingValue.ts';
import styles from './Form.module.css';

interface FixedSettingsProps {
  readonly presetName: string;
  readonly scenario: Scenario;
  /** Those that something else on the page sets. */
  readonly without: readonly SettingName[];
  readonly onChange: (presetName: string, scenario: Scenario) => void;
}

export function FixedSettings({ presetName, scenario, without, onChange }: FixedSettingsProps) {
  const preset = findPreset(presetName);
  if (preset === undefined) {
    return <ScenarioSelect presetName={presetName} scenario={scenario} onChange={onChange} />;
  }
  const settings = changedSettings(preset.scenario, scenario);
  const shown = [...settings].filter(([name]) => !without.includes(name));

  function set(change: (next: Map<SettingName, string>) => void): void {
    if (preset === undefined) return;
    const next = new Map(settings);
    change(next);
    const { scenario: changed, errors } = applySettings(preset.scenario, next, (name) => name);
    if (errors.length === 0) onChange(presetName, changed);
  }

  return (
    <div className={styles.fixed}>
      <ScenarioSelect presetName={presetName} scenario={scenario} onChange={onChange} />
      <Hint>{preset.sentence}</Hint>
      {shown.map(([name, text]) => (
        <SettingField
          key={name}
          name={name}
          text={text}
          of="at all points"
          onChange={(value) => set((next) => next.set(name, value))}
          onRemove={() => set((next) => next.delete(name))}
        />
      ))}
      <Select<SettingName | ''>
        label="Set something else, at all points"
        hideLabel
        options={[
          { value: '', label: 'set something else …' },
          ...settingGroups((name) => !settings.has(name) && !without.includes(name)),
        ]}
        value=""
        onChange={(name) => {
          if (name !== '') set((next) => next.set(name, firstValueOf(name, scenario)));
        }}
      />
    </div>
  );
}

type ScenarioSelectProps = Pick<FixedSettingsProps, 'presetName' | 'scenario' | 'onChange'>;

/** One that is no preset stands before them. */
function ScenarioSelect({ presetName, scenario, onChange }: ScenarioSelectProps) {
  const { title = 'Without a title' } = scenario;
  const own = { label: 'From a file or a link', options: [{ value: presetName, label: title }] };
  const isOwn = findPreset(presetName) === undefined;
  return (
    <Select
      label="Scenario of the runs"
      hideLabel
      options={isOwn ? [own, ...presetGroups()] : presetGroups()}
      value={presetName}
      onChange={(name) => {
        const next = findPreset(name);
        if (next !== undefined) onChange(name, next.scenario);
      }}
    />
  );
}

function presetGroups(): readonly SelectGroup<string>[] {
  const groups = new Map<string, { value: string; label: string }[]>();
  for (const { name, group, title } of PRESETS) {
    const option = { value: name, label: title };
    const options = groups.get(group);
    if (options === undefined) groups.set(group, [option]);
    else options.push(option);
  }
  return [...groups].map(([label, options]) => ({ label, options }));
}

function settingGroups(
  isFree: (name: SettingName) => boolean,
): readonly SelectGroup<SettingName>[] {
  return Object.entries(SETTING_GROUPS).map(([label, group]) => ({
    label,
    options: (Object.keys(group) as SettingName[])
      .filter(isFree)
      .map((name) => ({ value: name, label: name })),
  }));
}
