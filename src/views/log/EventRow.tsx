// One event of the table.

import { memo } from 'react';
import { toSec } from '../../base/time.ts';
import type { TraceEvent } from '../../trace/event.ts';
import type { TraceIndex } from '../../trace/traceIndex.ts';

import styles from './EventLog.module.css';
import { PacketMark } from './PacketMark.tsx';
import { rowOf } from './row.ts';

interface EventRowProps {
  readonly id: string;
  readonly nth: number;
  readonly event: TraceEvent;
  readonly index: TraceIndex;
  /** Where the keys are. */
  readonly active: boolean;
  /** Of the selected packet. */
  readonly selected: boolean;
  /** Of the selected message. */
  readonly family: boolean;
  /** The last one until now. */
  readonly now: boolean;
}

export const EventRow = memo(function EventRow(props: EventRowProps) {
  const { id, nth, event, index, active, selected, family, now } = props;
  const row = rowOf(event, index);
  return (
    <tr
      id={id}
      data-nth={nth}
      aria-rowindex={nth + 2}
      aria-selected={selected || family}
      aria-current={now ? 'time' : undefined}
      data-active={active || undefined}
      data-selected={selected || undefined}
    >
      <td className={styles.time}>{toSec(row.at).toFixed(3)}</td>
      <td className={styles.what} data-tone={row.tone}>
        {row.what}
      </td>
      <td className={styles.packet} data-level={row.level}>
        {row.type === undefined ? undefined : <PacketMark type={row.type} />}
        <span>
          {row.type} {row.letter === '' ? undefined : <strong>{row.letter}</strong>}
          {row.dup ? ' DUP' : undefined}
        </span>
        {row.level === undefined ? undefined : (
          <span className="visually-hidden">, QoS {row.level}</span>
        )}
      </td>
      <td className={styles.where}>{row.where}</td>
      <td className={styles.id}>{row.packetId === 0 ? undefined : row.packetId}</td>
      <td className={styles.bytes}>{row.bytes}</td>
      <td className={styles.why} title={row.why}>
        {row.why}
      </td>
    </tr>
  );
});
