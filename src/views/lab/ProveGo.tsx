// Starting and stopping the search, and how far it is.

import { useStore } from 'zustand';
import type { ExploreRequest } from '../../lab/exploration.ts';
import { isShort } from '../../lab/exploreRequest.ts';
import { countOf } from '../../lab/words.ts';
import type { Proofs, ProofsState } from '../../store/proofs.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Replaced } from './Replaced.tsx';
import styles from './Results.module.css';

interface ProveGoProps {
  readonly proofs: Proofs;
  /** Undefined: what is asked for is wrong. */
  readonly requests: readonly ExploreRequest[] | undefined;
}

export function ProveGo({ proofs, requests }: ProveGoProps) {
  const state = useStore(proofs.state);
  const { running, replaced, failure } = state;
  const isCurrent = requests !== undefined && proofs.isOf(requests);
  const isDone = isCurrent && state.proofs.every(({ status }) => status === 'done');
  const shares = state.proofs.map(({ far }) => far?.share ?? 0);
  const waits = requests !== undefined && !isCurrent && !isShort(requests);
  return (
    <div className={styles.run}>
      <div className={styles.go}>
        {running ? (
          <Button onClick={() => proofs.stop()}>Stop</Button>
        ) : (
          <Button
            variant={isDone ? 'plain' : 'primary'}
            unavailable={requests === undefined ? 'This cannot be searched.' : undefined}
            onClick={() => {
              if (requests !== undefined) void proofs.start(requests);
            }}
          >
            {isDone ? 'Prove again' : 'Prove'}
          </Button>
        )}
        <p className={styles.far}>
          {isCurrent ? sayProgress(state) : ''}
          {waits ? 'So large a search waits for a press.' : ''}
          {waits && state.proofs.length > 0 ? ' Below is what the one before it found.' : ''}
        </p>
      </div>
      {running ? (
        <progress
          className={styles.progress}
          aria-label="Share of the runs that there seem to be"
          value={shares.reduce((sum, share) => sum + share, 0)}
          max={shares.length}
        />
      ) : undefined}
      <p className="visually-hidden" role="status">
        {running ? 'The search is running.' : isCurrent ? sayProgress(state) : ''}
      </p>
      {failure === undefined ? (
        <Replaced replaced={replaced} />
      ) : (
        <Notice kind="problem" title="A search has stopped">
          A part of it failed twice: {failure}.
        </Notice>
      )}
    </div>
  );
}

function sayProgress({ proofs, running, tookMs }: ProofsState): string {
  if (proofs.some(({ status }) => status === 'held')) return '';
  const runs = proofs.reduce((sum, { found }) => sum + found.runs, 0);
  if (running) return `${countOf(runs, 'run')} so far.`;
  if (tookMs === undefined || proofs.some(({ status }) => status === 'failed'))
    return `Stopped after ${countOf(runs, 'run')}.`;
  return `${countOf(runs, 'run')} in ${(tookMs / 1000).toFixed(1)} s on this machine.`;
}
