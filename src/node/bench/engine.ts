// The engine's rate at each level and loss, for each audience: in Node as it starts, in Node set for long
// runs, and in Chromium's worker, beside the bare event loop's. What is run is sim/bench/engineCases.ts's.

import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { AUDIENCES, ENGINE_CASES, LEVELS } from '../../sim/bench/engineCases.ts';
import { LONG_RUN } from '../longRun.ts';
import type { CaseRate } from './engineRates.ts';
import { anySpan, PENDING, turnQueue, twoSpans } from './eventLoop.ts';
import { mega, Rates } from './rates.ts';

export interface EngineEffort {
  readonly runs: number;
  readonly warmUps: number;
  /** Part of a full run's messages. */
  readonly share: number;
}

const HEADS = { metrics: 'metrics only', told: 'trace told', kept: 'trace kept' } as const;
const CELL = 12;
const HOST = AUDIENCES.length * CELL + 2;

/** @returns a table */
export function benchEngine(effort: EngineEffort): string {
  const asItStarts = measureInNode(effort, []);
  const forLongRuns = measureInNode(effort, LONG_RUN);
  const inChromium = askChromium(effort);
  const limit = measureQueue(effort, twoSpans);
  const unsorted = measureQueue(effort, anySpan);
  const rows = ENGINE_CASES.flatMap(({ level, loss }, i) => {
    if (i % AUDIENCES.length > 0) return [];
    const own = (rates: readonly number[] | undefined) =>
      AUDIENCES.map((_, k) => cellOf(rates?.[i + k]))
        .join('')
        .padStart(HOST);
    const eventsOf = (rates: readonly CaseRate[]) => rates.map((one) => one.eventsPerSec);
    const name = `QoS ${level}  ${String(loss * 100).padStart(3)} %`.padEnd(CELL);
    const percent = `${((100 * (asItStarts[i]?.eventsPerSec ?? 0)) / limit).toFixed(1)} %`;
    return [
      [
        name + cellOf(asItStarts[i]?.messagesPerSec) + percent.padStart(CELL),
        own(eventsOf(asItStarts)),
        own(eventsOf(forLongRuns)),
        own(inChromium),
      ].join(''),
    ];
  });
  const heads = AUDIENCES.map((audience) => HEADS[audience].padStart(CELL))
    .join('')
    .padStart(HOST);
  const hosts = ['events in Node', 'in Node set for long runs', 'in Chromium’s worker'];
  return [
    `The full engine, one publisher and one subscriber: best of ${effort.runs} runs, millions a second`,
    `Node ${process.version.slice(1)}, ${cpus()[0]?.model ?? 'unknown CPU'}, ${cpus().length} cores; of processor time, and in Chromium of the clock`,
    `Set for long runs: ${LONG_RUN.join(' ')}`,
    '',
    ''.padEnd(3 * CELL) + hosts.map((host) => host.padStart(HOST)).join(''),
    `${''.padEnd(CELL)}${'messages'.padStart(CELL)}${'of limit'.padStart(CELL)}${heads}${heads}${heads}`,
    ...rows,
    '',
    `The bare event loop, ${PENDING} items waiting: ${mega(limit).trim()} with two spans as in these runs (the limit),`,
    `${mega(unsorted).trim()} with every span different.`,
    '',
  ].join('\n');
}

function cellOf(perSec: number | undefined): string {
  return (perSec === undefined ? '–' : mega(perSec)).padStart(CELL);
}

function measureQueue({ runs, warmUps, share }: EngineEffort, spans: typeof twoSpans): number {
  const rates = new Rates();
  for (let run = -warmUps; run < runs; run++) {
    if (run === 0) rates.forget();
    rates.measure(() => turnQueue(1_000_000 * share, spans));
  }
  return rates.best;
}

/** @param options of Node's @returns a rate for each case */
function measureInNode(effort: EngineEffort, options: readonly string[]): readonly CaseRate[] {
  const program = join(import.meta.dirname, 'engineRates.ts');
  return LEVELS.flatMap((level) => {
    const rates = ask<readonly CaseRate[]>(program, [level, ...argumentsOf(effort)], options);
    if (rates === undefined) throw new Error('the engine could not be measured');
    return rates;
  });
}

/** @returns a rate for each case; undefined where there is no Chromium that works */
function askChromium(effort: EngineEffort): readonly number[] | undefined {
  return ask(join(process.cwd(), 'e2e', 'benchEngine.ts'), argumentsOf(effort));
}

function argumentsOf({ runs, warmUps, share }: EngineEffort): readonly number[] {
  return [runs, warmUps, share];
}

/** @returns what a program prints; undefined when it fails */
function ask<T>(
  program: string,
  args: readonly number[],
  options: readonly string[] = [],
): T | undefined {
  const command = [...options, '--import', 'tsx', program, ...args.map(String)];
  const { status, stdout } = spawnSync(process.execPath, command, { encoding: 'utf8' });
  return status === 0 ? JSON.parse(stdout) : undefined;
}
