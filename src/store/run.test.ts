// A run that is too long for the page to have: what is folded away is had again when somebody looks.
import { describe, expect, test } from 'vitest';
import { fromSec, type SimTime } from '../base/time.ts';
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

async function openRun(sec: number, eventsMax?: number): Promise<RunStore> {
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

  test('plays on from the past to the present and beyond', async () => {
    const [whole, folded] = [await openRun(240), await openRun(240, LIMIT)];
    await folded.reach(fromSec(60));
    expect(folded.state.getState()).toMatchObject({ horizon: fromSec(90), present: fromSec(240) });
    await folded.advance(fromSec(130));
    expect(viewAt(folded, fromSec(130))).toEqual(viewAt(whole, fromSec(130)));
    await folded.advance(fromSec(260));
    await whole.advance(fromSec(260));
    expect(viewAt(folded, fromSec(260))).toEqual(viewAt(whole, fromSec(260)));
    expect(folded.state.getState().hash).toBe(whole.state.getState().hash);
  });

  test('forks in a past that was folded away, and undo brings the rest back', async () => {
    const [whole, folded] = [await openRun(240), await openRun(240, LIMIT)];
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
    expect(viewAt(folded, fromSec(240))).toEqual(viewAt(await openRun(240), fromSec(240)));
  });
});
