// What the properties of 5.0 are called by the specification (v5 §2.2.2.2), and what each says.

interface PropertyName {
  readonly name: string;
  readonly says: string;
  readonly statement?: string;
}

/** By identifier, as in properties.ts's table. */
export const PROPERTY_NAMES: Readonly<Record<number, PropertyName>> = {
  1: { name: 'Payload Format Indicator', says: '1 says that the payload is UTF-8.' },
  2: {
    name: 'Message Expiry Interval',
    says: 'For how many seconds more the message is worth delivering.',
    statement: 'v5 [MQTT-3.3.2-6]',
  },
  3: {
    name: 'Content Type',
    says: 'What the payload is, in words that publisher and subscriber agree on.',
  },
  8: { name: 'Response Topic', says: 'Where an answer is expected.' },
  9: { name: 'Correlation Data', says: 'Tells the requester which request an answer belongs to.' },
  11: {
    name: 'Subscription Identifier',
    says: 'Names the subscription that a message is sent for.',
  },
  17: {
    name: 'Session Expiry Interval',
    says: 'For how many seconds the session is kept without a connection.',
  },
  18: {
    name: 'Assigned Client Identifier',
    says: 'The name that the broker has given the client.',
  },
  19: {
    name: 'Server Keep Alive',
    says: 'The Keep Alive that the client uses instead of its own.',
  },
  21: { name: 'Authentication Method', says: 'How the client proves who it is.' },
  22: { name: 'Authentication Data', says: 'What the method needs.' },
  23: { name: 'Request Problem Information', says: 'Whether reasons may be said at length.' },
  24: {
    name: 'Will Delay Interval',
    says: 'How many seconds the broker waits before it publishes the will.',
  },
  25: {
    name: 'Request Response Information',
    says: 'Asks the broker for what response topics are made of.',
  },
  26: { name: 'Response Information', says: 'What response topics are made of.' },
  28: { name: 'Server Reference', says: 'Another broker to go to.' },
  31: { name: 'Reason String', says: 'The reason in words, for people.' },
  33: {
    name: 'Receive Maximum',
    says: 'How many QoS 1 and 2 messages the sender of this takes at once without having answered them.',
  },
  34: { name: 'Topic Alias Maximum', says: 'How many Topic Aliases the sender of this remembers.' },
  35: {
    name: 'Topic Alias',
    says: 'A number that stands for the Topic Name on this connection.',
    statement: 'v5 [MQTT-3.3.2-8]',
  },
  36: { name: 'Maximum QoS', says: 'The highest QoS that the broker takes.' },
  37: { name: 'Retain Available', says: 'Whether the broker keeps retained messages.' },
  38: { name: 'User Property', says: 'A name and a value of the user’s own.' },
  39: {
    name: 'Maximum Packet Size',
    says: 'The largest packet that the sender of this takes, in bytes.',
  },
  40: { name: 'Wildcard Subscription Available', says: 'Whether filters may have wildcards.' },
  41: {
    name: 'Subscription Identifiers Available',
    says: 'Whether subscriptions may be numbered.',
  },
  42: { name: 'Shared Subscription Available', says: 'Whether subscriptions may be shared.' },
};
