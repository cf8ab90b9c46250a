// `npm run bench`: how fast the simulation is, and the broker behind real sockets (bench/brokers.ts).
// Runs the same work several times and prints medians, beside the rate of the bare event queue, which
// is the limit, and of a peer. Tests time nothing.

import { cpus } from 'node:os';
import { createEventQueue } from '../base/eventQueue.ts';
import { draw, mix } from '../base/random.ts';
import { formatInputError } from '../base/result.ts';
import { addTime, fromMs, fromUs, TIME_ZERO } from '../base/time.ts';
import { parseScenario } from '../scenario/parse.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { simulate } from '../sim/simulate.ts';
import type { TraceEvent } from '../trace/event.ts';
import { type BrokersEffort, benchBrokers } from './bench/brokers.ts';
import { benchHour, benchSeeks } from './bench/seeks.ts';
import { parseFlags } from './flags.ts';

const HELP = `Usage: npm run --silent bench -- [options]

Simulates one publisher and one subscriber, 100 messages a second, at each level and at 0, 10 and
30 % loss: with metrics only, and with the trace kept in memory. Prints medians over several runs in
one process, and how much of the bare event queue's rate that is. An event is one item taken from
the queue. Seconds are those of processor time.

Then goes to and fro in a run of 100,000 events, and sends messages from one MQTT.js client to another through npm run broker and through aedes, at
each level. Seconds are those of the clock. Takes about a minute and a half in all.

  --quick    fewer and shorter runs, some ten seconds
  --hour     an hour of virtual time alone: what it holds in memory, and a seek in it (minutes)
  --help     this text

Exit codes: 0 done, 2 bad input (one line on the standard error).
`;

const LEVELS = [0, 1, 2] as const;
const LOSSES = [0, 0.1, 0.3] as const;
/** Messages in a run, by level: about as many events each. */
const MESSAGES = [18_000, 9_000, 5_000] as const;
const PENDING = 1000;

interface Effort {
  readonly runs: number;
  readonly warmUps: number;
  /** Part of MESSAGES. */
  readonly share: number;
  readonly brokers: BrokersEffort;
}

const FULL: Effort = {
  runs: 7,
  warmUps: 3,
  share: 1,
  brokers: { runs: 9, warmUps: 3, messages: 10_000 },
};
const QUICK: Effort = {
  runs: 3,
  warmUps: 2,
  share: 0.25,
  brokers: { runs: 3, warmUps: 1, messages: 5000 },
};

/**
 * Rates of one kind of work, one for each run: per second of processor time, the garbage collector's
 * included, because others may be using the machine.
 */
class Rates {
  readonly #values: number[] = [];

  /** @param work returns how much it has done */
  measure(work: () => number): number {
    const start = process.cpuUsage();
    const done = work();
    const { user, system } = process.cpuUsage(start);
    this.#values.push((done * 1e6) / (user + system));
    return done;
  }

  forget(): void {
    this.#values.length = 0;
  }

  get median(): number {
    const sorted = this.#values.toSorted((a, b) => a - b);
    return sorted[sorted.length >> 1] ?? 0;
  }
}

/** One way of simulating one scenario. */
class Case {
  readonly events = new Rates();
  readonly #scenario: Scenario;
  readonly #messages: number;
  readonly #isTraceKept: boolean;
  #eventsPerRun = 1;

  constructor(scenario: Scenario, messages: number, isTraceKept: boolean) {
    this.#scenario = scenario;
    this.#messages = messages;
    this.#isTraceKept = isTraceKept;
  }

  run(): void {
    this.#eventsPerRun = this.events.measure(() => {
      if (!this.#isTraceKept) return simulate(this.#scenario).events;
      const trace: TraceEvent[] = [];
      return simulate(this.#scenario, { onEvent: (event) => trace.push(event) }).events;
    });
  }

  get messagesPerSec(): number {
    return (this.events.median * this.#messages) / this.#eventsPerRun;
  }
}

function createCase(level: 0 | 1 | 2, loss: number, share: number, isTraceKept: boolean): Case {
  const count = Math.round(MESSAGES[level] * share);
  const pattern = { name: 'auto', topic: 'bench', qos: level, payload: '21.5 °C' };
  const parsed = parseScenario({
    network: { lossHop1Up: loss, lossHop1Down: loss, lossHop2Up: loss, lossHop2Down: loss },
    clients: [
      { id: 'pub', publishes: [{ ...pattern, ratePerSec: 100, count }] },
      { id: 'sub', subscriptions: [{ filter: 'bench', qos: 2 }] },
    ],
  });
  if (!parsed.ok) throw new Error(parsed.errors.map(formatInputError).join('\n'));
  return new Case(parsed.value, count, isTraceKept);
}

/** Takes out and puts in, with PENDING items waiting. @returns how many it took out */
function turnQueue(items: number, spanOf: (nth: number) => number): number {
  const queue = createEventQueue<{ readonly nth: number }>();
  for (let nth = 0; nth < PENDING; nth++) queue.push(fromUs(spanOf(nth)), { nth });
  let now = TIME_ZERO;
  for (let nth = 0; nth < items; nth++) {
    now = fromUs(queue.nextAt);
    const { nth: taken } = queue.pop();
    queue.push(addTime(now, fromUs(spanOf(taken))), { nth: taken + PENDING });
  }
  return items;
}

/** As in the runs: flights and re-send timers, each at its own span. */
const twoSpans = (nth: number): number => (nth % 3 === 0 ? fromMs(1000) : fromMs(50));
const anySpan = (nth: number): number => 1 + (draw(mix(1, nth)) >>> 12);

function bench({ runs, warmUps, share }: Effort): string {
  const pairs = LEVELS.flatMap((level) =>
    LOSSES.map((loss) => ({
      name: `QoS ${level}  ${String(loss * 100).padStart(3)} %`,
      metrics: createCase(level, loss, share, false),
      traced: createCase(level, loss, share, true),
    })),
  );
  const limit = new Rates();
  const unsorted = new Rates();
  for (let run = -warmUps; run < runs; run++) {
    if (run === 0) {
      for (const { metrics, traced } of pairs) for (const c of [metrics, traced]) c.events.forget();
      for (const rates of [limit, unsorted]) rates.forget();
    }
    for (const { metrics } of pairs) metrics.run();
    for (const { traced } of pairs) traced.run();
    limit.measure(() => turnQueue(1_000_000 * share, twoSpans));
    unsorted.measure(() => turnQueue(1_000_000 * share, anySpan));
  }
  const columns = (c: Case): string => {
    const percent = `${((100 * c.events.median) / limit.median).toFixed(1)} %`;
    return `${mega(c.messagesPerSec)}${mega(c.events.median)}${percent.padStart(10)}`;
  };
  const heads = `${'messages'.padStart(10)}${'events'.padStart(10)}${'of limit'.padStart(10)}`;
  return [
    `Node ${process.version.slice(1)}, ${cpus()[0]?.model ?? 'unknown CPU'}, ${cpus().length} cores; medians of ${runs} runs, millions per second`,
    '',
    `${''.padEnd(14)}${'metrics only'.padStart(30)}${'trace kept'.padStart(32)}`,
    `${''.padEnd(14)}${heads}  ${heads}`,
    ...pairs.map((p) => `${p.name.padEnd(14)}${columns(p.metrics)}  ${columns(p.traced)}`),
    '',
    `the event queue alone, ${PENDING} items waiting: ${mega(limit.median).trim()} with two spans as in these runs (the limit),`,
    `${mega(unsorted.median).trim()} with every span different`,
    '',
  ].join('\n');
}

function mega(perSec: number): string {
  return (perSec / 1e6).toFixed(3).padStart(10);
}

/** @returns the exit code */
async function main(args: readonly string[]): Promise<number> {
  const parsed = parseFlags(args, { texts: [], switches: ['quick', 'hour', 'help'] });
  if (!parsed.ok) {
    process.stderr.write(`${parsed.errors.map(formatInputError).join('; ')}\n`);
    return 2;
  }
  const { switches } = parsed.value;
  if (switches.has('help')) {
    process.stdout.write(HELP);
    return 0;
  }
  if (switches.has('hour')) {
    process.stdout.write(benchHour());
    return 0;
  }
  const effort = switches.has('quick') ? QUICK : FULL;
  process.stdout.write(`${bench(effort)}\n${benchSeeks()}\n`);
  process.stdout.write(await benchBrokers(effort.brokers));
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
