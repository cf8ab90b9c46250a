// The glossary in English: the protocol's words, in the order in which one meets them.

import type { TermTexts } from '../texts.ts';

export const glossary: readonly TermTexts[] = [
  {
    word: 'broker',
    forms: ['brokers', 'server'],
    number: 'v5 §1.2',
    means:
      'The program in the middle: it takes messages from publishers and passes them on to those who have subscribed. The specification calls it the Server.',
  },
  {
    word: 'publisher',
    forms: ['publishers'],
    number: 'v5 §1.2',
    means: 'A client that sends messages to the broker.',
  },
  {
    word: 'subscriber',
    forms: ['subscribers'],
    number: 'v5 §1.2',
    means: 'A client that has asked the broker for the messages of some topics.',
  },
  {
    word: 'client',
    forms: ['clients'],
    number: 'v5 §1.2',
    means: 'A program that opens a connection to a broker. One client can publish and subscribe.',
  },
  {
    word: 'message',
    forms: ['messages'],
    number: 'v5 §1.2',
    means:
      'What an application wants to say: a payload of bytes, published under a topic, at a QoS.',
  },
  {
    word: 'topic',
    forms: ['topics'],
    number: 'v5 §4.7',
    means: 'The name under which a message is published, such as home/kitchen/temperature.',
  },
  {
    word: 'subscription',
    forms: ['subscriptions'],
    number: 'v5 §3.8',
    means:
      'A client’s wish for the messages whose topic matches a filter, with the highest QoS that it wants.',
  },
  {
    word: 'topic filter',
    forms: ['topic filters', 'filter'],
    number: 'v5 §4.7.1',
    means:
      'What a subscription names: a topic, or a pattern with + for one level and # for all that follow.',
  },
  {
    word: 'hop',
    forms: ['hops'],
    number: 'v5 §4.3',
    means:
      'One of the two ways of a message: from the publisher to the broker, and from the broker to a subscriber. Each has an exchange of its own.',
  },
  {
    word: 'QoS',
    number: 'v5 §4.3',
    means:
      'Quality of service: how hard sender and receiver try on one hop. 0: at most once; 1: at least once; 2: exactly once.',
  },
  { word: 'PUBLISH', number: 'v5 §3.3', means: 'The packet that carries a message.' },
  {
    word: 'PUBACK',
    forms: ['PUBACKs'],
    number: 'v5 §3.4',
    means:
      'Short for publish acknowledgement. The answer to a QoS 1 PUBLISH: whoever sends it has taken the message over.',
  },
  {
    word: 'PUBREC',
    number: 'v5 §3.5',
    means:
      'Short for publish received. The first answer at QoS 2: I have it, and I keep its Packet Identifier.',
  },
  {
    word: 'PUBREL',
    number: 'v5 §3.6',
    means:
      'Short for publish release. The third packet of QoS 2: I shall not send that PUBLISH again; you may forget its Packet Identifier.',
  },
  {
    word: 'PUBCOMP',
    number: 'v5 §3.7',
    means:
      'Short for publish complete. The last packet of QoS 2: forgotten. Now the Packet Identifier is free.',
  },
  {
    word: 'Packet Identifier',
    forms: ['Packet Identifiers'],
    number: 'v5 §2.2.1',
    means:
      'A number from 1 to 65,535 by which sender and receiver on one hop know an exchange. The other hop has numbers of its own.',
  },
  {
    word: 'DUP',
    number: 'v5 §3.3.1.1',
    means:
      'A flag of PUBLISH: 1 says that this PUBLISH was sent before on this hop. It does not say that the receiver has it.',
  },
  {
    word: 'RETAIN',
    forms: ['retained', 'retained message'],
    number: 'v5 §3.3.1.3',
    means:
      'A flag of PUBLISH: the broker is to keep this message and give it to everybody who subscribes to its topic later.',
  },
  {
    word: 'session',
    forms: ['sessions'],
    number: 'v5 §4.1',
    means:
      'What client and broker remember of each other beyond a connection: subscriptions, and messages above QoS 0 that are under way or waiting.',
  },
  {
    word: 'Clean Start',
    number: 'v5 §3.1.2.4',
    means: 'A flag of CONNECT: 1 ends a session that there is, and begins a new one.',
  },
  {
    word: 'Clean Session',
    number: '3.1.1 §3.1.2.4',
    means: '3.1.1’s flag of CONNECT: 1 begins a new session, which ends with the connection.',
  },
  {
    word: 'Session Expiry Interval',
    number: 'v5 §3.1.2.11.2',
    means:
      'How long the broker keeps a session after its connection has ended, in seconds. 0: not at all.',
  },
  {
    word: 'Keep Alive',
    number: 'v5 §3.1.2.10',
    means:
      'How long a client may be silent, in seconds. After one and a half times as long the broker ends the connection.',
  },
  {
    word: 'Receive Maximum',
    forms: ['window'],
    number: 'v5 §3.1.2.11.3',
    means:
      'How many messages above QoS 0 somebody takes before it has acknowledged the first ones.',
  },
  {
    word: 'Message Expiry Interval',
    number: 'v5 §3.3.2.3.3',
    means:
      'How long a message is worth delivering, in seconds. The broker throws it away after that.',
  },
  {
    word: 'Reason Code',
    forms: ['Reason Codes'],
    number: 'v5 §2.4',
    means: 'A number in 5.0’s answers that says how it went: below 0x80 it worked.',
  },
  {
    word: 'Session Present',
    number: 'v5 §3.2.2.1.1',
    means: 'A flag of CONNACK: 1 says that the broker still had this client’s session.',
  },
  {
    word: 'Will Message',
    number: 'v5 §3.1.2.5',
    means:
      'A message that the broker publishes for a client whose connection ends without a proper good-bye.',
  },
  {
    word: 'CONNECT',
    number: 'v5 §3.1',
    means: 'The first packet on a connection: who the client is, and what it wants of its session.',
  },
  { word: 'CONNACK', number: 'v5 §3.2', means: 'The broker’s answer to CONNECT.' },
  {
    word: 'second copy',
    forms: ['second copies', 'duplicate'],
    number: 'v5 §4.3.2',
    means: 'The same message handed to the same application again.',
  },
];
