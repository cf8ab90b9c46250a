// The chat thread: the last lines, each where its number puts it; one that stands there again is marked.

import { textIn } from '../../usecases/facts.ts';
import type { EntriesState } from '../../usecases/useCase.ts';
import styles from './Application.module.css';
import { Earlier } from './Earlier.tsx';
import { lastOf } from './entries.ts';

const SHOWN = 10;

export function ChatView({ state }: { readonly state: EntriesState }) {
  if (state.count === 0) return <p className={styles.soft}>No lines yet.</p>;
  return (
    <>
      <Earlier state={state} shown={SHOWN} />
      <ol className={styles.thread}>
        {lastOf(state, SHOWN).map(({ act, key, isRepeat }) => (
          <li key={key} className={isRepeat ? styles.again : undefined}>
            <span className={styles.who}>{textIn(act.facts, 'from')}</span>{' '}
            {textIn(act.facts, 'text')}
            {isRepeat ? <strong className={styles.mark}> again</strong> : undefined}
          </li>
        ))}
      </ol>
    </>
  );
}
