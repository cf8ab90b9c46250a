// What recorded brokers did that ours does not, and which statement ours follows: of aedes and Paho's
// here, of mosquitto in mosquittoDeviations.ts.
import { type DeviationGroup, deviationsOf } from './deviations.ts';
import { MOSQUITTO_DEVIATIONS } from './mosquittoDeviations.ts';

const OTHER_DEVIATIONS: readonly DeviationGroup[] = [
  {
    kind: 'deviates',
    who: ['aedes', 'paho'],
    why: 'an unknown protocol level is not answered with return code 0x01',
    ours: 'CONNACK 0x01',
    files: { 'bad-connect-protocol-level-6.v4': ['3.1.1 [MQTT-3.1.2-2]', 1] },
  },
  {
    kind: 'deviates',
    who: ['paho'],
    why: 'the same, and it chose the same consumer each time, which it may',
    ours: 'nothing',
    files: { 'shared-qos1-consumer-session-ends.v5': ['v5 §4.8.2', 5, 7, 9] },
  },
  {
    kind: 'deviates',
    who: ['aedes'],
    why: 'what no client may send is taken',
    ours: 'closed',
    files: {
      'bad-connect-will-qos3.v4': ['3.1.1 [MQTT-3.1.2-14]', 1],
      'bad-subscribe-id0.v4': ['3.1.1 [MQTT-2.3.1-1]', 1, 3],
      'bad-utf8-invalid-topic.v4': ['3.1.1 [MQTT-1.5.3-1]', 1, 3],
      'bad-utf8-null-topic.v4': ['3.1.1 [MQTT-1.5.3-2]', 1, 3],
    },
  },
  {
    kind: 'deviates',
    who: ['aedes'],
    why: 'one copy, not at the highest QoS of the matching subscriptions',
    ours: 'PUBLISH #1 "t/a" "m1" QoS 2',
    files: {
      'overlap-low-then-high.v4': ['3.1.1 [MQTT-3.3.5-1]', 3],
      'overlap-two-filters.v4': ['3.1.1 [MQTT-3.3.5-1]', 3],
    },
  },
  {
    kind: 'deviates',
    who: ['aedes'],
    why: 'the DUP of the incoming PUBLISH is passed on',
    ours: 'PUBLISH #3 "t/a" "m2" QoS 1',
    files: { 'pub-qos1-id-reuse-and-dup-same-conn.v4': ['3.1.1 [MQTT-3.3.1-3]', 5] },
  },
  {
    kind: 'deviates',
    who: ['aedes'],
    why: 'Session Present is 0 for a kept session without subscriptions; the DUP that came is passed on',
    ours: 'CONNACK 0x00 {"sessionPresent":true}',
    files: {
      'pub-qos1-puback-lost-reconnect.v4': ['3.1.1 [MQTT-3.2.2-2], [MQTT-3.3.1-3]', 5, 6],
    },
  },
  {
    kind: 'deviates',
    who: ['aedes'],
    why: 'Session Present is 0 for a kept session without subscriptions',
    ours: 'CONNACK 0x00 {"sessionPresent":true}',
    files: {
      'pub-qos2-pubrec-lost-reconnect.v4': ['3.1.1 [MQTT-3.2.2-2]', 5],
      'pub-qos2-pubrel-lost-reconnect.v4': ['3.1.1 [MQTT-3.2.2-2]', 5],
    },
  },
  {
    kind: 'deviates',
    who: ['aedes'],
    why: 'a retained message is sent above the granted QoS',
    ours: '"r2" QoS 0 RETAIN',
    files: { 'retained-each-qos.v4': ['3.1.1 [MQTT-3.8.4-6]', 5, 7] },
  },
  {
    kind: 'deviates',
    who: ['aedes'],
    why: 'a PUBLISH is sent again with DUP 0',
    ours: ' DUP',
    files: {
      'sub-inflight-then-offline-order.v4': ['3.1.1 [MQTT-3.3.1-1]', 8],
      'sub-mixed-inflight-reconnect.v4': ['3.1.1 [MQTT-3.3.1-1]', 14],
      'sub-qos1-withhold-puback-reconnect.v4': ['3.1.1 [MQTT-3.3.1-1]', 7],
      'sub-qos2-withhold-pubrec-reconnect.v4': ['3.1.1 [MQTT-3.3.1-1]', 6],
    },
  },
  {
    kind: 'deviates',
    who: ['paho'],
    why: 'what was queued goes out with DUP 1 the first time',
    ours: 'QoS 2',
    files: {
      'sub-mixed-inflight-reconnect.v4': ['3.1.1 [MQTT-3.3.1-1], §3.3.1.1', 14],
      'sub-offline-queue.v4': ['3.1.1 [MQTT-3.3.1-1], §3.3.1.1', 9],
    },
  },
  {
    kind: 'deviates',
    who: ['paho'],
    why: 'what was queued goes out with DUP 1 the first time',
    ours: 'PUBLISH #2 "t/a" "m2" QoS 1 DUP, PUBLISH #3 "t/a" "m3" QoS 1,',
    files: { 'sub-inflight-then-offline-order.v4': ['3.1.1 [MQTT-3.3.1-1], §3.3.1.1', 8] },
  },
  {
    kind: 'deviates',
    who: ['aedes', 'paho'],
    why: 'PUBREC for a QoS 1 message and PUBACK for a QoS 2 message are let pass',
    ours: 'closed',
    files: { 'sub-wrong-ack-type.v4': ['3.1.1 [MQTT-4.8.0-1]', 6, 7, 9] },
  },
  {
    kind: 'deviates',
    who: ['paho'],
    why: 'PUBREC for a QoS 1 message and PUBACK for a QoS 2 message are let pass',
    ours: 'DISCONNECT 0x82, closed',
    files: { 'sub-wrong-ack-type.v5': ['v5 [MQTT-4.13.1-1]', 6, 7, 9] },
  },
  {
    kind: 'deviates',
    who: ['paho'],
    why: 'a PUBREC that is repeated, or for an unknown identifier, is not answered with PUBREL',
    ours: 'PUBREL',
    files: {
      'pub-pubrec-unknown-id.v4': ['3.1.1 [MQTT-4.3.3-1]', 1],
      'pub-pubrec-unknown-id.v5': ['v5 [MQTT-4.3.3-4]', 1],
      'sub-qos2-dup-pubrec-twice.v4': ['3.1.1 [MQTT-4.3.3-1]', 6, 8],
      'sub-qos2-dup-pubrec-twice.v5': ['v5 [MQTT-4.3.3-4]', 6, 8],
    },
  },
  {
    kind: 'deviates',
    who: ['paho'],
    why: 'PUBREL is sent after a PUBREC that reports a failure',
    ours: 'nothing',
    files: { 'v5-sub-pubrec-error.v5': ['v5 [MQTT-4.4.0-2]', 5, 7] },
  },
  {
    kind: 'deviates',
    who: ['paho'],
    why: 'Receive Maximum 0 is taken',
    ours: 'CONNACK 0x82 {"sessionPresent":false}, closed',
    files: { 'v5-receive-maximum-0.v5': ['v5 §3.1.2.11.3', 1] },
  },
  {
    kind: 'deviates',
    who: ['paho'],
    why: 'a place that an acknowledgement has freed stays empty',
    ours: 'PUBLISH #3 "t/a" "m3" QoS 1',
    files: { 'v5-receive-maximum-1-qos1.v5': ['v5 §4.9', 6, 7] },
  },
  {
    kind: 'deviates',
    who: ['paho'],
    why: 'a QoS 0 message that came while the window was full is never sent',
    ours: '"zero" QoS 0',
    files: { 'v5-receive-maximum-2-qos2.v5': ['v5 §4.9', 5] },
  },
  {
    kind: 'deviates',
    who: ['paho'],
    why: 'no will is published after a protocol error',
    ours: 'PUBLISH #1 "will/t" "gone" QoS 1',
    files: {
      'will-protocol-error.v4': ['3.1.1 [MQTT-3.1.2-8]', 3],
      'will-protocol-error.v5': ['v5 [MQTT-3.1.2-8]', 3],
    },
  },
  {
    kind: 'open',
    who: ['aedes'],
    why: 'it speaks 3.1.1 alone',
    ours: 'CONNACK 0x00',
    files: { 'aedes-refuses-v5.v5': ['3.1.1 [MQTT-3.1.2-2]', 0] },
  },
  {
    kind: 'open',
    who: ['aedes'],
    why: 'QoS levels overtake each other, and so do PUBACK and PUBREC',
    ours: 'PUBREC #1 0x00, PUBACK #2 0x00',
    files: { 'pub-mixed-qos-order.v4': ['3.1.1 [MQTT-4.6.0-2], [MQTT-4.6.0-3], §4.6', 3] },
  },
  {
    kind: 'open',
    who: ['aedes', 'paho'],
    why: '$share is a name like any other in 3.1.1; ours shares there too, as mosquitto does',
    ours: 'PUBLISH #1 "t/a" "m1" QoS 1',
    files: { 'shared-in-v311.v4': ['3.1.1 §4.7.2', 5, 6] },
  },
];

export const BROKER_DEVIATIONS = deviationsOf([...MOSQUITTO_DEVIATIONS, ...OTHER_DEVIATIONS]);
