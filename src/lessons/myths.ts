// The myths: what people get wrong about QoS (PROTOCOL section 8), in its order.

import {
  acknowledged,
  all,
  arrived,
  callbacks,
  delivered,
  doubled,
  figure,
  happened,
  lost,
  NONE,
  not,
  ONCE,
  sent,
  stored,
  TWICE,
  waiting,
} from './fact.ts';
import type { Myth } from './myth.ts';

const PUBLISH1 = { type: 'PUBLISH', hop: 1 } as const;
const PUBLISH2 = { type: 'PUBLISH', hop: 2 } as const;

export const MYTHS: readonly Myth[] = [
  {
    name: 'sends-again-after-a-while',
    run: 'preset=playground&resend=reconnect&do=1.2:drop,PUBACK,1;1.2:publish,pub,qoscope/demo,1,hello;9:cut,pub',
    happened: {
      unanswered: all(happened('packet-lost'), delivered('A', 0)),
      quiet: all(happened('connection-closed', 'pub'), sent(PUBLISH1, ONCE), stored('pub', 'A')),
      again: all(happened('session-resumed', 'pub'), sent({ ...PUBLISH1, dup: true })),
    },
    numbers: ['3.1.1 [MQTT-4.4.0-1]', 'v5 [MQTT-4.4.0-1]'],
  },
  {
    name: 'qos-2-is-never-twice',
    run: 'preset=clean-start-qos2-twice',
    happened: {
      once: delivered('A', 1),
      forgotten: happened('session-ended', 'pub'),
      twice: delivered('A', 2),
    },
    numbers: ['v5 [MQTT-4.3.3-10]', 'v5 [MQTT-3.2.2-5]'],
  },
  {
    name: 'dup-is-a-duplicate',
    run: 'preset=dup-is-not-duplicate',
    happened: {
      new: all(arrived({ ...PUBLISH2, message: 'A', dup: true }), delivered('A', 1)),
      repeat: all(delivered('B', 2), arrived({ ...PUBLISH2, message: 'B', dup: true }, NONE)),
    },
    numbers: ['v5 [MQTT-3.3.1-1]', 'v5 [MQTT-3.3.1-3]'],
  },
  {
    name: 'published-at-2-received-at-2',
    run: 'preset=downgraded-to-qos1',
    happened: {
      published: sent({ ...PUBLISH1, qos: 2 }),
      received: arrived({ ...PUBLISH2, qos: 1 }),
      twice: doubled('A', 'brokerResend'),
    },
    numbers: ['v5 [MQTT-3.8.4-8]'],
  },
  {
    name: 'puback-is-delivery',
    run: 'preset=puback-is-not-delivery',
    happened: {
      told: all(acknowledged('A'), delivered('A', 0)),
      there: delivered('A', 1),
    },
    numbers: ['v5 [MQTT-4.3.2-4]'],
  },
  {
    name: 'clean-session-off-is-enough',
    run: 'preset=session-expired',
    happened: {
      waits: stored('broker', 'A', 'message'),
      expired: all(happened('session-ended', 'sub'), lost('A', 'expired')),
      back: happened('session-started', 'sub', { min: 2 }),
    },
    numbers: ['v5 [MQTT-3.1.2-23]'],
  },
  {
    name: 'above-0-is-never-dropped',
    run: 'preset=queue-full',
    happened: {
      told: all(acknowledged('D'), lost('D', 'queueFull')),
      three: figure('delivered', { min: 3 }),
    },
    numbers: ['v5 §3.4.2.1'],
  },
  {
    name: 'qos-1-survives-a-crash',
    run: 'preset=broker-crash-after-puback-memory',
    happened: {
      told: acknowledged('A'),
      crashed: all(happened('node-crashed', 'broker'), lost('A', 'stateLost')),
      back: all(happened('session-started', 'sub', { min: 2 }), delivered('A', 0)),
    },
    numbers: ['v5 §4.1.1'],
  },
  {
    name: 'order-is-kept',
    run: 'preset=order-after-resend',
    happened: {
      first: callbacks('A', 'B', 'C'),
      again: callbacks('A', 'B', 'C', 'B', 'C'),
    },
    numbers: ['v5 [MQTT-4.6.0-1]'],
  },
  {
    name: 'it-stopped-after-20',
    run: 'preset=window-full',
    happened: {
      stopped: all(figure('delivered', { min: 3, max: 3 }), waiting({ min: 3 })),
      'goes-on': all(
        happened('session-resumed', 'sub'),
        figure('delivered', { min: 6 }),
        figure('duplicates', { min: 3, max: 3 }),
      ),
    },
    numbers: ['v5 [MQTT-3.3.4-9]'],
  },
  {
    name: 'again-on-each-reconnect',
    run: 'preset=retained-on-reconnect',
    happened: {
      first: delivered('A', 1),
      replayed: all(arrived({ ...PUBLISH2, retain: true }), figure('duplicates', NONE)),
      'and-again': arrived({ ...PUBLISH2, retain: true }, TWICE),
    },
    numbers: ['v5 [MQTT-3.3.1-9]'],
  },
  {
    name: 'twice-means-retrying',
    run: 'preset=overlapping-subscriptions',
    happened: {
      'two-copies': sent(PUBLISH2, TWICE),
      twice: all(
        doubled('A', 'overlappingSubscription'),
        not(sent({ type: 'PUBLISH', dup: true })),
        not(happened('packet-lost')),
      ),
    },
    numbers: ['v5 §3.3.4'],
  },
  {
    name: 'tcp-is-reliable',
    run: 'preset=tcp-cut',
    happened: {
      cut: all(happened('connection-closed', 'pub'), arrived(PUBLISH1), stored('pub', 'A')),
      twice: doubled('A', 'publisherResend'),
    },
    numbers: ['v5 §4.2', 'v5 [MQTT-4.4.0-1]'],
  },
  {
    name: 'publish-returned',
    run: 'preset=lost-publish-qos0',
    happened: {
      returned: all(sent(PUBLISH1), not(stored('pub', 'A'))),
      lost: lost('A', 'packetLost'),
    },
    numbers: ['v5 [MQTT-4.3.1-1]'],
  },
  {
    name: 'it-hung',
    run: 'preset=black-hole-subscriber',
    happened: {
      silenced: all(happened('connection-silenced', 'sub'), not(happened('connection-closed'))),
      noticed: happened('connection-closed', 'sub'),
      late: delivered('B', 1),
    },
    numbers: ['v5 [MQTT-3.1.2-22]'],
  },
];
