// The lanes' charts: latencies over each other, and over the run's time what was delivered, lost and
// doubled, what each delivery took on the wire, and what the broker stored. All on one clock: the cursor
// of one is the cursor of all that have its axis.

import { useMemo, useState } from 'react';
import type { SimTime } from '../../base/time.ts';
import type { LatencyClock } from '../../trace/metrics.ts';
import { Hint } from '../../ui/Hint.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { Select } from '../../ui/Select.tsx';
import { type ChartAxis, type ChartLine, domainOf, stopsBetween } from '../charts/chartData.ts';
import { LineChart } from '../charts/LineChart.tsx';
import { CLOCKS, formatEach } from '../counters/counterText.ts';
import styles from './Charts.module.css';
import { type ChartLane, eachLines, growthLines, storageCharts } from './chartLanes.ts';
import {
  sayBytesStored,
  sayCopies,
  sayCounts,
  sayEach,
  sayLatencies,
  sayStorage,
} from './chartWords.ts';
import { formatLatency, type LatencyChart, latencyChart } from './latencyChart.ts';

export interface CompareChartsProps {
  readonly lanes: readonly ChartLane[];
  /** The instant shown. */
  readonly t: SimTime;
  /** Where publishing started. */
  readonly from: SimTime;
}

const STOPS = 60;
type Shape = 'each' | 'within';
const SHAPES = [
  { value: 'each', label: 'How long' },
  { value: 'within', label: 'Within' },
] as const;

export function CompareCharts({ lanes, t, from }: CompareChartsProps) {
  const [cursor, setCursor] = useState<number>();
  const seconds = useMemo<ChartAxis>(
    () => ({
      label: 'virtual time, s',
      domain: [from / 1e6, Math.max(t / 1e6, from / 1e6 + 1)],
      format: (sec) => String(Math.round(sec * 100) / 100),
    }),
    [from, t],
  );
  const stops = useMemo(() => stopsBetween(from / 1e6, t / 1e6, STOPS), [from, t]);
  const charts = useMemo(() => chartsOf(lanes, t), [lanes, t]);
  return (
    <div className={styles.place}>
      <div className={styles.charts}>
        <Latencies lanes={lanes} />
        {charts.map(({ title, summary, lines, yAxis }) => (
          <LineChart
            key={title}
            title={title}
            summary={summary}
            lines={lines}
            xAxis={seconds}
            yAxis={yAxis}
            stops={stops}
            cursor={cursor}
            onCursor={setCursor}
          />
        ))}
      </div>
    </div>
  );
}

interface TimeChart {
  readonly title: string;
  readonly summary: string;
  readonly lines: readonly ChartLine[];
  readonly yAxis: ChartAxis;
}

const MEANS = ', mean of each stretch of time';
const COUNT = { whole: true, format: String } as const;
const MEASURE = { format: formatEach } as const;

function chartsOf(lanes: readonly ChartLane[], t: SimTime): readonly TimeChart[] {
  const { messages, bytes } = storageCharts(lanes, t);
  return [
    timeChart(
      'Deliveries',
      'first callbacks so far',
      sayCounts(lanes, 'delivered'),
      growthLines(lanes, 'delivered', t),
      COUNT,
    ),
    timeChart(
      'Losses',
      'pairs lost so far',
      sayCounts(lanes, 'lost'),
      growthLines(lanes, 'lost', t),
      COUNT,
    ),
    timeChart(
      'Second copies',
      'callbacks beyond the first so far',
      sayCopies(lanes),
      growthLines(lanes, 'duplicates', t),
      COUNT,
    ),
    timeChart(
      'Packets for each delivery',
      'packets on both hops, so far',
      sayEach(lanes, 'packetsSent'),
      eachLines(lanes, 'packetsSent', t),
      MEASURE,
    ),
    timeChart(
      'Bytes for each delivery',
      'bytes on both hops, so far',
      sayEach(lanes, 'bytesSent'),
      eachLines(lanes, 'bytesSent', t),
      MEASURE,
    ),
    timeChart(
      'Messages in the broker’s store',
      `messages${messages.areMeans ? MEANS : ''}`,
      sayStorage(lanes),
      messages.lines,
      messages.areMeans ? MEASURE : COUNT,
    ),
    timeChart(
      'Bytes in the broker’s store',
      `bytes${bytes.areMeans ? MEANS : ''}`,
      sayBytesStored(lanes),
      bytes.lines,
      bytes.areMeans ? MEASURE : COUNT,
    ),
  ];
}

function timeChart(
  title: string,
  label: string,
  summary: string,
  lines: readonly ChartLine[],
  axis: Pick<ChartAxis, 'whole' | 'format'>,
): TimeChart {
  return { title, summary, lines, yAxis: { label, domain: domainOf(lines), ...axis } };
}

function Latencies({ lanes }: { readonly lanes: readonly ChartLane[] }) {
  const [clock, setClock] = useState<LatencyClock>('deliveryMs');
  const [shape, setShape] = useState<Shape>('each');
  const [cursor, setCursor] = useState<number>();
  const chart = useMemo(() => latencyChart(lanes, clock, shape), [lanes, clock, shape]);
  const { of } = CLOCKS.find(({ value }) => value === clock) ?? CLOCKS[0];
  const xAxis = useMemo<ChartAxis>(
    () => ({
      label: 'latency from publish, ms',
      log: true,
      domain: chart?.domain ?? [1, 10],
      format: formatLatency,
    }),
    [chart],
  );
  const choices = (
    <div className={styles.choices}>
      <Select label="Latency" hideLabel options={CLOCKS} value={clock} onChange={setClock} />
      <Segmented label="Show" hideLabel options={SHAPES} value={shape} onChange={setShape} />
    </div>
  );
  return (
    <div className={styles.latencies}>
      {chart === undefined ? (
        <>
          {choices}
          <Hint>No latency is measured yet.</Hint>
        </>
      ) : (
        <LineChart
          title={shape === 'each' ? 'Latencies' : 'There within'}
          summary={sayLatencies(lanes, clock, of)}
          lines={chart.lines}
          xAxis={xAxis}
          yAxis={yAxisOf(chart, shape, of)}
          stops={chart.stops}
          stopNames={chart.stopNames}
          cursor={cursor}
          onCursor={setCursor}
          choices={choices}
        />
      )}
    </div>
  );
}

function yAxisOf({ lines }: LatencyChart, shape: Shape, of: string): ChartAxis {
  return {
    label: shape === 'each' ? `% ${of}` : '% of all pairs, lost ones too',
    unit: '%',
    domain: domainOf(lines, 10),
    format: (share) => String(Math.round(share * 10) / 10),
  };
}
