// The hooks with which views read the scope that they show. A hook renders its view again only when
// what it selects has changed.

import { createContext, useContext } from 'react';
import { type StoreApi, useStore } from 'zustand';
import type { SimTime } from '../base/time.ts';
import type { NetworkSettings } from '../scenario/scenario.ts';
import { networkAt } from '../store/clients.ts';
import type { PlayheadState } from '../store/playhead.ts';
import type { Beat } from '../store/pulse.ts';
import type { RunState } from '../store/run.ts';
import type { Scope } from '../store/scope.ts';
import type { Selection } from '../store/selection.ts';

export const ScopeContext = createContext<Scope | undefined>(undefined);

/** Whose beats views follow; absent: the scope's. */
export const BeatContext = createContext<StoreApi<Beat> | undefined>(undefined);

/** @throws Error outside a ScopeProvider */
export function useScope(): Scope {
  const scope = useContext(ScopeContext);
  if (scope === undefined) throw new Error('No ScopeProvider above this view');
  return scope;
}

export function useRun<T>(select: (state: RunState) => T): T {
  return useStore(useScope().run.state, select);
}

export function usePlayhead<T>(select: (state: PlayheadState) => T): T {
  return useStore(useScope().playhead.state, select);
}

export function useSelection(): Selection {
  return useStore(useScope().selection.state);
}

/** The playhead's instant: some times a second while playing, exact when paused. */
export function useInstant(): SimTime {
  return useStore(useBeats(), ({ t }) => t);
}

/** Changes when the trace has grown or was cut, in step with the instant. */
export function useVersion(): number {
  return useStore(useBeats(), ({ version }) => version);
}

function useBeats(): StoreApi<Beat> {
  const scope = useScope();
  return useContext(BeatContext) ?? scope.pulse.state;
}

/** The network's settings at the playhead. */
export function useNetwork(): NetworkSettings {
  const t = useInstant();
  useVersion();
  return networkAt(useScope().run.state.getState(), t);
}
