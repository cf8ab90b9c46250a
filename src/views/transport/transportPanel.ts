// The transport, loaded by itself: a first visit is told without it.

import { lazily } from '../lazily.ts';

export const TransportPanel = lazily(
  import('./Transport.tsx').then(({ Transport }) => Transport),
  'The transport',
);
