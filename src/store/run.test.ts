// A run that is too long for the page to have: what is folded away is had again when somebody looks.
import { describe, expect, test } from 'vitest';
import { fromMs, fromSec, type SimTime } from '../base/time.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { lossEverywhere, scenarioOf } from '../testing/scenarios.ts';
import { createInProcessApi } from '../worker/inProcess.ts';
import { CounterCursor } from './counters.ts';
import { RunStore } from './run.ts';

const LIMIT = 25_000;

const busy: Scenario = scenarioOf({
  network: { ...lossEverywhere(0.1), jitterMs: 20 },
  clients: [
    {
      id: 'pub',
      publishes: [0, 1, 2].map((qos) => {
        return { name: `q${qos}`, topic: 't', qos, payload: 'x', ratePerSec: 6 };
      }),
    },
    { id: 'sub', subscriptions: [{ filter: 't', qos: 2 }] },
  ],
});

async function openRun(sec: number, eventsMax = Infinity): Promise<RunStore> {
  const connect = async () => ({ api: createInProcessApi(), dispose: () => {} });
  const start = { presetName: 'own', scenario: busy, to: fromSec(sec) };
  const run = new RunStore(connect, start, eventsMax);
  await run.open(start);
  return run;
}

/** What a view reads of the trace at an instant. */
function viewAt(run: RunStore, at: SimTime) {
  const { index } = run.state.getState();
  return {
    counters: new CounterCursor().at(index, at),
    flights: index
      .flightsAt(at)
      .map(({ name, from, until, fate }) => ({ name, from, until, fate })),
    letters: index.flightsAt(at).map(({ packet }) => index.letterOf(packet)),
    stores: index.storesAt(at).map(({ node, entry, from }) => ({ node, entry, from })),
    conditions: ['pub', 'broker', 'sub'].map((node) => index.conditionAt(node, at)),
    eventCount: index.start.eventCount - index.start.events.length + index.countUntil(at),
  };
}

describe('what is asked of a run', () => {
  test('a report without a new command keeps the list that there is', async () => {
    const run = await openRun(10);
    await run.give(fromSec(5), { kind: 'cut-connection', client: 'sub' });
    const { commands } = run.state.getState();
    await run.advance(fromSec(20));
    expect(run.state.getState().commands).toBe(commands);
    await run.give(fromSec(20), { kind: 'cut-connection', client: 'sub' });
    expect(run.state.getState().commands).toHaveLength(2);
  });
});

describe('a long run in a page that keeps little of it', () => {
  test('keeps no more than it may, and counts on', async () => {
    const [whole, folded] = [await openRun(240), await openRun(240, LIMIT)];
    const { index } = folded.state.getState();
    expect(whole.state.getState().index.events.length).toBeGreaterThan(3 * LIMIT);
    expect(index.events.length).toBeLessThan(LIMIT);
    expect(index.start.at).toBeGreaterThan(fromSec(170));
    expect(folded.state.getState().hash).toBe(whole.state.getState().hash);
    expect(viewAt(folded, fromSec(240))).toEqual(viewAt(whole, fromSec(240)));
  });

  test('shows any instant of the past, there and back, as if it had kept everything', async () => {
    const [whole, folded] = [await openRun(240), await openRun(240, LIMIT)];
    for (const sec of [12.3, 100, 31, 239, 0.5, 180]) {
      const at = fromSec(sec);
      await folded.reach(at);
      expect(viewAt(folded, at)).toEqual(viewAt(whole, at));
    }
  });

  test('steps back from where it has turned to without asking again each time', async () => {
    const run = await openRun(240, LIMIT);
    await run.reach(fromSec(100));
    const { index } = run.state.getState();
    expect(run.has(fromSec(99))).toBe(true);
    await run.reach(fromSec(99));
    expect(run.state.getState().index).toBe(index);
    expect(index.events.length).toBeLessThan(LIMIT);
  });

  test('lets go of the old while it is played, and has all that is asked for meanwhile', async () => {
    const [whole, played] = [await openRun(20), await openRun(20, LIMIT)];
    await whole.advance(fromSec(120));
    const lengths: number[] = [];
    const counters = new CounterCursor();
    for (let ms = 20_000; ms <= 120_000; ms += 250) {
      // As the playhead does: nobody waits for what is let go of.
      const folds = played.advance(fromMs(ms));
      if (ms % 10_000 === 0) await folds;
      const { index, horizon } = played.state.getState();
      lengths.push(index.events.length);
      counters.at(index, horizon);
    }
    await played.advance(fromSec(120));
    expect(Math.max(...lengths)).toBeLessThan(1.2 * LIMIT);
    expect(viewAt(played, fromSec(120))).toEqual(viewAt(whole, fromSec(120)));
    expect(viewAt(played, fromSec(95))).toEqual(viewAt(whole, fromSec(95)));
    const { index } = whole.state.getState();
    for (const sec of [120, 95, 118]) {
      const found = counters.at(played.state.getState().index, fromSec(sec));
      expect(found).toEqual(new CounterCursor().at(index, fromSec(sec)));
    }
  });

  test('gives up letting go of what is old when the run becomes another one meanwhile', async () => {
    const [whole, forked] = [await openRun(70), await openRun(70, LIMIT)];
    for (const run of [whole, forked]) {
      const going = run.advance(fromSec(75));
      const given = run.give(fromSec(65), { kind: 'cut-connection', client: 'sub' });
      await Promise.all([going, given]);
      await run.advance(fromSec(80));
    }
    expect(viewAt(forked, fromSec(80))).toEqual(viewAt(whole, fromSec(80)));
    expect(forked.state.getState().hash).toBe(whole.state.getState().hash);
  });

  test('plays on from the past to the present and beyond', async () => {
    const [whole, folded] = [await openRun(240), await openRun(240, LIMIT)];
    await folded.reach(fromSec(60));
    const { horizon, present } = folded.state.getState();
    expect(present).toBe(fromSec(240));
    expect(horizon).toBeGreaterThan(fromSec(61));
    expect(horizon).toBeLessThan(fromSec(91));
    await folded.advance(fromSec(130));
    expect(viewAt(folded, fromSec(130))).toEqual(viewAt(whole, fromSec(130)));
    await folded.advance(fromSec(260));
    await whole.advance(fromSec(260));
    expect(viewAt(folded, fromSec(260))).toEqual(viewAt(whole, fromSec(260)));
    expect(folded.state.getState().hash).toBe(whole.state.getState().hash);
  });

  test('forks in a past that was folded away, and undo brings the rest back', async () => {
    const [whole, folded] = [await openRun(240), await openRun(240, LIMIT)];
    const before = viewAt(whole, fromSec(240));
    for (const run of [whole, folded]) {
      await run.reach(fromSec(50));
      await run.give(fromSec(50), { kind: 'cut-connection', client: 'sub' });
      expect(run.state.getState()).toMatchObject({ horizon: fromSec(50), present: fromSec(50) });
      await run.advance(fromSec(70));
    }
    expect(viewAt(folded, fromSec(70))).toEqual(viewAt(whole, fromSec(70)));
    expect(folded.state.getState().hash).toBe(whole.state.getState().hash);
    await folded.undo();
    expect(folded.state.getState().present).toBe(fromSec(240));
    expect(viewAt(folded, fromSec(240))).toEqual(before);
  });
});
