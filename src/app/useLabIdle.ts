// The Lab's share of the idle signal (useIdleSignal.ts): while a sweep or a search is under way, the
// page is not idle, and neither before what it has found is drawn and in the address.

import { useEffect } from 'react';
import type { LabStore } from '../store/lab.ts';
import { painted } from '../store/painted.ts';

export function useLabIdle({ state, pool }: LabStore): void {
  useEffect(() => {
    const { dataset } = document.documentElement;
    let changes = 0;
    function show(): void {
      const change = ++changes;
      if (dataset.state !== 'busy') dataset.state = 'busy';
      if (pool.state.getState().working > 0) return;
      void painted()
        .then(painted)
        .then(() => {
          if (change === changes) dataset.state = 'idle';
        });
    }
    show();
    const ends = [state.subscribe(show), pool.state.subscribe(show)];
    return () => {
      changes++;
      for (const end of ends) end();
    };
  }, [state, pool]);
}
