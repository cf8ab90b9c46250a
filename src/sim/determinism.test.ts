// A run is a pure function of scenario, seed and commands, in whatever steps it is advanced.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromMs, type SimTime } from '../base/time.ts';
import type { Command, Scenario, TimedCommand } from '../scenario/scenario.ts';
import { eventsOf, runChecked } from '../testing/checkedRuns.ts';
import { drawScenario } from '../testing/drawRun.ts';
import { Luck } from '../testing/luck.ts';
import { lossEverywhere, pairScenario } from '../testing/scenarios.ts';
import type { TraceEvent } from '../trace/event.ts';
import { formatEvent } from '../trace/ndjson.ts';
import { Run } from './run.ts';

const END = fromMs(4000);

function linesOf(scenario: Scenario, commands: readonly TimedCommand[] = []): readonly string[] {
  return new Run(scenario, commands).advance(END).events.map(formatEvent);
}

const busy = pairScenario({
  qos: 2,
  count: 40,
  ratePerSec: 100,
  seed: 11,
  network: { ...lossEverywhere(0.25), latencyMs: 40, jitterMs: 25, resendMs: 300 },
  broker: { receiveMaximum: 5 },
  script: [{ atMs: 100, command: { kind: 'set-network', changes: { lossHop2Down: 0.6 } } }],
});

const atMs = (ms: number, command: Command): TimedCommand => ({ at: fromMs(ms), command });
const publish: Command = { kind: 'publish', client: 'pub', topic: 't', qos: 1, payload: 'by hand' };

describe('the same scenario and seed', () => {
  test('give the same trace to the byte, whatever scenario', () => {
    expect(linesOf(busy)).toEqual(linesOf(busy));
    for (let seed = 1; seed <= 10; seed++) {
      const scenario = drawScenario(new Luck(seed), seed);
      expect(linesOf(scenario)).toEqual(linesOf(structuredClone(scenario)));
    }
  });

  test('give another trace at another seed', () => {
    expect(linesOf({ ...busy, seed: 12 })).not.toEqual(linesOf(busy));
  });

  test('give the same trace when advanced in steps of any size (property)', () => {
    const whole = new Run(busy).advance(END);
    const steps = fc.array(fc.integer({ min: 0, max: 700_000 }), { maxLength: 40 });
    const property = fc.property(steps, (sizes) => {
      const run = new Run(busy);
      const events: TraceEvent[] = [];
      let now = 0;
      for (const size of sizes) {
        now += size;
        const report = run.advance(Math.min(now, END) as SimTime);
        expect(report.keep).toBe(events.length);
        events.push(...report.events);
      }
      const last = run.advance(END);
      events.push(...last.events);
      expect([last.hash, events.length]).toEqual([whole.hash, whole.events.length]);
    });
    fc.assert(property, { seed: 4, numRuns: 40 });
  });

  test('are run until publishing starts, all of that instant included, or until a limit', () => {
    const { now, publishingSince, events } = new Run(busy).advanceToPublishing(fromMs(9000));
    expect([now, publishingSince]).toEqual([publishingSince, expect.any(Number)]);
    expect(events.map(({ kind }) => kind)).toContain('message-published');
    const early = new Run(busy).advanceToPublishing(fromMs(60));
    expect([early.now, early.publishingSince]).toEqual([fromMs(60), undefined]);
  });

  test('are not run further than asked, nor back', () => {
    const run = new Run(busy);
    const { events, now } = run.advance(fromMs(200));
    expect(now).toBe(fromMs(200));
    expect(Math.max(...events.map(({ at }) => at))).toBeLessThanOrEqual(fromMs(200));
    expect(run.advance(fromMs(100))).toMatchObject({ now: fromMs(200), events: [] });
  });
});

describe('commands', () => {
  const commands = [
    atMs(130, publish),
    atMs(250, { kind: 'set-network', changes: { latencyMs: 5, resendMs: 90 } }),
    atMs(250, publish),
    atMs(600, { kind: 'drop-next', packetType: 'PUBLISH', hop: 2 }),
    atMs(900, publish),
  ];

  test('given while it runs make the same trace as when they are known from the start', () => {
    const run = new Run(busy);
    const events: TraceEvent[] = [];
    for (const { at, command } of commands) events.push(...run.command(at, command).events);
    const last = run.advance(END);
    events.push(...last.events);
    const fresh = new Run(busy, commands).advance(END);
    expect(last.hash).toBe(fresh.hash);
    expect(events.map(formatEvent)).toEqual(fresh.events.map(formatEvent));
    expect(last.commands).toEqual(commands);
  });

  test('given in the past fork the run there: equal to a fresh run with those up to then and the new one (property)', () => {
    const times = fc.tuple(fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 0, max: 1000 }));
    const property = fc.property(times, ([ranMs, pastMs]) => {
      const run = new Run(
        busy,
        commands.filter(({ at }) => at <= fromMs(ranMs)),
      );
      const before = run.advance(fromMs(ranMs));
      const at = fromMs(Math.min(pastMs, ranMs));
      const fork = run.command(at, publish);
      const kept = commands.filter((given) => given.at <= at);
      const fresh = new Run(busy, [...kept, { at, command: publish }]);
      const expected = fresh.advance(fork.now);
      const joined = [...before.events.slice(0, fork.keep), ...fork.events];
      expect(joined.map(formatEvent)).toEqual(expected.events.map(formatEvent));
      expect(run.advance(END).hash).toBe(fresh.advance(END).hash);
    });
    fc.assert(property, { seed: 6, numRuns: 30 });
  });

  test('given in the past at the instant of another one follow it', () => {
    const run = new Run(busy, commands);
    run.advance(END);
    const { commands: now } = run.command(fromMs(250), publish);
    expect(now).toEqual([...commands.slice(0, 3), { at: fromMs(250), command: publish }]);
  });

  test('at t follow all events at t', () => {
    const { events } = runChecked(busy);
    const arrival = eventsOf(events, 'packet-arrived').find(({ packet }) => packet.hop === 2);
    if (arrival === undefined) throw new Error('Nothing arrives');
    const { at, packet } = arrival;
    const kill = { kind: 'kill-packet', uid: packet.uid } as const;
    const late = new Run(busy).command(at, kill).events.at(-1);
    expect(late).toMatchObject({ kind: 'command-refused' });
    const early = new Run(busy).command((at - 1) as SimTime, kill).events.at(-1);
    expect(early).toMatchObject({ kind: 'packet-lost', cause: 'killed' });
  });

  test('that name no client, or no packet on its way, are refused and change nothing else', () => {
    const stranger: Command = { ...publish, client: 'nobody' };
    const refused = linesOf(busy, [atMs(300, stranger)]);
    const plain = linesOf(busy);
    expect(refused.filter((line) => !line.includes('command-refused'))).toEqual(plain);
    expect(refused).toHaveLength(plain.length + 1);
  });
});
