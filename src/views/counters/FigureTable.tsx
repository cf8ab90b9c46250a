// A table of figures: a column for each published QoS, in each cell the total, and beneath it the
// same over the sliding window.

import type { ReactNode } from 'react';
import { LEVELS, WINDOW_SEC } from '../../store/counters.ts';
import type { Counters, LevelMetrics } from '../../trace/metrics.ts';
import styles from './Counters.module.css';

interface FigureTableProps {
  readonly caption: string;
  /** Stands in the corner. */
  readonly corner: string;
  /** Absent: its rows are about the sliding window too. */
  readonly wholeOnly?: boolean;
  readonly children: ReactNode;
}

export function FigureTable({ caption, corner, wholeOnly = false, children }: FigureTableProps) {
  return (
    <table className={styles.table}>
      <caption className="visually-hidden">
        {caption}: the whole run
        {wholeOnly ? undefined : `, and the last ${WINDOW_SEC} seconds`}
      </caption>
      <thead>
        <tr>
          <th scope="col" className={styles.corner}>
            <span className={styles.at}>{corner}</span>
            {wholeOnly ? undefined : (
              <span className={styles.recent} aria-hidden="true">
                last {WINDOW_SEC} s
              </span>
            )}
          </th>
          {LEVELS.map((level) => (
            <th key={level} scope="col" className={styles[`q${level}`]}>
              QoS {level}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

interface FigureRowProps {
  readonly name: string;
  /** When its figures mean something. */
  readonly note?: string;
  readonly levels: Counters['levels'];
  /** Absent: it is a matter of the whole run. */
  readonly recent?: Counters['levels'];
  readonly show: (level: LevelMetrics) => number | string;
  readonly tone?: 'loss' | 'dup';
}

export function FigureRow({ name, note, levels, recent, show, tone }: FigureRowProps) {
  return (
    <tr>
      <th scope="row">
        {name}
        {note === undefined ? undefined : <span className={styles.recent}>{note}</span>}
      </th>
      {LEVELS.map((level) => {
        const value = show(levels[level]);
        const toned = tone !== undefined && value !== 0;
        return (
          <td key={level}>
            <span className={toned ? styles[tone] : styles.total} data-span="total">
              {value}
            </span>
            {recent === undefined ? undefined : (
              <span className={styles.recent} data-span="recent">
                <span className="visually-hidden">, in the last {WINDOW_SEC} seconds </span>
                {show(recent[level])}
              </span>
            )}
          </td>
        );
      })}
    </tr>
  );
}
