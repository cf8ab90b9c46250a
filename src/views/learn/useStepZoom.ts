// All of a step has room in the ladder, where that leaves a hop wide enough to be followed.

import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { Walk } from '../../lessons/walk.ts';
import { useRun, useScope } from '../scopeContext.ts';

/** Share of the ladder that the step fills at its end. */
const SHARE = 0.92;
/** How much nearer or further than what fits a hop. */
const NEARER = 2.2;
const FURTHER = 0.5;

export function useStepZoom(walk: Walk | undefined): void {
  const { zoom } = useScope();
  const width = useStore(zoom.state, (state) => state.width);
  const fit = useStore(zoom.state, (state) => state.fit);
  const since = useRun((state) => state.publishingSince);
  useEffect(() => {
    if (walk?.until === undefined || width === 0) return;
    const sec = Math.max(0.1, (walk.until - (since ?? walk.from)) / 1_000_000);
    const px = (width * SHARE) / sec;
    zoom.goTo(Math.max(fit * FURTHER, Math.min(px, fit * NEARER)));
  }, [zoom, walk, width, fit, since]);
}
