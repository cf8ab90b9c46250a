// Who is offline, what is kept for it meanwhile, and what a queue or an expiry interval takes away.

import { CALM_NETWORK, DEMO_TOPIC, type Preset, presetOf } from './preset.ts';
import { leaveAt, publishAt, publishEach, stepAt } from './steps.ts';

const group = 'Sessions and queues';

const subscriberOffline = presetOf(
  {
    name: 'subscriber-offline',
    group,
    title: 'Subscriber offline, session kept',
    sentence:
      'While the subscriber is offline, one message is published at each level; the broker keeps its session.',
    lookFor:
      'The QoS 1 and QoS 2 messages wait in the broker’s queue and arrive on its return. The QoS 0 message is lost: it is not queued.',
  },
  {
    network: CALM_NETWORK,
    script: [
      leaveAt(0, 'sub', 5000),
      publishAt(1000, 0, 'at QoS 0'),
      publishAt(1500, 1, 'at QoS 1'),
      publishAt(2000, 2, 'at QoS 2'),
    ],
  },
);

const subscriberOfflineClean = presetOf(
  {
    name: 'subscriber-offline-clean',
    group,
    title: 'Subscriber offline, no session',
    sentence:
      'The same, and the subscriber’s session ends with its connection, as with Clean Session in 3.1.1.',
    lookFor:
      'All three messages are lost although the publisher’s exchanges complete; in 5.0 the PUBACK says that nobody is subscribed, with 0x10. What is published after its return arrives.',
  },
  {
    network: CALM_NETWORK,
    sub: { cleanStart: true, sessionExpirySec: 0 },
    script: [
      leaveAt(0, 'sub', 5000),
      publishAt(1000, 0, 'at QoS 0'),
      publishAt(1500, 1, 'at QoS 1'),
      publishAt(2000, 2, 'at QoS 2'),
      publishAt(8000, 1, 'later'),
    ],
  },
);

const sessionExpired = presetOf(
  {
    name: 'session-expired',
    group,
    title: 'Away for longer than the session',
    sentence:
      'A QoS 1 message waits for a subscriber that is away for six seconds, with a Session Expiry Interval of three.',
    lookFor:
      'Three seconds after the connection ended the broker discards the session, and the message with it.',
  },
  {
    network: CALM_NETWORK,
    sub: { sessionExpirySec: 3 },
    script: [leaveAt(0, 'sub', 6000), publishAt(1000, 1)],
  },
);

function queueOverflow(
  queueDrop: 'newest' | 'oldest',
  label: Pick<Preset, 'name' | 'title' | 'lookFor'>,
): Preset {
  const sentence = `Five QoS 1 messages for an offline subscriber, at a broker whose queue holds three and drops the ${queueDrop}.`;
  return presetOf(
    { ...label, group, sentence },
    {
      network: CALM_NETWORK,
      broker: { queueLimit: 3, queueDrop },
      script: [leaveAt(0, 'sub', 5000), ...publishEach(500, 500, 1, 5)],
    },
  );
}

const queueFull = queueOverflow('newest', {
  name: 'queue-full',
  title: 'The queue is full',
  lookFor:
    'Messages 1, 2 and 3 arrive; 4 and 5 are lost, although each has its PUBACK. No publisher is told of a full queue.',
});

const queueFullOldest = queueOverflow('oldest', {
  name: 'queue-full-oldest',
  title: 'The queue is full: the oldest go',
  lookFor: 'Messages 3, 4 and 5 arrive; 1 and 2 had to make room, although each has its PUBACK.',
});

const messageExpired = presetOf(
  {
    name: 'message-expired',
    group,
    title: 'A message that expires',
    sentence:
      'Two QoS 1 messages wait for an offline subscriber; the first one has a Message Expiry Interval of two seconds.',
    lookFor:
      'The first message is lost two seconds after it has reached the broker; the second one waits and arrives.',
  },
  {
    network: CALM_NETWORK,
    publishes: [
      {
        name: 'offer',
        topic: DEMO_TOPIC,
        qos: 1,
        payload: 'for two seconds',
        expirySec: 2,
        ratePerSec: 1,
        startMs: 500,
        count: 1,
      },
    ],
    script: [leaveAt(0, 'sub', 5000), publishAt(1000, 1, 'for ever')],
  },
);

const publisherOffline = presetOf(
  {
    name: 'publisher-offline',
    group,
    title: 'Publisher offline',
    sentence:
      'The publisher has no connection and publishes one message at each level; its client library queues QoS 1 and QoS 2.',
    lookFor:
      'The queue is the publisher’s own: the two messages leave when it is connected again. The QoS 0 message is lost.',
  },
  {
    network: CALM_NETWORK,
    script: [
      stepAt(0, { kind: 'take-offline', client: 'pub', how: 'reset', forMs: 4000 }),
      publishAt(500, 0, 'at QoS 0'),
      publishAt(1000, 1, 'at QoS 1'),
      publishAt(1500, 2, 'at QoS 2'),
    ],
  },
);

export const SESSIONS: readonly Preset[] = [
  subscriberOffline,
  subscriberOfflineClean,
  publisherOffline,
  queueFull,
  queueFullOldest,
  messageExpired,
  sessionExpired,
];
