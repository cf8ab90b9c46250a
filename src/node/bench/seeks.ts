// Time travel: what a seek costs in a run of a hundred thousand events, and what an hour of a busy
// run leaves in memory. Every seek is to another instant, there and back.

import { draw, drawUpTo, mix } from '../../base/random.ts';
import { formatInputError } from '../../base/result.ts';
import { addTime, fromSec, fromUs, type SimTime, TIME_ZERO } from '../../base/time.ts';
import { parseScenario } from '../../scenario/parse.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { Run } from '../../sim/run.ts';

/** Length of the trace that is gone about in. */
const EVENTS = 100_000;
const SEEKS = 200;
const MODELS = ['lossy', 'tcp'] as const;
type Model = (typeof MODELS)[number];

/** 50 messages a second over three levels, 5 % loss everywhere. */
function scenario(model: Model): Scenario {
  const pattern = { topic: 'bench', payload: '21.5 °C' };
  const parsed = parseScenario({
    network: {
      model,
      lossHop1Up: 0.05,
      lossHop1Down: 0.05,
      lossHop2Up: 0.05,
      lossHop2Down: 0.05,
    },
    clients: [
      {
        id: 'pub',
        publishes: [
          { ...pattern, name: 'q0', qos: 0, ratePerSec: 20 },
          { ...pattern, name: 'q1', qos: 1, ratePerSec: 20 },
          { ...pattern, name: 'q2', qos: 2, ratePerSec: 10 },
        ],
      },
      { id: 'sub', subscriptions: [{ filter: 'bench', qos: 2 }] },
    ],
  });
  if (!parsed.ok) throw new Error(parsed.errors.map(formatInputError).join('\n'));
  return parsed.value;
}

/** @returns how many events of the trace there were */
function goTo(run: Run, to: SimTime, from: SimTime): number {
  let events = 0;
  for (let at = from; at < to; ) {
    at = addTime(at, fromSec(1));
    events += run.advance(at).events.length;
  }
  return events;
}

/** Processor time of each seek, ms. */
function seek(run: Run, end: SimTime, seeks: number): readonly number[] {
  const times: number[] = [];
  for (let nth = 0; nth < seeks; nth++) {
    const at = fromUs(drawUpTo(draw(mix(7, nth)), end));
    const start = process.cpuUsage();
    run.stateAt(at);
    const { user, system } = process.cpuUsage(start);
    times.push((user + system) / 1000);
  }
  return times.toSorted((a, b) => a - b);
}

/** @returns a line for each network model */
export function benchSeeks(): string {
  const lines = MODELS.map((model) => {
    const run = new Run(scenario(model));
    let end = TIME_ZERO;
    let events = 0;
    while (events < EVENTS) {
      const to = addTime(end, fromSec(1));
      events += goTo(run, to, end);
      end = to;
    }
    seek(run, end, SEEKS / 10);
    const times = seek(run, end, SEEKS);
    return `  ${model.padEnd(6)}${events} events: ${describe(times)}`;
  });
  return `A seek to any instant of a run, ${SEEKS} of them, ms of processor time\n${lines.join('\n')}\n`;
}

/** An hour at 50 messages a second, as the worker holds it: the trace goes to the page. */
export function benchHour(): string {
  const lines = MODELS.map((model) => {
    const before = heapMB();
    const run = new Run(scenario(model));
    const end = fromSec(3600);
    const events = goTo(run, end, TIME_ZERO);
    const held = heapMB() - before;
    const times = seek(run, end, SEEKS);
    return `  ${model.padEnd(6)}${events} events: ${held.toFixed(0)} MB held; a seek ${describe(times)}`;
  });
  return `An hour at 50 messages a second\n${lines.join('\n')}\n`;
}

function describe(sorted: readonly number[]): string {
  const at = (share: number): string => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1);
  return `median ${at(0.5)}, p95 ${at(0.95)}, longest ${(sorted.at(-1) ?? 0).toFixed(1)}`;
}

/** What the garbage collector leaves; typed arrays stand outside the heap. */
function heapMB(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
}
