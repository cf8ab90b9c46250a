// A lane: what it is, its picture, its counts and its trace's name in one line, and the way to it alone.

import { type ReactNode, useId } from 'react';
import { formatLink } from '../../scenario/link.ts';
import type { Lane } from '../../store/comparison.ts';
import type { Qos } from '../../trace/event.ts';
import { classNames } from '../../ui/classNames.ts';
import { Figure } from '../../ui/Figure.tsx';
import { ScopeProvider } from '../ScopeProvider.tsx';
import { LaneTraceName } from '../transport/transportPanel.ts';
import styles from './Compare.module.css';
import { totalsOf } from './laneFigures.ts';
import type { CountedLane } from './useLaneCounters.ts';

/** Until it is pressed: the link says all of the run. */
const SIMULATE = '#/simulate';

interface LaneColumnProps {
  readonly lane: CountedLane;
  readonly label: string;
  /** Whose colour its name has. */
  readonly level: Qos | undefined;
  readonly children: ReactNode;
}

export function LaneColumn({ lane, label, level, children }: LaneColumnProps) {
  const id = useId();
  const { published, delivered, lost, pending, duplicates } = totalsOf(lane.counters.total);
  return (
    <section className={styles.lane} aria-labelledby={id}>
      <header className={styles.laneHead}>
        <h2
          id={id}
          className={classNames(styles.laneName, level !== undefined && styles[`q${level}`])}
        >
          {label}
        </h2>
        <a
          className={styles.alone}
          href={SIMULATE}
          aria-label={`${label}: open in Simulate`}
          onClick={({ currentTarget }) => {
            currentTarget.href = linkTo(lane) ?? SIMULATE;
          }}
        >
          open in Simulate
        </a>
      </header>
      <ScopeProvider scope={lane.scope}>
        <div className={styles.picture}>{children}</div>
      </ScopeProvider>
      <p className={styles.counts}>
        <Figure label="published" value={published} />
        <Figure label="delivered" value={delivered} />
        <Figure label="lost" value={lost} {...(lost > 0 ? { tone: 'loss' } : {})} />
        <Figure label="pending" value={pending} />
        <Figure
          label="2nd copies"
          value={duplicates}
          {...(duplicates > 0 ? { tone: 'dup' } : {})}
        />
        <span className={styles.trace}>
          <ScopeProvider scope={lane.scope}>
            <LaneTraceName />
          </ScopeProvider>
        </span>
      </p>
    </section>
  );
}

/** The lane's run by itself, at the instant shown. */
function linkTo({ run, scope }: Lane): string | undefined {
  const { presetName: preset, scenario, commands } = run.state.getState();
  const t = scope.playhead.clock.now();
  return formatLink({ view: 'simulate', preset, scenario, commands, t });
}
