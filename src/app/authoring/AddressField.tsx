// Where the author's page gets the embed from.

import { useId } from 'react';
import { formatInputError, type Result } from '../../base/result.ts';
import { isOwnMachine } from '../../exports/embedBase.ts';
import { Hint } from '../../ui/Hint.tsx';
import styles from './Authoring.module.css';

interface AddressFieldProps {
  readonly text: string;
  readonly base: Result<string>;
  readonly onChange: (text: string) => void;
}

export function AddressField({ text, base, onChange }: AddressFieldProps) {
  const id = useId();
  const isOwn = base.ok && isOwnMachine(base.value);
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        Address of the folder with embed.js
      </label>
      <input
        id={id}
        className={styles.address}
        type="url"
        autoComplete="off"
        spellCheck={false}
        aria-invalid={!base.ok}
        aria-describedby={`${id}-says`}
        value={text}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
      <div id={`${id}-says`} aria-live="polite">
        {base.ok ? undefined : (
          <p className={styles.fault}>{base.errors.map(formatInputError).join('; ')}</p>
        )}
        {isOwn ? (
          <Hint>
            Nobody but this machine can load that: put the address of your own copy here, as your
            readers reach it.
          </Hint>
        ) : undefined}
      </div>
    </div>
  );
}
