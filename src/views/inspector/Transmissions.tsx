// How a packet travelled, where that was not at once: TCP's transmissions of it, what it waits for
// behind a gap in the stream, and where it was held up.

import type { PacketRecord } from '../../trace/event.ts';
import { formatInstant, ordinalNumber } from '../../trace/words.ts';
import { useRun } from '../scopeContext.ts';
import styles from './Inspector.module.css';
import { PacketLink } from './PacketLink.tsx';
import { sayLost, titleOf } from './packetText.ts';
import type { PacketWay, Transmission } from './packetWay.ts';

const WHY = {
  timeout: 'no acknowledgement came in time',
  'fast-retransmit': 'what was sent after it was acknowledged before it',
} as const;

export function Transmissions({
  packet,
  way: { transmissions, waits, delayedAt },
}: {
  readonly packet: PacketRecord;
  readonly way: PacketWay;
}) {
  const index = useRun((state) => state.index);
  const awaited = waits === undefined ? undefined : index.flight(waits.awaits)?.packet;
  return (
    <>
      {delayedAt.map((at) => (
        <p key={at}>Held up on its way at {formatInstant(at)}.</p>
      ))}
      {awaited === undefined ? undefined : (
        <p>
          TCP keeps it back until what was sent before it is there:{' '}
          <PacketLink uid={awaited.uid}>{titleOf(awaited, index.letterOf(awaited))}</PacketLink>.
        </p>
      )}
      {transmissions.length < 2 ? undefined : (
        <ol className={styles.list} aria-label={`Transmissions of this ${packet.type} by TCP`}>
          {transmissions.map((one) => (
            <li key={one.nth} className={styles.plain}>
              <span className={styles.when}>{formatInstant(one.from)}</span>{' '}
              <span>{sayTransmission(one)}</span>
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

function sayTransmission({ nth, why, end }: Transmission): string {
  const reason = why === undefined ? '' : `: ${WHY[why]}`;
  return `${ordinalNumber(nth)} transmission${reason}; ${sayEnd(end)}`;
}

function sayEnd(end: Transmission['end']): string {
  if (end === undefined) return 'on its way';
  return end.kind === 'arrived'
    ? `there ${formatInstant(end.at)}`
    : `${sayLost(end.cause)} ${formatInstant(end.at)}`;
}
