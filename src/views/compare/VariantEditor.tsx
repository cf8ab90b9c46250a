// What a variant changes of the base scenario: any of the settings that the command line has too.

import { SETTING_GROUPS, type SettingName } from '../../scenario/settings.ts';
import { type Variant, variantOf } from '../../scenario/variants.ts';
import { Hint } from '../../ui/Hint.tsx';
import { Select, type SelectGroup } from '../../ui/Select.tsx';
import { useRun } from '../scopeContext.ts';
import styles from './Compare.module.css';
import { SettingField } from './SettingField.tsx';
import { firstValueOf } from './settingValue.ts';

interface VariantEditorProps {
  /** `Variant A`. */
  readonly title: string;
  readonly variant: Variant;
  readonly onChange: (variant: Variant) => void;
}

export function VariantEditor({ title, variant, onChange }: VariantEditorProps) {
  const scenario = useRun((state) => state.scenario);
  const { settings } = variant;

  function set(name: SettingName, text: string): void {
    onChange(variantOf([...settings, [name, text]]));
  }

  function remove(name: SettingName): void {
    onChange(variantOf([...settings].filter(([other]) => other !== name)));
  }

  return (
    <fieldset className={styles.editor}>
      <legend>{title}</legend>
      {settings.size === 0 ? <Hint>The scenario as it is.</Hint> : undefined}
      {[...settings].map(([name, text]) => (
        <SettingField
          key={name}
          name={name}
          text={text}
          of={title}
          onChange={(next) => set(name, next)}
          onRemove={() => remove(name)}
        />
      ))}
      <Select<SettingName | ''>
        label={`Change a setting, ${title}`}
        hideLabel
        options={[{ value: '', label: 'change a setting …' }, ...groupsWithout(settings)]}
        value=""
        onChange={(name) => {
          if (name !== '') set(name, firstValueOf(name, scenario));
        }}
      />
    </fieldset>
  );
}

/** All but those that are changed already, and the seed: the lanes have the same luck. */
function groupsWithout(settings: Variant['settings']): readonly SelectGroup<SettingName>[] {
  return Object.entries(SETTING_GROUPS).map(([label, group]) => ({
    label,
    options: (Object.keys(group) as SettingName[])
      .filter((name) => name !== 'seed' && !settings.has(name))
      .map((name) => ({ value: name, label: name })),
  }));
}
