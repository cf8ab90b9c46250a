// A message in the flow of the page: what happened, what can be done about it. `info` waits its turn
// with a screen reader, `problem` interrupts; by eye they differ in weight of rule and title, not hue.
import type { ReactNode } from 'react';
import { classNames } from './classNames.ts';
import { Icon } from './Icon.tsx';
import styles from './Notice.module.css';

export interface NoticeProps {
  readonly kind?: 'info' | 'problem' | undefined;
  readonly title?: string | undefined;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  readonly onDismiss?: (() => void) | undefined;
}

export function Notice({ kind = 'info', title, children, actions, onDismiss }: NoticeProps) {
  return (
    <div className={classNames(styles.notice, styles[kind])}>
      <div className={styles.text} role={kind === 'problem' ? 'alert' : 'status'}>
        {title === undefined ? undefined : <strong className={styles.title}>{title}</strong>}
        {children}
      </div>
      {actions === undefined && onDismiss === undefined ? undefined : (
        <div className={styles.actions}>
          {actions}
          {onDismiss === undefined ? undefined : (
            <button
              type="button"
              className={styles.dismiss}
              aria-label="Dismiss"
              onClick={onDismiss}
            >
              <Icon name="close" />
            </button>
          )}
        </div>
      )}
    </div>
  );
}
