// The transport, loaded by itself: a first visit is told without it.

import { lazily } from '../lazily.ts';

const loading = import('./Transport.tsx');

export const TransportPanel = lazily(
  loading.then(({ Transport }) => Transport),
  'The transport',
);

/** For a lane of Compare: each has a trace of its own. */
export const LaneTraceName = lazily(
  loading.then(({ TraceName }) => TraceName),
  'The trace’s name',
);
