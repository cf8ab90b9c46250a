// The latencies of the whole run as three histograms over each other, with one axis: a row for each
// level, its n and its percentiles written and marked. A table says the same.

import { type CounterCursor, LEVELS } from '../../store/counters.ts';
import type { Qos } from '../../trace/event.ts';
import type { Counters, LatencyClock } from '../../trace/metrics.ts';
import type { Spread } from '../../trace/samples.ts';
import { Hint } from '../../ui/Hint.tsx';
import { edgesBeyond, formatTick, shareOf, ticksOf, trimBins } from './bins.ts';
import { formatMs } from './counterText.ts';
import styles from './Histogram.module.css';

const WIDTH = 260;
const HEIGHT = 36;
/** Of the axis, where a label stands within it and not around its tick. */
const EDGE = 0.06;

export interface HistogramProps {
  readonly levels: Counters['levels'];
  readonly clock: LatencyClock;
  /** At the instant of `levels`. */
  readonly cursor: CounterCursor;
  /** Whose latencies these are. */
  readonly of: string;
}

export function Histogram({ levels, clock, cursor, of }: HistogramProps) {
  const spreads = LEVELS.map((level) => levels[level][clock]);
  const most = Math.max(0, ...spreads.map(({ max }) => max ?? 0));
  if (spreads.every(({ n }) => n === 0)) return <Hint>No latency is measured yet.</Hint>;
  const wide = edgesBeyond(most);
  const { edges, counts } = trimBins(wide, cursor.countBetween(clock, wide));
  const shares = counts.map((bins, i) => bins.map((count) => count / (spreads[i]?.n || 1)));
  const highest = Math.max(...shares.flat());
  return (
    <figure className={styles.histogram} aria-label={`Histogram of latencies ${of}`}>
      {LEVELS.map((level) => (
        <LevelBars
          key={level}
          level={level}
          spread={spreads[level] as Spread}
          heights={(shares[level] ?? []).map((share) => share / highest)}
          edges={edges}
        />
      ))}
      <Axis edges={edges} />
      <BinTable edges={edges} counts={counts} of={of} />
    </figure>
  );
}

interface LevelBarsProps {
  readonly level: Qos;
  readonly spread: Spread;
  /** Of the highest bar of all. */
  readonly heights: readonly number[];
  readonly edges: readonly number[];
}

function LevelBars({ level, spread, heights, edges }: LevelBarsProps) {
  const { n, p50, p95, p99 } = spread;
  const width = WIDTH / heights.length;
  const marks = [
    { ms: p50, className: styles.p50 },
    { ms: p95, className: styles.p95 },
    { ms: p99, className: styles.p99 },
  ];
  return (
    <div className={styles.level}>
      <p className={styles.figures}>
        <span className={styles[`q${level}`]}>QoS {level}</span>
        <span>n {n}</span>
        <span>
          <i className={styles.p50} /> p50 {formatMs(p50)}
        </span>
        <span>
          <i className={styles.p95} /> p95 {formatMs(p95)}
        </span>
        <span>
          <i className={styles.p99} /> p99 {formatMs(p99)}
        </span>
      </p>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        <g className={styles[`q${level}`]}>
          {heights.map((height, i) => (
            <rect
              key={edges[i]}
              x={i * width + 0.5}
              width={width - 1}
              y={HEIGHT - height * (HEIGHT - 4)}
              height={height * (HEIGHT - 4)}
            />
          ))}
        </g>
        <path className={styles.floor} d={`M0 ${HEIGHT - 0.5}H${WIDTH}`} />
        {marks.map(({ ms, className }) => {
          if (ms === null) return undefined;
          const x = shareOf(ms, edges) * WIDTH;
          return <path key={className} className={className} d={`M${x} 0V${HEIGHT}`} />;
        })}
      </svg>
    </div>
  );
}

function Axis({ edges }: { readonly edges: readonly number[] }) {
  return (
    <div className={styles.axis} aria-hidden="true">
      {ticksOf(edges).map((ms) => {
        const share = shareOf(ms, edges);
        const shift = share < EDGE ? 0 : share > 1 - EDGE ? -100 : -50;
        return (
          <span key={ms} style={{ left: `${share * 100}%`, translate: `${shift}% 0` }}>
            {formatTick(ms)}
          </span>
        );
      })}
    </div>
  );
}

interface BinTableProps {
  readonly edges: readonly number[];
  readonly counts: readonly (readonly number[])[];
  readonly of: string;
}

/** For who cannot see the bars. */
function BinTable({ edges, counts, of }: BinTableProps) {
  const rows = edges.slice(0, -1).map((from, i) => ({
    from,
    to: edges[i + 1] as number,
    counts: counts.map((bins) => bins[i] ?? 0),
  }));
  return (
    <table className="visually-hidden">
      <caption>Latencies {of}, by length</caption>
      <thead>
        <tr>
          <th scope="col">latency</th>
          {LEVELS.map((level) => (
            <th key={level} scope="col">
              QoS {level}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows
          .filter((row) => row.counts.some((count) => count > 0))
          .map((row) => (
            <tr key={row.from}>
              <th scope="row">
                {row.from} to {row.to} ms
              </th>
              {LEVELS.map((level) => (
                <td key={level}>{row.counts[level]}</td>
              ))}
            </tr>
          ))}
      </tbody>
    </table>
  );
}
