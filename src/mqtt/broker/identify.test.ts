// Which exchange a packet belongs to that came as bytes, with no more than a Packet Identifier.
import { expect, test } from 'vitest';
import { MachinePair } from '../../testing/machinePair.ts';
import { ackOf, connectOf, KEPT, messageOf, publishOf } from '../../testing/messages.ts';
import type { Packet } from '../packets/packet.ts';
import { identifyPacket } from './identify.ts';

/** `sub` has `q1` and `q2` in flight, sent twice, and holds `held` half published. */
function scene() {
  const pair = new MachinePair({}, []);
  pair.joinSubscribed('sub', '#', KEPT);
  pair.join('pub').publish('q1', 1).publish('q2', 2);
  const sub = pair.join('sub', KEPT);
  sub.give(publishOf('held', 2, 1, { copy: 3, attempt: 4 }));
  const identify = (packet: Packet, connection = sub.id) => {
    const found = identifyPacket(pair.broker, connection, packet);
    return found === undefined ? undefined : [found.messageUid, found.copy, found.attempt];
  };
  return { sub, identify };
}

test('an acknowledgement is of the message that the session has in flight by its identifier, and of its last attempt', () => {
  const { sub, identify } = scene();
  expect(identify(ackOf('PUBACK', 1))).toEqual(['q1', 1, 2]);
  expect(identify(ackOf('PUBREC', 2))).toEqual(['q2', 1, 2]);
  sub.give(ackOf('PUBREC', 2));
  expect(identify(ackOf('PUBCOMP', 2))).toEqual(['q2', 1, 1]);
  expect(identify(ackOf('PUBACK', 9))).toBeUndefined();
});

test('a PUBREL, and a QoS 2 PUBLISH that comes again, is of the message that is held by its identifier', () => {
  const { identify } = scene();
  expect(identify(ackOf('PUBREL', 1))).toEqual(['held', 3, 4]);
  expect(identify(publishOf('', 2, 1, { dup: true }))).toEqual(['held', 3, 4]);
  expect(identify(ackOf('PUBREL', 2))).toBeUndefined();
});

test('v5 [MQTT-4.3.2-5], 3.1.1 [MQTT-4.3.2-2] any other PUBLISH is a new message, whatever its identifier and DUP say', () => {
  const { identify } = scene();
  expect(identify(publishOf('', 1, 1, { dup: true }))).toBeUndefined();
  expect(identify(publishOf('', 0, 0))).toBeUndefined();
  expect(identify(publishOf('', 2, 8, { message: messageOf('', 2) }))).toBeUndefined();
});

test('packets without an exchange, and those of a connection without a session, are nobody’s', () => {
  const { identify } = scene();
  for (const packet of [connectOf('c'), { type: 'PINGREQ' } as const]) {
    expect(identify(packet)).toBeUndefined();
  }
  expect(identify(ackOf('PUBACK', 1), 99)).toBeUndefined();
});
