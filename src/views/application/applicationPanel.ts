// What applications make of what they are delivered, in a chunk of its own beside the first picture.

import { lazily } from '../lazily.ts';

const load = () => import('./ApplicationPanel.tsx');

/** With what can be changed about them, and every callback. */
export const ApplicationPanel = lazily(
  () => load().then((module) => module.ApplicationPanel),
  'What the application saw',
);

/** What they show, and the verdicts. For a lane of Compare. */
export const ApplicationView = lazily(
  () => load().then((module) => module.ApplicationView),
  'What the application saw',
);
