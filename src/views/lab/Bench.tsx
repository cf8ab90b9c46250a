// A part of the Lab: what is asked, and what came of it. Side by side where there is room; else below each
// other in the order in which they are read, the form folded away until it is wanted.

import { type ReactNode, useId, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import styles from './Bench.module.css';

interface BenchProps {
  /** What it starts from. */
  readonly start: ReactNode;
  /** What the form is about, on the button that unfolds it. */
  readonly formTitle: string;
  readonly form: ReactNode;
  readonly resultTitle: string;
  readonly children: ReactNode;
}

export function Bench({ start, formTitle, form, resultTitle, children }: BenchProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <div className={styles.bench}>
      <div className={styles.top}>{start}</div>
      <div className={styles.side} data-open={open}>
        <div className={styles.opener}>
          <Button
            block
            aria-expanded={open}
            aria-controls={`${id}-form`}
            onClick={() => setOpen(!open)}
          >
            {formTitle}
          </Button>
        </div>
        <div id={`${id}-form`} className={styles.form}>
          {form}
        </div>
      </div>
      <section className={styles.main} aria-labelledby={`${id}-result`}>
        <h2 id={`${id}-result`} className="visually-hidden">
          {resultTitle}
        </h2>
        {children}
      </section>
    </div>
  );
}
