// A quiet sentence under a control that says what it means or what follows from it.
import type { ReactNode } from 'react';
import styles from './Hint.module.css';

interface HintProps {
  readonly id?: string | undefined;
  readonly children: ReactNode;
}

export function Hint({ id, children }: HintProps) {
  return (
    <p id={id} className={styles.hint}>
      {children}
    </p>
  );
}
