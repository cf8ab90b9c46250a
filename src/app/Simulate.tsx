// The Simulate screen: first visit or all controls, with the same picture mounted in both.

import { flushSync } from 'react-dom';
import { PRESETS } from '../scenario/presets/presets.ts';
import type { StoryRun } from '../store/story.ts';
import { zoomOf } from '../store/zoom.ts';
import { Button } from '../ui/Button.tsx';
import { Shell } from '../ui/Shell.tsx';
import { ControlPanel } from '../views/controls/controlPanel.ts';
import { PhoneBarPanel } from '../views/controls/phoneBarPanel.ts';
import { DetailPanel } from '../views/details/detailPanel.ts';
import { lazily } from '../views/lazily.ts';
import { Narration } from '../views/narration/Narration.tsx';
import { PictureRoom } from '../views/picture/PictureRoom.tsx';
import { Problems } from '../views/problems/Problems.tsx';
import { ScopeProvider } from '../views/ScopeProvider.tsx';
import { StoryFoot } from '../views/story/StoryFoot.tsx';
import { StorySentence } from '../views/story/StorySentence.tsx';
import { TransportPanel } from '../views/transport/transportPanel.ts';
import { useIdleSignal } from '../views/useIdleSignal.ts';
import { useReducedMotion } from '../views/useReducedMotion.ts';
import styles from './App.module.css';
import type { Address } from './addressBar.ts';
import { type AppParts, scenarioOf } from './createApp.ts';
import { ScreenTabs } from './ScreenTabs.tsx';
import { ShareDialog } from './shareDialog.ts';
import { useWrittenAddress } from './useAddress.ts';
import { useKeyboard } from './useKeyboard.ts';
import { useKeySheet } from './useKeySheet.ts';
import { usePauseWhenHidden } from './usePauseWhenHidden.ts';

/** In a chunk of its own: a first visit does not open it. */
const KeySheet = lazily(
  () => import('./KeySheet.tsx').then((module) => module.KeySheet),
  'The keys',
);

interface SimulateProps {
  readonly parts: AppParts;
  /** All controls are there; else it is a first visit. */
  readonly full: boolean;
  readonly onFull: () => void;
  /** What the address said that could not be used. */
  readonly ignored: Address['ignored'];
  readonly onDismiss: () => void;
}

export function Simulate({ parts, full, onFull, ignored, onDismiss }: SimulateProps) {
  const { scope, narrator, controls, story } = parts;
  const sheet = useKeySheet();
  const reducedMotion = useReducedMotion();

  useIdleSignal(scope);
  usePauseWhenHidden(scope);
  useKeyboard(full, {
    scope,
    controls,
    screen: 'simulate',
    showSheet: sheet.show,
  });
  useWrittenAddress(scope, full, 'simulate');

  function enterFull(): void {
    story.leave();
    // What was seen of time is seen on, as near as steps of the zoom come to it.
    const seen = zoomOf(scope.zoom.state.getState());
    changeOver(!reducedMotion, () => {
      flushSync(onFull);
      scope.zoom.goTo(seen);
    });
  }

  function tell(run: StoryRun): void {
    void story.tell(run, reducedMotion);
  }

  function openPreset(presetName: string): void {
    onDismiss();
    void scope.replace({ presetName, scenario: scenarioOf(presetName) }).then(() => {
      if (!reducedMotion) scope.playhead.play();
    });
  }

  return (
    <ScopeProvider scope={scope}>
      <Shell
        variant={full ? 'full' : 'focus'}
        nav={<ScreenTabs current="simulate" scope={scope} parts={parts} />}
        actions={
          full ? (
            <Button key="keys" aria-label="Keys" onClick={sheet.show}>
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
            <Problems ignored={ignored} onDismiss={onDismiss} />
            {full ? (
              <Narration narrator={narrator} idle="Nothing to tell yet." />
            ) : (
              <StorySentence story={story} narrator={narrator} />
            )}
            <h2 className="visually-hidden">The picture</h2>
            <PictureRoom key="picture" story={full ? undefined : story} />
            {full ? (
              <TransportPanel />
            ) : (
              <StoryFoot story={story} onTell={tell} reducedMotion={reducedMotion} />
            )}
          </div>
        }
        bar={(openers) => <PhoneBarPanel {...openers} controls={controls} />}
      />
      <ShareDialog view="simulate" />
      <KeySheet screen="simulate" open={sheet.open} onClose={sheet.close} />
    </ScopeProvider>
  );
}

/** The browser fades from one screen to the next, where it can. */
function changeOver(fades: boolean, change: () => void): void {
  if (fades && 'startViewTransition' in document) document.startViewTransition(change);
  else change();
}
