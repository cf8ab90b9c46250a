// What is wrong with bytes or with a packet: a Malformed Packet or a Protocol Error.

/** A defect of a packet that ends its connection. */
export interface PacketFault {
  /** 5.0, 0x80 and more: what DISCONNECT or CONNACK says. 3.1.1 closes without a word. */
  readonly reasonCode: number;
  /** One clause: what, and what was expected. */
  readonly says: string;
}

/** Reason Codes (v5 §2.4) that the machines set or look at. */
export const REASON = {
  success: 0x00,
  disconnectWithWill: 0x04,
  noMatchingSubscribers: 0x10,
  noSubscriptionExisted: 0x11,
  unspecifiedError: 0x80,
  malformedPacket: 0x81,
  protocolError: 0x82,
  implementationSpecificError: 0x83,
  unsupportedProtocolVersion: 0x84,
  clientIdNotValid: 0x85,
  serverUnavailable: 0x88,
  serverShuttingDown: 0x8b,
  badAuthenticationMethod: 0x8c,
  keepAliveTimeout: 0x8d,
  sessionTakenOver: 0x8e,
  topicFilterInvalid: 0x8f,
  topicNameInvalid: 0x90,
  packetIdNotFound: 0x92,
  receiveMaximumExceeded: 0x93,
  topicAliasInvalid: 0x94,
  packetTooLarge: 0x95,
  quotaExceeded: 0x97,
} as const;
