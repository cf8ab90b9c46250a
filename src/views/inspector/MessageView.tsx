// The selected message: what it is, its life as states on each hop, and all its packets.

import { useState } from 'react';
import { TraceCursor } from '../../store/traceCursor.ts';
import type { MessageUid } from '../../trace/event.ts';
import type { Reception } from '../../trace/messageLife.ts';
import { MessageLifeFold } from '../../trace/messageLifeFold.ts';
import { formatInstant } from '../../trace/words.ts';
import { Button } from '../../ui/Button.tsx';
import { useInstant, useRun, useScope, useSelection, useVersion } from '../scopeContext.ts';
import { ExchangeView } from './ExchangeView.tsx';
import { Family } from './Family.tsx';
import styles from './Inspector.module.css';

const SHOWN = 4;

export function MessageView({ uid }: { readonly uid: MessageUid }) {
  const { selection } = useScope();
  const isAlone = useSelection().packet === undefined;
  const t = useInstant();
  const [all, setAll] = useState(false);
  const [cursor] = useState(() => new TraceCursor(() => new MessageLifeFold(uid)));
  useVersion();
  const index = useRun((state) => state.index);
  const message = index.message(uid);
  if (message === undefined || message.publishedAt > t) {
    return <p>At this instant the message is not there yet, or no longer kept.</p>;
  }
  const { exchanges, receptions } = cursor.at(index, t).life();
  const shown = all ? exchanges : exchanges.slice(0, SHOWN);
  const { letter, level, publisher, payload, topic, publishedAt } = message;
  return (
    <section className={styles.message} aria-label={`Message ${letter}`}>
      <h3 className={styles.name}>
        Message {letter}, QoS {level}
      </h3>
      <p className={styles.soft}>
        “{payload}” on {topic}, published {formatInstant(publishedAt)} by{' '}
        {publisher === 'broker' ? 'the broker' : publisher}
      </p>
      {isAlone ? undefined : (
        <p>
          <button
            type="button"
            className={styles.link}
            onClick={() => selection.selectMessage(uid)}
          >
            Look at the message alone
          </button>
        </p>
      )}
      {shown.map((exchange) => (
        <ExchangeView
          key={`${exchange.hop} ${exchange.client} ${exchange.copy}`}
          exchange={exchange}
          level={level}
        />
      ))}
      {exchanges.length > shown.length ? (
        <Button onClick={() => setAll(true)}>Show all {exchanges.length} exchanges</Button>
      ) : undefined}
      <Receptions receptions={receptions} />
      <Family index={index} message={message} t={t} />
    </section>
  );
}

/** What became of it for each subscriber. */
function Receptions({ receptions }: { readonly receptions: readonly Reception[] }) {
  if (receptions.length === 0) return undefined;
  return (
    <ul className={styles.list} aria-label="What its subscribers’ applications had">
      {receptions.slice(0, 20).map((reception) => (
        <li key={reception.subscriber}>{sayReception(reception)}</li>
      ))}
    </ul>
  );
}

function sayReception({ subscriber, deliveredAt, lost }: Reception): string {
  if (deliveredAt.length > 0) {
    const times = deliveredAt.map((at) => formatInstant(at)).join(' and ');
    return `The application of ${subscriber} had it at ${times}.`;
  }
  if (lost !== undefined)
    return `${subscriber} never gets it: it was lost at ${formatInstant(lost.at)}.`;
  return `The application of ${subscriber} has not had it yet.`;
}
