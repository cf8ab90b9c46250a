// The engine's rate at each level and loss, for each audience, in this process and in Chromium's
// worker, beside the bare event loop's. What is run is sim/bench/engineCases.ts's.

import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import { join } from 'node:path';
import {
  AUDIENCES,
  ENGINE_CASES,
  loadOf,
  runCase,
  scenarioOf,
} from '../../sim/bench/engineCases.ts';
import { anySpan, PENDING, turnQueue, twoSpans } from './eventLoop.ts';
import { mega, Rates } from './rates.ts';

export interface EngineEffort {
  readonly runs: number;
  readonly warmUps: number;
  /** Part of a full run's messages. */
  readonly share: number;
}

const HEADS = { metrics: 'metrics only', told: 'trace told', kept: 'trace kept' } as const;

/** @returns a table */
export function benchEngine(effort: EngineEffort): string {
  const { runs, warmUps, share } = effort;
  const cases = ENGINE_CASES.map((each) => {
    const load = loadOf(each, share);
    return {
      ...each,
      scenario: scenarioOf(load),
      messages: load.messages,
      events: 1,
      rates: new Rates(),
    };
  });
  const limit = new Rates();
  const unsorted = new Rates();
  for (let run = -warmUps; run < runs; run++) {
    if (run === 0) for (const { rates } of [...cases, { rates: limit }]) rates.forget();
    for (const each of cases) {
      each.rates.measure(() => {
        each.events = runCase(each.scenario, each.audience).events;
        return each.events;
      });
    }
    limit.measure(() => turnQueue(1_000_000 * share, twoSpans));
    unsorted.measure(() => turnQueue(1_000_000 * share, anySpan));
  }
  const inChromium = askChromium(effort);
  const rows = cases.flatMap((each, i) => {
    if (each.audience !== AUDIENCES[0]) return [];
    const own = cases.slice(i, i + AUDIENCES.length);
    const messages = (each.rates.best * each.messages) / each.events;
    const percent = `${((100 * each.rates.best) / limit.best).toFixed(1)} %`.padStart(10);
    const there = AUDIENCES.map((_, k) => {
      const rate = inChromium?.[i + k];
      return rate === undefined ? '–'.padStart(12) : mega(rate).padStart(12);
    });
    const name = `QoS ${each.level}  ${String(each.loss * 100).padStart(3)} %`;
    const here = own.map(({ rates }) => mega(rates.best).padStart(12)).join('');
    return [`${name.padEnd(12)}${mega(messages)}${here}${percent}  ${there.join('')}`];
  });
  const heads = AUDIENCES.map((audience) => HEADS[audience].padStart(12)).join('');
  return [
    `The full engine, one publisher and one subscriber: best of ${runs} runs, millions a second`,
    `Node ${process.version.slice(1)}, ${cpus()[0]?.model ?? 'unknown CPU'}, ${cpus().length} cores; of processor time, and in Chromium of the clock`,
    '',
    `${''.padEnd(12)}${'messages'.padStart(10)}${'events in Node'.padStart(36)}${'of limit'.padStart(10)}  ${'events in Chromium’s worker'.padStart(36)}`,
    `${''.padEnd(22)}${heads}${''.padStart(10)}  ${heads}`,
    ...rows,
    '',
    `The bare event loop, ${PENDING} items waiting: ${mega(limit.best).trim()} with two spans as in these runs (the limit),`,
    `${mega(unsorted.best).trim()} with every span different.`,
    '',
  ].join('\n');
}

/** @returns a rate for each case; undefined where there is no Chromium that works */
function askChromium({ runs, warmUps, share }: EngineEffort): readonly number[] | undefined {
  const program = join(process.cwd(), 'e2e', 'benchEngine.ts');
  const args = ['--import', 'tsx', program, ...[runs, warmUps, share].map(String)];
  const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  return status === 0 ? JSON.parse(stdout) : undefined;
}
