// One number by typing alone, for values with no scale worth dragging along (a seed, a port).
// Whole numbers unless told otherwise; refuses like the Slider's field, by the same code.
import { useId } from 'react';
import styles from './NumberField.module.css';
import { TypedInput, TypedProblem } from './TypedInput.tsx';
import { useTypedValue } from './useTypedValue.ts';

export interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step?: number | undefined;
  readonly unit?: string | undefined;
  readonly integer?: boolean | undefined;
  readonly format?: ((value: number) => string) | undefined;
  /** `row`: label left, field right. `inside`: one box that reads "seed 42", for toolbars. */
  readonly layout?: 'row' | 'inside' | undefined;
  readonly disabled?: boolean | undefined;
  readonly onChange: (value: number) => void;
}

export function NumberField(props: NumberFieldProps) {
  const { label, value, min, max, step = 1, unit, integer = true, format = String } = props;
  const { layout = 'row', disabled = false, onChange } = props;
  const id = useId();
  const field = useTypedValue({
    value,
    rule: { label, min, max, unit, integer },
    step,
    format,
    onCommit: onChange,
  });
  return (
    <div className={layout === 'inside' ? styles.inside : undefined}>
      <div className={styles.row}>
        <label className={styles.label} htmlFor={id}>
          {label}
        </label>
        <TypedInput
          id={id}
          field={field}
          unit={unit}
          integer={integer}
          disabled={disabled}
          look={layout === 'row' ? 'box' : 'bare'}
          problemId={`${id}-problem`}
        />
      </div>
      <TypedProblem id={`${id}-problem`} field={field} />
    </div>
  );
}
