// Sessions that begin anew while something was under way: what the other side still held for them.

import { CALM_NETWORK, type Preset, presetOf } from './preset.ts';
import { cutAt, leaveAt, publishAt, publishEach, stepAt } from './steps.ts';

const group = 'Sessions and queues';

const cleanStartDropsQueue = presetOf(
  {
    name: 'clean-start-drops-queue',
    group,
    title: 'A clean start throws the queue away',
    sentence:
      'Two QoS 1 messages wait for an offline subscriber, which comes back with Clean Start.',
    lookFor: 'Both messages are lost at its CONNECT: Clean Start ends the session that held them.',
  },
  {
    network: CALM_NETWORK,
    script: [
      leaveAt(0, 'sub', 4000),
      ...publishEach(500, 500, 1, 2),
      stepAt(3000, { kind: 'change-client', client: 'sub', changes: { cleanStart: true } }),
      publishAt(7000, 1, 'later'),
    ],
  },
);

/** As MQTT.js does it with `clean: true`. */
const RESENDS_ANYHOW = { cleanStart: true, sessionLost: 'resend' } as const;

const cleanStartLostPubrel = presetOf(
  {
    name: 'clean-start-lost-pubrel',
    group,
    title: 'Success, and never delivered',
    sentence:
      'In 3.1.1 a PUBREL is lost with the connection; the publisher comes back with Clean Session, and sends PUBREL again although Session Present is 0.',
    lookFor:
      'The broker has discarded the message with the session, and answers PUBCOMP all the same. To the publisher that is success, and nobody ever gets the message.',
  },
  {
    protocolVersion: 4,
    network: CALM_NETWORK,
    pub: RESENDS_ANYHOW,
    script: [publishAt(0, 2), cutAt(700, 'pub')],
  },
);

const cleanStartQos2Twice = presetOf(
  {
    name: 'clean-start-qos2-twice',
    group,
    title: 'QoS 2 twice after a clean start',
    sentence:
      'At a broker that forwards on PUBLISH a PUBREC is lost with the connection; the publisher comes back with Clean Start, and sends the message again.',
    lookFor:
      'The message arrives twice: the Packet Identifier by which the broker would know it went with the session.',
  },
  {
    network: CALM_NETWORK,
    broker: { qos2Forward: 'publish' },
    pub: RESENDS_ANYHOW,
    script: [publishAt(0, 2), cutAt(450, 'pub')],
  },
);

export const CLEAN_STARTS: readonly Preset[] = [
  cleanStartDropsQueue,
  cleanStartLostPubrel,
  cleanStartQos2Twice,
];
