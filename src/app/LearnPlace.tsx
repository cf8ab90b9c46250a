// A step of a lesson, a myth or a challenge in the page's frame: on the rails text and picture alone, off
// them and for what is to be done by hand all of Simulate's columns.

import { type ReactNode, useState } from 'react';
import type { Place } from '../lessons/place.ts';
import { PRESETS } from '../scenario/presets/presets.ts';
import type { Progress } from '../store/progress.ts';
import { Button } from '../ui/Button.tsx';
import { Shell } from '../ui/Shell.tsx';
import { InYourCode } from '../views/code/InYourCode.tsx';
import { ControlPanel } from '../views/controls/controlPanel.ts';
import { PhoneBarPanel } from '../views/controls/phoneBarPanel.ts';
import { DetailPanel } from '../views/details/detailPanel.ts';
import { lazily } from '../views/lazily.ts';
import { LearnCentre } from '../views/learn/LearnCentre.tsx';
import { useIsFree } from '../views/learn/useIsFree.ts';
import { ScopeProvider } from '../views/ScopeProvider.tsx';
import { useIdleSignal } from '../views/useIdleSignal.ts';
import type { AppParts } from './createApp.ts';
import { scenarioOf } from './createApp.ts';
import { ScreenTabs } from './ScreenTabs.tsx';
import { useKeyboard } from './useKeyboard.ts';
import { useKeySheet } from './useKeySheet.ts';
import { useLearning } from './useLearning.ts';
import { usePauseWhenHidden } from './usePauseWhenHidden.ts';

const KeySheet = lazily(
  () => import('./KeySheet.tsx').then((module) => module.KeySheet),
  'The keys',
);

interface LearnPlaceProps {
  readonly place: Exclude<Place, { readonly kind: 'list' }>;
  /** Its solution is shown. */
  readonly isSolved: boolean;
  readonly progress: Progress;
  readonly problems: ReactNode;
  readonly parts: Pick<AppParts, 'compared' | 'inLab'>;
}

export function LearnPlace(props: LearnPlaceProps) {
  const { place, isSolved, progress, problems, parts } = props;
  const { learning, trying, again } = useLearning(place, isSolved, progress);
  const { scope, controls, player } = learning;
  const isFree = useIsFree(player) || trying !== undefined;
  const [said, setSaid] = useState<Readonly<Record<string, string>>>({});
  const sheet = useKeySheet();

  useIdleSignal(scope, learning.opened);
  usePauseWhenHidden(scope);
  useKeyboard(isFree, { scope, controls, screen: 'simulate', showSheet: sheet.show });

  const free = {
    actions: (
      <Button aria-label="Keys" onClick={sheet.show}>
        ?
      </Button>
    ),
    controls: {
      label: 'Controls',
      content: (
        <ControlPanel
          controls={controls}
          presets={PRESETS}
          onPreset={(presetName) =>
            void scope.replace({ presetName, scenario: scenarioOf(presetName) })
          }
        />
      ),
    },
    aside: { label: 'Details', content: <DetailPanel /> },
  };
  return (
    <ScopeProvider scope={scope}>
      <Shell
        variant="full"
        nav={<ScreenTabs current="learn" scope={scope} parts={parts} />}
        {...(isFree ? free : {})}
        centre={
          <>
            {problems}
            <LearnCentre
              place={place}
              learning={learning}
              trying={trying}
              progress={progress}
              said={said}
              onSay={(name, answer) => setSaid({ ...said, [name]: answer })}
              onAgain={again}
              code={<InYourCode />}
            />
          </>
        }
        bar={isFree ? (openers) => <PhoneBarPanel {...openers} controls={controls} /> : undefined}
      />
      <KeySheet screen="simulate" open={sheet.open} onClose={sheet.close} />
    </ScopeProvider>
  );
}
