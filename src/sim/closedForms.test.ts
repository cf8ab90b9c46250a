// Without loss, times are multiples of the one-way latency L: the rule-of-thumb table in closed form.
import { describe, expect, test } from 'vitest';
import { eventsOf, runChecked } from '../testing/checkedRuns.ts';
import { pairScenario } from '../testing/scenarios.ts';
import type { Qos } from '../trace/event.ts';

type HandOver = 'pubrel' | 'publish';

/** Delivery, publisher's and subscriber's handshake in units of L; undefined where there is none. */
interface Times {
  readonly delivery: number;
  readonly publisher: number | undefined;
  readonly subscriber: number | undefined;
}

const LATENCIES_MS = [0, 0.001, 7, 50, 1000];

function measure(
  latencyMs: number,
  qos: Qos,
  subQos: Qos,
  qos2Forward: HandOver = 'pubrel',
  qos2HandOver: HandOver = 'pubrel',
): Times {
  const { events, metrics } = runChecked(
    pairScenario({
      qos,
      subQos,
      network: { latencyMs, resendMs: 3_600_000 },
      broker: { qos2Forward },
      client: { qos2HandOver },
    }),
  );
  const [published] = eventsOf(events, 'message-published');
  const [delivered] = eventsOf(events, 'message-delivered');
  const acknowledged = eventsOf(events, 'message-acknowledged');
  const since = (at: number | undefined): number | undefined =>
    at === undefined || published === undefined ? undefined : at - published.at;
  const delivery = since(delivered?.at);
  if (delivery === undefined) throw new Error('Nothing is delivered');
  expect(metrics.levels[qos].deliveryMs.p50).toBe(delivery / 1000);
  const times = {
    delivery,
    publisher: since(acknowledged.find(({ hop }) => hop === 1)?.at),
    subscriber: since(acknowledged.find(({ hop }) => hop === 2)?.at),
  };
  return times;
}

function times(latencyMs: number, inL: Times): Times {
  const L = Math.round(latencyMs * 1000);
  const scale = (n: number | undefined) => (n === undefined ? undefined : n * L);
  return {
    delivery: inL.delivery * L,
    publisher: scale(inL.publisher),
    subscriber: scale(inL.subscriber),
  };
}

describe.each(LATENCIES_MS)('with L = %d ms and no loss', (latencyMs) => {
  test('QoS 0 delivers after 2L and has no handshake', () => {
    const expected = { delivery: 2, publisher: undefined, subscriber: undefined };
    expect(measure(latencyMs, 0, 2)).toEqual(times(latencyMs, expected));
  });

  test("QoS 1 delivers after 2L; the publisher's handshake takes 2L, the subscriber's 3L", () => {
    const expected = { delivery: 2, publisher: 2, subscriber: 3 };
    expect(measure(latencyMs, 1, 1)).toEqual(times(latencyMs, expected));
    expect(measure(latencyMs, 1, 2)).toEqual(times(latencyMs, expected));
  });

  test.each<[HandOver, HandOver, number, number]>([
    ['pubrel', 'publish', 4, 7],
    ['pubrel', 'pubrel', 6, 7],
    ['publish', 'publish', 2, 5],
    ['publish', 'pubrel', 4, 5],
  ])(
    "QoS 2, broker on %s, subscriber on %s, delivers after %iL; the publisher's handshake takes 4L, the subscriber's %iL",
    (forward, handOver, delivery, subscriber) => {
      const expected = { delivery, publisher: 4, subscriber };
      expect(measure(latencyMs, 2, 2, forward, handOver)).toEqual(times(latencyMs, expected));
    },
  );

  test.each<[HandOver, Qos, number, number | undefined]>([
    ['pubrel', 1, 4, 5],
    ['pubrel', 0, 4, undefined],
    ['publish', 1, 2, 3],
    ['publish', 0, 2, undefined],
  ])(
    'QoS 2 forwarded on %s to a subscription at QoS %i delivers after %iL',
    (forward, subQos, delivery, subscriber) => {
      const expected = { delivery, publisher: 4, subscriber };
      expect(measure(latencyMs, 2, subQos, forward)).toEqual(times(latencyMs, expected));
    },
  );
});
