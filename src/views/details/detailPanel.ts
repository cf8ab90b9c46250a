// The right column, loaded by itself.

import { lazily } from '../lazily.ts';

export const DetailPanel = lazily(
  () => import('./DetailColumn.tsx').then(({ DetailColumn }) => DetailColumn),
  'The counters',
);
