// A run's idle signal: not playing, and nothing asked of the worker.

import { useEffect } from 'react';
import type { Scope } from '../store/scope.ts';
import { signalIdle } from './idleSignal.ts';

export function useIdleSignal({ playhead, run }: Scope): void {
  useEffect(() => {
    function isIdle(): boolean {
      const { playing } = playhead.state.getState();
      const { waiting, status, work } = run.state.getState();
      return !playing && waiting === 0 && work === undefined && status.kind !== 'starting';
    }
    return signalIdle(isIdle, [playhead.state, run.state]);
  }, [playhead, run]);
}
