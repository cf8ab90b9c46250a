// The lanes' counters in columns: where they differ, the row says so, and each figure says by how much
// it is off the first lane's.

import { useState } from 'react';
import type { LatencyClock } from '../../trace/metrics.ts';
import { SAMPLES_FOR_P95 } from '../../trace/samples.ts';
import { Section } from '../../ui/Section.tsx';
import { Select } from '../../ui/Select.tsx';
import { CLOCKS } from '../counters/counterText.ts';
import styles from './CompareCounters.module.css';
import {
  countLines,
  differs,
  type FigureLine,
  latencyLines,
  sayAgainst,
  showFigure,
} from './laneFigures.ts';
import type { CountedLane } from './useLaneCounters.ts';

interface CompareCountersProps {
  readonly lanes: readonly CountedLane[];
  readonly labels: readonly string[];
}

export function CompareCounters({ lanes, labels }: CompareCountersProps) {
  const [clock, setClock] = useState<LatencyClock>('deliveryMs');
  const counters = lanes.map((lane) => lane.counters.total);
  const { of } = CLOCKS.find(({ value }) => value === clock) ?? CLOCKS[0];
  return (
    <Section title="Counters">
      <div className={styles.scroll}>
        <table className={styles.table}>
          <caption className="visually-hidden">
            Counters of each lane at the instant shown; under each figure, what it is off that of{' '}
            {labels[0]}
          </caption>
          <thead>
            <tr>
              <td />
              {labels.map((label, i) => (
                <th key={lanes[i]?.variant.label ?? label} scope="col">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {countLines(counters).map((line) => (
              <Line key={line.name} line={line} />
            ))}
            <tr>
              <th scope="rowgroup" colSpan={labels.length + 1} className={styles.clock}>
                <Select
                  label="Latency from publish"
                  hideLabel
                  options={CLOCKS}
                  value={clock}
                  onChange={setClock}
                />
                <span className={styles.onPaper}>
                  {CLOCKS.find(({ value }) => value === clock)?.label}
                </span>
                <span className={styles.note}>
                  {of}; p95 from n = {SAMPLES_FOR_P95}
                </span>
              </th>
            </tr>
            {latencyLines(counters, clock).map((line) => (
              <Line key={line.name} line={line} />
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

function Line({ line }: { readonly line: FigureLine }) {
  const isOff = differs(line);
  return (
    <tr data-differs={isOff}>
      <th scope="row">
        {line.name}
        {isOff ? (
          <span className={styles.off}>
            <span aria-hidden="true">≠</span>
            <span className="visually-hidden">, differs</span>
          </span>
        ) : undefined}
      </th>
      {line.figures.map((figure, lane) => {
        const against = sayAgainst(line, lane);
        const toned = line.tone !== undefined && figure !== undefined && figure > 0;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: lanes have no other name than their place
          <td key={lane}>
            <span className={toned ? styles[line.tone ?? 'loss'] : styles.figure} data-figure>
              {showFigure(line, figure)}
            </span>
            {lane === 0 ? undefined : (
              <span className={against === 'same' ? styles.same : styles.against}>{against}</span>
            )}
          </td>
        );
      })}
    </tr>
  );
}
