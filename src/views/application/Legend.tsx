// What the filled and the hollow mark mean.

import styles from './Application.module.css';

interface LegendProps {
  readonly now: string;
  readonly truth: string;
}

export function Legend({ now, truth }: LegendProps) {
  return (
    <p className={styles.legend}>
      <span>
        <svg viewBox="0 0 14 14" className={styles.key} aria-hidden="true">
          <circle className={styles.now} cx="7" cy="7" r="4.5" />
        </svg>
        {now}
      </span>
      <span>
        <svg viewBox="0 0 14 14" className={styles.key} aria-hidden="true">
          <circle className={styles.truth} cx="7" cy="7" r="5" />
        </svg>
        {truth}
      </span>
    </p>
  );
}
