// A titled group on the sheet, parted from the one above it by a rule; an action may stand beside
// its title (a reset).
import { type ReactNode, useId } from 'react';
import styles from './Section.module.css';

export interface SectionProps {
  readonly title: string;
  /** 2 unless told: sections stand directly under the page's own heading. */
  readonly level?: 2 | 3 | 4 | undefined;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

export function Section({ title, level = 2, action, children }: SectionProps) {
  const id = useId();
  const Heading = `h${level}` as const;
  return (
    <section className={styles.section} aria-labelledby={id}>
      <div className={styles.head}>
        <Heading id={id} className={styles.title}>
          {title}
        </Heading>
        {action}
      </div>
      {children}
    </section>
  );
}
