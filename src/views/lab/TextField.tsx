// A text that is in force on Enter and when the field is left; Escape takes back what was typed. What is
// wrong with it is for its owner to say.

import { type KeyboardEvent, useId, useState } from 'react';
import styles from './Form.module.css';

interface TextFieldProps {
  readonly label: string;
  readonly text: string;
  /** Of the sentence that says what is wrong with it. */
  readonly problemId?: string | undefined;
  readonly onChange: (text: string) => void;
}

export function TextField({ label, text, problemId, onChange }: TextFieldProps) {
  const [typed, setTyped] = useState<{ readonly draft: string; readonly against: string }>();
  const id = useId();
  // When the value changes from outside, the draft is void.
  const draft = typed?.against === text ? typed.draft : text;

  function settle(): void {
    setTyped(undefined);
    if (draft.trim() !== text) onChange(draft.trim());
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
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className={styles.typed}
        aria-invalid={problemId !== undefined}
        aria-describedby={problemId}
        autoComplete="off"
        spellCheck={false}
        value={draft}
        onChange={({ currentTarget }) => setTyped({ draft: currentTarget.value, against: text })}
        onBlur={settle}
        onKeyDown={press}
      />
    </div>
  );
}
