// What is written down of real connections. Packets come without names, as from bytes.
import { describe, expect, test } from 'vitest';
import { fromMs } from '../../base/time.ts';
import { createBroker } from '../../mqtt/broker/broker.ts';
import { BROKER_DEFAULTS, type BrokerOptions } from '../../mqtt/broker/options.ts';
import type { ConnectPacket, Packet } from '../../mqtt/packets/packet.ts';
import { findPreset } from '../../scenario/presets/presets.ts';
import { simulate } from '../../sim/simulate.ts';
import { ackOf, connectOf, publishOf, subscribeOf, willOf } from '../../testing/messages.ts';
import type { TraceEvent } from '../../trace/event.ts';
import { MetricsFold } from '../../trace/metrics.ts';
import { formatEvent } from '../../trace/ndjson.ts';
import { createTracedStep } from './tracedStep.ts';

const NAMELESS = { messageUid: '', copy: 0, attempt: 0 };

/** A traced broker, and clients on numbered connections. */
class Traced {
  readonly events: TraceEvent[] = [];
  readonly #step;
  #ms = 0;

  constructor(options: Partial<BrokerOptions> = {}) {
    const state = createBroker({ ...BROKER_DEFAULTS, ...options });
    this.#step = createTracedStep(state, (event) => this.events.push(event));
  }

  open(connection: number, clientId: string, facts: Partial<ConnectPacket> = {}): this {
    this.#step({ kind: 'connection-opened', connection }, this.#tick());
    return this.give(connection, connectOf(clientId, facts));
  }

  give(connection: number, packet: Packet): this {
    const nameless = 'messageUid' in packet ? { ...packet, ...NAMELESS } : packet;
    this.#step({ kind: 'packet-received', connection, packet: nameless }, this.#tick());
    return this;
  }

  publish(connection: number, payload: string, qos: 0 | 1 | 2, packetId = 0, dup = false): this {
    const packet = publishOf(payload, qos, packetId, { dup });
    return this.give(connection, { ...packet, message: { ...packet.message, uid: '' } });
  }

  subscribe(connection: number, qos: 0 | 1 | 2): this {
    return this.give(connection, subscribeOf('t', { qos }));
  }

  close(connection: number): this {
    this.#step({ kind: 'connection-closed', connection }, this.#tick());
    return this;
  }

  #tick() {
    return fromMs(this.#ms++);
  }

  /** Names of the packets sent, from here on. */
  sentSince(start: number): readonly string[] {
    return this.events
      .slice(start)
      .flatMap((event) => (event.kind === 'packet-sent' ? [event.packet.uid] : []));
  }

  get closing(): TraceEvent | undefined {
    return this.events.findLast(({ kind }) => kind === 'connection-closed');
  }

  kinds(start = 0): readonly string[] {
    return this.events.slice(start).map(({ kind }) => kind);
  }
}

describe('a message', () => {
  test('has a name from its publisher on both hops, through a whole QoS 2 exchange', () => {
    const traced = new Traced().open(0, 'pub').open(1, 'sub').subscribe(1, 2);
    const start = traced.events.length;
    traced.publish(0, 'hello', 2, 5).give(0, ackOf('PUBREL', 5));
    traced.give(1, ackOf('PUBREC', 1)).give(1, ackOf('PUBCOMP', 1));
    expect(traced.sentSince(start)).toEqual([
      'pub/net/1:PUBLISH.1',
      'pub/net/1:PUBREC.1',
      'pub/net/1:PUBREL.1',
      'pub/net/1:PUBCOMP.1',
      'pub/net/1:sub.1:PUBLISH.1',
      'pub/net/1:sub.1:PUBREC.1',
      'pub/net/1:sub.1:PUBREL.1',
      'pub/net/1:sub.1:PUBCOMP.1',
    ]);
    expect(traced.events.filter(({ kind }) => kind === 'message-published')).toEqual([
      {
        kind: 'message-published',
        at: 5000,
        messageUid: 'pub/net/1',
        publisher: 'pub',
        topic: 't',
        qos: 2,
        payload: 'hello',
        subscribers: ['sub'],
      },
    ]);
  });

  test('that is sent again while it is held is the same one; after a PUBACK it is another', () => {
    const traced = new Traced().open(0, 'pub');
    const start = traced.events.length;
    traced.publish(0, 'a', 2, 5).publish(0, 'a', 2, 5, true);
    traced.publish(0, 'b', 1, 6).publish(0, 'b', 1, 6, true);
    expect(traced.sentSince(start)).toEqual([
      'pub/net/1:PUBLISH.1',
      'pub/net/1:PUBREC.1',
      'pub/net/1:PUBLISH.2',
      'pub/net/1:PUBREC.2',
      'pub/net/2:PUBLISH.1',
      'pub/net/2:PUBACK.1',
      'pub/net/3:PUBLISH.1',
      'pub/net/3:PUBACK.1',
    ]);
  });

  test('keeps its name over a reconnect of its subscriber', () => {
    const kept = { cleanStart: false, sessionExpirySec: 60 };
    const traced = new Traced().open(0, 'pub').open(1, 'sub', kept).subscribe(1, 1);
    traced.publish(0, 'a', 1, 5).close(1);
    const start = traced.events.length;
    traced.open(2, 'sub', kept);
    expect(traced.sentSince(start)).toContain('pub/net/1:sub.1:PUBLISH.2');
    expect(traced.kinds(start)).toContain('session-resumed');
  });

  test('that is not UTF-8 stands as hexadecimal digits', () => {
    const traced = new Traced().open(0, 'pub');
    const { message, ...rest } = publishOf('x', 0, 0);
    traced.give(0, { ...rest, message: { ...message, payload: Uint8Array.of(0xff, 0) } });
    traced.give(0, { ...rest, message: { ...message, payload: Uint8Array.of(0xc3, 0xa9) } });
    const payloads = traced.events.flatMap((event) =>
      event.kind === 'message-published' ? [event.payload] : [],
    );
    expect(payloads).toEqual(['hex:ff00', 'é']);
  });

  test('by a Topic Alias is published to the topic that it stands for', () => {
    const traced = new Traced({ topicAliasMaximum: 5 }).open(0, 'pub');
    traced.give(0, publishOf('a', 0, 0, { topicAlias: 1 }));
    const { message, ...rest } = publishOf('b', 0, 0, { topicAlias: 1, omitsTopic: true });
    traced.give(0, { ...rest, message: { ...message, topic: '' } });
    const topics = traced.events.flatMap((event) =>
      event.kind === 'message-published' ? [event.topic] : [],
    );
    expect(topics).toEqual(['t', 't']);
  });
});

describe('a connection', () => {
  test('is opened and closed in the words of a simulation', () => {
    const traced = new Traced().open(0, 'c').give(0, { type: 'DISCONNECT', reasonCode: 0 });
    traced.close(0);
    expect(traced.kinds()).toEqual([
      'connection-opened',
      'packet-sent',
      'packet-arrived',
      'session-started',
      'packet-sent',
      'packet-arrived',
      'packet-sent',
      'packet-arrived',
      'connection-closed',
      'session-ended',
    ]);
    expect(traced.closing).toMatchObject({ by: 'broker', reason: 'client disconnected' });
  });

  test('that breaks is closed by its client', () => {
    expect(new Traced().open(0, 'c').close(0).closing).toMatchObject({ by: 'c' });
  });

  test('without a Client Identifier goes by the one that it is given', () => {
    const traced = new Traced().open(0, '');
    expect(traced.events[0]).toEqual({
      kind: 'connection-opened',
      at: 1000,
      client: 'assigned-1',
      connection: 0,
    });
  });

  test('that says nothing before it ends is told of all the same', () => {
    const traced = new Traced();
    traced.open(0, 'c', { authenticationMethod: 'x' }).close(0);
    expect(traced.kinds()).toEqual([
      'connection-opened',
      'packet-sent',
      'packet-arrived',
      'packet-sent',
      'packet-arrived',
      'connection-closed',
    ]);
  });
});

test('wills and retained messages are originated, and have no pairs', () => {
  const traced = new Traced().open(0, 'sub').subscribe(0, 1);
  const will = willOf('t', { qos: 1, retain: true });
  traced.open(1, 'pub', { will }).close(1);
  const start = traced.events.length;
  traced.open(2, 'late').subscribe(2, 2);
  expect(traced.events.filter(({ kind }) => kind === 'message-originated')).toMatchObject([
    { messageUid: 'pub/will/1', origin: 'will', client: 'pub', qos: 1, payload: 'gone' },
    { origin: 'retained', client: 'late', payload: 'gone' },
  ]);
  expect(traced.kinds()).toContain('broker-retained');
  expect(traced.kinds()).not.toContain('message-published');
  const sent = traced.events.slice(start).flatMap((event) => {
    return event.kind === 'packet-sent' && event.packet.type === 'PUBLISH' ? [event.packet] : [];
  });
  expect(sent).toMatchObject([{ hop: 2, qos: 1, retain: true, level: undefined, to: 'late' }]);
});

test('every event has the fields that a simulation gives it', () => {
  const fieldsByKind = (events: readonly TraceEvent[]): ReadonlyMap<string, string> => {
    const fields = events.map((event) => {
      const { kind, ...rest } = JSON.parse(formatEvent(event));
      const what = rest.type ?? rest.timer ?? '';
      return [`${kind} ${what}`, Object.keys(rest).sort().join(' ')] as const;
    });
    return new Map(fields);
  };
  const simulated: TraceEvent[] = [];
  const scenario = findPreset('mixed')?.scenario;
  if (scenario === undefined) throw new Error('no preset');
  simulate(scenario, { until: fromMs(10_000), onEvent: (event) => simulated.push(event) });
  const traced = new Traced().open(0, 'pub', { keepAliveSec: 5 }).open(1, 'sub').subscribe(1, 2);
  traced.publish(0, 'a', 2, 5).give(0, ackOf('PUBREL', 5)).publish(0, 'b', 1, 6).publish(0, 'c', 0);
  traced.give(1, ackOf('PUBREC', 1)).give(1, ackOf('PUBCOMP', 1)).give(1, ackOf('PUBACK', 2));
  const known = fieldsByKind(simulated);
  const both = [...fieldsByKind(traced.events)].filter(([kind]) => known.has(kind));
  expect(both.length).toBeGreaterThan(20);
  for (const [kind, fields] of both) expect([kind, fields]).toEqual([kind, known.get(kind)]);
});

test('every event is a line of JSON, time never goes back, and the counters can be folded from it', () => {
  const traced = new Traced().open(0, 'pub').open(1, 'sub').subscribe(1, 1);
  traced.publish(0, 'a', 1, 5).give(1, ackOf('PUBACK', 1)).publish(0, 'b', 0);
  traced.close(1).close(0);
  const fold = new MetricsFold();
  let last = 0;
  for (const event of traced.events) {
    expect(JSON.parse(formatEvent(event))).toMatchObject({ at: event.at, kind: event.kind });
    expect(event.at).toBeGreaterThanOrEqual(last);
    last = event.at;
    fold.add(event);
  }
  const { levels, broker } = fold.report(fromMs(100));
  expect(levels['1']).toMatchObject({
    published: 1,
    publisherHandshakeMs: { n: 1 },
    subscriberHandshakeMs: { n: 1, p50: 1 },
    packetsSent: { PUBLISH: 2, PUBACK: 2 },
  });
  expect(levels['0']).toMatchObject({ published: 1, packetsSent: { PUBLISH: 2 } });
  expect(broker).toMatchObject({ storedNow: 0, storedPeak: 1 });
});
