// The screens as links in the header. Whoever goes to another one takes the run along, as it stands, and
// finds in Compare what was compared last.

import { useEffect, useState } from 'react';
import type { Scope } from '../store/scope.ts';
import { NavTabs } from '../ui/NavTabs.tsx';
import type { ComparedLanes } from '../views/compare/compareMode.ts';
import type { View } from './addressBar.ts';

const TABS: readonly { readonly view: View; readonly label: string }[] = [
  { view: 'simulate', label: 'Simulate' },
  { view: 'compare', label: 'Compare' },
  { view: 'choose', label: 'Choose' },
  { view: 'lab', label: 'Lab' },
];

/** What these show is no run. */
const OWN: ReadonlySet<View> = new Set<View>(['choose', 'lab']);

type LinkOf = typeof import('./addressBar.ts').linkOf;

interface ScreenTabsProps {
  readonly current: View;
  readonly scope: Scope;
  readonly compared: ComparedLanes;
}

export function ScreenTabs({ current, scope, compared }: ScreenTabsProps) {
  const [linkOf, setLinkOf] = useState<LinkOf>();
  useEffect(() => {
    void import('./addressBar.ts').then((bar) => setLinkOf(() => bar.linkOf));
  }, []);
  return (
    <NavTabs
      label="Screens"
      tabs={TABS.map(({ view, label }) => ({
        label,
        href: view === current ? location.hash || `#/${view}` : `#/${view}`,
        current: view === current,
        hrefNow: () => (OWN.has(view) ? undefined : linkOf?.(scope, view, compared.last)),
      }))}
    />
  );
}
