// Under a step's picture: one event at a time, and the way off the rails.

import type { ReactNode } from 'react';
import type { StepPlayer } from '../../store/stepPlayer.ts';
import { Button } from '../../ui/Button.tsx';
import { useScope } from '../scopeContext.ts';
import styles from './Learn.module.css';

interface StepRowProps {
  readonly player: StepPlayer;
  /** The instant that is shown. */
  readonly time: ReactNode;
}

export function StepRow({ player, time }: StepRowProps) {
  const { travel } = useScope();
  return (
    <div className={styles.row}>
      <Button
        aria-label="Step to the previous event"
        onClick={() => void travel.goToPrevious('event')}
      >
        ‹ step
      </Button>
      <Button aria-label="Step to the next event" onClick={() => void travel.goToNext('event')}>
        step ›
      </Button>
      {time}
      <span className={styles.spring} />
      <Button onClick={() => player.leave()}>Look around</Button>
    </div>
  );
}
