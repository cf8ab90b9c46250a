// What was sent: packets by type, first sends against re-sends, bytes for each hop, and over TCP the
// segments that carried them. And what the broker stored meanwhile.

import { LEVELS } from '../../store/counters.ts';
import { EXCHANGE_TYPES } from '../../trace/event.ts';
import type { BrokerMetrics, Counters, HopMetrics, LevelMetrics } from '../../trace/metrics.ts';
import { Hint } from '../../ui/Hint.tsx';
import { FigureRow, FigureTable } from './FigureTable.tsx';

export interface WireProps {
  readonly levels: Counters['levels'];
  readonly recent: Counters['levels'];
  readonly broker: BrokerMetrics;
}

export function Wire({ broker, ...both }: WireProps) {
  const overTcp = LEVELS.some((level) => hopSum('segmentsSent')(both.levels[level]) > 0);
  return (
    <>
      <FigureTable caption="On the wire" corner="packets">
        {EXCHANGE_TYPES.map((type) => (
          <FigureRow key={type} name={type} {...both} show={(l) => l.packetsSent[type]} />
        ))}
        <FigureRow name="first sends" {...both} show={(l) => allSent(l) - l.packetsResent} />
        <FigureRow name="re-sends" {...both} show={(l) => l.packetsResent} />
        <FigureRow name="lost" {...both} show={hopSum('packetsLost')} tone="loss" />
        <FigureRow
          name="bytes"
          note="publisher ⇄ broker"
          {...both}
          show={(l) => l.hops[1].bytesSent}
        />
        <FigureRow
          name="bytes"
          note="broker ⇄ subscriber"
          {...both}
          show={(l) => l.hops[2].bytesSent}
        />
        {overTcp ? (
          <>
            <FigureRow name="TCP segments" {...both} show={hopSum('segmentsSent')} />
            <FigureRow name="sent again" {...both} show={hopSum('segmentsResent')} />
            <FigureRow name="segments lost" {...both} show={hopSum('segmentsLost')} tone="loss" />
          </>
        ) : undefined}
      </FigureTable>
      <Hint>
        Messages in the broker’s store, by how long each was there:{' '}
        {broker.storedMessageSeconds.toFixed(1)} message-seconds so far.
      </Hint>
    </>
  );
}

function allSent({ packetsSent }: LevelMetrics): number {
  return Object.values(packetsSent).reduce((sum, count) => sum + count, 0);
}

function hopSum(key: keyof HopMetrics): (level: LevelMetrics) => number {
  return ({ hops }) => hops[1][key] + hops[2][key];
}
