// The transport, loaded by itself: a first visit is told without it.

import { lazily } from '../lazily.ts';

const load = () => import('./Transport.tsx');

export const TransportPanel = lazily(
  () => load().then(({ Transport }) => Transport),
  'The transport',
);

/** For a lane of Compare: each has a trace of its own. */
export const LaneTraceName = lazily(
  () => load().then(({ TraceName }) => TraceName),
  'The trace’s name',
);
