// What a sweep varies: one setting, and its values as a range or a list.

import { useId } from 'react';
import type { InputError } from '../../base/result.ts';
import { firstAxisOf, OFTEN_VARIED } from '../../lab/sweepForm.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import {
  isSettingName,
  SETTING_GROUPS,
  SETTINGS,
  type Setting,
  type SettingName,
} from '../../scenario/settings.ts';
import { Hint } from '../../ui/Hint.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { Select, type SelectGroup } from '../../ui/Select.tsx';
import { choicesOf } from '../compare/settingValue.ts';
import { readAxis, toForm, writeAxis, wrongFieldsOf } from './axisText.ts';
import styles from './Form.module.css';
import { sayErrors } from './sayErrors.ts';
import { TextField } from './TextField.tsx';

interface AxisFieldProps {
  readonly label: string;
  readonly text: string;
  /** That it varies. */
  readonly scenario: Scenario;
  /** The other axis's, which this one cannot be. */
  readonly without?: string | undefined;
  readonly errors: readonly InputError[];
  readonly onChange: (text: string) => void;
}

const FORMS = [
  { value: 'range', label: 'Range' },
  { value: 'list', label: 'Values' },
] as const;
const RANGE_FIELDS = ['from', 'to', 'step'];

export function AxisField({ label, text, scenario, without, errors, onChange }: AxisFieldProps) {
  const id = useId();
  const axis = readAxis(text);
  const { name, form, fields } = axis;
  const isKnown = isSettingName(name);
  const { says }: Pick<Setting, 'says'> = isKnown ? SETTINGS[name] : { says: '' };
  const isWord = isKnown && choicesOf(name) !== undefined;
  const problemId = errors.length > 0 ? `${id}-problem` : undefined;
  const wrong = problemId === undefined ? [] : wrongFieldsOf(axis, scenario);
  const change = (next: Partial<typeof axis>) => onChange(writeAxis({ ...axis, ...next }));
  return (
    <div className={styles.axis}>
      <Select<SettingName | ''>
        label={label}
        hideLabel
        options={[...(isKnown ? [] : [{ value: '' as const, label: name }]), ...groups(without)]}
        value={isKnown ? name : ''}
        onChange={(next) => {
          if (next !== '') onChange(firstAxisOf(next));
        }}
      />
      {says === '' ? undefined : <Hint>{says}</Hint>}
      {isWord ? undefined : (
        <Segmented
          label={`${label}: how its values are given`}
          hideLabel
          options={FORMS}
          value={form}
          onChange={(next) => onChange(writeAxis(toForm(axis, next)))}
        />
      )}
      <div className={form === 'range' ? styles.range : undefined}>
        {fields.map((field, i) => (
          <TextField
            key={`${form} ${RANGE_FIELDS[i]}`}
            label={form === 'range' ? (RANGE_FIELDS[i] ?? '') : 'values'}
            text={field}
            problemId={wrong[i] === true ? problemId : undefined}
            onChange={(next) => change({ fields: fields.with(i, next) })}
          />
        ))}
      </div>
      {problemId === undefined ? undefined : (
        <p id={problemId} className={styles.problem} role="alert">
          {sayErrors(errors)}
        </p>
      )}
    </div>
  );
}

function groups(without: string | undefined): readonly SelectGroup<SettingName>[] {
  const isFree = (name: SettingName) => name !== 'seed' && !without?.startsWith(`${name}=`);
  const option = (name: SettingName) => ({ value: name, label: name });
  const others = Object.entries(SETTING_GROUPS).map(([label, group]) => ({
    label,
    options: (Object.keys(group) as SettingName[])
      .filter((name) => isFree(name) && !OFTEN_VARIED.includes(name))
      .map(option),
  }));
  const often = { label: 'Varied most often', options: OFTEN_VARIED.filter(isFree).map(option) };
  return [often, ...others].filter(({ options }) => options.length > 0);
}
