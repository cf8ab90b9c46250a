// The axes of a chart: ticks with their figures, faint lines across, and at each axis what it is.

import { Group } from '@visx/group';
import styles from './Chart.module.css';
import type { ChartAxis } from './chartData.ts';
import type { Frame } from './frame.ts';
import { ticksOf } from './ticks.ts';

interface ChartAxesProps {
  readonly frame: Frame;
  readonly xAxis: ChartAxis;
  readonly yAxis: ChartAxis;
}

/** So much room a figure needs. */
const TICK_X = 48;
const TICK_Y = 28;

export function ChartAxes({ frame, xAxis, yAxis }: ChartAxesProps) {
  const { width, height, x, y } = frame;
  return (
    <Group>
      {ticksOf(y, yAxis, height / TICK_Y).map((value) => (
        <Group key={value} top={y(value)}>
          <line className={styles.grid} x2={width} />
          <text className={styles.tick} x={-6} dy="0.32em" textAnchor="end">
            {yAxis.format(value)}
          </text>
        </Group>
      ))}
      <Group top={height}>
        <line className={styles.floor} x2={width} />
        {ticksOf(x, xAxis, width / TICK_X).map((value) => (
          <Group key={value} left={x(value)}>
            <line className={styles.floor} y2={4} />
            <text className={styles.tick} y={16} textAnchor={anchorAt(x(value), width)}>
              {xAxis.format(value)}
            </text>
          </Group>
        ))}
        <text className={styles.axisName} x={width} y={32} textAnchor="end">
          {xAxis.label}
        </text>
      </Group>
    </Group>
  );
}

/** Labels at the ends stand within the chart. */
function anchorAt(px: number, width: number): 'start' | 'middle' | 'end' {
  if (px > width - 12) return 'end';
  return 'middle';
}
