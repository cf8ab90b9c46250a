// The code for one message's way with one library: what is published, who hears of it, the two programs,
// and what is not in them: what has no option, and defaults that surprise.

import { useState } from 'react';
import { useStore } from 'zustand';
import {
  type CodeMessage,
  codeSettingsOf,
  grantedLevel,
  listenersOf,
  whyIgnored,
} from '../../lessons/code/codeSettings.ts';
import { LIBRARY } from '../../lessons/code/libraries.ts';
import { LIBRARIES, type LibraryName } from '../../lessons/code/snippet.ts';
import { unsaidOf } from '../../lessons/code/unsaid.ts';
import { repeats, surprises, unsaid } from '../../lessons/en/libraries.ts';
import { subscriptionTo } from '../../scenario/heard.ts';
import type { ClientSettings } from '../../scenario/scenario.ts';
import type { ClientId, Qos } from '../../trace/event.ts';
import { Hint } from '../../ui/Hint.tsx';
import { Select } from '../../ui/Select.tsx';
import styles from './Code.module.css';
import { CodeBlock } from './CodeBlock.tsx';
import { type Coded, secondCopy } from './coded.ts';
import { chosenLibrary } from './library.ts';

/** Where `npm run broker` and most others listen. */
const BROKER = { host: 'localhost', port: 1883 };

interface CodeProps {
  readonly coded: Coded;
  /** Whom it is about at first. */
  readonly client?: ClientId | undefined;
}

export function Code({ coded, client }: CodeProps) {
  const { scenario, byHand, messages } = coded;
  const { library } = useStore(chosenLibrary);
  const [messageKey, setMessageKey] = useState<string>();
  const [listenerId, setListenerId] = useState(client);
  const all = byHand === undefined ? messages : [byHand, ...messages];
  const message =
    all.find(({ key }) => key === messageKey) ??
    all.find((one) => concerns(one, scenario.clients, client)) ??
    all[0];
  const listeners = message === undefined ? [] : listenersOf(scenario, message);
  const listener = listeners.find(({ id }) => id === listenerId) ?? listeners[0];
  if (message === undefined || listener === undefined) {
    return (
      <Hint>Nobody publishes here to anybody: a run with a publisher and a subscriber does.</Hint>
    );
  }
  const wasSeen = coded.twice.has(secondCopy(message.client, listener.id, message.qos));
  const chosen = { message, subscriber: listener.id, wasSeen };
  const settings = codeSettingsOf(scenario, BROKER, chosen);
  if (settings === undefined) return undefined;
  const { title, version, format } = LIBRARY[library];
  const { publisher, subscriber } = format(settings);
  const missing = unsaidOf(library, settings);
  const why = whyIgnored(scenario, message, listener, wasSeen) ?? 'none';
  return (
    <div className={styles.code}>
      <div className={styles.choices}>
        <Select
          label="Library"
          options={LIBRARIES.map((value) => ({ value, label: LIBRARY[value].title }))}
          value={library}
          onChange={(value: LibraryName) => chosenLibrary.setState({ library: value })}
        />
        {all.length < 2 ? undefined : (
          <Select
            label="Message"
            options={all.map((one) => ({ value: one.key, label: sayMessage(one) }))}
            value={message.key}
            onChange={setMessageKey}
          />
        )}
        {listeners.length < 2 ? undefined : (
          <Select
            label="Subscriber"
            options={listeners.map(({ id }) => ({ value: id, label: id }))}
            value={listener.id}
            onChange={setListenerId}
          />
        )}
      </div>
      <p>
        {sayWay(message, listener, grantedLevel(scenario, listener, message.topic))} The broker is
        at{' '}
        <code>
          {BROKER.host}:{BROKER.port}
        </code>
        : put yours there. The options are those of {title} {version}.
      </p>
      <CodeBlock title={`Publishing: ${message.client}`} text={publisher} />
      <CodeBlock title={`Subscribing: ${listener.id}`} text={subscriber} />
      <h3>Repeats</h3>
      <p>{repeats[why]}</p>
      {missing.length === 0 ? undefined : (
        <>
          <h3>What has no option here</h3>
          <ul className={styles.sentences}>
            {missing.map((one) => (
              <li key={one}>{unsaid[one]}</li>
            ))}
          </ul>
        </>
      )}
      <h3>Defaults that surprise</h3>
      <ul className={styles.sentences}>
        {surprises[library].map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}

/** It is published by the client, or the client hears of it. */
function concerns(
  { client, topic }: CodeMessage,
  clients: readonly ClientSettings[],
  id: ClientId | undefined,
): boolean {
  const listener = clients.find((one) => one.id === id);
  return client === id || (listener !== undefined && subscriptionTo(listener, topic) !== undefined);
}

function sayMessage({ key, client, topic, qos }: CodeMessage): string {
  const said = `${topic}, QoS ${qos}, by ${client}`;
  return key === 'by hand' ? `The next by hand: ${said}` : said;
}

/** On which level it goes, hop by hop. */
function sayWay(message: CodeMessage, listener: ClientSettings, granted: Qos): string {
  const { client, topic, qos } = message;
  if (subscriptionTo(listener, topic) === undefined) {
    return `${client} publishes on ${topic} at QoS ${qos}, and nobody subscribes to that.`;
  }
  const further =
    granted >= qos
      ? `and ${listener.id} gets it at that level.`
      : `and ${listener.id} gets it at QoS ${granted}: the lower of the two counts.`;
  return `${client} publishes on ${topic} at QoS ${qos}, ${further}`;
}
