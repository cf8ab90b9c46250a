// The cells of the rule of thumb's tables: what is measured, with its n, and what the formula says.

import { formatRatio } from '../../trace/claim.ts';
import type { Figure, MeasuredLevel } from '../../trace/ruleOfThumb.ts';
import { formatMs, NONE } from '../counters/counterText.ts';
import styles from './RuleOfThumb.module.css';

interface ClockFigureProps {
  readonly figure: Figure;
  readonly p95?: Figure;
  readonly unit: string;
}

export function ClockFigure({ figure, p95, unit }: ClockFigureProps) {
  const show = (value: number | undefined) =>
    value === undefined ? NONE : `${formatRatio(value)}${unit}`;
  return (
    <td>
      <span className={styles.figure}>{show(figure.measured)}</span>
      {p95 === undefined || p95.n === 0 ? undefined : (
        <span className={styles.more}>p95 {show(p95.measured)}</span>
      )}
      {figure.formula === undefined ? undefined : (
        <span className={styles.more}>formula {show(figure.formula)}</span>
      )}
      <span className={styles.more}>n {figure.n}</span>
    </td>
  );
}

export function StorageCells({ level: { storage } }: { readonly level: MeasuredLevel }) {
  const { peak, stayMs, messageSeconds } = storage;
  return (
    <>
      <td>
        <span className={styles.figure}>{peak}</span>
        <span className={styles.more}>messages</span>
      </td>
      <td>
        <span className={styles.figure}>{formatMs(stayMs.measured ?? null)} ms</span>
        {stayMs.formula === undefined ? undefined : (
          <span className={styles.more}>formula {formatMs(stayMs.formula)} ms</span>
        )}
        <span className={styles.more}>n {stayMs.n}</span>
      </td>
      <td>
        <span className={styles.figure}>{messageSeconds.toFixed(1)}</span>
        <span className={styles.more}>message-seconds</span>
      </td>
    </>
  );
}

export function DuplicateCells({ level: { duplicates } }: { readonly level: MeasuredLevel }) {
  const { count, n, measured, formula } = duplicates;
  const show = (share: number | undefined) => (share === undefined ? NONE : share.toFixed(3));
  return (
    <>
      <td>
        <span className={count > 0 ? styles.dup : styles.figure}>{show(measured)}</span>
        <span className={styles.more}>{count} second copies</span>
      </td>
      <td>
        <span className={styles.figure}>{show(formula)}</span>
      </td>
      <td>
        <span className={styles.figure}>{n}</span>
      </td>
    </>
  );
}
