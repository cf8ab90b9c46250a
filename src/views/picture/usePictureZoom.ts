// How much of time the picture shows: what fits the run's latency, or a first visit's whole story, and
// as many steps nearer or further as somebody has asked for.

import { useLayoutEffect, useMemo, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import type { Story } from '../../store/story.ts';
import { zoomOf } from '../../store/zoom.ts';
import { useNetwork, useRun, useScope } from '../scopeContext.ts';
import { defaultZoom } from '../space/geometry.ts';

/** One exchange to follow is drawn this much wider at most. */
const STORY_WIDENING = 2.2;
/** Share of the ladder that the story fills at its end. */
const STORY_SHARE = 0.94;
/** Px for a virtual second at the least, and events of the trace on one screen at the most. */
const LEAST = 2;
const EVENTS_SEEN_MAX = 60_000;

/** @param story of a first visit: all of it has room */
export function usePictureZoom(story: Story | undefined): number {
  const { zoom } = useScope();
  const { latencyMs } = useNetwork();
  const state = useStore(zoom.state);
  const least = useLeast(state.width);
  const hop = defaultZoom(latencyMs);
  const storySec = useStorySec(story);
  const isFree = storySec === undefined || state.width === 0;
  const fit = isFree ? hop : Math.min(hop * STORY_WIDENING, (state.width * STORY_SHARE) / storySec);
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

/** A screen never shows more of a busy run than can be drawn at once; in powers of two, to be calm. */
function useLeast(width: number): number {
  const perSec = useRun(({ index, horizon }) => {
    const sec = Math.max(1, (horizon - index.start.at) / 1_000_000);
    return 2 ** Math.round(Math.log2(Math.max(1, index.events.length / sec)));
  });
  return useMemo(() => Math.max(LEAST, (width * perSec) / EVENTS_SEEN_MAX), [width, perSec]);
}
