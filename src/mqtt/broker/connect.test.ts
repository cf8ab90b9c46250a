// CONNECT and its CONNACK: what a client is told, and who is refused. Taking over is takeover.test.ts's,
// keeping sessions.test.ts's.
import { describe, expect, test } from 'vitest';
import { MachinePair } from '../../testing/machinePair.ts';
import { connectOf, KEPT, publishOf } from '../../testing/messages.ts';
import type { ProtocolVersion } from '../packets/packet.ts';

const VERSIONS: readonly ProtocolVersion[] = [4, 5];
const broker = (options: ConstructorParameters<typeof MachinePair>[0] = {}) =>
  new MachinePair(options, []);

describe.each(VERSIONS)('CONNACK in version %i', (protocolVersion) => {
  test.each([
    [true, true, false],
    [true, false, false],
    [false, true, true],
    [false, false, false],
  ])(
    'v5 [MQTT-3.1.2-6] [MQTT-3.2.2-2] [MQTT-3.2.2-3], 3.1.1 [MQTT-3.2.2-1] [MQTT-3.2.2-2] [MQTT-3.2.2-3] cleanStart %s, a session kept %s: Session Present %s',
    (cleanStart, isKept, sessionPresent) => {
      const pair = broker();
      if (isKept) pair.join('c', { ...KEPT, protocolVersion }).end();
      const { connack } = pair.join('c', { ...KEPT, protocolVersion, cleanStart });
      expect(connack).toEqual({ type: 'CONNACK', sessionPresent, reasonCode: 0 });
      const started = pair.effectsOf('broker', 'start-session').at(-1);
      expect(started).toMatchObject({ clientId: 'c', resumed: sessionPresent });
    },
  );

  test('v5 [MQTT-3.1.4-5] [MQTT-3.2.0-2], 3.1.1 [MQTT-3.1.4-4] comes once, with code 0, and says nothing that it need not', () => {
    const pair = broker();
    const client = pair.join('c', { protocolVersion });
    expect(client.connack).toEqual({ type: 'CONNACK', sessionPresent: false, reasonCode: 0 });
    client.give({ type: 'PINGREQ' });
    expect(pair.packetsFrom('broker', 'CONNACK')).toHaveLength(1);
  });

  test('says what the broker takes, in 5.0 alone', () => {
    const limits = { receiveMaximum: 7, topicAliasMaximum: 3, maximumPacketSize: 9000 };
    const { connack } = broker({ ...limits, serverKeepAliveSec: 5 }).join('c', { protocolVersion });
    const told = protocolVersion === 5 ? { ...limits, serverKeepAliveSec: 5 } : {};
    expect(connack).toEqual({ type: 'CONNACK', sessionPresent: false, reasonCode: 0, ...told });
  });
});

describe('a Client Identifier', () => {
  test.each(['0', `${'aZ9'.repeat(7)}xy`, 'x'.repeat(1000), 'ü/+#$', '__proto__'])(
    'v5 [MQTT-3.1.3-5], 3.1.1 [MQTT-3.1.3-5] of any length and script is accepted: %s',
    (clientId) => {
      const pair = broker();
      for (const protocolVersion of VERSIONS) {
        const client = pair.join(clientId, { protocolVersion });
        expect([client.connack?.reasonCode, client.closedBecause]).toEqual([0, undefined]);
      }
      expect([...pair.broker.sessions.keys()]).toEqual([clientId]);
    },
  );
});

describe('an empty Client Identifier', () => {
  test('v5 [MQTT-3.1.3-6] [MQTT-3.1.3-7] [MQTT-3.2.2-16] is assigned one that no session has, which CONNACK says', () => {
    const pair = broker();
    pair.join('assigned-1', KEPT).end();
    const ids = [KEPT, { cleanStart: true }].map(
      (facts) => pair.join('', facts).connack?.assignedClientId,
    );
    expect(ids).toEqual(['assigned-2', 'assigned-3']);
    expect([...pair.broker.sessions.keys()]).toEqual(['assigned-1', 'assigned-2', 'assigned-3']);
  });

  test('3.1.1 [MQTT-3.1.3-6] [MQTT-3.1.3-7] with Clean Session is assigned one too, which CONNACK cannot say', () => {
    const pair = broker();
    const [one, other] = [
      pair.join('', { protocolVersion: 4 }),
      pair.join('', { protocolVersion: 4 }),
    ];
    expect(one.connack).toEqual({ type: 'CONNACK', sessionPresent: false, reasonCode: 0 });
    expect([pair.broker.sessions.size, one.closedBecause, other.closedBecause]).toEqual([
      2,
      undefined,
      undefined,
    ]);
    one.end();
    expect(pair.broker.sessions.size).toBe(1);
  });

  test('3.1.1 [MQTT-3.1.3-8] [MQTT-3.1.3-9] [MQTT-3.2.2-4] [MQTT-3.2.2-5] without Clean Session is refused with 0x02', () => {
    const pair = broker();
    const client = pair.join('', { protocolVersion: 4, cleanStart: false });
    expect(client.connack).toEqual({ type: 'CONNACK', sessionPresent: false, reasonCode: 0x02 });
    expect([client.closedBecause, pair.broker.sessions.size]).toEqual([
      'an empty Client Identifier needs Clean Session',
      0,
    ]);
  });
});

describe('a CONNECT that is refused', () => {
  test('v5 [MQTT-3.1.4-2] [MQTT-4.12.0-1] for its authentication method gets 0x8C', () => {
    const client = broker().join('c', { authenticationMethod: 'SCRAM-SHA-1' });
    expect(client.connack?.reasonCode).toBe(0x8c);
    expect(client.closedBecause).toMatch(/SCRAM-SHA-1/);
  });

  test.each([
    [4, 0x03],
    [5, 0x97],
  ] as const)(
    'in version %i for want of room gets code %i; who has a session may come back',
    (protocolVersion, reasonCode) => {
      const pair = broker({ limits: { sessions: 2 } });
      const kept = { ...KEPT, protocolVersion };
      pair.join('a', kept).end();
      const b = pair.join('b', kept);
      for (const id of ['c', '']) {
        const refused = pair.join(id, { protocolVersion });
        expect(refused.connack?.reasonCode).toBe(reasonCode);
        expect(refused.closedBecause).toBe('the broker has too many sessions');
      }
      expect(pair.join('a', kept).connack).toMatchObject({ sessionPresent: true });
      expect(pair.join('b', kept).connack).toMatchObject({ sessionPresent: true });
      expect(b.closedBecause).toBe('session taken over');
    },
  );

  test('v5 [MQTT-3.2.2-6] [MQTT-3.2.2-7], 3.1.1 [MQTT-3.2.2-4] [MQTT-3.2.2-5] has Session Present 0 and its connection closed, though a session is kept', () => {
    const pair = broker();
    pair.join('c', KEPT).end();
    const client = pair.join('c', { ...KEPT, authenticationMethod: 'x' });
    expect(client.connack?.sessionPresent).toBe(false);
    expect(client.closedBecause).toBeDefined();
    expect(pair.join('c', KEPT).connack?.sessionPresent).toBe(true);
  });

  test('v5 [MQTT-3.1.4-6], 3.1.1 [MQTT-3.1.4-5] has nothing looked at that comes after it', () => {
    const pair = broker();
    const client = pair.join('c', { authenticationMethod: 'x' });
    client.give(publishOf('a', 1, 1), connectOf('c'), { type: 'PINGREQ' }).end();
    expect(client.take()).toEqual([]);
    expect(pair.effectsOf('broker', 'close-connection')).toHaveLength(1);
  });
});

describe('a faulty first packet', () => {
  const fault = (reasonCode: number) => ({ reasonCode, says: 'wrong' });

  test('v5 [MQTT-3.1.2-2], 3.1.1 [MQTT-3.1.2-2] of a version that is not spoken here gets the CONNACK of 3.1.1, code 0x01', () => {
    const client = broker().openRaw().giveMalformed(fault(0x84));
    expect(client.connack).toEqual({ type: 'CONNACK', sessionPresent: false, reasonCode: 0x01 });
    expect(client.closedBecause).toBe('wrong');
  });

  test('v5 [MQTT-3.1.4-1] that breaks the protocol gets CONNACK with the reason in 5.0', () => {
    const client = broker().openRaw().giveMalformed(fault(0x82), 5);
    expect(client.connack).toMatchObject({ reasonCode: 0x82 });
    expect(client.closedBecause).toBe('wrong');
  });

  test('3.1.1 [MQTT-3.1.4-1] [MQTT-3.2.2-6] that breaks the protocol gets no CONNACK in 3.1.1', () => {
    for (const version of [4, undefined] as const) {
      const client = broker().openRaw().giveMalformed(fault(0x82), version);
      expect([client.connack, client.closedBecause]).toEqual([undefined, 'wrong']);
    }
  });

  test.each(VERSIONS)(
    'v5 [MQTT-3.14.0-1] [MQTT-4.13.1-1], 3.1.1 [MQTT-4.8.0-1] that is malformed is answered with nothing but the end, in version %i',
    (version) => {
      const client = broker().openRaw().giveMalformed(fault(0x81), version);
      expect([client.connack, client.take(), client.closedBecause]).toEqual([
        undefined,
        [],
        'wrong',
      ]);
    },
  );
});

describe("the broker's Keep Alive", () => {
  const silentFor = (serverKeepAliveSec: number | undefined, protocolVersion: ProtocolVersion) => {
    const pair = broker({ serverKeepAliveSec });
    const client = pair.join('c', { protocolVersion, keepAliveSec: 20 });
    for (const sec of [15, 30, 45]) {
      pair.run(15_000);
      if (client.closedBecause !== undefined) return sec;
    }
    return Infinity;
  };

  test('v5 [MQTT-3.1.2-21] [MQTT-3.2.2-21] [MQTT-3.2.2-22] stands for the one that the client asks for, in 5.0 alone', () => {
    expect([silentFor(10, 5), silentFor(10, 4)]).toEqual([15, 30]);
    expect([silentFor(undefined, 5), silentFor(undefined, 4)]).toEqual([30, 30]);
    expect(silentFor(0, 5)).toBe(Infinity);
  });

  test('is switched on for a client that asks for none', () => {
    const pair = broker({ serverKeepAliveSec: 10 });
    const client = pair.join('c', { keepAliveSec: 0 });
    pair.run(15_000);
    expect(client.closedBecause).toBe('nothing heard for 1.5 × Keep Alive');
    expect(client.take()).toEqual([{ type: 'DISCONNECT', reasonCode: 0x8d }]);
  });
});
