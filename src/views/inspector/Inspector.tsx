// The inspector, loaded by itself.

import { lazily } from '../lazily.ts';

export const Inspector = lazily(
  () => import('./Inspected.tsx').then(({ Inspected }) => Inspected),
  'The inspector',
);
