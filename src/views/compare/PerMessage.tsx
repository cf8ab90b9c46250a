// One connection, three kinds of message: each at its own level, against all of them at one. What that
// takes on the wire and in the broker's store, and what it does to each kind.

import type { Scenario } from '../../scenario/scenario.ts';
import type { Counters } from '../../trace/metrics.ts';
import type { Patterns } from '../../trace/patternCount.ts';
import { formatMs, NONE } from '../counters/counterText.ts';
import { type KindRow, kindsOf, saySavings, totalsOf } from './kinds.ts';
import styles from './PerMessage.module.css';

export interface PerMessageLane {
  readonly label: string;
  readonly scenario: Scenario;
  readonly counters: Counters;
  readonly patterns: Patterns;
}

export interface PerMessageProps {
  readonly lanes: readonly PerMessageLane[];
}

export function PerMessage({ lanes }: PerMessageProps) {
  const kinds = kindsOf(lanes);
  const totals = lanes.map(totalsOf);
  const savings = saySavings(
    lanes,
    lanes.map(({ label }) => label),
  );
  const rows: readonly { readonly name: string; readonly values: readonly string[] }[] = [
    { name: 'packets', values: totals.map(({ packets }) => String(packets)) },
    { name: 'bytes', values: totals.map(({ bytes }) => String(bytes)) },
    { name: 'broker stores at most', values: totals.map(({ peak }) => String(peak)) },
    { name: 'message-seconds', values: totals.map(({ stored }) => stored.toFixed(1)) },
  ];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys too
    <section className={styles.scroll} aria-label="Per message and per connection" tabIndex={0}>
      {savings === undefined ? undefined : <p>{savings}</p>}
      <table className={styles.table}>
        <caption>The same traffic on one connection, by what its messages are published at</caption>
        <thead>
          <tr>
            <th scope="col" colSpan={2}>
              <span className="visually-hidden">figure</span>
            </th>
            {lanes.map(({ label }) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, values }, i) => (
            <tr key={name} className={i === 0 ? styles.first : undefined}>
              {i === 0 ? (
                <th scope="rowgroup" rowSpan={rows.length}>
                  in all
                </th>
              ) : undefined}
              <th scope="row">{name}</th>
              {values.map((value, lane) => (
                <td key={lanes[lane]?.label}>{value}</td>
              ))}
            </tr>
          ))}
        </tbody>
        {kinds.map((kind) => (
          <KindRows key={kind.name} kind={kind} lanes={lanes} />
        ))}
      </table>
    </section>
  );
}

interface KindRowsProps {
  readonly kind: KindRow;
  readonly lanes: readonly PerMessageLane[];
}

function KindRows({ kind, lanes }: KindRowsProps) {
  const { topic, lanes: figures } = kind;
  const cell = (
    show: (figure: KindRow['lanes'][number]) => string | number,
    tone?: 'loss' | 'dup',
  ) =>
    figures.map((figure, i) => {
      const value = show(figure);
      const toned = tone !== undefined && value !== 0;
      return (
        <td key={lanes[i]?.label} className={toned ? styles[tone] : undefined}>
          {value}
        </td>
      );
    });
  return (
    <tbody>
      <tr className={styles.first}>
        <th scope="rowgroup" rowSpan={5}>
          {topic}
        </th>
        <th scope="row">published at</th>
        {cell(({ level }) => (level === undefined ? NONE : `QoS ${level}`))}
      </tr>
      <tr>
        <th scope="row">lost</th>
        {cell(({ metrics }) => metrics?.lost ?? 0, 'loss')}
      </tr>
      <tr>
        <th scope="row">second copies</th>
        {cell(({ metrics }) => metrics?.duplicates ?? 0, 'dup')}
      </tr>
      <tr>
        <th scope="row">latency, median and p95 ms</th>
        {cell(
          ({ metrics }) =>
            `${formatMs(metrics?.deliveryMs.p50 ?? null)} · ${formatMs(metrics?.deliveryMs.p95 ?? null)}`,
        )}
      </tr>
      <tr>
        <th scope="row">packets, bytes</th>
        {cell(({ metrics }) => `${metrics?.packetsSent ?? 0} · ${metrics?.bytesSent ?? 0}`)}
      </tr>
    </tbody>
  );
}
