// A message's family: every packet sent for it so far, on both hops, as links in order of time.

import { useState } from 'react';
import type { SimTime } from '../../base/time.ts';
import type { MessageView } from '../../trace/messages.ts';
import type { TraceIndex } from '../../trace/traceIndex.ts';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import styles from './Inspector.module.css';
import { PacketLink } from './PacketLink.tsx';
import { packetWay } from './packetWay.ts';
import { familyAt } from './related.ts';

const SHOWN = 40;

interface FamilyProps {
  readonly index: TraceIndex;
  readonly message: MessageView;
  readonly t: SimTime;
}

export function Family({ index, message, t }: FamilyProps) {
  const [all, setAll] = useState(false);
  const family = familyAt(index, message.uid, t);
  const shown = all ? family : family.slice(0, SHOWN);
  return (
    <section
      className={styles.family}
      aria-label={`All packets of message ${message.letter}`}
      data-level={message.level}
    >
      <h4 className={styles.soft}>Its packets</h4>
      <ol className={styles.list}>
        {shown.map(({ packet, from }) => {
          const way = packetWay(index, packet.uid, t);
          const { end, transmissions = [] } = way ?? {};
          const lost = end?.kind === 'lost' ? ', lost' : '';
          const again = transmissions.length > 1 ? `, ${transmissions.length}× by TCP` : '';
          return (
            <li key={packet.uid}>
              <PacketLink uid={packet.uid} row>
                <span className={styles.when}>{(from / 1e6).toFixed(3)}</span>{' '}
                <span>
                  {`${packet.type}${packet.dup ? ' DUP' : ''} ${packet.from} → ${packet.to}`}
                  {again}
                  <span className={classNames(lost !== '' && styles.lost)}>{lost}</span>
                </span>
              </PacketLink>
            </li>
          );
        })}
      </ol>
      {family.length > shown.length ? (
        <Button onClick={() => setAll(true)}>Show all {family.length}</Button>
      ) : undefined}
    </section>
  );
}
