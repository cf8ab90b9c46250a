// The field a number is typed into, with its unit, and the sentence that stands below it while what
// was typed is refused. Behaviour is useTypedValue's; the rows around it are Slider's, NumberField's.

import { classNames } from './classNames.ts';
import styles from './TypedInput.module.css';
import type { TypedField } from './useTypedValue.ts';

interface TypedInputProps {
  readonly id?: string | undefined;
  readonly field: TypedField;
  /** Given only where no visible label names the field by its id. */
  readonly name?: string | undefined;
  readonly unit?: string | undefined;
  readonly integer?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  /** `text` looks like text until it is pointed at; `box` has its border always; `bare` never. */
  readonly look: 'text' | 'box' | 'bare';
  readonly problemId: string;
}

export function TypedInput(props: TypedInputProps) {
  const { id, field, name, unit, integer = false, disabled = false, look, problemId } = props;
  const refused = field.problem !== undefined;
  return (
    <span className={classNames(styles.field, styles[look], refused && styles.refused)}>
      <input
        id={id}
        className={styles.input}
        style={{ inlineSize: `${Math.max(2, field.text.length)}ch` }}
        type="text"
        inputMode={integer ? 'numeric' : 'decimal'}
        autoComplete="off"
        spellCheck={false}
        disabled={disabled}
        aria-label={name}
        aria-invalid={refused}
        aria-describedby={refused ? problemId : undefined}
        value={field.text}
        onChange={(event) => field.change(event.currentTarget.value)}
        onBlur={field.leave}
        onFocus={field.enter}
        onKeyDown={field.press}
      />
      {unit === undefined ? undefined : (
        <span className={styles.unit} aria-hidden="true">
          {unit}
        </span>
      )}
    </span>
  );
}

export function TypedProblem({ id, field }: { readonly id: string; readonly field: TypedField }) {
  if (field.problem === undefined) return undefined;
  return (
    <p id={id} className={styles.problem} role="alert">
      {field.problem}
    </p>
  );
}
