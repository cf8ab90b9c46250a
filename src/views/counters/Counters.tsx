// The counters at the playhead as one table, in total and over the sliding window; beneath it, when
// asked for, what they are made of.

import { useId, useMemo, useState } from 'react';
import { CounterCursor } from '../../store/counters.ts';
import type { LatencyClock } from '../../trace/metrics.ts';
import { SAMPLES_FOR_P95, SAMPLES_FOR_P99 } from '../../trace/samples.ts';
import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/Select.tsx';
import { useInstant, useRun, useVersion } from '../scopeContext.ts';
import styles from './Counters.module.css';
import { CounterPartPanel, PARTS, type Part } from './counterParts.ts';
import { CLOCKS, describeStorage, formatMs, packetsEach } from './counterText.ts';
import { FigureRow, FigureTable } from './FigureTable.tsx';
import { SPARK_COUNT, Sparklines } from './Sparklines.tsx';

export function Counters() {
  const t = useInstant();
  const version = useVersion();
  const index = useRun((state) => state.index);
  const cursor = useMemo(() => new CounterCursor(), []);
  // `version` says that the index has changed.
  const [view] = useMemo(
    () => [cursor.at(index, t), version] as const,
    [cursor, index, t, version],
  );
  const [clock, setClock] = useState<LatencyClock>('deliveryMs');
  const [open, setOpen] = useState<Part | undefined>(undefined);
  const partId = useId();
  const { levels, broker } = view.total;
  const both = { levels, recent: view.recent };
  const at = `at ${(t / 1e6).toFixed(2)} s`;
  const { of } = CLOCKS.find(({ value }) => value === clock) ?? CLOCKS[0];
  return (
    <div className={styles.counters}>
      <FigureTable caption={`Counters per QoS level ${at}`} corner={at}>
        <FigureRow name="published" {...both} show={(l) => l.published} />
        <FigureRow name="delivered" {...both} show={(l) => l.delivered} />
        <FigureRow name="lost" {...both} show={(l) => l.lost} tone="loss" />
        <FigureRow name="pending" levels={levels} show={(l) => l.pending} />
        <FigureRow name="second copies" {...both} show={(l) => l.duplicates} tone="dup" />
        <FigureRow name="packets each" {...both} show={packetsEach} />
        <tr>
          <th scope="rowgroup" colSpan={4} className={styles.clock}>
            <Select
              label="Latency from publish"
              hideLabel
              options={CLOCKS}
              value={clock}
              onChange={setClock}
            />
          </th>
        </tr>
        <FigureRow name="median ms" {...both} show={(l) => formatMs(l[clock].p50)} />
        <FigureRow
          name="p95 ms"
          note={`from n = ${SAMPLES_FOR_P95}`}
          {...both}
          show={(l) => formatMs(l[clock].p95)}
        />
        <FigureRow
          name="p99 ms"
          note={`from n = ${SAMPLES_FOR_P99}`}
          {...both}
          show={(l) => formatMs(l[clock].p99)}
        />
        <FigureRow name="n" note={of} {...both} show={(l) => l[clock].n} />
        <Sparklines latest={cursor.latest(clock, SPARK_COUNT)} />
      </FigureTable>
      <p className={styles.storage}>{describeStorage(broker)}</p>
      <div className={styles.parts}>
        {PARTS.map(({ part, label }) => (
          <Button
            key={part}
            variant="quiet"
            aria-expanded={open === part}
            aria-controls={partId}
            onClick={() => setOpen(open === part ? undefined : part)}
          >
            {label}
          </Button>
        ))}
      </div>
      <div id={partId} className={styles.part}>
        {open === undefined ? undefined : (
          <CounterPartPanel
            part={open}
            {...both}
            broker={broker}
            clock={clock}
            cursor={cursor}
            of={of}
          />
        )}
      </div>
    </div>
  );
}
