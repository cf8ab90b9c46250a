// The transport: play, steps, what to wait for, speed, the overview to scrub over, time and seed.

import { useState } from 'react';
import { useStore } from 'zustand';
import { whenOf } from '../../store/when.ts';
import { Button } from '../../ui/Button.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { Select } from '../../ui/Select.tsx';
import { isHandheld, useShellLayout } from '../../ui/useShellLayout.ts';
import { usePlayhead, useRun, useScope } from '../scopeContext.ts';
import { Overview } from './Overview.tsx';
import { PlayTime } from './PlayTime.tsx';
import { Progress } from './Progress.tsx';
import { Racing } from './Racing.tsx';
import { sayFired, sayRule } from './ruleText.ts';
import { speedOptions } from './speeds.ts';
import { TraceName } from './TraceName.tsx';
import styles from './Transport.module.css';
import { sayUndone } from './undoText.ts';
import { ViewRow } from './ViewRow.tsx';
import { WhenRow } from './WhenRow.tsx';
import { ZoomButtons } from './ZoomButtons.tsx';

export { PlayTime, TraceName };

export interface TransportProps {
  /** It is of several runs in step: without what is about one trace alone. */
  readonly several?: boolean;
}

export function Transport({ several = false }: TransportProps) {
  const { view } = useScope();
  const whenOpen = useStore(view, (state) => state.whenOpen);
  const logOpen = useStore(view, (state) => state.logOpen);
  const [viewOpen, setViewOpen] = useState(false);
  return (
    <div className={styles.transport}>
      <Steps />
      <Overview />
      <div className={styles.row}>
        {several ? undefined : (
          <Button
            aria-expanded={whenOpen}
            aria-keyshortcuts="W"
            onClick={() => view.setState({ whenOpen: !whenOpen })}
          >
            when …
          </Button>
        )}
        <Seed />
        <Undo />
        <span className={styles.spring} />
        <Button
          variant="quiet"
          aria-haspopup="dialog"
          aria-keyshortcuts="S"
          onClick={() => view.setState({ shareOpen: true })}
        >
          share
        </Button>
        <ZoomButtons />
        <Button variant="quiet" aria-expanded={viewOpen} onClick={() => setViewOpen(!viewOpen)}>
          view
        </Button>
        {several ? undefined : (
          <Button
            variant="quiet"
            aria-pressed={logOpen}
            aria-keyshortcuts="E"
            onClick={() => view.setState({ logOpen: !logOpen })}
          >
            events
          </Button>
        )}
      </div>
      <div className={styles.status}>
        <Racing />
        <Said />
        {several ? undefined : (
          <>
            <Armed told={!whenOpen} />
            <span className={styles.spring} />
            <TraceName />
          </>
        )}
      </div>
      {whenOpen ? <WhenRow /> : undefined}
      {viewOpen ? <ViewRow /> : undefined}
    </div>
  );
}

function Steps() {
  const { playhead, travel } = useScope();
  const playing = usePlayhead((state) => state.playing);
  const speed = usePlayhead((state) => state.speed);
  const hasBar = isHandheld(useShellLayout());
  return (
    <div className={styles.row}>
      <Button
        aria-label="Step to the previous event"
        onClick={() => void travel.goToPrevious('event')}
      >
        ‹ step
      </Button>
      {hasBar ? undefined : (
        <Button
          variant="primary"
          className={styles.play}
          aria-keyshortcuts="Space"
          onClick={() => (playing ? playhead.pause() : playhead.play())}
        >
          {playing ? 'Pause' : 'Play'}
        </Button>
      )}
      <Button aria-label="Step to the next event" onClick={() => void travel.goToNext('event')}>
        step ›
      </Button>
      <Button onClick={() => void travel.goToNext('loss')}>next loss</Button>
      <Button onClick={() => void travel.goToNext('duplicate')}>next 2nd copy</Button>
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
  );
}

/** What the rule has done; and which one is armed, where the row in which it is set does not say it. */
function Armed({ told }: { readonly told: boolean }) {
  const when = whenOf(useScope());
  const { rule, fired } = useStore(when.state);
  return (
    <>
      {rule === undefined || !told ? undefined : (
        <>
          <span className={styles.armed}>{sayRule(rule)}</span>
          <Button variant="quiet" onClick={() => when.disarm()}>
            disarm
          </Button>
        </>
      )}
      <span className={styles.none} role="status">
        {fired === undefined ? undefined : sayFired(fired)}
      </span>
    </>
  );
}

function Undo() {
  const scope = useScope();
  const undoPoint = useRun((state) => state.undoPoint);
  const redoable = useRun((state) => state.redoable);
  return (
    <>
      <Button variant="quiet" onClick={() => void scope.restart()}>
        restart
      </Button>
      <Button
        variant="quiet"
        hint="U"
        disabled={undoPoint === undefined}
        title={undoPoint && `undo ${sayUndone(undoPoint, scope.run.state.getState())}`}
        onClick={() => void scope.commands.undo()}
      >
        undo
      </Button>
      {redoable ? (
        <Button variant="quiet" onClick={() => void scope.commands.redo()}>
          redo
        </Button>
      ) : undefined}
    </>
  );
}

/** What came of a search, and how far one has come that goes on. */
function Said() {
  const { travel } = useScope();
  const said = useStore(travel.state, (state) => state.said);
  return (
    <>
      <Progress />
      <span className={styles.none} role="status">
        {said}
      </span>
    </>
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
