// A world that only counters listen to is the same run, told shorter.
import { describe, expect, test } from 'vitest';
import { fromSec } from '../base/time.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { drawRun } from '../testing/drawRun.ts';
import { lossEverywhere, pairScenario } from '../testing/scenarios.ts';
import type { TraceEvent, TraceEventKind } from '../trace/event.ts';
import type { CountedEvent } from '../trace/metrics.ts';
import { simulate } from './simulate.ts';
import { World } from './world.ts';

const seeds = Array.from({ length: 40 }, (_, i) => i + 1);

describe('with only counters listening', () => {
  test.each(seeds)('a run has the metrics that it has with its trace kept: seed %i', (seed) => {
    const { scenario, commands, now: until } = drawRun(seed);
    const counted = simulate(scenario, { commands, until });
    expect(counted).toEqual(simulate(scenario, { commands, until, onEvent: () => {} }));
    expect(counted.events).toBeGreaterThan(0);
  });

  test('a packet is found by its name and killed', () => {
    const command = { kind: 'kill-packet', uid: 'pub/p/1:sub.1:PUBLISH.1' } as const;
    const script = [{ atMs: 60, command }];
    const { levels } = simulate(pairScenario({ qos: 0, count: 1, script }));
    expect(levels[0]).toMatchObject({ delivered: 0, lost: 1, lostByCause: { packetLost: 1 } });
  });

  test('the same is told in the same order, less what no counter counts and the names of packets', () => {
    const scenario = pairScenario({ qos: 2, count: 20, network: lossEverywhere(0.2) });
    const counted = toldTo('counters', scenario).map(withoutName);
    expect(toldTo('all', scenario).filter(isCounted).map(withoutName)).toEqual(counted);
    expect(new Set(counted.map(({ kind }) => kind)).size).toBe(COUNTED.size - 1);
  });
});

/** Of the `CountedEvent`s; this run loses no message. */
const COUNTED = new Set<TraceEventKind>([
  'packet-sent',
  'packet-lost',
  'session-stored',
  'session-updated',
  'session-released',
  'message-published',
  'message-delivered',
  'message-lost',
  'message-acknowledged',
] satisfies CountedEvent['kind'][]);

function isCounted(event: TraceEvent): boolean {
  return COUNTED.has(event.kind) && !('entry' in event && event.node !== 'broker');
}

function withoutName(event: TraceEvent): TraceEvent {
  return 'packet' in event ? { ...event, packet: { ...event.packet, uid: '' } } : event;
}

function toldTo(audience: 'all' | 'counters', scenario: Scenario): TraceEvent[] {
  const events: TraceEvent[] = [];
  const tell = (event: TraceEvent): void => void events.push(event);
  const tellMore = audience === 'all' ? tell : undefined;
  new World(scenario, { tell, tellMore }).advance(fromSec(60));
  return events;
}
