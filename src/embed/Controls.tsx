// The row beneath the picture: play, steps, the run from its beginning, its speed, and the strip to scrub
// over.

import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Select } from '../ui/Select.tsx';
import { usePlayhead } from '../views/scopeContext.ts';
import { Overview } from '../views/transport/Overview.tsx';
import { PlayTime } from '../views/transport/PlayTime.tsx';
import { speedOptions } from '../views/transport/speeds.ts';
import styles from './Controls.module.css';
import type { Frame } from './frame.ts';
import { useFrameState } from './useFrameState.ts';

export function Controls({ frame }: { readonly frame: Frame }) {
  const { controls, interactive } = useFrameState(frame).embed.parameters;
  const playing = usePlayhead((state) => state.playing);
  return (
    <div className={styles.row}>
      <Button
        variant="primary"
        className={styles.play}
        onClick={() => (playing ? frame.pause() : void frame.play())}
      >
        {playing ? 'Pause' : 'Play'}
      </Button>
      {controls && interactive ? <More frame={frame} /> : undefined}
    </div>
  );
}

/** What is left out where the frame is to be looked at alone. */
function More({ frame }: { readonly frame: Frame }) {
  const { end } = useFrameState(frame);
  const speed = usePlayhead((state) => state.speed);
  return (
    <>
      <Button aria-label="Step to the previous event" onClick={() => void frame.step('previous')}>
        ‹
      </Button>
      <Button aria-label="Step to the next event" onClick={() => void frame.step('next')}>
        ›
      </Button>
      <Button aria-label="Restart" onClick={() => void frame.reset()}>
        <Icon name="reset" />
      </Button>
      <Select
        label="Speed"
        hideLabel
        options={speedOptions(speed)}
        value={String(speed)}
        onChange={(value) => frame.scope.playhead.setSpeed(Number(value))}
      />
      <div className={styles.time}>
        <div className={styles.strip}>
          <Overview until={end} />
        </div>
        <PlayTime />
      </div>
    </>
  );
}
