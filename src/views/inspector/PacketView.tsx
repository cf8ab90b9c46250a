// The selected packet in words and figures: where from, when, why, and its bytes.

import type { SimTime } from '../../base/time.ts';
import { formatStatement, RULES } from '../../trace/event.ts';
import type { Flight } from '../../trace/flights.ts';
import type { TraceIndex } from '../../trace/traceIndex.ts';
import { formatInstant } from '../../trace/words.ts';
import { Button } from '../../ui/Button.tsx';
import { useInstant, useRun, useScope, useVersion } from '../scopeContext.ts';
import { Facts } from './Facts.tsx';
import styles from './Inspector.module.css';
import { PacketBytes } from './PacketBytes.tsx';
import { PacketLink } from './PacketLink.tsx';
import { formatBytes, nameOfNode, sayLost, titleOf } from './packetText.ts';
import { type PacketWay, packetWay } from './packetWay.ts';
import { familyAt, relationOf } from './related.ts';
import { Transmissions } from './Transmissions.tsx';

export function PacketView({ flight }: { readonly flight: Flight }) {
  const scope = useScope();
  const t = useInstant();
  useVersion();
  const index = useRun((state) => state.index);
  const version = useRun((state) => state.scenario.protocolVersion);
  const { packet } = flight;
  const title = titleOf(packet, index.letterOf(packet));
  const way = packetWay(index, packet.uid, t);
  if (way === undefined) {
    return (
      <>
        <h3 className={styles.name}>{title}</h3>
        <p>It is sent later than the instant shown.</p>
      </>
    );
  }
  const statement = formatStatement(packet.because, version);
  return (
    <>
      <h3 className={styles.name}>{title}</h3>
      <p>
        {nameOfNode(packet.from)} → {nameOfNode(packet.to)}, sent {formatInstant(way.sentAt)},{' '}
        {sayEnd(way)}
      </p>
      <Transmissions packet={packet} way={way} />
      <p>
        {RULES[packet.because].says} <Related index={index} flight={flight} t={t} />
      </p>
      <Facts
        rows={[
          ['hop', packet.hop],
          ['direction', packet.to === 'broker' ? 'to the broker' : 'from the broker'],
          ...(packet.level === undefined
            ? []
            : ([
                ['QoS on this hop', packet.qos],
                ['published at', `QoS ${packet.level}`],
              ] as const)),
          ...(packet.messageUid === undefined ? [] : ([['attempt', packet.attempt]] as const)),
          ...(packet.type === 'PUBLISH' ? ([['DUP', packet.dup ? 1 : 0]] as const) : []),
          ['Packet Identifier', packet.packetId === 0 ? undefined : packet.packetId],
          ['size', formatBytes(packet.bytes)],
          ['statement', statement],
        ]}
      />
      <PacketBytes uid={packet.uid} />
      {scope.selection.isOnTheWire(packet.uid) ? (
        <Button hint="K" onClick={() => void scope.commands.killSelected()}>
          Kill this {packet.type}
        </Button>
      ) : undefined}
    </>
  );
}

interface RelatedProps {
  readonly index: TraceIndex;
  readonly flight: Flight;
  readonly t: SimTime;
}

/** What it answers, repeats or passes on, as a link. */
function Related({ index, flight, t }: RelatedProps) {
  const { messageUid } = flight.packet;
  const family = messageUid === undefined ? [] : familyAt(index, messageUid, t);
  const related = relationOf(index, flight, family);
  if (related === undefined) return undefined;
  const { says, packet } = related;
  return (
    <>
      {says} <PacketLink uid={packet.uid}>{titleOf(packet, index.letterOf(packet))}</PacketLink>.
    </>
  );
}

function sayEnd({ end, waits, transmissions }: PacketWay): string {
  if (end?.kind === 'arrived') return `arrived ${formatInstant(end.at)}.`;
  if (end?.kind === 'lost') return `${sayLost(end.cause)} ${formatInstant(end.at)}.`;
  if (waits !== undefined) return `at its receiver since ${formatInstant(waits.since)}.`;
  // Between two transmissions nothing of it is on the wire.
  const isGone = transmissions.at(-1)?.end?.kind === 'lost';
  return isGone ? 'lost so far: TCP sends it again.' : 'on its way.';
}
