// The counters at the playhead as one table: a column for each published QoS, each latency with the
// number of samples that it stands on.

import { useMemo, useState } from 'react';
import { CounterCursor, WINDOW_SEC } from '../../store/counters.ts';
import type { Counters as CountersData, LevelMetrics } from '../../trace/metrics.ts';
import { SAMPLES_FOR_P95, SAMPLES_FOR_P99, type Spread } from '../../trace/samples.ts';
import { Hint } from '../../ui/Hint.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { Select } from '../../ui/Select.tsx';
import { useInstant, useRun } from '../scopeContext.ts';
import styles from './Counters.module.css';

type Span = 'total' | 'recent';
type LatencyClock = 'deliveryMs' | 'publisherHandshakeMs' | 'subscriberHandshakeMs';

const LEVELS = ['0', '1', '2'] as const;

const CLOCKS: readonly { value: LatencyClock; label: string; title: string }[] = [
  {
    value: 'deliveryMs',
    label: 'to the application',
    title: 'From publish to the first callback, of those delivered.',
  },
  {
    value: 'publisherHandshakeMs',
    label: 'to the publisher’s last answer',
    title: 'From publish to PUBACK or PUBCOMP at the publisher. QoS 0 has none.',
  },
  {
    value: 'subscriberHandshakeMs',
    label: 'to the subscriber’s last answer',
    title: 'From publish to the subscriber’s PUBACK or PUBCOMP, seen at the broker.',
  },
];

export function Counters() {
  const t = useInstant(6);
  const version = useRun((state) => state.version);
  const index = useRun((state) => state.index);
  const cursor = useMemo(() => new CounterCursor(), []);
  // `version` says that the index has changed.
  const view = useMemo(() => [cursor.at(index, t), version] as const, [cursor, index, t, version]);
  const [span, setSpan] = useState<Span>('total');
  const [clock, setClock] = useState<LatencyClock>('deliveryMs');
  const counters = view[0][span];
  return (
    <div className={styles.counters}>
      <CounterTable counters={counters} clock={clock} span={span} at={(t / 1e6).toFixed(2)} />
      <p className={styles.storage}>
        Latency of those delivered. Broker stores {describeStorage(view[0].total)}.
      </p>
      <details className={styles.details}>
        <summary>
          {span === 'total' ? 'Whole run' : `Last ${WINDOW_SEC} s`}, latency {clockLabel(clock)}
        </summary>
        <div className={styles.choices}>
          <Segmented
            label="Counted over"
            hideLabel
            options={[
              { value: 'total', label: 'Whole run' },
              { value: 'recent', label: `Last ${WINDOW_SEC} s` },
            ]}
            value={span}
            onChange={setSpan}
          />
          <Select
            label="Latency"
            options={CLOCKS.map(({ value, label }) => ({ value, label }))}
            value={clock}
            onChange={setClock}
          />
          <Hint>
            {clockTitle(clock)} p95 from {SAMPLES_FOR_P95} samples on, p99 from {SAMPLES_FOR_P99}.
          </Hint>
        </div>
      </details>
    </div>
  );
}

interface TableProps {
  readonly counters: CountersData;
  readonly clock: LatencyClock;
  readonly span: Span;
  /** Seconds of virtual time. */
  readonly at: string;
}

function CounterTable({ counters, clock, span, at }: TableProps) {
  const { levels } = counters;
  return (
    <table className={styles.table}>
      <caption className="visually-hidden">
        Counters per QoS level at {at} seconds, {span === 'total' ? 'whole run' : 'sliding window'}
      </caption>
      <thead>
        <tr>
          <th scope="col" className={styles.at}>
            at {at} s
          </th>
          {LEVELS.map((level) => (
            <th key={level} scope="col" className={styles[`q${level}`]}>
              QoS {level}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <Row name="published" levels={levels} show={(l) => l.published} />
        <Row name="delivered" levels={levels} show={(l) => l.delivered} />
        <Row name="lost" levels={levels} show={(l) => l.lost} tone="loss" />
        {span === 'total' ? (
          <Row name="pending" levels={levels} show={(l) => l.pending} />
        ) : undefined}
        <Row name="second copies" levels={levels} show={(l) => l.duplicates} tone="dup" />
        <Row name="median ms" levels={levels} show={(l) => showMs(l[clock].p50)} />
        <Row name="p95 ms" levels={levels} show={(l) => showMs(l[clock].p95)} />
        <Row name="p99 ms" levels={levels} show={(l) => showMs(l[clock].p99)} />
        <Row name="n" levels={levels} show={(l) => l[clock].n} quiet />
        <Row name="packets each" levels={levels} show={packetsEach} />
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly name: string;
  readonly levels: CountersData['levels'];
  readonly show: (level: LevelMetrics) => number | string;
  readonly tone?: 'loss' | 'dup';
  readonly quiet?: boolean;
}

function Row({ name, levels, show, tone, quiet = false }: RowProps) {
  return (
    <tr className={quiet ? styles.quiet : undefined}>
      <th scope="row">{name}</th>
      {LEVELS.map((level) => {
        const value = show(levels[level]);
        const toned = tone !== undefined && value !== 0;
        return (
          <td key={level} className={toned ? styles[tone] : undefined}>
            {value}
          </td>
        );
      })}
    </tr>
  );
}

function showMs(ms: Spread['p50']): string {
  if (ms === null) return '–';
  const rounded = ms < 100 ? Math.round(ms * 10) / 10 : Math.round(ms);
  return String(rounded);
}

/** Packets sent on both hops for each delivered message. */
function packetsEach({ packetsSent, delivered }: LevelMetrics): string {
  if (delivered === 0) return '–';
  const sent = Object.values(packetsSent).reduce((sum, count) => sum + count, 0);
  return (sent / delivered).toFixed(1);
}

function describeStorage({ broker }: CountersData): string {
  const { storedNow, storedBytesNow, storedPeak } = broker;
  if (storedNow === 0) return `nothing now, ${storedPeak} at its peak`;
  return `${storedNow} now (${storedBytesNow} B), ${storedPeak} at its peak`;
}

function clockLabel(clock: LatencyClock): string {
  return CLOCKS.find(({ value }) => value === clock)?.label ?? '';
}

function clockTitle(clock: LatencyClock): string {
  return CLOCKS.find(({ value }) => value === clock)?.title ?? '';
}
