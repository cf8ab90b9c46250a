// The selected packet in words and figures: where from, when, why, and what it belongs to.

import { formatStatement, RULES } from '../../trace/event.ts';
import type { Flight } from '../../trace/flights.ts';
import { ordinalWord } from '../../trace/words.ts';
import { Button } from '../../ui/Button.tsx';
import { useInstant, useRun, useScope, useSelection } from '../scopeContext.ts';
import { Family } from './Family.tsx';
import styles from './Inspector.module.css';
import { PacketBytes } from './PacketBytes.tsx';

export function Inspector() {
  const { packet: uid, message } = useSelection();
  useRun((state) => state.version);
  const index = useRun((state) => state.index);
  const flight = uid === undefined ? undefined : index.flight(uid);
  if (flight === undefined && message === undefined) {
    return <p className={styles.soft}>Press a packet: time stops, and it is explained here.</p>;
  }
  return (
    <div className={styles.inspector}>
      {flight === undefined ? undefined : <PacketFacts flight={flight} />}
      {message === undefined ? undefined : <Family message={message} />}
    </div>
  );
}

function PacketFacts({ flight }: { flight: Flight }) {
  const scope = useScope();
  const t = useInstant(8);
  const index = useRun((state) => state.index);
  const version = useRun((state) => state.scenario.protocolVersion);
  const { packet } = flight;
  const letter = index.letterOf(packet);
  const attempt = packet.attempt > 1 ? `, ${ordinalWord(packet.attempt)} attempt` : '';
  const statement = formatStatement(packet.because, version);
  return (
    <>
      <h3 className={styles.name}>
        {packet.type} {letter}
        {attempt}
      </h3>
      <p>
        {nameOf(packet.from)} → {nameOf(packet.to)}, sent {formatSec(flight.from)},{' '}
        {fateOf(flight, t)}
      </p>
      <p>{RULES[packet.because].says}</p>
      <dl className={styles.facts}>
        {packet.level === undefined ? undefined : (
          <>
            <dt>QoS on this hop</dt>
            <dd>{packet.qos}</dd>
            <dt>published at</dt>
            <dd>QoS {packet.level}</dd>
          </>
        )}
        {packet.type === 'PUBLISH' ? (
          <>
            <dt>DUP</dt>
            <dd>{packet.dup ? 1 : 0}</dd>
          </>
        ) : undefined}
        {packet.packetId === 0 ? undefined : (
          <>
            <dt>Packet Identifier</dt>
            <dd>{packet.packetId}</dd>
          </>
        )}
        <dt>size</dt>
        <dd>{packet.bytes} bytes</dd>
        {statement === undefined ? undefined : (
          <>
            <dt>statement</dt>
            <dd>{statement}</dd>
          </>
        )}
      </dl>
      <PacketBytes uid={packet.uid} />
      {scope.selection.isOnTheWire(packet.uid) ? (
        <Button hint="K" onClick={() => void scope.commands.killSelected()}>
          Kill this {packet.type}
        </Button>
      ) : undefined}
    </>
  );
}

function fateOf({ fate, until, lossCause }: Flight, t: number): string {
  if (t < until) return 'on its way.';
  if (fate === 'arrives') return `arrived ${formatSec(until)}.`;
  const how = lossCause === 'killed' || lossCause === 'rule' ? 'killed' : 'lost';
  return `${how} ${formatSec(until)}.`;
}

function nameOf(node: string): string {
  return node === 'broker' ? 'Broker' : node;
}

function formatSec(t: number): string {
  return `${(t / 1e6).toFixed(3)} s`;
}
