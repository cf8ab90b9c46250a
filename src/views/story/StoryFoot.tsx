// Below the picture on a first visit: what the command did, the same run with one thing changed, and
// the two counts that matter.

import { useStore } from 'zustand';
import { STORY, type Story, type StoryRun } from '../../store/story.ts';
import { Button } from '../../ui/Button.tsx';
import { Figure } from '../../ui/Figure.tsx';
import { useInstant, usePlayhead, useRun, useScope, useVersion } from '../scopeContext.ts';
import styles from './Story.module.css';

interface StoryFootProps {
  readonly story: Story;
  readonly onTell: (run: StoryRun) => void;
  readonly reducedMotion: boolean;
}

export function StoryFoot({ story, onTell, reducedMotion }: StoryFootProps) {
  const told = useStore(story.state, (state) => state.run);
  const ended = useStore(story.state, (state) => state.ended);
  const others = STORY.filter((run) => run !== told);
  return (
    <div className={styles.foot}>
      <div className={styles.row}>
        <span className={styles.lead}>The same run, one thing changed:</span>
        {others.map((run, i) => (
          <Button
            key={run.button}
            variant={ended && i === 0 ? 'primary' : 'plain'}
            onClick={() => onTell(run)}
          >
            {run.button}
          </Button>
        ))}
        <span className={styles.spring} />
        {reducedMotion ? <Steps /> : <PlayPause ended={ended} onAgain={() => onTell(told)} />}
      </div>
      <Counts />
      <a href="#/learn">New to MQTT? Learn it step by step</a>
    </div>
  );
}

function Counts() {
  const t = useInstant();
  useVersion();
  const index = useRun((state) => state.index);
  const seen = index.deliveries.filter(({ at }) => at <= t);
  const copies = seen.filter(({ callbacks }) => callbacks > 1).length;
  return (
    <p className={styles.counts}>
      <Figure label="delivered" value={seen.length - copies} />
      <Figure
        label="second copies"
        value={copies}
        {...(copies > 0 ? { tone: 'dup' as const } : {})}
      />
    </p>
  );
}

function PlayPause({ ended, onAgain }: { ended: boolean; onAgain: () => void }) {
  const { playhead } = useScope();
  const playing = usePlayhead((state) => state.playing);
  if (ended && !playing) {
    return (
      <Button variant="quiet" onClick={onAgain}>
        Watch again
      </Button>
    );
  }
  return (
    <Button variant="quiet" onClick={() => (playing ? playhead.pause() : playhead.play())}>
      {playing ? 'Pause' : 'Play'}
    </Button>
  );
}

function Steps() {
  const scope = useScope();
  return (
    <>
      <Button variant="quiet" onClick={() => void scope.travel.goToPrevious('event')}>
        ‹ Step
      </Button>
      <Button variant="quiet" onClick={() => void scope.travel.goToNext('event')}>
        Step ›
      </Button>
    </>
  );
}
