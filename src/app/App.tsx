// The application's shell: first visit or all controls, with the same picture mounted in both.

import { useEffect, useState } from 'react';
import { parseLink } from '../scenario/link.ts';
import { PRESETS } from '../scenario/presets/presets.ts';
import type { StoryRun } from '../store/story.ts';
import { Button } from '../ui/Button.tsx';
import { NavTabs } from '../ui/NavTabs.tsx';
import { Shell } from '../ui/Shell.tsx';
import { ControlPanel } from '../views/controls/controlPanel.ts';
import { PhoneBar } from '../views/controls/PhoneBar.tsx';
import { DetailPanel } from '../views/details/detailPanel.ts';
import { lazily } from '../views/lazily.ts';
import { EventLogPanel } from '../views/log/eventLogPanel.ts';
import { MotionProvider } from '../views/MotionProvider.tsx';
import { Narration } from '../views/narration/Narration.tsx';
import { Picture } from '../views/picture/Picture.tsx';
import { Problems } from '../views/problems/Problems.tsx';
import { ScopeProvider } from '../views/ScopeProvider.tsx';
import { StoryFoot } from '../views/story/StoryFoot.tsx';
import { StorySentence } from '../views/story/StorySentence.tsx';
import { TransportPanel } from '../views/transport/transportPanel.ts';
import { useReducedMotion } from '../views/useReducedMotion.ts';
import styles from './App.module.css';
import { writeAddress } from './addressBar.ts';
import { type AppParts, complaintsOf, type Mode, scenarioOf } from './createApp.ts';
import { useIdleSignal } from './useIdleSignal.ts';
import { useKeptFocus } from './useKeptFocus.ts';
import { useKeyboard } from './useKeyboard.ts';

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
  const [logOpen, setLogOpen] = useState(false);
  const reducedMotion = useReducedMotion();
  const full = mode === 'full';

  useIdleSignal(scope);
  useKeptFocus();
  useKeyboard(full, { scope, controls, showSheet: () => setSheetOpen(true) });
  useEffect(() => writeAddress(scope, () => mode === 'full'), [scope, mode]);
  useEffect(() => {
    function follow(): void {
      const link = parseLink(location.hash);
      const { preset: presetName, scenario, commands, t: to } = link;
      setIgnored(complaintsOf(link));
      enterFull();
      void scope.open({ presetName, scenario, commands, to });
    }
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  });

  function enterFull(): void {
    story.leave();
    setMode('full');
  }

  function tell(run: StoryRun): void {
    void story.tell(run, reducedMotion);
  }

  function openPreset(presetName: string): void {
    setIgnored([]);
    void scope.open({ presetName, scenario: scenarioOf(presetName) }).then(() => {
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
              <Button aria-label="Keys" onClick={() => setSheetOpen(true)}>
                ?
              </Button>
            ) : (
              <Button onClick={enterFull}>All controls</Button>
            )
          }
          controls={{
            label: 'Controls',
            content: <ControlPanel controls={controls} presets={PRESETS} onPreset={openPreset} />,
          }}
          aside={{ label: 'Counters', content: <DetailPanel /> }}
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
              <div key="picture" className={styles.picture}>
                <Picture big={!full} />
              </div>
              {full ? (
                <>
                  <TransportPanel logOpen={logOpen} onLogOpen={setLogOpen} />
                  {logOpen ? <EventLogPanel /> : undefined}
                </>
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
