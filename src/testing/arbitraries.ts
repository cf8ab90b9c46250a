// Arbitrary packets for property tests, as the machines of either side could send them: every field
// that a version or a sender may leave out does occur.
import fc from 'fast-check';
import { payloadLength, utf8Length } from '../mqtt/packets/encodedLength.ts';
import type {
  AckType,
  Message,
  MessageProperties,
  Packet,
  Payload,
  ProtocolVersion,
  Qos,
  RetainHandling,
  Will,
} from '../mqtt/packets/packet.ts';

/** Well-formed text of any script, without U+0000. */
function text(minLength: number, maxLength: number): fc.Arbitrary<string> {
  const unit = fc.oneof(
    fc.constantFrom('a', '/', 'é', '€', '🙂', '\u{10ffff}', '\u07ff', '\u0800', '\ud7ff', '\ue000'),
    fc.constantFrom('\ufeff', '\u0001', '__proto__'),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
  );
  return fc
    .array(unit, { minLength, maxLength })
    .map((units) => units.join('').replaceAll('\0', '0'));
}

function bytes(maxLength: number): fc.Arbitrary<Uint8Array> {
  return fc.uint8Array({ maxLength });
}

/** The extremes more often than chance would have it. */
function upTo(max: number, min = 0): fc.Arbitrary<number> {
  return fc.oneof(fc.constantFrom(min, max), fc.integer({ min, max: Math.min(max, 0x7fff_ffff) }));
}

const twoBytes = upTo(0xffff);
const fourBytes = upTo(0xffff_ffff);
const positiveTwoBytes = upTo(0xffff, 1);
const positiveFourBytes = upTo(0xffff_ffff, 1);
const subscriptionIds = fc.oneof(
  fc.constantFrom(1, 127, 128, 16_383, 16_384, 2_097_151, 2_097_152, 268_435_455),
  fc.integer({ min: 1, max: 268_435_455 }),
);
const topics = text(1, 30).map((name) => name.replace(/[+#]/g, '-'));
const levels = fc.constantFrom<Qos>(0, 1, 2);
const filters = fc.oneof(
  topics,
  fc.constantFrom('#', '+', '/', 'a/+/#', '+/b', '$share/group/a/+', '$share/g//'),
);
const payloads: fc.Arbitrary<Payload> = fc.oneof(
  text(0, 20),
  text(100, 200),
  fc.constant('x'.repeat(20_000)),
  bytes(40),
  fc.constant(new Uint8Array(200).fill(0xff)),
);

const properties: fc.Arbitrary<MessageProperties> = fc
  .record(
    {
      payloadFormat: fc.constantFrom<0 | 1>(0, 1),
      contentType: text(0, 10),
      responseTopic: topics,
      correlationData: bytes(20),
      userProperties: fc.array(fc.tuple(text(0, 5), text(0, 5)), { minLength: 1, maxLength: 4 }),
    },
    { requiredKeys: [] },
  )
  .filter((fields) => Object.keys(fields).length > 0);

const messages: fc.Arbitrary<Message> = fc
  .record(
    {
      topic: topics,
      payload: payloads,
      qos: levels,
      retain: fc.boolean(),
      expirySec: fourBytes,
      properties,
    },
    { requiredKeys: ['topic', 'payload', 'qos', 'retain'] },
  )
  .map((facts) => {
    const length = utf8Length(facts.topic) + payloadLength(facts.payload);
    return { ...facts, uid: 'm', bytes: length };
  });

const wills: fc.Arbitrary<Will> = fc.record(
  {
    topic: topics,
    payload: payloads,
    qos: levels,
    retain: fc.boolean(),
    delaySec: fourBytes,
    expirySec: fourBytes,
    properties,
  },
  { requiredKeys: ['topic', 'payload', 'qos', 'retain', 'delaySec'] },
);

type Sender = 'client' | 'server';

/** What 5.0 adds to a PUBLISH; a machine adds none of it in 3.1.1. */
function publishFields(version: ProtocolVersion, sender: Sender) {
  if (version === 4) return fc.constant({});
  const fields = {
    alias: fc.record(
      { topicAlias: positiveTwoBytes, omitsTopic: fc.constantFrom(true, false) },
      { requiredKeys: ['topicAlias'] },
    ),
    expirySec: fourBytes,
    subscriptionIds: fc.array(subscriptionIds, { minLength: 1, maxLength: 3 }),
  };
  return fc
    .record(fields, { requiredKeys: [] })
    .map(({ alias, subscriptionIds: ids, ...rest }) => ({
      ...rest,
      ...alias,
      ...(ids === undefined || sender === 'client' ? {} : { subscriptionIds: ids }),
    }));
}

function publishes(version: ProtocolVersion, sender: Sender): fc.Arbitrary<Packet> {
  return fc
    .record({
      message: messages,
      qos: levels,
      packetId: positiveTwoBytes,
      dup: fc.boolean(),
      fields: fc.oneof(fc.constant({}), publishFields(version, sender)),
    })
    .map(({ message, qos, packetId, dup, fields }) => ({
      type: 'PUBLISH',
      message,
      qos,
      packetId: qos === 0 ? 0 : packetId,
      dup: qos > 0 && dup,
      retain: message.retain,
      messageUid: message.uid,
      copy: 1,
      attempt: 1,
      ...fields,
    }));
}

function acknowledgements(
  types: readonly AckType[],
  reasonCodes: readonly number[],
): fc.Arbitrary<Packet> {
  return fc.record({
    type: fc.constantFrom(...types),
    packetId: positiveTwoBytes,
    reasonCode: fc.constantFrom(...reasonCodes),
    messageUid: fc.constant('m'),
    copy: fc.constant(1),
    attempt: fc.constant(1),
  });
}

function connects(version: ProtocolVersion): fc.Arbitrary<Packet> {
  const fields = {
    type: fc.constant('CONNECT' as const),
    protocolVersion: fc.constant(version),
    clientId: text(0, 23),
    cleanStart: fc.boolean(),
    keepAliveSec: twoBytes,
    sessionExpirySec: version === 5 ? fourBytes : fc.constant(0),
  };
  const credentials = {
    will: wills,
    username: text(0, 10),
    password: bytes(10),
  };
  const fields5 = {
    receiveMaximum: positiveTwoBytes,
    maximumPacketSize: positiveFourBytes,
    topicAliasMaximum: twoBytes,
    authenticationMethod: text(0, 10),
  };
  const requiredKeys = Object.keys(fields) as (keyof typeof fields)[];
  if (version === 5) {
    return fc.record({ ...fields, ...credentials, ...fields5 }, { requiredKeys });
  }
  // 3.1.1 has no Password without a User Name.
  return fc
    .record({ ...fields, ...credentials }, { requiredKeys })
    .map((packet) => ('password' in packet ? { username: '', ...packet } : packet));
}

function connacks(version: ProtocolVersion): fc.Arbitrary<Packet> {
  const outcomes = fc.oneof(
    fc.record({ sessionPresent: fc.boolean(), reasonCode: fc.constant(0) }),
    fc.record({
      sessionPresent: fc.constant(false),
      reasonCode: fc.constantFrom(...(version === 5 ? [0x80, 0x84, 0x87, 0x9f] : [1, 2, 3, 4, 5])),
    }),
  );
  const fields5 = fc.record(
    {
      sessionExpirySec: fourBytes,
      receiveMaximum: positiveTwoBytes,
      maximumQos: fc.constantFrom<0 | 1>(0, 1),
      maximumPacketSize: positiveFourBytes,
      assignedClientId: text(1, 23),
      topicAliasMaximum: twoBytes,
      serverKeepAliveSec: twoBytes,
    },
    { requiredKeys: [] },
  );
  const fields = version === 5 ? fields5 : fc.constant({});
  return fc
    .tuple(outcomes, fields)
    .map(([outcome, more]) => ({ type: 'CONNACK', ...outcome, ...more }));
}

function subscribes(version: ProtocolVersion): fc.Arbitrary<Packet> {
  const plain = fc.record({ filter: filters, qos: levels });
  const options = fc.record(
    {
      filter: filters,
      qos: levels,
      noLocal: fc.boolean(),
      retainAsPublished: fc.boolean(),
      retainHandling: fc.constantFrom<RetainHandling>(0, 1, 2),
    },
    { requiredKeys: ['filter', 'qos'] },
  );
  const subscriptions = fc
    .oneof(plain, version === 5 ? options : plain)
    .map((one) => (one.filter.startsWith('$share/') ? { ...one, noLocal: false } : one));
  const fields = {
    type: fc.constant('SUBSCRIBE' as const),
    packetId: positiveTwoBytes,
    subscriptions: fc.array(subscriptions, { minLength: 1, maxLength: 40 }),
  };
  if (version === 4) return fc.record(fields);
  return fc.record(
    { ...fields, subscriptionId: subscriptionIds },
    { requiredKeys: ['type', 'packetId', 'subscriptions'] },
  );
}

function answers(
  type: 'SUBACK' | 'UNSUBACK',
  reasonCodes: readonly number[],
): fc.Arbitrary<Packet> {
  return fc.record({
    type: fc.constant(type),
    packetId: positiveTwoBytes,
    reasonCodes: fc.array(fc.constantFrom(...reasonCodes), { minLength: 1, maxLength: 200 }),
  });
}

function disconnects(version: ProtocolVersion, sender: Sender): fc.Arbitrary<Packet> {
  const fields = {
    type: fc.constant('DISCONNECT' as const),
    reasonCode: fc.constantFrom(0, ...(sender === 'client' ? [0x04, 0x81] : [0x8e, 0xa2])),
  };
  if (version === 4 || sender === 'server') return fc.record(fields);
  const more = { ...fields, sessionExpirySec: fourBytes };
  return fc.record(more, { requiredKeys: ['type', 'reasonCode'] });
}

function exchanges(version: ProtocolVersion, sender: Sender): fc.Arbitrary<Packet> {
  return fc.oneof(
    publishes(version, sender),
    acknowledgements(['PUBACK', 'PUBREC'], [0, 0x10, 0x80, 0x97]),
    acknowledgements(['PUBREL', 'PUBCOMP'], [0, 0x92]),
  );
}

const auths: fc.Arbitrary<Packet> = fc.record({
  type: fc.constant('AUTH' as const),
  reasonCode: fc.constantFrom(0, 0x18, 0x19),
});

/** Packets of every type that the sender may send. `protocolVersion` of CONNECT is the one given. */
export function packetsFrom(sender: Sender, version: ProtocolVersion): fc.Arbitrary<Packet> {
  const ofBoth = [
    { weight: 3, arbitrary: exchanges(version, sender) },
    ...(version === 5 ? [{ weight: 1, arbitrary: auths }] : []),
    ...(version === 5 || sender === 'client'
      ? [{ weight: 1, arbitrary: disconnects(version, sender) }]
      : []),
  ];
  const ofOne =
    sender === 'client'
      ? [
          connects(version),
          subscribes(version),
          fc.record({
            type: fc.constant('UNSUBSCRIBE' as const),
            packetId: positiveTwoBytes,
            filters: fc.array(filters, { minLength: 1, maxLength: 10 }),
          }),
          fc.constant<Packet>({ type: 'PINGREQ' }),
        ]
      : [
          connacks(version),
          answers('SUBACK', version === 5 ? [0, 1, 2, 0x80, 0xa2] : [0, 1, 2, 0x80]),
          answers('UNSUBACK', [0, 0x11, 0x8f]),
          fc.constant<Packet>({ type: 'PINGRESP' }),
        ];
  return fc.oneof(...ofBoth, ...ofOne.map((arbitrary) => ({ weight: 1, arbitrary })));
}

/** Packets of every type. `protocolVersion` of CONNECT is the one given. */
export function packetsOf(protocolVersion: ProtocolVersion): fc.Arbitrary<Packet> {
  const fromClient = packetsFrom('client', protocolVersion);
  return fc.oneof(fromClient, packetsFrom('server', protocolVersion));
}
