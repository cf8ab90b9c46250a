// Time travel: any instant of a run's past is what a fresh run shows there, whatever was done since.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromSec, fromUs, type SimTime } from '../base/time.ts';
import type { Command, Scenario, TimedCommand } from '../scenario/scenario.ts';
import { scenarioOf } from '../testing/scenarios.ts';
import type { TraceEvent } from '../trace/event.ts';
import { formatEvent } from '../trace/ndjson.ts';
import { StateFold } from '../trace/stateFold.ts';
import type { TraceState } from '../trace/traceState.ts';
import { Run } from './run.ts';

const LOSS = { lossHop1Up: 0.2, lossHop1Down: 0.2, lossHop2Up: 0.2, lossHop2Down: 0.2 };
const SECONDS = 70;

/** Three publishers at three levels, one of them crashing, and everything else that breaks. */
function scenario(network: object): Scenario {
  const pattern = (qos: number) => ({ name: 'p', topic: `t/${qos}`, qos, payload: 'x' });
  return scenarioOf({
    network: { ...LOSS, jitterMs: 30, ...network },
    broker: { store: 'autosave', autosaveSec: 7, receiveMaximum: 20, queueLimit: 30 },
    clients: [
      { id: 'p0', publishes: [{ ...pattern(0), ratePerSec: 20 }] },
      { id: 'p1', publishes: [{ ...pattern(1), ratePerSec: 20 }] },
      { id: 'p2', publishes: [{ ...pattern(2), ratePerSec: 20 }] },
      { id: 's1', keepAliveSec: 5, handlerMs: 10, subscriptions: [{ filter: 't/#', qos: 2 }] },
      { id: 's2', acknowledge: 'last', subscriptions: [{ filter: 't/+', qos: 1 }] },
    ],
    script: [
      { atMs: 4000, command: { kind: 'black-hole', client: 's1' } },
      { atMs: 9000, command: { kind: 'crash-broker', restartMs: 500 } },
      {
        atMs: 15_000,
        command: { kind: 'crash-client', client: 'p2', store: 'lost', restartMs: 900 },
      },
      { atMs: 21_000, command: { kind: 'take-offline', client: 's2', how: 'silent', forMs: 3000 } },
      { atMs: 30_000, command: { kind: 'crash-broker', restartMs: 100 } },
      {
        atMs: 40_000,
        command: { kind: 'set-network', changes: { burstMs: 100, duplication: 0.1 } },
      },
    ],
  });
}

const NETWORKS = [
  { model: 'lossy', reordering: 0.1 },
  { model: 'tcp', cutsPerMin: 6, bytesPerSec: 100_000 },
] as const;

const COMMANDS: readonly Command[] = [
  { kind: 'cut-connection', client: 's1' },
  { kind: 'crash-broker', restartMs: 300 },
  { kind: 'set-network', changes: { latencyMs: 10 } },
  { kind: 'set-network', changes: { model: 'tcp' } },
  { kind: 'set-network', changes: { model: 'lossy' } },
  { kind: 'publish', client: 'p1', topic: 't/1', qos: 1, payload: 'by hand' },
];

function play(run: Run, to: SimTime): TraceEvent[] {
  return [...run.advance(to).events];
}

const lines = (events: readonly TraceEvent[]): string[] => events.map(formatEvent);

describe.each(NETWORKS)('a long run over $model', (network) => {
  const given = scenario(network);
  const run = new Run(given);
  const events = play(run, fromSec(SECONDS));

  test('has 100,000 events and more', () => {
    expect(events.length).toBeGreaterThan(100_000);
  });

  /** From the run's first event on, at each of the instants. */
  function statesOfFreshReplay(instants: readonly number[]): ReadonlyMap<number, TraceState> {
    const fold = new StateFold();
    const states = new Map<number, TraceState>();
    let next = 0;
    for (const at of instants.toSorted((a, b) => a - b)) {
      for (; (events[next]?.at ?? Infinity) <= at; next++) fold.add(events[next] as TraceEvent);
      states.set(at, fold.state());
    }
    return states;
  }

  test('shows at any instant the state that a fresh replay has there, there and back (property)', () => {
    const instant = fc.integer({ min: 0, max: SECONDS * 1_000_000 });
    const property = fc.property(
      fc.array(instant, { minLength: 20, maxLength: 20 }),
      (instants) => {
        const fresh = statesOfFreshReplay(instants);
        for (const at of instants) expect(run.stateAt(fromUs(at))).toEqual(fresh.get(at));
      },
    );
    fc.assert(property, { seed: 1, numRuns: 3 });
  });

  test('plays any stretch of its past again as it was (property)', () => {
    const instant = fc.integer({ min: 0, max: SECONDS * 1_000_000 });
    const property = fc.property(
      instant,
      fc.integer({ min: 0, max: 3_000_000 }),
      (from, length) => {
        const { events: again, state } = run.replay(fromUs(from), fromUs(from + length));
        const before = state.eventCount;
        expect(before).toBe(events.filter(({ at }) => at <= from).length);
        const was = events.slice(before).filter(({ at }) => at <= from + length);
        expect(lines(again)).toEqual(lines(was));
      },
    );
    fc.assert(property, { seed: 2, numRuns: 30 });
  });

  test('goes on after looking back as if nobody had', () => {
    const other = new Run(given);
    other.advance(fromSec(12));
    other.stateAt(fromSec(3));
    other.replay(fromSec(10), fromSec(12));
    const { hash } = other.advance(fromSec(16));
    expect(hash).toBe(new Run(given).advance(fromSec(16)).hash);
  });

  test('forks where a fresh run with the same commands goes (property)', () => {
    const moves = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 10_000_000 }), fc.constantFrom(...COMMANDS)),
      { minLength: 1, maxLength: 3 },
    );
    const property = fc.property(moves, (list) => {
      const forked = new Run(given);
      let trace = play(forked, fromSec(10));
      let commands: readonly TimedCommand[] = [];
      for (const [at, command] of list) {
        const report = forked.command(fromUs(at), command);
        trace = [...trace.slice(0, report.keep), ...report.events];
        ({ commands } = report);
        trace.push(...play(forked, fromSec(10)));
      }
      const fresh = new Run(given, commands);
      expect(lines(play(fresh, fromSec(10)))).toEqual(lines(trace));
      expect(forked.advance(fromSec(11)).hash).toBe(fresh.advance(fromSec(11)).hash);
    });
    fc.assert(property, { seed: 3, numRuns: 3 });
  });
});
