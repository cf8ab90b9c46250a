// The first packet at which runs differ: the same scenario at other levels, on other networks, and
// with a packet killed in one of them.
import { describe, expect, test } from 'vitest';
import { fromSec, type SimTime } from '../base/time.ts';
import { publishAllAt } from '../scenario/patterns.ts';
import { Run } from '../sim/run.ts';
import { presetScenario, runScenario } from '../testing/presetRun.ts';
import { lossEverywhere, type PairInput, pairScenario } from '../testing/scenarios.ts';
import type { Qos } from './event.ts';
import { describeDifference, firstDifference } from './firstDifference.ts';
import { namePacket } from './sentence.ts';

const END = fromSec(20);

function eventsOf(input: PairInput) {
  return new Run(pairScenario({ count: 20, ...input })).advance(END).events;
}

const lossy = (probability: number) => ({ network: lossEverywhere(probability) });

describe('the first difference', () => {
  test('of a run from itself: there is none', () => {
    const events = eventsOf(lossy(0.2));
    expect(firstDifference([events, events], END)).toBeUndefined();
    expect(firstDifference([events, eventsOf(lossy(0.2)), events], END)).toBeUndefined();
  });

  test('of the levels is the first packet of which QoS 0 has none', () => {
    const traces = ([0, 1, 2] as const).map((qos) => eventsOf({ qos, ...lossy(0.1) }));
    const found = firstDifference(traces, END);
    expect(found?.packet.type).toBe('PUBACK');
    expect(found?.fates[0]).toBeUndefined();
    expect(found?.fates[2]).toBeUndefined();
    const sent = traces[1]?.find(
      (event) => event.kind === 'packet-sent' && event.packet.type === 'PUBACK',
    );
    expect(found?.at).toBe(sent?.at);
  });

  test('is the packet that was killed in one', () => {
    const scenario = pairScenario({ qos: 1, count: 5 });
    const { index } = runScenario(scenario, 1);
    const uid = 'pub/p/3:PUBLISH.1';
    const flight = index.flight(uid);
    const at = ((flight?.from ?? 0) + 10_000) as SimTime;
    const other = new Run(scenario, [{ at, command: { kind: 'kill-packet', uid } }]);
    const traces = [new Run(scenario).advance(END).events, other.advance(END).events];
    const found = firstDifference(traces, END);
    expect(found).toMatchObject({ at: flight?.from, fates: ['arrives', 'lost'] });
    expect(found?.packet.uid).toBe(uid);
    const name = found === undefined ? '' : namePacket(found.packet, index);
    expect(found && describeDifference(found, ['the first run', 'the other'], name)).toBe(
      'PUBLISH of C on hop 1 is lost in the other and gets through in the first run.',
    );
  });

  test('is no packet that another level sends later', () => {
    const scenario = presetScenario('mixed');
    const traces = ([0, 2] as const).map(
      (qos) => new Run(publishAllAt(scenario, qos)).advance(END).events,
    );
    for (const sec of [1.2, 1.5, 2, 2.5, 3, 4, 20]) {
      const until = fromSec(sec);
      const known = traces.map((events) => events.filter(({ at }) => at <= until));
      const found = firstDifference(known, until);
      if (found !== undefined) expect(found.packet.type).toBe('PUBREC');
    }
  });

  test('is the same whether it is asked for early and often, or late', () => {
    const lossyAt = (qos: Qos) => eventsOf({ qos, count: 60, ...lossy(0.3) });
    for (const [a, b] of [
      [lossyAt(1), lossyAt(2)],
      [lossyAt(0), lossyAt(1)],
    ] as const) {
      const late = firstDifference([a, b], END);
      for (let sec = 0.5; sec < 20; sec += 0.25) {
        const until = fromSec(sec);
        const known = [a, b].map((events) => events.filter(({ at }) => at <= until));
        const found = firstDifference(known, until);
        if (found !== undefined) {
          expect([sec, found.packet.uid]).toEqual([sec, late?.packet.uid]);
        }
      }
    }
  });

  test('is a message that only one of them publishes', () => {
    const found = firstDifference([eventsOf({ count: 5 }), eventsOf({ count: 7 })], END);
    expect(found?.packet.uid).toBe('pub/p/6:PUBLISH.1');
    expect(found?.fates[0]).toBeUndefined();
  });

  test('is not known before it has happened', () => {
    const traces = ([0, 1] as const).map((qos) => eventsOf({ qos }));
    const found = firstDifference(traces, END);
    const before = ((found?.at ?? 0) - 1) as SimTime;
    expect(firstDifference(traces, before)).toBeUndefined();
    expect(firstDifference(traces, found?.at ?? END)).toEqual({
      ...found,
      fates: [undefined, expect.anything()],
    });
  });

  test('with another latency is another fate or packet, not another instant', () => {
    const at = (latencyMs: number, loss: number) =>
      eventsOf({ qos: 1, network: { ...lossEverywhere(loss), latencyMs } });
    expect(firstDifference([at(50, 0), at(80, 0)], fromSec(10))).toBeUndefined();
    expect(firstDifference([at(50, 0.3), at(80, 0)], END)?.fates).toEqual(['lost', 'arrives']);
  });

  test('between the two network models is the first packet that only one of them loses', () => {
    const scenario = presetScenario('mixed');
    const tcp = { ...scenario, network: { ...scenario.network, model: 'tcp' as const } };
    const traces = [scenario, tcp].map((each) => new Run(each).advance(END).events);
    const found = firstDifference(traces, END);
    expect(found?.fates).toEqual(['lost', 'arrives']);
  });
});
