// The whole run so far as one strip: losses and second copies as marks, the playhead to drag.

import { fromUs } from '../../base/time.ts';
import type { TraceIndex } from '../../trace/traceIndex.ts';
import { useInstant, useRun, useScope } from '../scopeContext.ts';
import styles from './Overview.module.css';

/** Marks closer than this share of the strip are drawn as one. */
const GRAIN = 1 / 600;

interface Mark {
  readonly share: number;
  readonly kind: 'loss' | 'dup';
}

export function Overview() {
  const scope = useScope();
  const t = useInstant(30);
  const index = useRun((state) => state.index);
  const present = useRun((state) => state.present);
  useRun((state) => state.version);
  const end = Math.max(present, t, 1);
  return (
    <div className={styles.overview}>
      <svg className={styles.marks} viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
        <rect className={styles.past} x="0" y="0" width={t / end} height="1" />
        {marksOf(index, end).map(({ share, kind }) => (
          <line
            key={`${kind} ${share}`}
            className={styles[kind]}
            x1={share}
            x2={share}
            y1="0.2"
            y2="0.8"
          />
        ))}
        <line className={styles.head} x1={t / end} x2={t / end} y1="0" y2="1" />
      </svg>
      <input
        className={styles.range}
        type="range"
        aria-label="Playhead"
        aria-valuetext={`${(t / 1e6).toFixed(2)} of ${(end / 1e6).toFixed(2)} seconds`}
        min={0}
        max={end}
        step={1000}
        value={t}
        onChange={(event) => {
          scope.playhead.pause();
          void scope.playhead.seek(fromUs(Number(event.currentTarget.value)));
        }}
      />
    </div>
  );
}

function marksOf(index: TraceIndex, end: number): Mark[] {
  const marks = new Map<string, Mark>();
  function add(at: number, kind: Mark['kind']): void {
    const share = Math.round(at / end / GRAIN) * GRAIN;
    marks.set(`${kind} ${share}`, { share, kind });
  }
  for (const { fate, until } of index.flights.items) {
    if (fate === 'lost' && until <= end) add(until, 'loss');
  }
  for (const { callbacks, at } of index.deliveries) if (callbacks > 1) add(at, 'dup');
  return [...marks.values()];
}
