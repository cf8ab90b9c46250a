// The Choose screen: the decision guide in the page's frame.

import { useEffect } from 'react';
import { Shell } from '../ui/Shell.tsx';
import { Choose } from '../views/choose/Choose.tsx';
import { ScopeProvider } from '../views/ScopeProvider.tsx';
import type { ScreenProps } from './App.tsx';
import { ScreenTabs } from './ScreenTabs.tsx';

export function ChooseScreen({ parts }: ScreenProps) {
  const { scope } = parts;
  // It simulates nothing.
  useEffect(() => {
    document.documentElement.dataset.state = 'idle';
  }, []);
  return (
    <ScopeProvider scope={scope}>
      <Shell
        variant="full"
        nav={<ScreenTabs current="choose" scope={scope} parts={parts} />}
        centre={<Choose />}
      />
    </ScopeProvider>
  );
}
