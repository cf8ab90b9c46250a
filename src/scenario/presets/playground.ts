// The empty start of the Simulate screen: everyone is connected, and nothing is published yet.

import { type Preset, SLOW_NETWORK, scenarioOf } from './preset.ts';

const title = 'Your own run';

export const playground: Preset = {
  name: 'playground',
  group: 'Start here',
  title,
  sentence: 'A publisher, a broker and a subscriber, and nothing published yet.',
  lookFor: 'Publish a message at each level, then lose one of its packets.',
  scenario: scenarioOf(title, { network: SLOW_NETWORK }),
};
