// The Learn screen: the list of all that there is to learn, or one place of it with its run.

import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { findPlace } from '../lessons/place.ts';
import { Progress } from '../store/progress.ts';
import { Shell } from '../ui/Shell.tsx';
import { LearnList } from '../views/learn/LearnList.tsx';
import { focusTitle } from '../views/learn/title.ts';
import { Problems } from '../views/problems/Problems.tsx';
import { ScopeProvider } from '../views/ScopeProvider.tsx';
import type { ScreenProps } from './App.tsx';
import { LearnPlace } from './LearnPlace.tsx';
import { ScreenTabs } from './ScreenTabs.tsx';

export function LearnScreen({ address, parts }: ScreenProps) {
  const { place, ignored } = useMemo(() => findPlace(address.learn ?? {}), [address]);
  const [progress] = useState(() => new Progress());
  const [dismissed, setDismissed] = useState<object>();
  const shown = useRef(address);

  // Who comes from another place of the course begins at the title; who opens the page, at its top.
  useLayoutEffect(() => {
    if (shown.current !== address) focusTitle();
    shown.current = address;
  }, [address]);
  useLayoutEffect(() => {
    // The list simulates nothing; a place says itself when it is idle.
    if (place.kind === 'list') document.documentElement.dataset.state = 'idle';
  }, [place]);

  const problems = (
    <Problems
      ignored={dismissed === address ? [] : [...address.ignored, ...ignored]}
      onDismiss={() => setDismissed(address)}
    />
  );
  if (place.kind !== 'list') {
    return (
      <LearnPlace
        place={place}
        isSolved={address.learn?.show === 'solution'}
        progress={progress}
        problems={problems}
        parts={parts}
      />
    );
  }
  return (
    <ScopeProvider scope={parts.scope}>
      <Shell
        variant="full"
        nav={<ScreenTabs current="learn" scope={parts.scope} parts={parts} />}
        centre={
          <>
            {problems}
            <LearnList progress={progress} />
          </>
        }
      />
    </ScopeProvider>
  );
}
