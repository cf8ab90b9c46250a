// One setting of a variant: its name, its value as a choice or a typed text, and its removal. A typed
// text is in force on Enter and when the field is left, if it is a value.

import { type KeyboardEvent, useId, useState } from 'react';
import type { SettingName } from '../../scenario/settings.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Select } from '../../ui/Select.tsx';
import styles from './Compare.module.css';
import { checkText, choicesOf } from './settingValue.ts';

interface SettingFieldProps {
  readonly name: SettingName;
  readonly text: string;
  /** Of which lane, for who does not see it. */
  readonly of: string;
  readonly onChange: (text: string) => void;
  readonly onRemove: () => void;
}

export function SettingField({ name, text, of, onChange, onRemove }: SettingFieldProps) {
  const choices = choicesOf(name);
  const label = `${name}, ${of}`;
  return (
    <div className={styles.setting}>
      <code className={styles.settingName}>{name}</code>
      {choices === undefined ? (
        <TypedText name={name} label={label} text={text} onChange={onChange} />
      ) : (
        <Select
          label={label}
          hideLabel
          options={choices.map((word) => ({ value: word, label: word }))}
          value={text}
          onChange={onChange}
        />
      )}
      <button
        type="button"
        className={styles.remove}
        aria-label={`Leave ${name} as it is, ${of}`}
        title="Leave it as it is"
        onClick={onRemove}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}

interface TypedTextProps {
  readonly name: SettingName;
  readonly label: string;
  readonly text: string;
  readonly onChange: (text: string) => void;
}

interface Draft {
  readonly draft: string;
  /** It is looked at: not typed at any more. */
  readonly isSettled: boolean;
  /** The value in force when typing began. */
  readonly against: string;
}

function TypedText({ name, label, text, onChange }: TypedTextProps) {
  const [typed, setTyped] = useState<Draft>();
  const id = useId();
  // When the value changes from outside, the draft is void.
  const { draft, isSettled } = typed?.against === text ? typed : { draft: text, isSettled: true };
  const checked = checkText(name, draft.trim());
  const problem = isSettled && 'expected' in checked ? `Expected ${checked.expected}.` : undefined;

  function settle(): void {
    setTyped({ draft, isSettled: true, against: text });
    if ('text' in checked && checked.text !== text) onChange(checked.text);
  }

  function press(event: KeyboardEvent): void {
    if (event.key === 'Enter') {
      settle();
      event.preventDefault();
    } else if (event.key === 'Escape' && draft !== text) {
      event.stopPropagation();
      setTyped(undefined);
    }
  }

  return (
    <>
      <input
        className={styles.typed}
        aria-label={label}
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : id}
        autoComplete="off"
        spellCheck={false}
        value={draft}
        onChange={({ currentTarget }) => {
          setTyped({ draft: currentTarget.value, isSettled: false, against: text });
        }}
        onBlur={settle}
        onKeyDown={press}
      />
      {problem === undefined ? undefined : (
        <p id={id} className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </>
  );
}
