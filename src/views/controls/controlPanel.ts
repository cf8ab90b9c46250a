// The left column, loaded by itself.

import { lazily } from '../lazily.ts';

export const ControlPanel = lazily(
  () => import('./ControlColumn.tsx').then(({ ControlColumn }) => ControlColumn),
  'The controls',
);
