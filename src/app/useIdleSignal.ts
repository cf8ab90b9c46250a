// The page says of itself when it is idle: not playing, nothing asked of the worker. Tests wait for
// it instead of sleeping.

import { useEffect } from 'react';
import type { Scope } from '../store/scope.ts';

export function useIdleSignal(scope: Scope): void {
  useEffect(() => {
    function show(): void {
      const { playing } = scope.playhead.state.getState();
      const { waiting, status, work } = scope.run.state.getState();
      const idle = !playing && waiting === 0 && work === undefined && status.kind !== 'starting';
      document.documentElement.dataset.state = idle ? 'idle' : 'busy';
    }
    show();
    const ends = [scope.playhead.state.subscribe(show), scope.run.state.subscribe(show)];
    return () => {
      for (const end of ends) end();
    };
  }, [scope]);
}
