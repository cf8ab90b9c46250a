// A stretch of the run as files: which stretch, and a row for each format.

import { useEffect, useState } from 'react';
import type { SimTime } from '../../base/time.ts';
import type { Span } from '../../exports/span.ts';
import { useRun, useScope } from '../../views/scopeContext.ts';
import { ExportRows } from './ExportRows.tsx';
import { countPast, type PastCount } from './past.ts';
import styles from './Share.module.css';
import { SpanChoice } from './SpanChoice.tsx';

export function ExportPart() {
  const present = useRun((state) => state.present);
  const [span, setSpan] = useState<Span>({ from: 0 as SimTime, to: present });
  const counted = usePastCount(span);
  return (
    <section className={styles.part} aria-label="Export">
      <h3 className={styles.title}>Export</h3>
      <SpanChoice onChange={setSpan} />
      <p className={styles.said}>{sayCount(counted)}</p>
      <ExportRows span={span} counted={counted} />
    </section>
  );
}

/** How much happens in a span; undefined until it is known. */
function usePastCount(span: Span): PastCount | undefined {
  const { run } = useScope();
  const [counted, setCounted] = useState<{ readonly of: Span; readonly count: PastCount }>();
  useEffect(() => {
    let isOver = false;
    void countPast(run, span, () => isOver).then(
      (count) => {
        if (!isOver && count !== undefined) setCounted({ of: span, count });
      },
      // The page says by itself that the simulation has stopped.
      () => undefined,
    );
    return () => {
      isOver = true;
    };
  }, [run, span]);
  return counted?.of === span ? counted.count : undefined;
}

function sayCount(counted: PastCount | undefined): string {
  if (counted === undefined) return 'Counting …';
  const { events, packets } = counted;
  return `${say(packets, 'packet')} and ${say(events, 'event')} in this stretch.`;
}

function say(n: number, what: string): string {
  return `${n.toLocaleString('en')} ${what}${n === 1 ? '' : 's'}`;
}
