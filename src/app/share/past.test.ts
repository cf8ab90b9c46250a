// What a page lets go of is in its exports all the same: read from the simulation, in stretches.

import { describe, expect, test } from 'vitest';
import { fromSec, fromUs, type SimTime, TIME_ZERO } from '../../base/time.ts';
import { describeRun } from '../../exports/describeRun.ts';
import { formatNdjson } from '../../exports/eventsNdjson.ts';
import { formatMermaid } from '../../exports/mermaid.ts';
import { simulate } from '../../sim/simulate.ts';
import { RunStore } from '../../store/run.ts';
import { presetScenario } from '../../testing/presetRun.ts';
import type { TraceEvent } from '../../trace/event.ts';
import { TraceIndex } from '../../trace/traceIndex.ts';
import { createInProcessApi } from '../../worker/inProcess.ts';
import { countPast, indexPast, readPast } from './past.ts';

const SEC = 120;
const scenario = presetScenario('mixed');

/** A page that keeps hardly any of the trace. */
async function openRun(): Promise<RunStore> {
  const connect = async () => ({ api: createInProcessApi(), dispose: () => {} });
  const start = { presetName: 'mixed', scenario, to: fromSec(SEC) };
  const run = new RunStore(connect, start, 400);
  await run.open(start);
  expect(run.state.getState().index.foldedAway).toBeGreaterThan(500);
  return run;
}

const events: TraceEvent[] = [];
simulate(scenario, { until: fromSec(SEC), onEvent: (event) => events.push(event) });

function inSpan(from: SimTime, to: SimTime): readonly TraceEvent[] {
  return events.filter(({ at }) => at >= from && at <= to);
}

describe('of a long run whose page has let go of most', () => {
  test.each([
    [0, SEC],
    [0, 0],
    [1.2, 60],
    [59.999999, 60.5],
    [100, SEC],
  ])(
    'from %d to %d s, both included, all is told, as the simulation without a page does',
    async (a, b) => {
      const run = await openRun();
      const [from, to] = [fromSec(a), fromSec(b)];
      const told: TraceEvent[] = [];
      for await (const replay of readPast(run, { from, to })) told.push(...replay.events);
      expect(formatNdjson(told)).toBe(formatNdjson(inSpan(from, to)));
      const packets = inSpan(from, to).filter(({ kind }) => kind === 'packet-sent').length;
      expect(await countPast(run, { from, to }, () => false)).toEqual({
        events: told.length,
        packets,
      });
    },
  );

  test.each([
    ['all of it', Infinity],
    ['what still matters of it', 0],
  ])(
    'diagram and sentences are those of the whole trace, letters too: made of %s',
    async (_, most) => {
      const run = await openRun();
      const whole = new TraceIndex();
      whole.append(events);
      const span = { from: fromSec(70), to: fromSec(90) };
      const index = await indexPast(run, span, most);
      if (index === undefined) throw new Error('too much');
      expect(formatMermaid(index, span)).toBe(formatMermaid(whole, span));
      expect(describeRun(index, span)).toEqual(describeRun(whole, span));
      expect(describeRun(index, span).length).toBeGreaterThan(10);
    },
  );

  test('nobody has to wait for what nobody wants to know any more', async () => {
    const run = await openRun();
    expect(await countPast(run, { from: TIME_ZERO, to: fromSec(SEC) }, () => true)).toBeUndefined();
  });
});

test('without a simulation to ask it says so', async () => {
  const connect = () => Promise.reject(new Error('no worker'));
  const run = new RunStore(connect, { presetName: 'mixed', scenario });
  await expect(countPast(run, { from: TIME_ZERO, to: fromUs(1) }, () => false)).rejects.toThrow(
    'the simulation has stopped',
  );
});
