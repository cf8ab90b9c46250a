// Plays a step, pauses it and plays it again. With reduced motion it goes from caption to caption.

import { useStore } from 'zustand';
import type { StepPlayer } from '../../store/stepPlayer.ts';
import { Button } from '../../ui/Button.tsx';
import { useInstant, usePlayhead, useScope } from '../scopeContext.ts';
import { useReducedMotion } from '../useReducedMotion.ts';
import styles from './Learn.module.css';

interface ShowButtonProps {
  readonly player: StepPlayer;
  /** What it says before anything has been seen. */
  readonly show: string;
}

export function ShowButton({ player, show }: ShowButtonProps) {
  const { playhead } = useScope();
  const { walk, seen } = useStore(player.state);
  const playing = usePlayhead((state) => state.playing);
  const still = useReducedMotion();
  const t = useInstant();
  const atEnd = walk?.until !== undefined && t >= walk.until;
  const isBefore = walk === undefined || t <= walk.from;
  const paused = atEnd ? 'Watch again' : isBefore ? show : 'Go on';

  function press(): void {
    document.querySelector(`.${styles.stage}`)?.scrollIntoView({ block: 'nearest' });
    if (still) void player.goOn();
    else if (playing) playhead.pause();
    else playhead.play();
  }

  return (
    <p>
      <Button
        variant={seen ? 'plain' : 'primary'}
        aria-keyshortcuts="Space"
        unavailable={walk === undefined ? 'The simulation is being got ready.' : undefined}
        onClick={press}
      >
        {playing ? 'Pause' : paused}
      </Button>
    </p>
  );
}
