// The Will Message: when it goes out, when it does not, and as what. Its delay is willDelay.test.ts's.
import { describe, expect, test } from 'vitest';
import { MachinePair } from '../../testing/machinePair.ts';
import { KEPT, subscribeOf, willOf } from '../../testing/messages.ts';
import type { RawConnection } from '../../testing/rawConnection.ts';
import type { ConnectPacket, Qos } from '../packets/packet.ts';

const VERSIONS = [4, 5] as const;

/** `watcher` is subscribed to all, `c` has a will on `w`. */
function withWill(facts: Partial<ConnectPacket> = {}): {
  readonly pair: MachinePair;
  readonly watcher: RawConnection;
  readonly client: RawConnection;
} {
  const pair = new MachinePair({}, []);
  const watcher = pair.joinSubscribed('watcher', '#');
  const client = pair.join('c', { will: willOf('w'), ...facts });
  return { pair, watcher, client };
}

const topicsOf = (watcher: RawConnection) =>
  watcher.takePublishes().map(({ message }) => message.topic);

describe.each(VERSIONS)('in version %i', (protocolVersion) => {
  test('v5 [MQTT-3.1.2-7] [MQTT-3.1.2-8], 3.1.1 [MQTT-3.1.2-8] a connection that ends without a word publishes it, once', () => {
    const { pair, watcher, client } = withWill({ protocolVersion });
    expect(topicsOf(watcher)).toEqual([]);
    client.end().end();
    expect(topicsOf(watcher)).toEqual(['w']);
    expect(pair.effectsOf('broker', 'originate-message')).toMatchObject([
      { origin: 'will', clientId: 'c', message: { topic: 'w', payload: 'gone' } },
    ]);
  });

  test('v5 [MQTT-3.1.2-8], 3.1.1 [MQTT-3.1.2-8] so does one that breaks the protocol', () => {
    const { watcher, client } = withWill({ protocolVersion });
    client.give({ type: 'PINGRESP' });
    expect(topicsOf(watcher)).toEqual(['w']);
  });

  test('v5 [MQTT-3.1.2-8], 3.1.1 [MQTT-3.1.2-8] so does one whose bytes are no packet', () => {
    const { watcher, client } = withWill({ protocolVersion });
    client.giveMalformed({ reasonCode: 0x81, says: 'wrong' });
    expect(topicsOf(watcher)).toEqual(['w']);
  });

  test('v5 [MQTT-3.1.2-22], 3.1.1 [MQTT-3.1.2-24] so does one that is silent for 1.5 × Keep Alive', () => {
    const { pair, watcher } = withWill({ protocolVersion, keepAliveSec: 10 });
    pair.run(14_999);
    expect(topicsOf(watcher)).toEqual([]);
    pair.run(1);
    expect(topicsOf(watcher)).toEqual(['w']);
  });

  test("v5 [MQTT-3.1.4-3], 3.1.1 [MQTT-3.1.4-2] a taken-over connection's will goes out, and the new one has its own", () => {
    const { pair, watcher } = withWill({ ...KEPT, protocolVersion });
    const fresh = pair.join('c', { ...KEPT, protocolVersion, will: willOf('new') });
    expect(topicsOf(watcher)).toEqual(['w']);
    fresh.end();
    expect(topicsOf(watcher)).toEqual(['new']);
  });

  test('v5 [MQTT-3.14.4-3] [MQTT-3.1.2-10], 3.1.1 [MQTT-3.14.4-3] [MQTT-3.1.2-10] DISCONNECT with 0x00 takes it back', () => {
    const { watcher, client } = withWill({ protocolVersion });
    client.disconnect();
    expect([topicsOf(watcher), client.closedBecause]).toEqual([[], 'client disconnected']);
  });

  test('3.1.1 [MQTT-3.1.2-12] without one nothing is published, nor the one of an earlier connection', () => {
    const { pair, watcher, client } = withWill({ ...KEPT, protocolVersion });
    client.disconnect();
    pair.join('c', { ...KEPT, protocolVersion }).end();
    expect(topicsOf(watcher)).toEqual([]);
  });

  test('a refused CONNECT has none', () => {
    const { pair, watcher } = withWill({ protocolVersion });
    pair.join('x', { protocolVersion, authenticationMethod: 'x', will: willOf('refused') }).end();
    expect(topicsOf(watcher)).toEqual([]);
  });
});

test('v5 §3.14.2.1 DISCONNECT with 0x04 lets it go out, and so does one that raises a Session Expiry Interval of 0', () => {
  const asked = withWill();
  asked.client.disconnect(0x04);
  expect(topicsOf(asked.watcher)).toEqual(['w']);
  const faulty = withWill();
  faulty.client.disconnect(0x00, 10);
  expect(topicsOf(faulty.watcher)).toEqual(['w']);
});

test('v5 [MQTT-3.1.2-8] a broker that shuts down publishes it: the client has not said DISCONNECT', () => {
  const { pair, watcher, client } = withWill({ will: willOf('w', { qos: 1 }) });
  pair.joinSubscribed('late', 'w', KEPT).end();
  pair.stepBroker({ kind: 'shut-down' });
  expect(watcher.take()).toEqual([{ type: 'DISCONNECT', reasonCode: 0x8b }]);
  expect(client.closedBecause).toBe('the broker shuts down');
  expect(pair.effectsOf('broker', 'originate-message')).toHaveLength(1);
  // It waits for who is away, and goes to nobody after a DISCONNECT.
  const queued = pair.effectsOf('broker', 'store-entry').map(({ entry }) => entry);
  expect(queued).toMatchObject([{ store: 'queued', peer: 'late' }]);
});

describe('it is published', () => {
  test.each([0, 1, 2] as const)(
    'at its own QoS, %i, and at no higher than a subscriber is granted',
    (qos: Qos) => {
      const { pair, watcher } = withWill();
      const low = pair.joinSubscribed('low', 'q', { qos: 1 });
      pair.join('d', { will: willOf('q', { qos }) }).end();
      expect(watcher.takePublishes()).toMatchObject([{ qos, retain: false }]);
      expect(low.takePublishes()).toMatchObject([{ qos: Math.min(qos, 1) }]);
    },
  );

  test('v5 [MQTT-3.1.2-14], 3.1.1 [MQTT-3.1.2-16] not retained when its Will Retain is 0, whatever the topic had', () => {
    const { pair, client } = withWill();
    pair.join('pub').publish('old', 0, 'w', { retain: true });
    client.end();
    expect(pair.broker.retained.get('w')?.message.uid).toBe('old');
  });

  test('v5 [MQTT-3.1.2-15], 3.1.1 [MQTT-3.1.2-17] retained when its Will Retain is 1, and to subscribers of now as any message', () => {
    const { pair, watcher, client } = withWill({ will: willOf('w', { retain: true }) });
    client.end();
    expect(watcher.takePublishes()).toMatchObject([{ retain: false }]);
    const later = pair.join('later').give(subscribeOf('w'));
    expect(later.takePublishes()).toMatchObject([
      { retain: true, message: { topic: 'w', payload: 'gone' } },
    ]);
  });

  test('an empty retained one clears what the topic had', () => {
    const { pair, client } = withWill({ will: willOf('w', { retain: true, payload: '' }) });
    pair.join('pub').publish('old', 0, 'w', { retain: true });
    client.end();
    expect(pair.broker.retained.size).toBe(0);
  });

  test('and is not retained when there is no room for it', () => {
    const pair = new MachinePair({ limits: { retainedMessages: 1 } }, []);
    pair.join('pub').publish('old', 0, 'a', { retain: true });
    pair.join('c', { will: willOf('w', { retain: true }) }).end();
    expect([...pair.broker.retained.keys()]).toEqual(['a']);
  });

  test('v5 [MQTT-3.1.3-10] [MQTT-3.3.2-4] [MQTT-3.3.2-15] [MQTT-3.3.2-16] [MQTT-3.3.2-17] [MQTT-3.3.2-18] [MQTT-3.3.2-20] with its properties unaltered, and its expiry', () => {
    const properties = {
      payloadFormat: 1,
      contentType: 'text/plain',
      responseTopic: 'r',
      correlationData: new Uint8Array([1, 2]),
      userProperties: [
        ['b', '1'],
        ['a', '2'],
        ['b', '3'],
      ],
    } as const;
    const { watcher, client } = withWill({ will: willOf('w', { properties, expirySec: 60 }) });
    client.end();
    const [packet] = watcher.takePublishes();
    expect(packet?.message.properties).toEqual(properties);
    expect(packet?.expirySec).toBe(60);
  });

  test('counts the bytes of its topic and payload, text or bytes', () => {
    const { watcher, client } = withWill({
      will: willOf('wé', { payload: new Uint8Array(5) }),
    });
    client.end();
    expect(watcher.takePublishes()).toMatchObject([{ message: { bytes: 8 } }]);
  });

  test('v5 [MQTT-3.8.3-3] not to its own client with No Local, and to it without, if its session is kept', () => {
    for (const noLocal of [true, false]) {
      const pair = new MachinePair({}, []);
      const client = pair.join('c', { ...KEPT, will: willOf('w', { qos: 1 }) });
      client.give(subscribeOf('w', { noLocal })).end();
      const back = pair.join('c', KEPT);
      expect(back.takeUids()).toHaveLength(noLocal ? 0 : 1);
    }
  });
});
