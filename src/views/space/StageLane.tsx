// A client's lane on the stage: a thin line for each track in use or, where packets are too quick to
// be seen, one stream for each direction.
import { memo } from 'react';
import { type FlowDirection, formatRate } from './flow.ts';
import styles from './StageLane.module.css';
import type { LaneView } from './scene.ts';

export const StageLane = memo(function StageLane({ lane }: { readonly lane: LaneView }) {
  const { column, tracks, flow } = lane;
  const { top, height } = column.hop;
  const { left, width } = column.column;
  return (
    <>
      {tracks.map((x) => (
        <div key={x} className={styles.track} style={{ left: x, top, height }} />
      ))}
      {flow === undefined ? undefined : (
        <>
          <Stream flow={flow.down} way="down" x={left + width * 0.28} top={top} height={height} />
          <Stream flow={flow.up} way="up" x={left + width * 0.72} top={top} height={height} />
        </>
      )}
    </>
  );
});

interface StreamProps {
  readonly flow: FlowDirection;
  readonly way: 'down' | 'up';
  readonly x: number;
  readonly top: number;
  readonly height: number;
}

const LEVELS = [0, 1, 2, 3] as const;
/** Px of a stream's width for ten times as many packets. */
const WIDTH_STEP = 4;

function Stream({ flow, way, x, top, height }: StreamProps) {
  if (flow.total === 0) return <div className={styles.track} style={{ left: x, top, height }} />;
  const width = 3 + WIDTH_STEP * Math.max(0, Math.log10(flow.total) + 1);
  return (
    <div className={styles.stream} style={{ left: x, top, height }}>
      <div className={styles[way]}>
        {LEVELS.map((level) => {
          const share = flow.perSec[level] / flow.total;
          const look = [styles.q0, styles.q1, styles.q2, styles.plain][level];
          return share === 0 ? undefined : (
            <div key={level} className={look} style={{ width: Math.max(2, width * share) }} />
          );
        })}
      </div>
      <span className={styles.rate}>{formatRate(flow.total)}</span>
    </div>
  );
}
