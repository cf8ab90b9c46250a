// What the command line runs without flags, and a link without a preset.

import { DEMO_TOPIC, type Preset, scenarioOf } from './preset.ts';

const title = 'A hundred messages';

export const defaultRun: Preset = {
  name: 'default',
  group: 'Start here',
  title,
  sentence: 'A hundred QoS 1 messages, ten a second, on a network that loses nothing.',
  lookFor:
    'Every message is delivered once, after two one-way latencies. Add loss, change the level, and compare.',
  scenario: scenarioOf(title, {
    publishes: [
      {
        name: 'auto',
        topic: DEMO_TOPIC,
        qos: 1,
        payload: 'hello',
        ratePerSec: 10,
        startMs: 0,
        count: 100,
      },
    ],
  }),
};
