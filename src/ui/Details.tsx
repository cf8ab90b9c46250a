// What is looked at now and then, folded away under one line that says what it is: the platform's own
// details element.
import type { ReactNode } from 'react';
import styles from './Details.module.css';

export interface DetailsProps {
  readonly summary: string;
  readonly onOpen?: (() => void) | undefined;
  readonly children: ReactNode;
}

export function Details({ summary, onOpen, children }: DetailsProps) {
  return (
    <details
      className={styles.details}
      onToggle={(event) => {
        if (event.currentTarget.open) onOpen?.();
      }}
    >
      <summary>{summary}</summary>
      <div className={styles.body}>{children}</div>
    </details>
  );
}
