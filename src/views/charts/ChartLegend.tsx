// Which line is which, with its value where the cursor is: colour, dash and mark as in the chart.

import { classNames } from '../../ui/classNames.ts';
import styles from './Chart.module.css';
import { Mark } from './ChartLines.tsx';
import type { ChartLine } from './chartData.ts';

interface ChartLegendProps {
  readonly lines: readonly ChartLine[];
  /** At the cursor, or the last ones; undefined: none are shown. */
  readonly values: readonly string[] | undefined;
}

export function ChartLegend({ lines, values }: ChartLegendProps) {
  return (
    <ul className={styles.legend}>
      {lines.map(({ label, tone, style, mark = style }, i) => (
        <li key={label} className={classNames(styles[tone], styles[style])}>
          <svg className={styles.sample} viewBox="-14 -6 28 12" aria-hidden="true" data-picture="">
            <path className={styles.line} d="M-14 0H14" />
            <Mark style={mark} left={0} top={0} />
          </svg>
          <span className={styles.name} data-picture="">
            {label}
          </span>
          {values === undefined ? undefined : <span className={styles.value}>{values[i]}</span>}
        </li>
      ))}
    </ul>
  );
}
