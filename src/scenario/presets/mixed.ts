// Three kinds of message over one connection, each at the level that it needs, on a bad network.

import { type Preset, SLOW_NETWORK, scenarioOf } from './preset.ts';

const title = 'Three levels on one connection';

export const mixed: Preset = {
  name: 'mixed',
  group: 'Start here',
  title,
  sentence:
    "Positions at QoS 0, chat at QoS 1 and payments at QoS 2 share one publisher's connection, which loses a fifth of all packets on average.",
  lookFor:
    'Positions get lost and the next one closes the gap; some chat messages come twice; payments come late, and once.',
  scenario: scenarioOf(title, {
    network: { ...SLOW_NETWORK, lossHop1Up: 0.2, lossHop1Down: 0.2 },
    subscriptions: [
      { filter: 'vehicle/7/position', qos: 2 },
      { filter: 'chat/team', qos: 2 },
      { filter: 'shop/payment', qos: 2 },
    ],
    publishes: [
      {
        name: 'gps',
        topic: 'vehicle/7/position',
        qos: 0,
        payload: '{"lat":52.5163,"lon":13.3777}',
        ratePerSec: 0.5,
        startMs: 0,
      },
      {
        name: 'chat',
        topic: 'chat/team',
        qos: 1,
        payload: 'Running late, start without me',
        ratePerSec: 0.3,
        startMs: 700,
      },
      {
        name: 'payment',
        topic: 'shop/payment',
        qos: 2,
        payload: '{"order":4711,"amount":"49.90 EUR"}',
        ratePerSec: 0.2,
        startMs: 1400,
      },
    ],
  }),
};
