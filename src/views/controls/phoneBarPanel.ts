// The phone's bar, loaded by itself: a first visit is told without it.

import { lazily } from '../lazily.ts';

export const PhoneBarPanel = lazily(
  () => import('./PhoneBar.tsx').then(({ PhoneBar }) => PhoneBar),
  'The bar',
);
