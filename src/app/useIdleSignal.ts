// The page says of itself when it is idle: not playing, nothing asked of the worker, and all that
// follows from that drawn and in the address. Tests wait for it instead of sleeping.

import { useEffect } from 'react';
import { painted } from '../store/painted.ts';
import type { Scope } from '../store/scope.ts';

export function useIdleSignal(scope: Scope): void {
  useEffect(() => {
    const { dataset } = document.documentElement;
    let changes = 0;
    function isIdle(): boolean {
      const { playing } = scope.playhead.state.getState();
      const { waiting, status, work } = scope.run.state.getState();
      return !playing && waiting === 0 && work === undefined && status.kind !== 'starting';
    }
    function show(): void {
      const change = ++changes;
      if (dataset.state !== 'busy') dataset.state = 'busy';
      if (!isIdle()) return;
      // What waits for the first frame is in the second.
      void painted()
        .then(painted)
        .then(() => {
          if (change === changes) dataset.state = 'idle';
        });
    }
    show();
    const ends = [scope.playhead.state.subscribe(show), scope.run.state.subscribe(show)];
    return () => {
      changes++;
      for (const end of ends) end();
    };
  }, [scope]);
}
