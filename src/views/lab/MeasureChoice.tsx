// Which figure of the runs is shown.

import { MEASURE_NAMES, type MeasureName } from '../../lab/measures.ts';
import { Select, type SelectGroup } from '../../ui/Select.tsx';
import { titleOfMeasure } from './sweepWords.ts';

interface MeasureChoiceProps {
  readonly label: string;
  /** A text that is no figure's name is shown as it is. */
  readonly value: string;
  /** There need not be one: the words for none. */
  readonly none?: string;
  readonly onChange: (name: MeasureName | '') => void;
}

const GROUPS: readonly { readonly label: string; readonly isIn: (name: MeasureName) => boolean }[] =
  [
    { label: 'What arrives', isIn: (name) => /^(delivered|lost|pending|duplicates)$/.test(name) },
    { label: 'What it takes', isIn: (name) => /^(packets|bytes|resent|throughput)$/.test(name) },
    { label: 'How long it takes', isIn: (name) => /^(delivery|publisher|subscriber)-/.test(name) },
    { label: 'In the broker', isIn: (name) => name.startsWith('stored-') },
  ];

export function MeasureChoice({ label, value, none, onChange }: MeasureChoiceProps) {
  const names: readonly string[] = MEASURE_NAMES;
  const isKnown = names.includes(value);
  const empty = none ?? value;
  return (
    <Select<string>
      label={label}
      hideLabel
      options={[
        ...(none === undefined && isKnown ? [] : [{ value: '', label: empty }]),
        ...groups(),
      ]}
      value={isKnown ? value : ''}
      onChange={(name) => {
        if (name !== '' || none !== undefined) onChange(name as MeasureName | '');
      }}
    />
  );
}

function groups(): readonly SelectGroup<string>[] {
  return GROUPS.map(({ label, isIn }) => ({
    label,
    options: MEASURE_NAMES.filter(isIn).map((name) => ({
      value: name,
      label: titleOfMeasure(name),
    })),
  }));
}
