// The first visit's variations: one message, and each of the five packets lost on each of the two
// hops; one that nobody sends again, and one that is given up.

import type { PacketType, Qos } from '../../mqtt/packets/packet.ts';
import { oneMessageLosing } from './lostPacket.ts';
import { lostPuback } from './lostPuback.ts';
import { type Preset, presetOf, SLOW_NETWORK } from './preset.ts';
import { publishAt } from './steps.ts';

const group = 'Lost packets';

interface Loss extends Pick<Preset, 'name' | 'title' | 'sentence' | 'lookFor'> {
  readonly packetType: PacketType;
  readonly qos: Qos;
  readonly hop: 1 | 2;
}

const ON_HOP_1: readonly Loss[] = [
  {
    name: 'lost-publish',
    title: 'A lost PUBLISH',
    packetType: 'PUBLISH',
    qos: 1,
    hop: 1,
    sentence: 'One QoS 1 message; its PUBLISH is lost, so the publisher sends it again.',
    lookFor:
      'The message arrives once, a re-send later. To the publisher this looks exactly like a lost PUBACK.',
  },
  {
    name: 'lost-publish-qos0',
    title: 'A lost PUBLISH at QoS 0',
    packetType: 'PUBLISH',
    qos: 0,
    hop: 1,
    sentence: 'One QoS 0 message; its PUBLISH is lost.',
    lookFor:
      'Nothing is sent again, and the message is lost for good: its sender keeps nothing and waits for nothing.',
  },
  {
    name: 'lost-pubrec',
    title: 'A lost PUBREC',
    packetType: 'PUBREC',
    qos: 2,
    hop: 1,
    sentence:
      'One QoS 2 message; the PUBREC that answers it is lost, so the publisher sends it again.',
    lookFor:
      'The message arrives once: the broker still holds the Packet Identifier, answers the second PUBLISH and does not hand it on.',
  },
  {
    name: 'lost-pubrel',
    title: 'A lost PUBREL',
    packetType: 'PUBREL',
    qos: 2,
    hop: 1,
    sentence:
      'One QoS 2 message; the PUBREL that releases it is lost, so the publisher sends PUBREL again.',
    lookFor:
      'The message arrives once, a re-send later: this broker forwards it on PUBREL. PUBREL has no DUP flag, and the PUBLISH is not sent again.',
  },
  {
    name: 'lost-pubcomp',
    title: 'A lost PUBCOMP',
    packetType: 'PUBCOMP',
    qos: 2,
    hop: 1,
    sentence:
      'One QoS 2 message; the PUBCOMP that ends the exchange is lost, so the publisher sends PUBREL again.',
    lookFor:
      'The message arrives once, and no later for it. The broker has let go of the Packet Identifier: its second PUBCOMP says so with Reason Code 0x92.',
  },
];

const ON_HOP_2: readonly Loss[] = [
  {
    name: 'lost-publish-hop2',
    title: 'A lost PUBLISH to the subscriber',
    packetType: 'PUBLISH',
    qos: 1,
    hop: 2,
    sentence:
      'One QoS 1 message; its PUBLISH is lost between broker and subscriber, so the broker sends it again.',
    lookFor:
      'The message arrives once, a re-send later. The publisher has had its PUBACK long before and knows nothing of it.',
  },
  {
    name: 'lost-puback-hop2',
    title: 'A lost PUBACK of the subscriber',
    packetType: 'PUBACK',
    qos: 1,
    hop: 2,
    sentence: 'One QoS 1 message; the subscriber’s PUBACK is lost, so the broker sends it again.',
    lookFor:
      'The message arrives twice, and here the second PUBLISH to the subscriber has DUP 1. The publisher has sent it once.',
  },
  {
    name: 'lost-pubrec-hop2',
    title: 'A lost PUBREC of the subscriber',
    packetType: 'PUBREC',
    qos: 2,
    hop: 2,
    sentence: 'One QoS 2 message; the subscriber’s PUBREC is lost, so the broker sends it again.',
    lookFor:
      'The message arrives once: the subscriber still holds the Packet Identifier, and answers the second PUBLISH with PUBREC alone.',
  },
  {
    name: 'lost-pubrel-hop2',
    title: 'A lost PUBREL to the subscriber',
    packetType: 'PUBREL',
    qos: 2,
    hop: 2,
    sentence:
      'One QoS 2 message; the PUBREL to the subscriber is lost, so the broker sends PUBREL again.',
    lookFor:
      'The subscriber has the message and keeps it from its application until PUBREL: it is handed over once, a re-send later.',
  },
  {
    name: 'lost-pubcomp-hop2',
    title: 'A lost PUBCOMP of the subscriber',
    packetType: 'PUBCOMP',
    qos: 2,
    hop: 2,
    sentence:
      'One QoS 2 message; the subscriber’s PUBCOMP is lost, so the broker sends PUBREL again.',
    lookFor:
      'The application has had the message already, and has it once: PUBREL releases an identifier, it carries no message.',
  },
];

const givingUp = presetOf(
  {
    name: 'giving-up',
    group,
    title: 'Giving up',
    sentence:
      'One QoS 1 message on a link that loses everything, from a publisher that sends it again three times at most.',
    lookFor:
      'Four PUBLISH, then the message is lost: at least once holds only for as long as the sender goes on.',
  },
  {
    network: { ...SLOW_NETWORK, lossHop1Up: 1 },
    pub: { resendLimit: 3 },
    script: [publishAt(0, 1)],
  },
);

function toPreset({ packetType, qos, hop, ...label }: Loss): Preset {
  return { ...label, group, scenario: oneMessageLosing(packetType, qos, label.title, hop) };
}

export const LOST_PACKETS: readonly Preset[] = [
  lostPuback,
  ...ON_HOP_1.map(toPreset),
  ...ON_HOP_2.map(toPreset),
  givingUp,
];
