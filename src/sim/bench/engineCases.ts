// What the benchmark simulates, in Node and in Chromium's worker alike: one way of running one
// scenario. Times nothing.

import { formatInputError } from '../../base/result.ts';
import { parseScenario } from '../../scenario/parse.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { Qos, TraceEvent } from '../../trace/event.ts';
import { MetricsFold } from '../../trace/metrics.ts';
import { simulate } from '../simulate.ts';

export const LEVELS = [0, 1, 2] as const;
export const LOSSES = [0, 0.1, 0.3] as const;
/** Messages in a run, by level: about as many events each. */
const MESSAGES = [18_000, 9_000, 5_000] as const;

/** Metrics alone, of the levels, as a sweep has them; or the trace besides, told event by event; or told
 * and kept. */
export const AUDIENCES = ['metrics', 'told', 'kept'] as const;
export type Audience = (typeof AUDIENCES)[number];

export interface EngineCase {
  readonly level: Qos;
  readonly loss: number;
  readonly audience: Audience;
}

export const ENGINE_CASES: readonly EngineCase[] = LEVELS.flatMap((level) =>
  LOSSES.flatMap((loss) => AUDIENCES.map((audience) => ({ level, loss, audience }))),
);

export interface Load {
  readonly level: Qos;
  readonly loss: number;
  /** In all. */
  readonly messages: number;
  /** Of publishers and of subscribers: each pair has a topic of its own. */
  readonly pairs: number;
  /** Of each publisher. */
  readonly ratePerSec: number;
}

/** @throws Error when it is no scenario */
export function scenarioOf({ level, loss, messages, pairs, ratePerSec }: Load): Scenario {
  const clients = Array.from({ length: pairs }, (_, i) => {
    const topic = `bench/${i}`;
    const count = Math.round(messages / pairs);
    const pattern = { name: 'auto', topic, qos: level, payload: '21.5 °C', ratePerSec, count };
    return [
      { id: `pub${i}`, publishes: [pattern] },
      { id: `sub${i}`, subscriptions: [{ filter: topic, qos: 2 }] },
    ];
  });
  const network = { lossHop1Up: loss, lossHop1Down: loss, lossHop2Up: loss, lossHop2Down: loss };
  const parsed = parseScenario({ network, clients: clients.flat() });
  if (!parsed.ok) throw new Error(parsed.errors.map(formatInputError).join('\n'));
  return parsed.value;
}

/** @param share of the messages of a full run */
export function loadOf({ level, loss }: EngineCase, share: number): Load {
  return { level, loss, messages: Math.round(MESSAGES[level] * share), pairs: 1, ratePerSec: 100 };
}

/** @returns how many events it took from the queue, and what it keeps */
export function runCase(scenario: Scenario, audience: Audience) {
  const kept: TraceEvent[] = [];
  const onEvent = audience === 'kept' ? (event: TraceEvent) => kept.push(event) : ignore;
  const fold = new MetricsFold();
  const { events } = simulate(scenario, audience === 'metrics' ? { fold } : { fold, onEvent });
  return { events, kept };
}

function ignore(): void {}
