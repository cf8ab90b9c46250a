// The Lab in the page's frame: its address, and whether it is at work.

import { useEffect, useState } from 'react';
import { formatLink } from '../scenario/link.ts';
import { type LabState, LabStore } from '../store/lab.ts';
import { painted } from '../store/painted.ts';
import { Shell } from '../ui/Shell.tsx';
import { Lab } from '../views/lab/Lab.tsx';
import { Problems } from '../views/problems/Problems.tsx';
import { ScopeProvider } from '../views/ScopeProvider.tsx';
import type { ScreenProps } from './App.tsx';
import type { Address } from './addressBar.ts';
import { replaceHash } from './replaceHash.ts';
import { ScreenTabs } from './ScreenTabs.tsx';
import { useLabIdle } from './useLabIdle.ts';

export function LabScreen({ address, parts }: ScreenProps) {
  const { scope, inLab } = parts;
  const [store] = useState(() => {
    const about = stateOf(address);
    inLab.store ??= new LabStore(about);
    inLab.store.open(about);
    return inLab.store;
  });
  const [dismissed, setDismissed] = useState<object>();

  useEffect(() => store.open(stateOf(address)), [store, address]);
  useEffect(() => () => store.leave(), [store]);
  useEffect(() => {
    void import('./addressBar.ts').then(({ runInLab }) => {
      inLab.run ??= runInLab(scope);
    });
    return writeLink(store);
  }, [store, scope, inLab]);
  useLabIdle(store);

  return (
    <ScopeProvider scope={scope}>
      <Shell
        variant="full"
        nav={<ScreenTabs current="lab" scope={scope} parts={parts} />}
        centre={
          <>
            <Problems
              ignored={dismissed === address ? [] : address.ignored}
              onDismiss={() => setDismissed(address)}
            />
            <Lab store={store} />
          </>
        }
      />
    </ScopeProvider>
  );
}

function stateOf({ start, lab = {} }: Address): LabState {
  return { presetName: start.presetName, scenario: start.scenario, lab };
}

/** The address says what the Lab is about. @returns a function that ends it */
function writeLink({ state }: LabStore): () => void {
  return state.subscribe(({ presetName: preset, scenario, lab }) => {
    const link = formatLink({ view: 'lab', preset, scenario, commands: [], lab, t: undefined });
    if (link === undefined) return;
    void painted().then(() => {
      if (link !== location.hash) replaceHash(link);
    });
  });
}
