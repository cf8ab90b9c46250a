// How much of time the picture shows: what fits the run's latency, or a first visit's whole story, and
// as many steps nearer or further as somebody has asked for.

import { useLayoutEffect, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import type { Story } from '../../store/story.ts';
import { zoomOf } from '../../store/zoom.ts';
import { useNetwork, useScope } from '../scopeContext.ts';
import { defaultZoom } from '../space/geometry.ts';

/** One exchange to follow is drawn this much wider at most. */
const STORY_WIDENING = 2.2;
/** Share of the ladder that the story fills at its end. */
const STORY_SHARE = 0.94;
/** Any other run is drawn in no less than this much of what fits one hop, for all of it to have room. */
const CLOSEST = 0.34;
/** So much of time is shown at the most, in seconds: ten minutes, and where they come from. */
const SPAN_MAX = 720;

/**
 * @param story of a first visit: all of it has room
 * @param seconds that the run takes: all of it has room if it is not too long
 */
export function usePictureZoom(story: Story | undefined, seconds?: number): number {
  const { zoom } = useScope();
  const { latencyMs } = useNetwork();
  const width = useStore(zoom.state, (state) => state.width);
  const hop = defaultZoom(latencyMs);
  const storySec = useStorySec(story);
  const whole = storySec ?? seconds;
  const all = whole === undefined || width === 0 ? undefined : (width * STORY_SHARE) / whole;
  const isFree = all === undefined || (storySec === undefined && all < hop * CLOSEST);
  return useZoomFor(isFree ? hop : Math.min(hop * STORY_WIDENING, all));
}

/** @param fit px for a virtual second that fit @returns as many steps nearer or further as asked for */
export function useZoomFor(fit: number): number {
  const { zoom } = useScope();
  const state = useStore(zoom.state);
  const least = Math.max(1, state.width) / SPAN_MAX;
  useLayoutEffect(() => zoom.setFit(fit, least), [zoom, fit, least]);
  // The store hears of it after the picture has been drawn: the picture itself does not wait.
  return zoomOf({ fit, steps: state.steps });
}

/** How much of time the story that is told takes. */
function useStorySec(story: Story | undefined): number | undefined {
  return useSyncExternalStore(
    (listen) => story?.state.subscribe(listen) ?? (() => {}),
    () => story?.state.getState().run.seconds,
  );
}
