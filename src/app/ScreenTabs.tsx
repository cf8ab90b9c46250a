// The screens as links in the header. Whoever goes to another one takes the run along, as it stands, and
// finds in Compare what was compared last; the Lab is given its scenario and settings.

import { useEffect, useState } from 'react';
import type { Scope } from '../store/scope.ts';
import { NavTabs } from '../ui/NavTabs.tsx';
import type { View } from './addressBar.ts';
import type { AppParts } from './createApp.ts';

const TABS: readonly { readonly view: View; readonly label: string }[] = [
  { view: 'simulate', label: 'Simulate' },
  { view: 'compare', label: 'Compare' },
  { view: 'choose', label: 'Choose' },
  { view: 'lab', label: 'Lab' },
  { view: 'learn', label: 'Learn' },
];

type AddressBar = typeof import('./addressBar.ts');

interface ScreenTabsProps {
  readonly current: View;
  readonly scope: Scope;
  readonly parts: Pick<AppParts, 'compared' | 'inLab'>;
}

export function ScreenTabs({ current, scope, parts }: ScreenTabsProps) {
  const [bar, setBar] = useState<AddressBar>();
  useEffect(() => {
    void import('./addressBar.ts').then(setBar);
  }, []);
  return (
    <NavTabs
      label="Screens"
      tabs={TABS.map(({ view, label }) => ({
        label,
        href: view === current ? location.hash || `#/${view}` : `#/${view}`,
        current: view === current,
        hrefNow: () => bar?.tabLinkOf(scope, view, current, parts),
      }))}
    />
  );
}
