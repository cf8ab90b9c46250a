// A run's idle signal: not playing, nothing asked of the worker, and nothing that is still being opened.

import { useEffect } from 'react';
import type { StoreApi } from 'zustand';
import type { Scope } from '../store/scope.ts';
import { signalIdle } from './idleSignal.ts';

/** @param opened who opens what the run is about, if anybody does; the same in each render */
export function useIdleSignal(
  { playhead, run }: Scope,
  opened: readonly StoreApi<{ readonly opening: boolean }>[] = NOBODY,
): void {
  useEffect(() => {
    function isIdle(): boolean {
      const { playing } = playhead.state.getState();
      const { waiting, status, work } = run.state.getState();
      const isOpening = opened.some((one) => one.getState().opening);
      const isWaiting = waiting > 0 || work !== undefined || status.kind === 'starting';
      return !playing && !isWaiting && !isOpening;
    }
    return signalIdle(isIdle, [playhead.state, run.state, ...opened]);
  }, [playhead, run, opened]);
}

const NOBODY: readonly never[] = [];
