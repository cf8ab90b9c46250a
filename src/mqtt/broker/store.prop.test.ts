// Two brokers with one drawn history. Then every connection ends, and one of them is saved and made
// anew: from there on both must say the same.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MachinePair } from '../../testing/machinePair.ts';
import { ackOf, messageOf, publishOf, subscribeOf } from '../../testing/messages.ts';
import type { RawConnection } from '../../testing/rawConnection.ts';
import { NEVER_EXPIRES_SEC, type Packet, type Qos } from '../packets/packet.ts';

const CLIENTS = ['a', 'b', 'c'] as const;
const TOPICS = ['t', 'u/v', '$w'] as const;
const FILTERS = ['t', '#', 'u/+', '+/v', '$w'] as const;

const qos = fc.constantFrom<Qos>(0, 1, 2);
const of = fc.constantFrom(...CLIENTS);
const actions = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('join' as const),
      of,
      cleanStart: fc.boolean(),
      isKept: fc.boolean(),
      version: fc.constantFrom(4 as const, 5 as const),
      receiveMaximum: fc.integer({ min: 1, max: 4 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('end' as const), of }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('subscribe' as const),
      of,
      filter: fc.constantFrom(...FILTERS),
      qos,
      retainAsPublished: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('unsubscribe' as const),
      of,
      filter: fc.constantFrom(...FILTERS),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('publish' as const),
      of,
      topic: fc.constantFrom(...TOPICS),
      qos,
      retain: fc.boolean(),
      expirySec: fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('release' as const), of }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('answer' as const), of }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wait' as const), of }) },
);
type Action = typeof actions extends fc.Arbitrary<infer T> ? T : never;

class Player {
  readonly pair: MachinePair;
  readonly log: string[] = [];
  readonly #raws = new Map<string, RawConnection>();
  /** What each client has not answered yet. */
  readonly #inboxes = new Map<string, Packet[]>();
  /** QoS 2 identifiers that each client has to release. */
  readonly #open = new Map<string, number[]>(CLIENTS.map((id) => [id, []]));
  #uids = 0;

  constructor(overlapping: 'one' | 'each') {
    const limits = { retainedMessages: 2, subscriptionsPerSession: 3, bytesPerSession: 40 };
    this.pair = new MachinePair({ overlapping, limits, sendQuota: 3, queueLimit: 4 }, []);
  }

  play(action: Action): void {
    if (action.do === 'wait') this.pair.run(1000);
    else if (action.do === 'join') this.#join(action);
    else {
      const raw = this.#raws.get(action.of);
      if (raw !== undefined) this.#act(raw, action);
    }
    this.#collect();
  }

  #join({ of: id, cleanStart, isKept, version, receiveMaximum }: Action & { do: 'join' }): void {
    const sessionExpirySec = isKept && version === 5 ? NEVER_EXPIRES_SEC : 0;
    const facts = { cleanStart, sessionExpirySec, protocolVersion: version };
    const raw = this.pair.join(id, version === 5 ? { ...facts, receiveMaximum } : facts);
    this.log.push(`${id} ${JSON.stringify(raw.connack)}`);
    this.#raws.set(id, raw);
    this.#inboxes.set(id, []);
  }

  #act(raw: RawConnection, action: Exclude<Action, { do: 'join' | 'wait' }>): void {
    switch (action.do) {
      case 'end':
        this.#raws.delete(action.of);
        raw.end();
        break;
      case 'subscribe':
        raw.give(subscribeOf(action.filter, action));
        break;
      case 'unsubscribe':
        raw.give({ type: 'UNSUBSCRIBE', packetId: 1, filters: [action.filter] });
        break;
      case 'publish':
        this.#publish(raw, action);
        break;
      case 'release': {
        const packetId = this.#open.get(action.of)?.shift();
        if (packetId !== undefined) raw.give(ackOf('PUBREL', packetId));
        break;
      }
      case 'answer': {
        const packet = this.#inboxes.get(action.of)?.shift();
        if (packet?.type === 'PUBREL') raw.give(ackOf('PUBCOMP', packet.packetId));
        else if (packet?.type === 'PUBLISH') {
          raw.give(ackOf(packet.qos === 1 ? 'PUBACK' : 'PUBREC', packet.packetId));
        }
        break;
      }
    }
  }

  #publish(
    raw: RawConnection,
    { of: id, topic, qos: level, retain, expirySec }: Action & { do: 'publish' },
  ) {
    const uid = `m${++this.#uids}`;
    const expiry = expirySec === undefined ? {} : { expirySec };
    const message = messageOf(uid, level, topic, { retain, ...expiry });
    raw.give(publishOf(uid, level, level === 0 ? 0 : this.#uids, { message }));
    if (level === 2) this.#open.get(id)?.push(this.#uids);
  }

  #collect(): void {
    for (const [id, raw] of this.#raws) {
      const sent = raw.take();
      for (const packet of sent) this.log.push(`${id} ${JSON.stringify(packet)}`);
      const toAnswer = sent.filter(
        (packet) => packet.type === 'PUBREL' || (packet.type === 'PUBLISH' && packet.qos > 0),
      );
      this.#inboxes.get(id)?.push(...toAnswer);
      if (raw.closedBecause === undefined) continue;
      this.log.push(`${id} closed: ${raw.closedBecause}`);
      this.#raws.delete(id);
    }
  }

  endAll(): void {
    for (const raw of this.#raws.values()) raw.end();
    this.#raws.clear();
  }
}

/** Everyone is there, and has a session to come back to. */
const joinAll = CLIENTS.map(
  (of, i): Action => ({
    do: 'join',
    of,
    cleanStart: false,
    isKept: true,
    version: i === 2 ? 4 : 5,
    receiveMaximum: 3,
  }),
);
const subscribeAll = CLIENTS.map(
  (of, i): Action => ({
    do: 'subscribe',
    of,
    filter: '#',
    qos: 2,
    retainAsPublished: i === 1,
  }),
);

test('a broker that is saved and restored while nobody is connected goes on as one that was not (property)', () => {
  let said = 0;
  const history = fc.array(actions, { maxLength: 60, size: 'max' });
  const property = fc.property(
    fc.constantFrom('one' as const, 'each' as const),
    history,
    history,
    (overlapping, before, after) => {
      const [one, other] = [new Player(overlapping), new Player(overlapping)];
      for (const player of [one, other]) {
        for (const action of [...joinAll, ...subscribeAll, ...before]) player.play(action);
        player.endAll();
        if (player === other) player.pair.restart('kept');
        for (const action of [...joinAll, ...after]) player.play(action);
      }
      said += one.log.length;
      expect(other.log).toEqual(one.log);
    },
  );
  fc.assert(property, { seed: 3, numRuns: 150 });
  expect(said).toBeGreaterThan(5000);
});
