// Connections that end, or only seem to be there, and subscribers that take no more.

import type { PublishPattern } from '../scenario.ts';
import { CALM_NETWORK, type Preset, presetOf, SLOW_TCP } from './preset.ts';
import { cutAt, patternOf, publishAt, publishEach, stepAt } from './steps.ts';

const group = 'Connections';

const tcpCut = presetOf(
  {
    name: 'tcp-cut',
    group,
    title: 'TCP is reliable, so why QoS?',
    sentence: 'A QoS 1 message over TCP; the connection is cut while its PUBACK is on its way.',
    lookFor:
      'The publisher cannot know whether the message got through, sends it again on its new connection, and it arrives twice.',
  },
  { network: SLOW_TCP, script: [publishAt(0, 1), cutAt(450, 'pub')] },
);

const blackHoleSubscriber = presetOf(
  {
    name: 'black-hole-subscriber',
    group,
    title: 'It hung: the subscriber in a black hole',
    sentence:
      'Over TCP, with a Keep Alive of 10 s, nothing gets through to the subscriber or from it any more, and neither end is told.',
    lookFor:
      'The broker waits 15 s for a packet, the subscriber for its PINGRESP; the QoS 1 message arrives on the next connection, the QoS 0 one never. With 60 s it would be six times as long.',
  },
  {
    network: SLOW_TCP,
    sub: { keepAliveSec: 10 },
    script: [
      stepAt(500, { kind: 'black-hole', client: 'sub' }),
      publishAt(1000, 0, 'at QoS 0'),
      publishAt(2000, 1, 'at QoS 1'),
    ],
  },
);

const blackHolePublisher = presetOf(
  {
    name: 'black-hole-publisher',
    group,
    title: 'It hung: the publisher in a black hole',
    sentence:
      'Over TCP, with a Keep Alive of 10 s, nothing gets through from the publisher or to it any more, and it goes on publishing.',
    lookFor:
      'No call of publish() fails. Only when PINGRESP stays away does the publisher connect again: QoS 1 and QoS 2 arrive late, QoS 0 never.',
  },
  {
    network: SLOW_TCP,
    pub: { keepAliveSec: 10 },
    script: [
      stepAt(500, { kind: 'black-hole', client: 'pub' }),
      publishAt(1000, 0, 'at QoS 0'),
      publishAt(2000, 1, 'at QoS 1'),
      publishAt(3000, 2, 'at QoS 2'),
    ],
  },
);

const windowFull = presetOf(
  {
    name: 'window-full',
    group,
    title: 'It stopped after three messages',
    sentence:
      'A subscriber never sends PUBACK, at a broker that leaves it three messages unacknowledged; after five seconds it is mended and connects again.',
    lookFor:
      'Three of six messages arrive, then none: the others wait at the broker. Afterwards all arrive, those three for the second time.',
  },
  {
    network: CALM_NETWORK,
    broker: { receiveMaximum: 3 },
    sub: { withholds: ['PUBACK'] },
    script: [
      ...publishEach(0, 400, 1, 6),
      stepAt(5000, { kind: 'change-client', client: 'sub', changes: { withholds: [] } }),
      cutAt(5000, 'sub'),
    ],
  },
);

const slowSubscriber = presetOf(
  {
    name: 'slow-subscriber',
    group,
    title: 'A slow subscriber',
    sentence:
      'Six QoS 1 messages in a second for an application that takes a second over each; it acknowledges when it is done, and two may be unacknowledged.',
    lookFor:
      'Two messages at most are unacknowledged, and the rest wait at the broker. Each arrives once: slowness is not loss.',
  },
  {
    network: CALM_NETWORK,
    broker: { receiveMaximum: 2 },
    sub: { acknowledge: 'last', handlerMs: 1000 },
    script: publishEach(0, 200, 1, 6),
  },
);

const FLAPPING: readonly PublishPattern[] = [
  patternOf(0, { ratePerSec: 0.5, startMs: 0, count: 20 }),
  patternOf(1, { ratePerSec: 0.5, startMs: 600, count: 20 }),
  patternOf(2, { ratePerSec: 0.5, startMs: 1200, count: 20 }),
];

const flapping = presetOf(
  {
    name: 'flapping',
    group,
    title: 'A connection that flaps',
    sentence:
      'Over TCP, each client’s connection is cut four times a minute on average; twenty messages are published at each level.',
    lookFor:
      'QoS 0 loses messages, QoS 1 doubles some, QoS 2 does neither. TCP itself loses nothing: connections do.',
  },
  { seed: 5, network: { ...SLOW_TCP, cutsPerMin: 4 }, publishes: FLAPPING },
);

export const CONNECTIONS: readonly Preset[] = [
  tcpCut,
  windowFull,
  slowSubscriber,
  blackHoleSubscriber,
  blackHolePublisher,
  flapping,
];
