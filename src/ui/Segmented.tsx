// A choice among few, all in sight: native radio buttons under the look of one divided bar, so that
// arrow keys, names and forms are the platform's.
import { useId } from 'react';
import { cssVariables } from './cssVariables.ts';
import { Hint } from './Hint.tsx';
import styles from './Segmented.module.css';

export interface SegmentedOption<T extends string | number> {
  readonly value: T;
  readonly label: string;
  /** A CSS colour for the text while not chosen; chosen is always ink. */
  readonly color?: string | undefined;
  readonly disabled?: boolean | undefined;
}

export interface SegmentedProps<T extends string | number> {
  readonly label: string;
  readonly hideLabel?: boolean | undefined;
  readonly options: readonly SegmentedOption<T>[];
  readonly value: T;
  readonly hint?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly onChange: (value: T) => void;
}

export function Segmented<T extends string | number>(props: SegmentedProps<T>) {
  const { label, hideLabel = false, options, value, hint, disabled = false, onChange } = props;
  const id = useId();
  return (
    <fieldset
      className={styles.segmented}
      disabled={disabled}
      aria-describedby={hint === undefined ? undefined : `${id}-hint`}
    >
      <legend className={hideLabel ? 'visually-hidden' : styles.legend}>{label}</legend>
      <div className={styles.bar}>
        {options.map((option) => (
          <label
            key={option.value}
            className={styles.option}
            style={cssVariables({ '--option': option.color })}
          >
            <input
              className={styles.radio}
              type="radio"
              name={id}
              value={option.value}
              checked={option.value === value}
              disabled={option.disabled}
              onChange={() => onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
      {hint === undefined ? undefined : <Hint id={`${id}-hint`}>{hint}</Hint>}
    </fieldset>
  );
}
