// A chart's inner field in px, and the scales that lead into it.

import { scaleLinear, scaleLog } from '@visx/scale';
import type { ChartAxis } from './chartData.ts';

export type Scale = ReturnType<typeof scaleLinear<number>> | ReturnType<typeof scaleLog<number>>;

export interface Frame {
  /** Of the field between the axes. */
  readonly width: number;
  readonly height: number;
  readonly x: Scale;
  readonly y: Scale;
}

export const MARGIN = { top: 8, right: 10, bottom: 38, left: 46 } as const;

export function frameOf(width: number, height: number, xAxis: ChartAxis, yAxis: ChartAxis): Frame {
  const inner = {
    width: Math.max(1, width - MARGIN.left - MARGIN.right),
    height: Math.max(1, height - MARGIN.top - MARGIN.bottom),
  };
  return {
    ...inner,
    x: scaleOf(xAxis, [0, inner.width]),
    y: scaleOf(yAxis, [inner.height, 0]),
  };
}

function scaleOf({ log = false, domain }: ChartAxis, range: [number, number]): Scale {
  const [from, to] = domain;
  const options = { domain: [from, to], range };
  return log ? scaleLog<number>(options) : scaleLinear<number>(options);
}
