// What the network model takes for granted, in the simulation's own words: asked for when it is first
// looked at.

import { useState } from 'react';
import type { NetworkSettings } from '../../scenario/scenario.ts';
import type { Assumptions as Sentences } from '../../store/run.ts';
import { Details } from '../../ui/Details.tsx';
import { Hint } from '../../ui/Hint.tsx';
import { useScope } from '../scopeContext.ts';
import styles from './Controls.module.css';

type Answer = Sentences | 'failed' | undefined;

export function Assumptions({ model }: { model: NetworkSettings['model'] }) {
  const { run } = useScope();
  const [answer, setAnswer] = useState<Answer>(undefined);

  async function ask(): Promise<void> {
    if (answer !== undefined && answer !== 'failed') return;
    setAnswer((await run.assumptions()) ?? 'failed');
  }

  return (
    <Details summary="What this model assumes" onOpen={() => void ask()}>
      {answer === undefined || answer === 'failed' ? (
        <Hint>{answer === undefined ? 'Asking …' : 'The simulation does not answer.'}</Hint>
      ) : (
        <ul className={styles.sentences}>
          {answer[model].map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </Details>
  );
}
