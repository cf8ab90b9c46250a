// The Compare screen in the page's frame: one set of controls and one bar for all lanes.

import { useCallback, useEffect, useState } from 'react';
import { PRESETS } from '../scenario/presets/presets.ts';
import { LEVELS } from '../scenario/variants.ts';
import { Comparison } from '../store/comparison.ts';
import { Controls } from '../store/controls.ts';
import { Button } from '../ui/Button.tsx';
import { Shell } from '../ui/Shell.tsx';
import { Compare } from '../views/compare/Compare.tsx';
import { useLevelIsSet } from '../views/compare/useLevelIsSet.ts';
import { ControlPanel } from '../views/controls/controlPanel.ts';
import { PhoneBarPanel } from '../views/controls/phoneBarPanel.ts';
import { lazily } from '../views/lazily.ts';
import { Problems } from '../views/problems/Problems.tsx';
import { ScopeProvider } from '../views/ScopeProvider.tsx';
import { useIdleSignal } from '../views/useIdleSignal.ts';
import { useReducedMotion } from '../views/useReducedMotion.ts';
import type { ScreenProps } from './App.tsx';
import { scenarioOf } from './createApp.ts';
import { ScreenTabs } from './ScreenTabs.tsx';
import { ShareDialog } from './shareDialog.ts';
import { useWrittenAddress } from './useAddress.ts';
import { useKeyboard } from './useKeyboard.ts';
import { useKeySheet } from './useKeySheet.ts';
import { usePauseWhenHidden } from './usePauseWhenHidden.ts';

const KeySheet = lazily(
  () => import('./KeySheet.tsx').then((module) => module.KeySheet),
  'The keys',
);

export function CompareScreen({ address, parts }: ScreenProps) {
  const { compared } = parts;
  const [{ comparison, controls }] = useState(() => {
    const made = new Comparison(address.start, address.lanes);
    return { comparison: made, controls: new Controls(made.ensemble) };
  });
  const { ensemble } = comparison;
  const [dismissed, setDismissed] = useState<object>();
  const sheet = useKeySheet();
  const reducedMotion = useReducedMotion();
  const levelIsSet = useLevelIsSet(comparison);

  useEffect(() => {
    const { start, lanes = LEVELS, speed } = address;
    if (speed !== undefined) comparison.ensemble.playhead.setSpeed(speed);
    void comparison.open(start, lanes).then(() => {
      // A link without an instant begins to move by itself.
      if (!reducedMotion && start.to === undefined) comparison.ensemble.playhead.play();
    });
    return () => comparison.close();
  }, [comparison, address, reducedMotion]);

  useIdleSignal(ensemble);
  usePauseWhenHidden(ensemble);
  useKeyboard(true, {
    scope: ensemble,
    controls,
    screen: 'compare',
    showSheet: sheet.show,
  });
  useWrittenAddress(
    ensemble,
    true,
    'compare',
    useCallback(() => comparison.variants, [comparison]),
  );

  function openPreset(presetName: string): void {
    setDismissed(address);
    void ensemble.replace({ presetName, scenario: scenarioOf(presetName) }).then(() => {
      if (!reducedMotion) ensemble.playhead.play();
    });
  }

  return (
    <ScopeProvider scope={ensemble}>
      <Shell
        variant="full"
        stows
        nav={<ScreenTabs current="compare" scope={ensemble} parts={parts} />}
        actions={
          <Button aria-label="Keys" onClick={sheet.show}>
            ?
          </Button>
        }
        controls={{
          label: 'Controls',
          content: (
            <ControlPanel
              controls={controls}
              levelIsSet={levelIsSet}
              presets={PRESETS}
              onPreset={openPreset}
            />
          ),
        }}
        centre={
          <>
            <Problems
              ignored={dismissed === address ? [] : address.ignored}
              onDismiss={() => setDismissed(address)}
            />
            <Compare comparison={comparison} compared={compared} onPreset={openPreset} />
          </>
        }
        bar={(openers) => (
          <PhoneBarPanel
            {...openers}
            controls={controls}
            inspects={false}
            levelIsSet={levelIsSet !== undefined}
          />
        )}
      />
      <ShareDialog view="compare" lanes={comparison.variants} />
      <KeySheet screen="compare" open={sheet.open} onClose={sheet.close} />
    </ScopeProvider>
  );
}
