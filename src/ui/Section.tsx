// A titled group on the sheet, parted from the one above it by a rule; an action may stand beside
// its title (a reset).
import { type ReactNode, useId } from 'react';
import styles from './Section.module.css';

export interface SectionProps {
  readonly title: string;
  /** 2 unless told: sections stand directly under the page's own heading. */
  readonly level?: 2 | 3 | 4 | undefined;
  /** Where what stands in it says what it is. */
  readonly hideTitle?: boolean | undefined;
  readonly action?: ReactNode;
  /** For what scrolls to it. */
  readonly id?: string | undefined;
  readonly children: ReactNode;
}

export function Section(props: SectionProps) {
  const { title, level = 2, hideTitle = false, action, id, children } = props;
  const titleId = useId();
  const Heading = `h${level}` as const;
  return (
    <section className={styles.section} aria-labelledby={titleId} id={id}>
      <div className={hideTitle ? 'visually-hidden' : styles.head}>
        <Heading id={titleId} className={styles.title}>
          {title}
        </Heading>
        {action}
      </div>
      {children}
    </section>
  );
}
