// The application: which screen there is, by the address. Each but Simulate is a chunk of its own, loaded
// when somebody goes there.

import { type ComponentType, useState } from 'react';
import { lazily } from '../views/lazily.ts';
import { MotionProvider } from '../views/MotionProvider.tsx';
import type { Address, View } from './addressBar.ts';
import type { AppParts } from './createApp.ts';
import { Simulate } from './Simulate.tsx';
import { FileDrop } from './shareDialog.ts';
import { useFollowedAddress } from './useAddress.ts';
import { useKeptFocus } from './useKeptFocus.ts';

/** What a screen other than Simulate is given. */
export interface ScreenProps {
  /** Another one each time that somebody goes to it. */
  readonly address: Address;
  readonly parts: AppParts;
}

const LOADING: Readonly<
  Record<Exclude<View, 'simulate'>, () => Promise<ComponentType<ScreenProps>>>
> = {
  compare: () => import('./CompareScreen.tsx').then((module) => module.CompareScreen),
  choose: () => import('./ChooseScreen.tsx').then((module) => module.ChooseScreen),
  lab: () => import('./LabScreen.tsx').then((module) => module.LabScreen),
  learn: () => import('./LearnScreen.tsx').then((module) => module.LearnScreen),
};
const screens = new Map<View, ComponentType<ScreenProps>>();

function screenOf(view: Exclude<View, 'simulate'>): ComponentType<ScreenProps> {
  const screen = screens.get(view) ?? lazily(LOADING[view], 'This screen');
  screens.set(view, screen);
  return screen;
}

interface AppProps {
  readonly parts: AppParts;
  /** Of the address, as the parts were made by it. */
  readonly hash: string;
}

export function App({ parts, hash }: AppProps) {
  const [address, setAddress] = useState(parts.address);
  const [full, setFull] = useState(parts.mode === 'full');
  useKeptFocus();
  useFollowedAddress(hash, (next) => {
    setAddress(next);
    setFull(true);
    parts.scope.playhead.pause();
    parts.story.leave();
    if (next.speed) parts.scope.playhead.setSpeed(next.speed);
    if (next.view === 'simulate') void parts.scope.open(next.start);
  });
  const view = address?.view ?? 'simulate';
  return (
    <MotionProvider>
      {view === 'simulate' || address === undefined ? (
        <Simulate
          parts={parts}
          full={full}
          onFull={() => setFull(true)}
          ignored={address?.ignored ?? []}
          onDismiss={() => setAddress((shown) => shown && { ...shown, ignored: [] })}
        />
      ) : (
        <Other view={view} address={address} parts={parts} />
      )}
      <FileDrop />
    </MotionProvider>
  );
}

function Other({ view, ...rest }: ScreenProps & { readonly view: Exclude<View, 'simulate'> }) {
  const Screen = screenOf(view);
  return <Screen {...rest} />;
}
