// One message on a network that loses nothing, slow enough to watch: where learning begins.

import { type Preset, SLOW_NETWORK, scenarioOf } from './preset.ts';
import { publishAt } from './steps.ts';

const title = 'One message';

export const oneMessage: Preset = {
  name: 'one-message',
  group: 'Start here',
  title,
  sentence: 'One QoS 1 message, and nothing is lost.',
  lookFor:
    'Two hops, and on each a PUBLISH and its PUBACK. The publisher has its PUBACK at the same instant as the subscriber its message: neither knows of the other.',
  scenario: scenarioOf(title, { network: SLOW_NETWORK, script: [publishAt(0, 1)] }),
};
