// The table of events, loaded by itself.

import { lazily } from '../lazily.ts';

export const EventLogPanel = lazily(
  () => import('./EventLog.tsx').then(({ EventLog }) => EventLog),
  'The table of events',
);
