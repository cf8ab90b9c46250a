// The transport: play, steps, what to stop at, speed, the overview to scrub over, time and seed.

import { useState } from 'react';
import type { Landmark } from '../../store/landmarks.ts';
import { Button } from '../../ui/Button.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { Select } from '../../ui/Select.tsx';
import { usePlayhead, useRun, useScope } from '../scopeContext.ts';
import { Overview } from './Overview.tsx';
import { PlayTime } from './PlayTime.tsx';
import { formatSpeed, SPEEDS } from './speeds.ts';
import { TraceName } from './TraceName.tsx';
import styles from './Transport.module.css';

type StopAt = 'never' | Landmark;

interface TransportProps {
  /** Whether the table of events is there. */
  readonly logOpen: boolean;
  readonly onLogOpen: (open: boolean) => void;
}

export function Transport({ logOpen, onLogOpen }: TransportProps) {
  const scope = useScope();
  const playing = usePlayhead((state) => state.playing);
  const speed = usePlayhead((state) => state.speed);
  const undoable = useRun((state) => state.undoable);
  const [stopAt, setStopAt] = useState<StopAt>('never');
  const [none, setNone] = useState<string | undefined>(undefined);
  const { playhead } = scope;

  async function goTo(landmark: Landmark, name: string): Promise<void> {
    setNone(undefined);
    const found = await scope.travel.goToNext(landmark);
    if (!found) setNone(`There is no ${name} to come.`);
  }

  return (
    <div className={styles.transport}>
      <div className={styles.row}>
        <Button
          aria-label="Step to the previous event"
          onClick={() => void scope.travel.goToPrevious('event')}
        >
          ‹ step
        </Button>
        <Button
          variant="primary"
          className={styles.play}
          aria-keyshortcuts="Space"
          onClick={() => (playing ? playhead.pause() : playhead.play())}
        >
          {playing ? 'Pause' : 'Play'}
        </Button>
        <Button aria-label="Step to the next event" onClick={() => void goTo('event', 'event')}>
          step ›
        </Button>
        <Button onClick={() => void goTo('loss', 'loss')}>next loss</Button>
        <Button onClick={() => void goTo('duplicate', 'second copy')}>next 2nd copy</Button>
        <span className={styles.spring} />
        <PlayTime />
        <Select
          label="Speed"
          hideLabel
          options={speedOptions(speed)}
          value={String(speed)}
          onChange={(value) => playhead.setSpeed(Number(value))}
        />
      </div>
      <Overview />
      <div className={styles.row}>
        <Select
          label="Pause when"
          hideLabel
          options={[
            { value: 'never', label: 'pause when …' },
            { value: 'loss', label: 'pause at a loss' },
            { value: 'duplicate', label: 'pause at a second copy' },
          ]}
          value={stopAt}
          onChange={(value: StopAt) => {
            setStopAt(value);
            scope.travel.pauseWhen(value === 'never' ? undefined : value);
          }}
        />
        <Seed />
        <Button variant="quiet" onClick={() => void scope.restart()}>
          restart
        </Button>
        <Button
          variant="quiet"
          hint="U"
          disabled={!undoable}
          onClick={() => void scope.commands.undo()}
        >
          undo
        </Button>
        <span className={styles.none} role="status">
          {none}
        </span>
        <span className={styles.spring} />
        <Button variant="quiet" aria-pressed={logOpen} onClick={() => onLogOpen(!logOpen)}>
          events
        </Button>
        <TraceName />
      </div>
    </div>
  );
}

function Seed() {
  const scope = useScope();
  const seed = useRun((state) => state.scenario.seed);
  return (
    <span className={styles.seed}>
      <NumberField
        label="seed"
        layout="inside"
        value={seed}
        min={0}
        max={4_294_967_295}
        onChange={(value) => void scope.reseed(value)}
      />
      <Button variant="quiet" onClick={() => void scope.reseed((seed + 1) % 4_294_967_296)}>
        new seed
      </Button>
    </span>
  );
}

function speedOptions(current: number): { value: string; label: string }[] {
  const speeds = SPEEDS.includes(current) ? SPEEDS : [...SPEEDS, current].sort((a, b) => a - b);
  return speeds.map((value) => ({ value: String(value), label: formatSpeed(value) }));
}
