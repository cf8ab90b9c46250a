// The Lab's idle signal: no sweep and no search is under way.

import { useEffect } from 'react';
import type { LabStore } from '../store/lab.ts';
import { signalIdle } from '../views/idleSignal.ts';

export function useLabIdle({ state, pool }: LabStore): void {
  useEffect(
    () => signalIdle(() => pool.state.getState().working === 0, [state, pool.state]),
    [state, pool],
  );
}
