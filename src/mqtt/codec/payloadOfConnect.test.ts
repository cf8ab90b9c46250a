// What stands in the payload of a CONNECT, in which order, and that the flags say so.
import { describe, expect, test } from 'vitest';
import { connectOf, willOf } from '../../testing/messages.ts';
import { createReader, KEEP_ALIVE, MALFORMED, NONE, packet } from '../../testing/rawPackets.ts';
import type { ProtocolVersion } from '../packets/packet.ts';
import { encodePacket } from './encodePacket.ts';

const FLAGS_AT = 9;
const WILL = 4;
const PASSWORD = 0x40;
const USERNAME = 0x80;
const secret = new TextEncoder().encode('secret');

/** A CONNECT of these flags with these fields. @returns what is read of it */
function read(version: ProtocolVersion, flags: number, ...fields: readonly string[]) {
  const list = version === 5 ? NONE : [];
  const [clientId = '', ...rest] = fields;
  const willList = (flags & WILL) === 0 ? [] : list;
  const bytes = packet(
    ...[0x10, 'MQTT', version, flags | 2, KEEP_ALIVE, list, clientId, willList, ...rest],
  );
  const [result] = createReader('new client', version).read(Uint8Array.from(bytes));
  return result;
}

describe.each([4, 5] as const)('CONNECT in version %i', (version) => {
  const connect = connectOf('c', { protocolVersion: version });
  const flagsOf = (facts: Partial<typeof connect>) =>
    encodePacket({ ...connect, ...facts }, version)[FLAGS_AT] ?? 0;

  test('3.1.1 [MQTT-3.1.3-1] [MQTT-3.1.3-3], v5 [MQTT-3.1.3-1] [MQTT-3.1.3-3] has its fields in one order, the Client Identifier first', () => {
    const will = willOf('w', { payload: secret });
    const all = { ...connect, will, username: 'u', password: secret };
    const willList = version === 5 ? NONE : [];
    const fields = ['c', willList, 'w', 'secret', 'u', 'secret'];
    const bytes = packet(0x10, 'MQTT', version, 0xc6, [0, 0], willList, ...fields);
    expect([...encodePacket(all, version)]).toEqual(bytes);
    expect(read(version, 0xc4, 'c', 'w', 'x', 'u', 'secret')).toMatchObject({
      packet: { clientId: 'c', will: { topic: 'w' }, username: 'u', password: secret },
    });
  });

  test('3.1.1 [MQTT-3.1.3-3], v5 [MQTT-3.1.3-3] has a Client Identifier, if an empty one', () => {
    expect(read(version, 0, '')).toMatchObject({ packet: { clientId: '' } });
    const none = packet(0x10, 'MQTT', version, 2, KEEP_ALIVE, version === 5 ? NONE : []);
    const [result] = createReader('new client', version).read(Uint8Array.from(none));
    expect(result).toMatchObject({ fault: { reasonCode: MALFORMED } });
  });

  test('3.1.1 [MQTT-3.1.2-9] [MQTT-3.1.2-11], v5 [MQTT-3.1.2-9] has a Will Topic and a Will Payload exactly if its Will Flag is 1', () => {
    expect(flagsOf({ will: willOf('w', { qos: 2, retain: true }) }) & 0x3c).toBe(0x34);
    expect(flagsOf({}) & 0x3c).toBe(0);
    expect(read(version, WILL, 'c', 'w')).toMatchObject({ fault: { reasonCode: MALFORMED } });
    expect(read(version, 0, 'c', 'w', 'x')).toMatchObject({ fault: { reasonCode: MALFORMED } });
  });

  test('3.1.1 [MQTT-3.1.2-18] [MQTT-3.1.2-19], v5 [MQTT-3.1.2-16] [MQTT-3.1.2-17] has a User Name exactly if its flag is 1', () => {
    expect([flagsOf({ username: 'u' }) & USERNAME, flagsOf({}) & USERNAME]).toEqual([USERNAME, 0]);
    expect(read(version, USERNAME, 'c', 'u')).toMatchObject({ packet: { username: 'u' } });
    expect(read(version, USERNAME, 'c')).toMatchObject({ fault: { reasonCode: MALFORMED } });
    expect(read(version, 0, 'c', 'u')).toMatchObject({ fault: { reasonCode: MALFORMED } });
  });

  test('3.1.1 [MQTT-3.1.2-20] [MQTT-3.1.2-21], v5 [MQTT-3.1.2-18] [MQTT-3.1.2-19] has a Password exactly if its flag is 1', () => {
    const named = { username: 'u', password: secret };
    const [withOne, without] = [flagsOf(named), flagsOf({ username: 'u' })];
    expect([withOne & PASSWORD, without & PASSWORD]).toEqual([PASSWORD, 0]);
    const both = USERNAME | PASSWORD;
    expect(read(version, both, 'c', 'u', 'secret')).toMatchObject({ packet: named });
    expect(read(version, both, 'c', 'u')).toMatchObject({ fault: { reasonCode: MALFORMED } });
    expect(read(version, USERNAME, 'c', 'u', 'x')).toMatchObject({
      fault: { reasonCode: MALFORMED },
    });
  });
});
