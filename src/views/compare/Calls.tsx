// Publishing as a client library with a level for each message offers it: one call on one connection,
// with the topic and payload of the latest message at the playhead.

import type { Lane } from '../../store/comparison.ts';
import { Section } from '../../ui/Section.tsx';
import { useInstant, useVersion } from '../scopeContext.ts';
import styles from './Compare.module.css';

interface CallsProps {
  readonly lanes: readonly Lane[];
  readonly labels: readonly string[];
}

export function Calls({ lanes, labels }: CallsProps) {
  const t = useInstant();
  useVersion();
  const calls = lanes.map(({ run }) => {
    const { index } = run.state.getState();
    return index.messages.findLast(
      ({ publishedAt, publisher }) => publishedAt <= t && publisher !== 'broker',
    );
  });
  return (
    <Section title="One connection, one call a message">
      <div className={styles.calls}>
        {calls.every((call) => call === undefined) ? (
          <p className={styles.word}>Nothing is published yet.</p>
        ) : (
          <pre>
            <code>
              {calls.map((call, i) =>
                call === undefined ? undefined : (
                  <span key={labels[i]}>
                    <span className={styles.word}>{`// ${labels[i]}\n`}</span>
                    publish({quote(call.topic)}, {quote(call.payload)}, {'{ '}
                    <span className={styles[`q${call.level}`]}>qos: {call.level}</span>
                    {' });\n'}
                  </span>
                ),
              )}
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
