// Time stands still while nobody can see it. When the tab is seen again it goes on, unless somebody has
// stopped or moved it meanwhile, which only a script could.

import { useEffect } from 'react';
import type { SimTime } from '../base/time.ts';
import type { Scope } from '../store/scope.ts';

export function usePauseWhenHidden(scope: Scope): void {
  useEffect(() => {
    let pausedAt: SimTime | undefined;
    function look(): void {
      const { playhead } = scope;
      const { playing } = playhead.state.getState();
      if (document.visibilityState === 'hidden') {
        if (!playing) return;
        playhead.pause();
        pausedAt = playhead.clock.now();
      } else {
        if (pausedAt === playhead.clock.now() && !playing) playhead.play();
        pausedAt = undefined;
      }
    }
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [scope]);
}
