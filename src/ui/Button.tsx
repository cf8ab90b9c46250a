// The button. `plain` is outlined, `primary` filled with ink (one in a view), `quiet` has no border.
// A key hint is shown and announced as the shortcut; binding the key is the view's own affair.
import type { ComponentProps } from 'react';
import styles from './Button.module.css';
import { classNames } from './classNames.ts';
import { Kbd } from './Kbd.tsx';

export interface ButtonProps extends ComponentProps<'button'> {
  readonly variant?: 'plain' | 'primary' | 'quiet' | undefined;
  readonly hint?: string | undefined;
  /** Makes it a toggle. */
  readonly pressed?: boolean | undefined;
  /** Why it does nothing now. It looks switched off, keeps its focus, and says this of itself. */
  readonly unavailable?: string | undefined;
  /** As wide as its container; a plain one then reads from the left, its key at the right. */
  readonly block?: boolean | undefined;
}

export function Button(props: ButtonProps) {
  const { variant = 'plain', hint, pressed, unavailable, block = false, ...given } = props;
  const { className, children, onClick, ...rest } = given;
  const off = unavailable !== undefined;
  return (
    <button
      type="button"
      aria-pressed={pressed}
      aria-keyshortcuts={hint}
      aria-disabled={off || undefined}
      title={unavailable}
      {...rest}
      onClick={off ? undefined : onClick}
      className={classNames(styles.button, styles[variant], block && styles.block, className)}
    >
      {children}
      {hint === undefined ? undefined : (
        <span className={styles.hint} aria-hidden="true">
          <Kbd>{hint}</Kbd>
        </span>
      )}
    </button>
  );
}
