// What the marks in a picture mean.

import styles from './Application.module.css';

interface LegendProps {
  /** The filled mark. */
  readonly now?: string;
  /** The dashed ring. */
  readonly truth?: string;
  /** Whether there are small rings: what came after something newer. */
  readonly old?: boolean;
}

export function Legend({ now, truth, old = false }: LegendProps) {
  const keys = [
    ...(now === undefined ? [] : [{ says: now, mark: styles.now, r: 4.5 }]),
    ...(truth === undefined ? [] : [{ says: truth, mark: styles.truth, r: 5 }]),
    ...(old ? [{ says: 'came after a newer one', mark: styles.old, r: 3.2 }] : []),
  ];
  if (keys.length === 0) return undefined;
  return (
    <p className={styles.legend}>
      {keys.map(({ says, mark, r }) => (
        <span key={says}>
          <svg viewBox="0 0 14 14" className={styles.key} aria-hidden="true">
            <circle className={mark} cx="7" cy="7" r={r} />
          </svg>
          {says}
        </span>
      ))}
    </p>
  );
}
