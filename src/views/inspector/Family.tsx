// A message's family: every packet sent for it so far, on both hops, as links to the packets.

import type { MessageUid } from '../../trace/event.ts';
import type { Flight } from '../../trace/flights.ts';
import { useInstant, useRun, useScope, useSelection } from '../scopeContext.ts';
import styles from './Inspector.module.css';

const SHOWN = 40;

export function Family({ message: uid }: { message: MessageUid }) {
  const scope = useScope();
  const t = useInstant(4);
  const selected = useSelection().packet;
  useRun((state) => state.version);
  const index = useRun((state) => state.index);
  const message = index.message(uid);
  if (message === undefined) return undefined;
  const flights = index.flights
    .overlapping(message.publishedAt, t)
    .filter(({ packet, from }) => packet.messageUid === uid && from <= t);
  return (
    <section className={styles.family} aria-label={`All packets of message ${message.letter}`}>
      <h3 className={styles.name}>
        Message {message.letter}, QoS {message.level}
      </h3>
      <p className={styles.soft}>
        “{message.payload}” on {message.topic}
      </p>
      <ol>
        {flights.slice(0, SHOWN).map((flight) => (
          <li key={flight.name}>
            <button
              type="button"
              className={styles.link}
              aria-pressed={flight.packet.uid === selected}
              onClick={() => scope.selection.pressPacket(flight.packet.uid)}
            >
              <span className={styles.when}>{(flight.from / 1e6).toFixed(3)}</span>
              {describe(flight, t)}
            </button>
          </li>
        ))}
      </ol>
      {flights.length > SHOWN ? (
        <p className={styles.soft}>and {flights.length - SHOWN} more</p>
      ) : undefined}
    </section>
  );
}

function describe({ packet, transmission, fate, until }: Flight, t: number): string {
  const dup = packet.dup ? ' DUP' : '';
  const again = transmission > 1 ? ', again by TCP' : '';
  const lost = fate === 'lost' && until <= t ? ', lost' : '';
  return `${packet.type}${dup} ${packet.from} → ${packet.to}${again}${lost}`;
}
