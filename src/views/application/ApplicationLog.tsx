// What subscribers' applications saw: each callback in its order, repeats marked.

import * as m from 'framer-motion/m';
import { ordinalNumber } from '../../trace/words.ts';
import { useInstant, useRun } from '../scopeContext.ts';
import styles from './ApplicationLog.module.css';

const SHOWN = 12;

export function ApplicationLog() {
  const t = useInstant(6);
  useRun((state) => state.version);
  const index = useRun((state) => state.index);
  const seen = index.deliveries.filter(({ at }) => at <= t);
  const several = new Set(seen.map(({ subscriber }) => subscriber)).size > 1;
  if (seen.length === 0) return <p className={styles.empty}>Nothing yet.</p>;
  const recent = seen.slice(-SHOWN);
  return (
    <>
      {seen.length > SHOWN ? (
        <p className={styles.empty}>{seen.length - SHOWN} before these</p>
      ) : undefined}
      <ol className={styles.log} start={seen.length - recent.length + 1}>
        {recent.map(({ at, subscriber, messageUid, callbacks }) => {
          const message = index.message(messageUid);
          const repeat = callbacks > 1;
          return (
            <m.li
              key={`${at} ${subscriber} ${messageUid} ${callbacks}`}
              className={repeat ? styles.repeat : styles.entry}
              initial={{ opacity: 0, y: 4 }}
              animate={{ opacity: 1, y: 0 }}
            >
              <span className={styles.letter} data-level={message?.level}>
                {message?.letter}
              </span>
              <span className={styles.text}>{message?.payload}</span>
              {several ? <span className={styles.who}>{subscriber}</span> : undefined}
              {repeat ? <strong>{ordinalNumber(callbacks)}</strong> : undefined}
            </m.li>
          );
        })}
      </ol>
    </>
  );
}
