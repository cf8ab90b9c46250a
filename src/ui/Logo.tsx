// The mark: three rings, one for each level, woven so that none comes off alone; and the name.
import styles from './Logo.module.css';

// Ring 2 passes over ring 1 at the upper crossing and under it at the lower; so do 3 and 2.
const UPPER_12 = 'M11.87 3.86A8 8 0 0 1 15.53 1.39';
const UPPER_23 = 'M20.87 3.86A8 8 0 0 1 24.53 1.39';
const LOWER_12 = 'M11.47 16.61A8 8 0 0 0 15.13 14.14';
const LOWER_23 = 'M20.47 16.61A8 8 0 0 0 24.13 14.14';

interface LogoProps {
  /** The mark alone, for narrow headers; the name stays for screen readers. */
  readonly compact?: boolean | undefined;
}

export function Logo({ compact = false }: LogoProps) {
  return (
    <span className={styles.logo}>
      <svg
        className={styles.mark}
        width="36"
        height="18"
        viewBox="0 0 36 18"
        fill="none"
        strokeWidth="2"
        aria-hidden="true"
        focusable="false"
      >
        <circle className={styles.q0} cx="9" cy="9" r="8" />
        <path className={styles.gap} d={UPPER_12} />
        <circle className={styles.q1} cx="18" cy="9" r="8" />
        <path className={styles.gap} d={LOWER_12} />
        <path className={styles.q0} d={LOWER_12} />
        <path className={styles.gap} d={UPPER_23} />
        <circle className={styles.q2} cx="27" cy="9" r="8" />
        <path className={styles.gap} d={LOWER_23} />
        <path className={styles.q1} d={LOWER_23} />
      </svg>
      <span className={compact ? 'visually-hidden' : styles.name}>QoScope</span>
    </span>
  );
}
