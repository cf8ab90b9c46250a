// How sure the values of a line are: a band behind it, and a bar at each.

import styles from './Chart.module.css';
import type { ChartSpan } from './chartData.ts';
import type { Frame } from './frame.ts';

interface ChartSpansProps {
  readonly frame: Frame;
  /** In order of x. */
  readonly spans: readonly ChartSpan[];
  /** Nothing is between them: no band. */
  readonly isLoose: boolean;
}

/** Half of the stroke at the end of a bar. */
const END = 3;

export function ChartSpans({ frame, spans, isLoose }: ChartSpansProps) {
  const places = spans.map(({ x, low, high }) => ({
    left: frame.x(x),
    top: frame.y(high),
    bottom: frame.y(low),
  }));
  const over = places.map(({ left, top }) => `${left} ${top}`);
  const under = places.map(({ left, bottom }) => `${left} ${bottom}`).reverse();
  const bars = places.map(
    ({ left, top, bottom }) =>
      `M${left - END} ${top}h${2 * END}M${left} ${top}V${bottom}M${left - END} ${bottom}h${2 * END}`,
  );
  return (
    <>
      {isLoose || places.length < 2 ? undefined : (
        <path className={styles.band} d={`M${[...over, ...under].join('L')}Z`} />
      )}
      <path className={styles.bars} d={bars.join('')} />
    </>
  );
}
