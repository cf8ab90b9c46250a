// A packet that is held up on its way: what waits behind it, and what comes of it over TCP.
import { describe, expect, test } from 'vitest';
import { fromMs, type SimTime } from '../base/time.ts';
import type { Command } from '../scenario/scenario.ts';
import { eventsOf } from '../testing/checkedRuns.ts';
import { type PairInput, pairScenario } from '../testing/scenarios.ts';
import type { TraceEvent } from '../trace/event.ts';
import { faultsOf } from './checkers/traceChecker.ts';
import { Run } from './run.ts';

type Given = readonly (readonly [number, Command])[];

function play(input: PairInput, given: Given): readonly TraceEvent[] {
  const scenario = pairScenario({ qos: 0, count: 0, network: { latencyMs: 100 }, ...input });
  const commands = given.map(([ms, command]) => ({ at: fromMs(ms), command }));
  const { events } = new Run(scenario, commands).advance(fromMs(20_000));
  expect(faultsOf(events, scenario, true)).toEqual([]);
  return events;
}

const delay = (uid: string, byMs: number): Command => ({ kind: 'delay-packet', uid, byMs });
const first = 'pub/hand/1:PUBLISH.1';
const hand = (qos: 0 | 1): Command => {
  return { kind: 'publish', client: 'pub', topic: 't', qos, payload: 'x' };
};
const ms = (at: SimTime | undefined) => (at === undefined ? undefined : at / 1000);

function delaysIn(events: readonly TraceEvent[]) {
  return eventsOf(events, 'packet-delayed').map(({ packet, dueAt, behind }) => {
    return [packet.uid, ms(dueAt), behind];
  });
}

function arrivalsIn(events: readonly TraceEvent[]) {
  const arrived = eventsOf(events, 'packet-arrived').filter(({ packet }) => packet.to === 'broker');
  return arrived
    .filter(({ at }) => at > fromMs(1000))
    .map(({ at, packet }) => [packet.uid, ms(at)]);
}

describe('over lossy packets', () => {
  test('arrives later, and what was sent behind it and would come before arrives with it, in order', () => {
    const given: Given = [
      [1000, hand(0)],
      [1010, hand(0)],
      [1020, hand(0)],
      [1050, delay(first, 15)],
      [1200, hand(0)],
    ];
    const events = play({}, given);
    expect(delaysIn(events)).toEqual([
      [first, 1115, undefined],
      ['pub/hand/2:PUBLISH.1', 1115, first],
    ]);
    expect(arrivalsIn(events)).toEqual([
      [first, 1115],
      ['pub/hand/2:PUBLISH.1', 1115],
      ['pub/hand/3:PUBLISH.1', 1120],
      ['pub/hand/4:PUBLISH.1', 1300],
    ]);
  });

  test('holds up what is sent while it is on its way, too', () => {
    const events = play({}, [
      [1000, hand(0)],
      [1050, delay(first, 1000)],
      [1300, hand(0)],
    ]);
    expect(arrivalsIn(events).map(([, at]) => at)).toEqual([2100, 2100]);
  });

  test('leaves alone what goes the other way, and another client’s', () => {
    const given: Given = [
      [1000, hand(1)],
      [1150, delay('pub/hand/1:sub.1:PUBLISH.1', 500)],
    ];
    expect(delaysIn(play({}, given))).toHaveLength(1);
  });

  test('what re-ordering lets overtake overtakes, and holds up nothing', () => {
    const network = { latencyMs: 100, reordering: 1, reorderMs: 1 };
    const events = play({ network }, [
      [1000, hand(0)],
      [1010, hand(0)],
      [1050, delay(first, 500)],
    ]);
    expect(delaysIn(events)).toHaveLength(1);
    expect(arrivalsIn(events).map(([uid]) => uid)).toEqual(['pub/hand/2:PUBLISH.1', first]);
  });

  test('what is to be lost is lost later, at the same place of its way', () => {
    const drop: Command = { kind: 'drop-next', packetType: 'PUBLISH', hop: 1 };
    const lossOf = (given: Given) => {
      const [sent] = eventsOf(play({}, given), 'packet-lost');
      return (sent?.at ?? 0) / 1000 - 1000;
    };
    const before = lossOf([
      [900, drop],
      [1000, hand(0)],
    ]);
    const after = lossOf([
      [900, drop],
      [1000, hand(0)],
      [1020, delay(first, 160)],
    ]);
    // 80 ms of its way were left, and take three times as long.
    expect(after).toBeCloseTo(20 + (before - 20) * 3, 2);
  });

  test('a closed end’s last word stays behind it', () => {
    const leave: Command = { kind: 'take-offline', client: 'pub', how: 'disconnect' };
    const events = play({}, [
      [1000, hand(0)],
      [1000, leave],
      [1050, delay(first, 700)],
    ]);
    expect(eventsOf(events, 'connection-closed').at(-1)).toMatchObject({
      at: 1_800_000,
      end: 'broker',
    });
    expect(eventsOf(events, 'message-delivered')).toHaveLength(1);
  });

  test('is refused of what is not on its way', () => {
    const events = play({}, [
      [1000, hand(0)],
      [1100, delay(first, 5)],
      [1200, delay('no', 5)],
    ]);
    expect(eventsOf(events, 'command-refused')).toHaveLength(2);
  });

  test('twice adds up', () => {
    const events = play({}, [
      [1000, hand(0)],
      [1010, delay(first, 5)],
      [1020, delay(first, 7)],
    ]);
    expect(arrivalsIn(events)).toEqual([[first, 1112]]);
  });

  test('a command in the past makes the run that it would have made, and undone there is none', () => {
    const scenario = pairScenario({ qos: 1, count: 5, network: { latencyMs: 100 } });
    const at = fromMs(450);
    const uid = 'pub/p/1:PUBLISH.1';
    const forked = new Run(scenario);
    forked.advance(fromMs(9000));
    forked.command(at, delay(uid, 300));
    const fresh = new Run(scenario, [{ at, command: delay(uid, 300) }]);
    expect(forked.advance(fromMs(9000)).hash).toBe(fresh.advance(fromMs(9000)).hash);
  });
});

describe('over TCP', () => {
  const network = { latencyMs: 100, model: 'tcp' };

  test('a segment arrives later, and what comes before it waits at its receiver', () => {
    const events = play({ network }, [
      [1000, hand(0)],
      [1010, hand(0)],
      [1050, delay(first, 60)],
    ]);
    expect(delaysIn(events)).toEqual([[first, 1160, undefined]]);
    const [held] = eventsOf(events, 'segment-arrived').filter(({ awaits }) => awaits === first);
    expect(held).toMatchObject({ at: 1_110_000, packet: { uid: 'pub/hand/2:PUBLISH.1' } });
    expect(arrivalsIn(events).map(([, at]) => at)).toEqual([1160, 1160]);
  });

  test('held up for long, TCP sends it again, and that one may come first', () => {
    const events = play({ network }, [
      [1000, hand(0)],
      [1050, delay(first, 5000)],
    ]);
    const again = eventsOf(events, 'segment-sent').filter(({ packet }) => packet.uid === first);
    expect(again.map(({ why }) => why)).toEqual(['first', 'timeout']);
    expect(eventsOf(events, 'message-delivered')[0]?.at).toBeLessThan(fromMs(3000));
    const late = eventsOf(events, 'segment-arrived').filter(({ packet }) => packet.uid === first);
    expect(late.map(({ transmission }) => transmission)).toEqual([2, 1]);
  });

  test('what a switch to TCP has left on the wire holds up TCP’s segments', () => {
    const tcp: Command = { kind: 'set-network', changes: { model: 'tcp' } };
    const given: Given = [
      [1000, hand(0)],
      [1010, tcp],
      [1020, hand(0)],
      [1050, delay(first, 200)],
    ];
    const events = play({}, given);
    expect(delaysIn(events)).toHaveLength(2);
    expect(arrivalsIn(events).map(([, at]) => at)).toEqual([1300, 1300]);
  });
});
