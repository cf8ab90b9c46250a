// What mosquitto 2.1.2 and 2.0.11 did that ours does not, and which statement ours follows.
import type { DeviationGroup } from './deviations.ts';

export const MOSQUITTO_DEVIATIONS: readonly DeviationGroup[] = [
  {
    kind: 'deviates',
    who: ['mosquitto21', 'mosquitto'],
    why: 'closes seconds after 1.5 × Keep Alive of silence',
    ours: 'closed',
    files: { 'keepalive-pingreq-and-server-traffic.v4': ['3.1.1 [MQTT-3.1.2-24]', 9, 10, 11] },
  },
  {
    kind: 'deviates',
    who: ['mosquitto21'],
    why: 'closes seconds after 1.5 × Keep Alive of silence',
    ours: 'closed',
    files: { 'keepalive-pingreq-and-server-traffic.v5': ['v5 [MQTT-3.1.2-22]', 9, 10] },
  },
  {
    kind: 'deviates',
    who: ['mosquitto'],
    why: 'closes seconds after 1.5 × Keep Alive of silence',
    ours: 'closed',
    files: { 'keepalive-pingreq-and-server-traffic.v5': ['v5 [MQTT-3.1.2-22]', 9, 10, 11] },
  },
  {
    kind: 'deviates',
    who: ['mosquitto21'],
    why: 'answers an unknown protocol level with the Reason Code of 5.0',
    ours: 'CONNACK 0x01',
    files: { 'bad-connect-protocol-level-6.v4': ['3.1.1 [MQTT-3.1.2-2]', 1] },
  },
  {
    kind: 'deviates',
    who: ['mosquitto21', 'mosquitto'],
    why: 'a publisher that exceeds the Receive Maximum is not disconnected',
    ours: 'PUBREC #20 0x00, DISCONNECT 0x93, closed',
    files: { 'pub-exceeds-server-receive-maximum.v5': ['v5 §3.3.4, §4.13', 1] },
  },
  {
    kind: 'deviates',
    who: ['mosquitto21', 'mosquitto'],
    why: 'a second payload under the same identifier replaces the first',
    ours: '"first"',
    files: {
      'pub-qos2-resend-before-pubrel-other-payload.v4': ['3.1.1 [MQTT-4.3.3-2]', 5],
      'pub-qos2-resend-before-pubrel-other-payload.v5': ['v5 [MQTT-4.3.3-10]', 5],
    },
  },
  {
    kind: 'deviates',
    who: ['mosquitto21', 'mosquitto'],
    why: 'what the ended session has not acknowledged is dropped, not given to the other consumer',
    ours: 'PUBLISH #3 "t/a" "m1" QoS 1, PUBLISH #4 "t/a" "m3" QoS 1',
    files: { 'shared-qos1-consumer-session-ends.v5': ['v5 §4.8.2', 9] },
  },
  {
    kind: 'deviates',
    who: ['mosquitto21', 'mosquitto'],
    why: 'a will is held back for its delay although the session ended with the connection',
    ours: 'PUBLISH #1 "will/t" "gone" QoS 1',
    files: { 'v5-will-delay-session-expiry-0.v5': ['v5 [MQTT-3.1.2-8]', 3, 4] },
  },
  {
    kind: 'deviates',
    who: ['mosquitto'],
    why: 'a SUBACK from a client is ignored',
    ours: 'closed',
    files: {
      'bad-client-sends-suback.v4': ['3.1.1 [MQTT-4.8.0-1]', 1, 3],
      'bad-client-sends-suback.v5': ['v5 [MQTT-4.13.1-1]', 1, 3],
    },
  },
  {
    kind: 'deviates',
    who: ['mosquitto'],
    why: 'one copy at QoS 1 although a matching subscription has QoS 2',
    ours: 'PUBLISH #1 "t/a" "m1" QoS 2',
    files: { 'overlap-two-filters.v4': ['3.1.1 [MQTT-3.3.5-1]', 3] },
  },
  {
    kind: 'deviates',
    who: ['mosquitto'],
    why: 'subscribing again does not change Retain As Published',
    ours: 'RETAIN',
    files: { 'v5-retain-handling-rap.v5': ['v5 [MQTT-3.8.4-3], [MQTT-3.3.1-13]', 6] },
  },
  {
    kind: 'deviates',
    who: ['mosquitto'],
    why: 'the old connection is not told that its session is taken over',
    ours: 'DISCONNECT 0x8e, closed',
    files: { 'will-takeover.v5': ['v5 [MQTT-3.1.4-3]', 3] },
  },
  {
    kind: 'open',
    who: ['mosquitto'],
    why: 'after the first PUBACK it sends beyond its own max_inflight_messages of 20',
    ours: 'PUBLISH #21 "t/a" "m21" QoS 1',
    files: {
      'sub-inflight-window-default.v4': ['3.1.1 §4.6', 5],
      'sub-inflight-window-default.v5': ['v5 §4.9', 5],
    },
  },
];
