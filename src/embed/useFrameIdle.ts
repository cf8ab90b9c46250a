// The frame's idle signal, for tests.

import { useEffect } from 'react';
import { signalIdle } from '../views/idleSignal.ts';
import type { Hosted } from './host.ts';

export function useFrameIdle(frame: Hosted & { readonly isIdle: boolean }): void {
  useEffect(() => {
    const { playhead, run } = frame.scope;
    return signalIdle(() => frame.isIdle, [frame.state, playhead.state, run.state]);
  }, [frame]);
}
