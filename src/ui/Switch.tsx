// On or off at once: a native checkbox announced as a switch, label left, the switch at the right.
import { useId } from 'react';
import { Hint } from './Hint.tsx';
import styles from './Switch.module.css';

export interface SwitchProps {
  readonly label: string;
  readonly checked: boolean;
  readonly hint?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly onChange: (checked: boolean) => void;
}

export function Switch({ label, checked, hint, disabled = false, onChange }: SwitchProps) {
  const id = useId();
  return (
    <div>
      <label className={styles.row}>
        <span className={styles.label}>{label}</span>
        <input
          className={styles.switch}
          type="checkbox"
          // biome-ignore lint/a11y/useAriaPropsForRole: the native checkbox's state is the switch's
          role="switch"
          checked={checked}
          disabled={disabled}
          aria-describedby={hint === undefined ? undefined : id}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      </label>
      {hint === undefined ? undefined : <Hint id={id}>{hint}</Hint>}
    </div>
  );
}
