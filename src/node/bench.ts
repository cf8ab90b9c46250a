// `npm run bench`: how fast the simulation is, and the broker behind real sockets. Each part is a file
// of bench/; this one says which are run. Tests time nothing.

import { formatInputError } from '../base/result.ts';
import { type BrokersEffort, benchBrokers } from './bench/brokers.ts';
import { benchEngine, type EngineEffort } from './bench/engine.ts';
import { benchGrowth, benchTraceMemory } from './bench/growth.ts';
import { benchInMemory, type InMemoryEffort } from './bench/inMemory.ts';
import { benchHour, benchSeeks } from './bench/seeks.ts';
import { benchSweep } from './bench/standardSweep.ts';
import { parseFlags } from './flags.ts';

const PARTS = ['engine', 'sweep', 'growth', 'memory', 'seeks', 'peers'] as const;
type Part = (typeof PARTS)[number];

const HELP = `Usage: npm run --silent bench -- [options]

Prints, in one run of some six minutes:
  engine     events and messages a second at each level and at 0, 10 and 30 % loss, in Node and in
             Chromium's worker, with metrics only, with the trace told event by event, and with the
             trace kept in memory; and what part of the bare event loop's rate that is. An event is
             one item taken from the queue of which something came.
  sweep      the standard sweep, 3 levels x 21 losses x 10,000 messages, on one core and on all
  growth     what an event costs as a run grows: messages x 10 and x 100, clients x 10 and x 100
  memory     of 1,000 events of a trace that is kept
  seeks      going to and fro in a run of 100,000 events
  peers      aedes with MQTT.js: in memory against the engine, and through sockets against npm run
             broker; each labelled with what it does

  --only PART  one of them alone
  --quick      fewer and shorter runs; without growth
  --hour       an hour of virtual time alone: what it holds in memory, and a seek in it (minutes)
  --help       this text

Exit codes: 0 done, 2 bad input (one line on the standard error).
`;

interface Effort {
  readonly engine: EngineEffort;
  readonly inMemory: InMemoryEffort;
  readonly brokers: BrokersEffort;
}

const FULL: Effort = {
  engine: { runs: 5, warmUps: 3, share: 1 },
  inMemory: { runs: 5, warmUps: 2, messages: 10_000 },
  brokers: { runs: 9, warmUps: 3, messages: 10_000 },
};
const QUICK: Effort = {
  engine: { runs: 3, warmUps: 2, share: 0.25 },
  inMemory: { runs: 2, warmUps: 1, messages: 3000 },
  brokers: { runs: 3, warmUps: 1, messages: 5000 },
};

async function bench(part: Part, effort: Effort): Promise<string> {
  switch (part) {
    case 'engine':
      return benchEngine(effort.engine);
    case 'sweep':
      return await benchSweep();
    case 'growth':
      return benchGrowth();
    case 'memory':
      return benchTraceMemory();
    case 'seeks':
      return benchSeeks();
    case 'peers':
      return `${await benchInMemory(effort.inMemory)}\n${await benchBrokers(effort.brokers)}`;
  }
}

/** @returns the exit code */
async function main(args: readonly string[]): Promise<number> {
  const parsed = parseFlags(args, { texts: ['only'], switches: ['quick', 'hour', 'help'] });
  if (!parsed.ok) return refuse(parsed.errors.map(formatInputError).join('; '));
  const { texts, switches } = parsed.value;
  const only = texts.get('only');
  const parts = PARTS.filter((part) => only === undefined || part === only);
  if (parts.length === 0) {
    return refuse(`--only: got ${JSON.stringify(only)}, expected one of ${PARTS.join(', ')}`);
  }
  if (switches.has('help')) {
    process.stdout.write(HELP);
    return 0;
  }
  if (switches.has('hour')) {
    process.stdout.write(benchHour());
    return 0;
  }
  const isQuick = switches.has('quick');
  for (const part of parts) {
    if (isQuick && part === 'growth' && only === undefined) continue;
    process.stdout.write(`${await bench(part, isQuick ? QUICK : FULL)}\n`);
  }
  return 0;
}

function refuse(complaint: string): number {
  process.stderr.write(`${complaint}\n`);
  return 2;
}

process.exitCode = await main(process.argv.slice(2));
