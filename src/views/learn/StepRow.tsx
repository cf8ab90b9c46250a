// Under a step's picture: one event at a time, and the way off the rails.

import type { StepPlayer } from '../../store/stepPlayer.ts';
import { Button } from '../../ui/Button.tsx';
import { lazily } from '../lazily.ts';
import { useScope } from '../scopeContext.ts';
import styles from './Learn.module.css';

const PlayTime = lazily(
  import('../transport/Transport.tsx').then((module) => module.PlayTime),
  'The time',
);

export function StepRow({ player }: { readonly player: StepPlayer }) {
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
      <PlayTime />
      <span className={styles.spring} />
      <Button onClick={() => player.leave()}>Look around</Button>
    </div>
  );
}
