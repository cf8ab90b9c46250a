// How large the sweep is, starting and stopping it, and how far it is.

import { useStore } from 'zustand';
import type { SweepPlan } from '../../lab/plan.ts';
import { isLight, type SweepSize } from '../../lab/sweepForm.ts';
import type { SweepState, SweepStore } from '../../store/sweep.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Replaced } from './Replaced.tsx';
import styles from './Results.module.css';
import { showCount, showDuration } from './sweepWords.ts';

interface SweepGoProps {
  readonly sweep: SweepStore;
  /** What the form asks for; undefined: it is wrong. */
  readonly plan: SweepPlan | undefined;
  readonly size: SweepSize | undefined;
  /** What is wrong with it, in a sentence. */
  readonly problem: string | undefined;
}

const LASTING = ' Some runs never settle: a run ends 600 s after its last message at the latest. ';

export function SweepGo({ sweep, plan, size, problem }: SweepGoProps) {
  const state = useStore(sweep.state);
  const { status, replaced } = state;
  const isCurrent = plan !== undefined && sweep.isOf(plan);
  const running = status.kind === 'running' ? status : undefined;
  const isDone = isCurrent && status.kind === 'done';
  return (
    <div className={styles.run}>
      <div className={styles.go}>
        {running !== undefined ? (
          <Button onClick={() => sweep.stop()}>Stop</Button>
        ) : (
          <Button
            variant={isDone ? 'plain' : 'primary'}
            unavailable={problem}
            onClick={() => {
              if (plan !== undefined) void sweep.run(plan);
            }}
          >
            {isDone ? 'Run again' : 'Run'}
          </Button>
        )}
        <p className={styles.far}>
          {size === undefined ? problem : `${saySize(size)} `}
          {isCurrent ? sayProgress(state) : ''}
          {size?.isLasting === true ? LASTING : ''}
          {size === undefined || isCurrent || isLight(size) ? '' : 'So much waits for a press.'}
        </p>
      </div>
      <progress
        className={styles.progress}
        aria-label="Runs done"
        value={running?.done ?? 0}
        max={running?.total ?? 1}
      />
      <p className="visually-hidden" role="status">
        {status.kind === 'running' ? 'The sweep is running.' : sayProgress(state)}
      </p>
      {status.kind === 'failed' ? (
        <Notice kind="problem" title="The sweep has stopped">
          A part of it failed twice: {status.why}.
        </Notice>
      ) : (
        <Replaced replaced={replaced} />
      )}
    </div>
  );
}

function saySize({ points, runs, messages }: SweepSize): string {
  const sent = messages === undefined ? '' : `, ${showCount(messages)} messages in all`;
  return `${showCount(points)} points, ${showCount(runs)} runs${sent}.`;
}

function sayProgress({ status }: SweepState): string {
  switch (status.kind) {
    case 'idle':
    case 'failed':
      return '';
    case 'running': {
      const left = status.leftMs === undefined ? '' : `, about ${showDuration(status.leftMs)} left`;
      return `${showCount(status.done)} done${left}.`;
    }
    case 'stopped':
      return `Stopped after ${showCount(status.done)} runs.`;
    case 'done':
      return `Done in ${showDuration(status.tookMs)}.`;
  }
}
