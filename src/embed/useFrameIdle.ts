// The frame's idle signal, for tests.

import { useEffect } from 'react';
import { signalIdle } from '../views/idleSignal.ts';
import type { Frame } from './frame.ts';

export function useFrameIdle(frame: Frame): void {
  useEffect(() => {
    const { playhead, run } = frame.scope;
    return signalIdle(() => frame.isIdle, [frame.state, playhead.state, run.state]);
  }, [frame]);
}
