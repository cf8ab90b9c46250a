// Arbitrary packets for property tests, as the machines could send them.
import fc from 'fast-check';
import { utf8Length } from '../mqtt/packets/encodedLength.ts';
import type { Message, Packet, Qos } from '../mqtt/packets/packet.ts';

/** Well-formed text of any script, without U+0000. */
function text(minLength: number, maxLength: number): fc.Arbitrary<string> {
  const unit = fc.oneof(
    fc.constantFrom('a', '/', 'é', '€', '🙂', '\u{10ffff}', '\u07ff', '\u0800', '\ud7ff', '\ue000'),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
  );
  return fc
    .array(unit, { minLength, maxLength })
    .map((units) => units.join('').replaceAll('\0', '0'));
}

const topics = text(1, 30).map((name) => name.replace(/[+#]/g, '-'));
const packetIds = fc.integer({ min: 1, max: 65_535 });
const levels = fc.constantFrom<Qos>(0, 1, 2);
const messages: fc.Arbitrary<Message> = fc
  .record({
    topic: topics,
    payload: fc.oneof(text(0, 20), text(100, 200), fc.constant('x'.repeat(20_000))),
    qos: levels,
    retain: fc.boolean(),
  })
  .map((facts) => {
    const bytes = utf8Length(facts.topic) + utf8Length(facts.payload);
    return { ...facts, uid: 'm', bytes };
  });

const publishes: fc.Arbitrary<Packet> = fc
  .record({ message: messages, qos: levels, packetId: packetIds, dup: fc.boolean() })
  .map(({ message, qos, packetId, dup }) => ({
    type: 'PUBLISH',
    message,
    qos,
    packetId: qos === 0 ? 0 : packetId,
    dup: qos > 0 && dup,
    retain: message.retain,
    messageUid: message.uid,
    copy: 1,
    attempt: 1,
  }));

function acknowledgements(
  types: readonly ('PUBACK' | 'PUBREC' | 'PUBREL' | 'PUBCOMP')[],
  reasonCodes: readonly number[],
): fc.Arbitrary<Packet> {
  return fc.record({
    type: fc.constantFrom(...types),
    packetId: packetIds,
    reasonCode: fc.constantFrom(...reasonCodes),
    messageUid: fc.constant('m'),
    copy: fc.constant(1),
    attempt: fc.constant(1),
  });
}

/** Packets of every type. `protocolVersion` of CONNECT is the one given. */
export function packetsOf(protocolVersion: 4 | 5): fc.Arbitrary<Packet> {
  const connects = fc.record({
    type: fc.constant('CONNECT' as const),
    protocolVersion: fc.constant(protocolVersion),
    clientId: text(1, 23),
    clean: fc.boolean(),
    keepAliveSec: fc.integer({ min: 0, max: 65_535 }),
    sessionExpirySec: fc.constantFrom(0, 1, 3600, 4_294_967_295),
  });
  const connacks = fc.record({
    type: fc.constant('CONNACK' as const),
    sessionPresent: fc.boolean(),
    reasonCode: fc.constantFrom(0, protocolVersion === 5 ? 0x87 : 5),
  });
  const subscriptions = fc.record({ filter: text(1, 30), qos: levels });
  const subscribes = fc.record({
    type: fc.constant('SUBSCRIBE' as const),
    packetId: packetIds,
    subscriptions: fc.array(subscriptions, { minLength: 1, maxLength: 40 }),
  });
  const subacks = fc.record({
    type: fc.constant('SUBACK' as const),
    packetId: packetIds,
    reasonCodes: fc.array(fc.constantFrom(0, 1, 2, 0x80), { minLength: 1, maxLength: 200 }),
  });
  const pings = fc.record({ type: fc.constantFrom('PINGREQ', 'PINGRESP') });
  const disconnects = fc.record({
    type: fc.constant('DISCONNECT' as const),
    reasonCode: fc.constantFrom(0, 0x8e),
  });
  return fc.oneof(
    publishes,
    acknowledgements(['PUBACK', 'PUBREC'], [0, 0x10, 0x80, 0x97]),
    acknowledgements(['PUBREL', 'PUBCOMP'], [0, 0x92]),
    connects,
    connacks,
    subscribes,
    subacks,
    pings,
    disconnects,
  );
}
