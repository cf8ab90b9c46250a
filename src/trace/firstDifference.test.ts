// The first packet at which runs differ: the same scenario at other levels, on other networks, and
// with a packet killed in one of them.
import { describe, expect, test } from 'vitest';
import { fromSec, type SimTime } from '../base/time.ts';
import { publishAllAt } from '../scenario/patternChanges.ts';
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

  test('of levels is none where nothing is lost: what a level has no packet for is no difference', () => {
    for (const levels of [
      [0, 1, 2],
      [0, 1],
      [2, 0],
      [1, 2],
    ] as const) {
      const traces = levels.map((qos) => eventsOf({ qos }));
      expect(firstDifference(traces, END)).toBeUndefined();
    }
  });

  test('of levels is a matter of luck: a packet that two of them can send, and that fared otherwise', () => {
    let found = 0;
    for (let seed = 1; seed <= 30; seed++) {
      const traces = ([0, 1, 2] as const).map((qos) => eventsOf({ qos, seed, ...lossy(0.2) }));
      const difference = firstDifference(traces, END);
      if (difference === undefined) continue;
      found++;
      const { packet, fates, at } = difference;
      expect(packet.type).toBe('PUBLISH');
      expect(fates[0]).toBe('none');
      const two = [1, 2].map((run) => {
        const sent = traces[run]?.find(
          (e) => e.kind === 'packet-sent' && e.packet.uid === packet.uid,
        );
        return sent === undefined ? undefined : fates[run];
      });
      expect(two).toEqual(fates.slice(1));
      expect(two[0]).not.toBe(two[1]);
      // Before it, what both have sent has fared alike.
      const fateIn = (run: number, uid: string) =>
        traces[run]?.find(
          (e) => (e.kind === 'packet-lost' || e.kind === 'packet-arrived') && e.packet.uid === uid,
        )?.kind;
      for (const event of traces[1] ?? []) {
        if (event.kind !== 'packet-sent' || event.at >= at) continue;
        const { uid, messageUid } = event.packet;
        const there = traces[2]?.some((e) => e.kind === 'packet-sent' && e.packet.uid === uid);
        if (there && messageUid !== undefined) expect(fateIn(2, uid)).toBe(fateIn(1, uid));
      }
    }
    expect(found).toBeGreaterThan(25);
  });

  test('says which level has no such packet', () => {
    const traces = ([0, 1, 2] as const).map((qos) => eventsOf({ qos, seed: 1, ...lossy(0.2) }));
    const found = firstDifference(traces, END);
    const said = found && describeDifference(found, ['QoS 0', 'QoS 1', 'QoS 2'], 'It');
    expect(said).toMatch(/^It on hop [12] [a-z].* in QoS [12].*; QoS 0 has no such packet\.$/);
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
    const traces = ([1, 2] as const).map(
      (qos) => new Run(publishAllAt(scenario, qos)).advance(END).events,
    );
    const late = firstDifference(traces, END);
    for (const sec of [1.2, 1.5, 2, 2.5, 3, 4, 20]) {
      const until = fromSec(sec);
      const known = traces.map((events) => events.filter(({ at }) => at <= until));
      const found = firstDifference(known, until);
      if (found !== undefined) expect(found.packet.uid).toBe(late?.packet.uid);
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
    const traces = [0.2, 0].map((loss) => eventsOf({ qos: 1, ...lossy(loss) }));
    const found = firstDifference(traces, END);
    const before = ((found?.at ?? 0) - 1) as SimTime;
    expect(firstDifference(traces, before)).toBeUndefined();
    expect(found?.fates).toEqual(['lost', 'arrives']);
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
