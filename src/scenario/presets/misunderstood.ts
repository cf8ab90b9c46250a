// What people get wrong about QoS, each as a run that shows how it is (PROTOCOL section 8).

import { CALM_NETWORK, DEMO_TOPIC, type Preset, presetOf, SLOW_NETWORK } from './preset.ts';
import { cutAt, dropAt, leaveAt, publishAt, publishEach } from './steps.ts';

const group = 'Often misunderstood';

const pubackIsNotDelivery = presetOf(
  {
    name: 'puback-is-not-delivery',
    group,
    title: 'PUBACK, and nobody has it yet',
    sentence: 'A QoS 1 message is published while its subscriber is offline.',
    lookFor:
      'The PUBACK comes after one round trip: the broker has the message. The subscriber gets it seconds later, and the publisher is not told.',
  },
  { network: CALM_NETWORK, script: [leaveAt(0, 'sub', 5000), publishAt(500, 1)] },
);

const dupIsNotDuplicate = presetOf(
  {
    name: 'dup-is-not-duplicate',
    group,
    title: 'DUP does not mean duplicate',
    sentence:
      'Of two QoS 1 messages, the first one’s PUBLISH to the subscriber is lost, and the second one’s PUBACK to the publisher.',
    lookFor:
      'The first message arrives once, with DUP 1. The second arrives twice, both times with DUP 0: each hop has a DUP flag of its own.',
  },
  {
    network: SLOW_NETWORK,
    script: [
      dropAt(0, 'PUBLISH', 2),
      publishAt(0, 1, 'first'),
      dropAt(2500, 'PUBACK', 1),
      publishAt(2500, 1, 'second'),
    ],
  },
);

const downgradedToQos1 = presetOf(
  {
    name: 'downgraded-to-qos1',
    group,
    title: 'Published at QoS 2, subscribed at QoS 1',
    sentence:
      'A QoS 2 message for a subscription at QoS 1; the subscriber’s PUBACK is lost, so the broker sends it again.',
    lookFor:
      'On the subscriber’s hop there is no PUBREC: the lower of the two levels holds there, and the message arrives twice.',
  },
  {
    network: SLOW_NETWORK,
    subscriptions: [{ filter: DEMO_TOPIC, qos: 1 }],
    script: [dropAt(0, 'PUBACK', 2), publishAt(0, 2)],
  },
);

const downgradedToQos0 = presetOf(
  {
    name: 'downgraded-to-qos0',
    group,
    title: 'Published at QoS 2, subscribed at QoS 0',
    sentence: 'A QoS 2 message for a subscription at QoS 0; its PUBLISH to the subscriber is lost.',
    lookFor:
      'The publisher’s exchange completes up to PUBCOMP, and the message is lost: at QoS 0 the broker keeps nothing to send again.',
  },
  {
    network: SLOW_NETWORK,
    subscriptions: [{ filter: DEMO_TOPIC, qos: 0 }],
    script: [dropAt(0, 'PUBLISH', 2), publishAt(0, 2)],
  },
);

const orderAfterResend = presetOf(
  {
    name: 'order-after-resend',
    group,
    title: 'The order after a re-send',
    sentence:
      'Three QoS 1 messages; the subscriber’s connection is cut when the broker has had the PUBACK of the first one alone.',
    lookFor:
      'The application gets 1, 2, 3, 2, 3. No message has overtaken another: the broker sends what is unacknowledged again, in its order.',
  },
  {
    network: CALM_NETWORK,
    script: [...publishEach(0, 100, 1, 3), cutAt(950, 'sub')],
  },
);

const overlappingSubscriptions = presetOf(
  {
    name: 'overlapping-subscriptions',
    group,
    title: 'Twice, and nothing was sent again',
    sentence:
      'One QoS 1 message for a subscriber with two subscriptions that match it, at a broker that sends a copy for each.',
    lookFor:
      'The message arrives twice on a network that loses nothing: two Packet Identifiers, no DUP, no re-send.',
  },
  {
    network: SLOW_NETWORK,
    broker: { overlapping: 'each' },
    subscriptions: [
      { filter: DEMO_TOPIC, qos: 1 },
      { filter: 'qoscope/#', qos: 1 },
    ],
    script: [publishAt(0, 1)],
  },
);

const retainedOnReconnect = presetOf(
  {
    name: 'retained-on-reconnect',
    group,
    title: 'The same message on each reconnect',
    sentence:
      'A retained message, and a subscriber that begins a new session each time that it connects.',
    lookFor:
      'Each new subscription gets the retained message, with RETAIN 1. No duplicate: nothing was sent again, the broker answers a SUBSCRIBE.',
  },
  {
    network: CALM_NETWORK,
    sub: { cleanStart: true, sessionExpirySec: 0 },
    publishes: [
      {
        name: 'state',
        topic: DEMO_TOPIC,
        qos: 1,
        payload: 'door open',
        retain: true,
        ratePerSec: 0.125,
        startMs: 0,
        count: 2,
      },
    ],
    script: [cutAt(2000, 'sub'), cutAt(5000, 'sub')],
  },
);

export const MISUNDERSTOOD: readonly Preset[] = [
  pubackIsNotDelivery,
  dupIsNotDuplicate,
  downgradedToQos1,
  downgradedToQos0,
  orderAfterResend,
  overlappingSubscriptions,
  retainedOnReconnect,
];
