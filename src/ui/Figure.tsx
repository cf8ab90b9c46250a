// One counted number with its name. A tone belongs to a fate: lost, or arrived a second time.
import { classNames } from './classNames.ts';
import styles from './Figure.module.css';

export interface FigureProps {
  readonly label: string;
  readonly value: string | number;
  readonly unit?: string | undefined;
  readonly tone?: 'loss' | 'dup' | undefined;
  /** `inline` stands in a line of figures, `large` has its name above. */
  readonly size?: 'inline' | 'large' | undefined;
}

export function Figure({ label, value, unit, tone, size = 'inline' }: FigureProps) {
  return (
    <span className={classNames(styles.figure, styles[size])}>
      <span className={styles.label}>{label}</span>{' '}
      <span className={classNames(styles.value, tone !== undefined && styles[tone])}>
        {value}
        {unit === undefined ? undefined : <span className={styles.unit}> {unit}</span>}
      </span>
    </span>
  );
}
