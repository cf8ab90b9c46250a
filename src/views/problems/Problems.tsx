// What went wrong, with the way out: a worker that failed, parts of a link that could not be used.

import { formatInputError, type InputError } from '../../base/result.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useRun, useScope } from '../scopeContext.ts';
import styles from './Problems.module.css';

interface ProblemsProps {
  /** What the address said that could not be used. */
  readonly ignored: readonly InputError[];
  readonly onDismiss: () => void;
}

export function Problems({ ignored, onDismiss }: ProblemsProps) {
  const scope = useScope();
  const status = useRun((state) => state.status);
  return (
    <>
      {status.kind === 'failed' ? (
        <Notice
          kind="problem"
          title="The simulation has stopped"
          actions={<Button onClick={() => void scope.retry()}>Start it again</Button>}
        >
          Its worker failed: {status.message}.
        </Notice>
      ) : undefined}
      {ignored.length > 0 ? (
        <Notice
          kind="problem"
          title="Parts of this link could not be used, the rest was"
          onDismiss={onDismiss}
        >
          <ul className={styles.list}>
            {ignored.map((error) => (
              <li key={formatInputError(error)}>{formatInputError(error)}</li>
            ))}
          </ul>
        </Notice>
      ) : undefined}
    </>
  );
}
