// The row beneath the picture: play, steps, the run from its beginning, its speed, and the strip to scrub
// over.

import type { ReactNode } from 'react';
import type { SimTime } from '../base/time.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Select } from '../ui/Select.tsx';
import { usePlayhead } from '../views/scopeContext.ts';
import { Overview } from '../views/transport/Overview.tsx';
import { PlayTime } from '../views/transport/PlayTime.tsx';
import { speedOptions } from '../views/transport/speeds.ts';
import styles from './Controls.module.css';
import type { Hosted } from './host.ts';

interface ControlsProps {
  readonly frame: Hosted;
  /** Where the run ends; undefined: it is not known. */
  readonly end: SimTime | undefined;
  /** What is to be looked at alone has no more than Play. */
  readonly isPlayAlone?: boolean;
  /** More of them, where there is more to do. */
  readonly children?: ReactNode;
}

export function Controls(props: ControlsProps) {
  const { frame } = props;
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
      {props.isPlayAlone ? undefined : <More {...props} />}
    </div>
  );
}

function More({ frame, end, children }: ControlsProps) {
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
      {children}
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
