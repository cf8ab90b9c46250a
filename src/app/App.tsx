// The application's shell: first visit or all controls, with the same picture mounted in both.

import { useState } from 'react';
import { flushSync } from 'react-dom';
import { PRESETS } from '../scenario/presets/presets.ts';
import type { StoryRun } from '../store/story.ts';
import { zoomOf } from '../store/zoom.ts';
import { Button } from '../ui/Button.tsx';
import { NavTabs } from '../ui/NavTabs.tsx';
import { Shell } from '../ui/Shell.tsx';
import { ControlPanel } from '../views/controls/controlPanel.ts';
import { PhoneBar } from '../views/controls/PhoneBar.tsx';
import { DetailPanel } from '../views/details/detailPanel.ts';
import { lazily } from '../views/lazily.ts';
import { MotionProvider } from '../views/MotionProvider.tsx';
import { Narration } from '../views/narration/Narration.tsx';
import { PictureRoom } from '../views/picture/PictureRoom.tsx';
import { Problems } from '../views/problems/Problems.tsx';
import { ScopeProvider } from '../views/ScopeProvider.tsx';
import { StoryFoot } from '../views/story/StoryFoot.tsx';
import { StorySentence } from '../views/story/StorySentence.tsx';
import { TransportPanel } from '../views/transport/transportPanel.ts';
import { useReducedMotion } from '../views/useReducedMotion.ts';
import styles from './App.module.css';
import { type AppParts, type Mode, scenarioOf } from './createApp.ts';
import { useAddress } from './useAddress.ts';
import { useIdleSignal } from './useIdleSignal.ts';
import { useKeptFocus } from './useKeptFocus.ts';
import { useKeyboard } from './useKeyboard.ts';
import { usePauseWhenHidden } from './usePauseWhenHidden.ts';

/** In a chunk of its own: a first visit does not open it. */
const KeySheet = lazily(
  import('./KeySheet.tsx').then((module) => module.KeySheet),
  'The keys',
);

export function App({ parts }: { parts: AppParts }) {
  const { scope, narrator, controls, story } = parts;
  const [mode, setMode] = useState<Mode>(parts.mode);
  const [ignored, setIgnored] = useState(parts.ignored);
  const [sheetOpen, setSheetOpen] = useState(false);
  const reducedMotion = useReducedMotion();
  const full = mode === 'full';

  useIdleSignal(scope);
  useKeptFocus();
  usePauseWhenHidden(scope);
  useKeyboard(full, { scope, controls, showSheet: () => setSheetOpen(true) });
  useAddress(scope, full, ({ start, ignored: complaints }) => {
    setIgnored(complaints);
    enterFull();
    void scope.open(start);
  });

  function enterFull(): void {
    if (full) return;
    story.leave();
    // What was seen of time is seen on, as near as steps of the zoom come to it.
    const seen = zoomOf(scope.zoom.state.getState());
    changeOver(!reducedMotion, () => {
      flushSync(() => setMode('full'));
      scope.zoom.goTo(seen);
    });
  }

  function tell(run: StoryRun): void {
    void story.tell(run, reducedMotion);
  }

  function openPreset(presetName: string): void {
    setIgnored([]);
    void scope.replace({ presetName, scenario: scenarioOf(presetName) }).then(() => {
      if (!reducedMotion) scope.playhead.play();
    });
  }

  return (
    <MotionProvider>
      <ScopeProvider scope={scope}>
        <h1 className="visually-hidden">QoScope: MQTT’s quality of service, simulated</h1>
        <Shell
          variant={full ? 'full' : 'focus'}
          nav={
            <NavTabs
              label="Screens"
              tabs={[{ label: 'Simulate', href: location.hash || '#/simulate', current: true }]}
            />
          }
          actions={
            full ? (
              <Button key="keys" aria-label="Keys" onClick={() => setSheetOpen(true)}>
                ?
              </Button>
            ) : (
              <Button key="all" onClick={enterFull}>
                All controls
              </Button>
            )
          }
          controls={{
            label: 'Controls',
            content: <ControlPanel controls={controls} presets={PRESETS} onPreset={openPreset} />,
          }}
          aside={{ label: 'Details', content: <DetailPanel /> }}
          centre={
            <div className={styles.centre}>
              <Problems ignored={ignored} onDismiss={() => setIgnored([])} />
              {full ? (
                <Narration
                  narrator={narrator}
                  idle="Nothing has happened yet: publish a message."
                />
              ) : (
                <StorySentence story={story} narrator={narrator} />
              )}
              <PictureRoom key="picture" story={full ? undefined : story} />
              {full ? (
                <TransportPanel />
              ) : (
                <StoryFoot story={story} onTell={tell} reducedMotion={reducedMotion} />
              )}
            </div>
          }
          bar={(openers) => <PhoneBar {...openers} controls={controls} />}
        />
        <KeySheet open={sheetOpen} onClose={() => setSheetOpen(false)} />
      </ScopeProvider>
    </MotionProvider>
  );
}

/** The browser fades from one screen to the next, where it can. */
function changeOver(fades: boolean, change: () => void): void {
  if (fades && 'startViewTransition' in document) document.startViewTransition(change);
  else change();
}
