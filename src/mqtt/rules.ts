// Why a machine acts: the statements of the OASIS specifications behind each effect, in one table.
// The inspector shows them; a test names each one. `v4` is MQTT 3.1.1, `v5` is MQTT 5.0.

import type { ProtocolVersion } from './packets/packet.ts';

export interface Rule {
  readonly v4?: string;
  readonly v5?: string;
  /** What the statement asks for, in our words. */
  readonly says: string;
}

export const RULES = {
  'qos0-once': {
    v4: '[MQTT-4.3.1-1]',
    v5: '[MQTT-4.3.1-1]',
    says: 'A QoS 0 PUBLISH is sent once, with DUP 0. Nothing answers it.',
  },
  'qos1-publish': {
    v4: '[MQTT-4.3.2-1]',
    v5: '[MQTT-4.3.2-2]',
    says: 'A QoS 1 PUBLISH goes out with an unused Packet Identifier and DUP 0, and is kept until its PUBACK.',
  },
  'qos1-puback': {
    v4: '[MQTT-4.3.2-2]',
    v5: '[MQTT-4.3.2-4]',
    says: 'Every QoS 1 PUBLISH is answered with a PUBACK that carries its Packet Identifier.',
  },
  'qos2-publish': {
    v4: '[MQTT-4.3.3-1]',
    v5: '[MQTT-4.3.3-2]',
    says: 'A QoS 2 PUBLISH goes out with an unused Packet Identifier and DUP 0, and is kept until its PUBREC.',
  },
  'qos2-pubrec': {
    v4: '[MQTT-4.3.3-2]',
    v5: '[MQTT-4.3.3-8]',
    says: 'A QoS 2 PUBLISH is answered with a PUBREC that carries its Packet Identifier.',
  },
  'qos2-pubrec-again': {
    v4: '[MQTT-4.3.3-2]',
    v5: '[MQTT-4.3.3-10]',
    says: 'Until the PUBREL comes, a repeated PUBLISH is answered with PUBREC again and not handed on again.',
  },
  'qos2-pubrel': {
    v4: '[MQTT-4.3.3-1]',
    v5: '[MQTT-4.3.3-4]',
    says: 'The sender answers PUBREC with PUBREL and never sends that PUBLISH again.',
  },
  'qos2-pubrel-unknown': {
    says: 'The exchange is over here; PUBREL answers PUBREC all the same, so that the receiver can finish it too.',
  },
  'qos2-pubcomp': {
    v4: '[MQTT-4.3.3-2]',
    v5: '[MQTT-4.3.3-11]',
    says: 'PUBREL is answered with PUBCOMP; then the Packet Identifier is free.',
  },
  'reconnect-resend': {
    v4: '[MQTT-4.4.0-1]',
    v5: '[MQTT-4.4.0-1]',
    says: 'On reconnect with a kept session, what is unacknowledged is sent again with its own Packet Identifier, in its first order.',
  },
  'timer-resend': {
    says: 'No answer came in time. Re-sending on a timer is how MQTT-SN and 3.1 do it; 3.1.1 asks for it only on reconnect, and 5.0 forbids it at any other time.',
  },
  'lower-qos': {
    v4: '[MQTT-3.8.4-6]',
    v5: '[MQTT-3.8.4-8]',
    says: 'The broker sends at the lower of the published QoS and the QoS granted to the subscription.',
  },
  connect: {
    v4: '[MQTT-3.1.0-1]',
    v5: '[MQTT-3.1.0-1]',
    says: 'The first packet on a connection is CONNECT.',
  },
  connack: {
    v4: '[MQTT-3.2.0-1]',
    v5: '[MQTT-3.2.0-1]',
    says: 'The broker answers CONNECT with CONNACK before it sends anything else.',
  },
  subscribe: {
    says: 'The client names the topics that it wants, and the QoS that it wants at most.',
  },
  suback: {
    v4: '[MQTT-3.8.4-1]',
    v5: '[MQTT-3.8.4-1]',
    says: 'SUBSCRIBE is answered with SUBACK.',
  },
  'connack-refused': {
    v4: '[MQTT-3.2.2-5]',
    v5: '[MQTT-3.2.2-7]',
    says: 'A broker that refuses a connection says why in CONNACK, and closes it.',
  },
  unsubscribe: {
    says: 'The client takes back what it has subscribed to.',
  },
  unsuback: {
    v4: '[MQTT-3.10.4-4]',
    v5: '[MQTT-3.10.4-4]',
    says: 'UNSUBSCRIBE is answered with UNSUBACK.',
  },
  'retained-replay': {
    v4: '[MQTT-3.3.1-6]',
    v5: '[MQTT-3.3.1-9]',
    says: 'A new subscription gets the message that is retained for its topic, with RETAIN 1.',
  },
  'shared-subscription': {
    says: 'Its member of a shared subscription is gone: the message goes to another one.',
  },
  'disconnect-normal': {
    v4: '[MQTT-3.14.4-1]',
    v5: '[MQTT-3.14.4-2]',
    says: 'The client closes the connection after DISCONNECT, which takes back the Will Message unless its Reason Code is 0x04.',
  },
  'disconnect-reason': {
    v4: '[MQTT-4.8.0-1]',
    v5: '[MQTT-4.13.2-1]',
    says: 'Something is wrong, so the connection is closed; 5.0 says why before that.',
  },
  pingreq: {
    v4: '[MQTT-3.1.2-23]',
    v5: '[MQTT-3.1.2-20]',
    says: 'With nothing else to send, the client sends PINGREQ within the Keep Alive.',
  },
  pingresp: {
    v4: '[MQTT-3.12.4-1]',
    v5: '[MQTT-3.12.4-1]',
    says: 'PINGREQ is answered with PINGRESP.',
  },
} as const satisfies Record<string, Rule>;

export type RuleId = keyof typeof RULES;

/** `v5 [MQTT-4.3.3-10]`, or undefined where the specification has no statement. */
export function formatStatement(id: RuleId, version: ProtocolVersion): string | undefined {
  const rule: Rule = RULES[id];
  if (version === 5) return rule.v5 === undefined ? undefined : `v5 ${rule.v5}`;
  return rule.v4 === undefined ? undefined : `3.1.1 ${rule.v4}`;
}
