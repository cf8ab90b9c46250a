// Publishing as a client library with a level for each message offers it: one call on one connection,
// for each kind of message, with the topic and payload of its latest at the playhead.

import type { Lane } from '../../store/comparison.ts';
import { Section } from '../../ui/Section.tsx';
import { useInstant, useVersion } from '../scopeContext.ts';
import styles from './Compare.module.css';
import { latestCalls } from './latestCalls.ts';

interface CallsProps {
  readonly lanes: readonly Lane[];
  readonly labels: readonly string[];
}

export function Calls({ lanes, labels }: CallsProps) {
  const t = useInstant();
  useVersion();
  const calls = lanes.map(({ run }) => {
    return latestCalls(run.state.getState().index.messages, t);
  });
  return (
    <Section title="One connection, one call a message">
      <div className={styles.calls}>
        {calls.every(({ length }) => length === 0) ? (
          <p className={styles.word}>Nothing is published yet.</p>
        ) : (
          <pre>
            <code>
              {calls.map((latest, i) => (
                <span key={labels[i]} className={styles.callsOf}>
                  <span className={styles.word}>{`// ${labels[i]}\n`}</span>
                  {latest.map(({ uid, topic, payload, level }) => (
                    <span key={uid}>
                      publish({quote(topic)}, {quote(payload)}, {'{ '}
                      <span className={styles[`q${level}`]}>qos: {level}</span>
                      {' });\n'}
                    </span>
                  ))}
                </span>
              ))}
            </code>
          </pre>
        )}
        <p className={styles.word}>
          The level belongs to the message, not to the connection: each call names its own.
        </p>
      </div>
    </Section>
  );
}

/** As a program writes it. */
function quote(text: string): string {
  return `'${text.replace(/[\\']/g, (sign) => `\\${sign}`).replaceAll('\n', '\\n')}'`;
}
