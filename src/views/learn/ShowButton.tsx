// Plays a step, pauses it and plays it again. With reduced motion it goes from caption to caption.

import { useStore } from 'zustand';
import type { StepPlayer } from '../../store/stepPlayer.ts';
import { Button } from '../../ui/Button.tsx';
import { useInstant, usePlayhead, useScope } from '../scopeContext.ts';
import { useReducedMotion } from '../useReducedMotion.ts';
import styles from './Learn.module.css';
import { useSurroundings } from './surroundings.ts';

interface ShowButtonProps {
  readonly player: StepPlayer;
  /** What it says before anything has been seen. */
  readonly show: string;
}

export function ShowButton({ player, show }: ShowButtonProps) {
  const { playhead } = useScope();
  const { walk, seen } = useStore(player.state);
  const { isFrame, open } = useSurroundings();
  const playing = usePlayhead((state) => state.playing);
  const still = useReducedMotion();
  const t = useInstant();
  const atEnd = walk?.until !== undefined && t >= walk.until;
  const isBefore = walk === undefined || t <= walk.from;
  const paused = atEnd ? 'Watch again' : isBefore ? show : 'Go on';

  async function press(): Promise<void> {
    // Out of a frame it would scroll the page around it.
    if (!isFrame) document.querySelector(`.${styles.stage}`)?.scrollIntoView({ block: 'nearest' });
    await open?.();
    if (still) void player.goOn();
    else if (playing) playhead.pause();
    else playhead.play();
  }

  return (
    <p>
      <Button
        variant={seen ? 'plain' : 'primary'}
        aria-keyshortcuts={isFrame ? undefined : 'Space'}
        unavailable={
          walk === undefined && open === undefined
            ? 'The simulation is being got ready.'
            : undefined
        }
        onClick={() => void press()}
      >
        {playing ? 'Pause' : paused}
      </Button>
    </p>
  );
}
