// What the counters are made of, loaded by itself: it is there when someone asks for it.

import { lazily } from '../lazily.ts';

export type Part = 'histogram' | 'causes' | 'wire';

export const PARTS: readonly { readonly part: Part; readonly label: string }[] = [
  { part: 'histogram', label: 'Histogram' },
  { part: 'causes', label: 'By cause' },
  { part: 'wire', label: 'On the wire' },
];

export const CounterPartPanel = lazily(
  () => import('./CounterPart.tsx').then(({ CounterPart }) => CounterPart),
  'This part of the counters',
);
