// What the arguments of `sweep` ask for.

import { failed, ok, type Result } from '../base/result.ts';
import { integerFrom, LIMITS } from '../scenario/limits.ts';
import { parseValue } from '../scenario/parse.ts';
import { isEndless } from '../scenario/patterns.ts';
import { readValue } from '../scenario/settings.ts';
import { parseAxis } from '../sim/sweep/axis.ts';
import { isMeasureName, MEASURE_NAMES } from '../sim/sweep/measures.ts';
import { jobCount, type SweepPlan } from '../sim/sweep/plan.ts';
import type { SweepRequest } from '../sim/sweep/shard.ts';
import type { Qos } from '../trace/event.ts';
import { parseFlags } from './flags.ts';
import { chooseScenario, type ReadText, SOURCE_FLAGS } from './scenarioSource.ts';

export interface Part {
  readonly index: number;
  readonly count: number;
}

export type SweepArgs =
  | { readonly kind: 'help' }
  | { readonly kind: 'merge'; readonly paths: readonly string[]; readonly json: boolean }
  | {
      readonly kind: 'run';
      readonly sweep: SweepRequest;
      /** Undefined: all of it. */
      readonly part: Part | undefined;
      readonly json: boolean;
    };

export const REPLICATIONS = 10;
export const RUNS_MAX = 10_000_000;
const REPLICATIONS_MAX = 1_000_000;
const LEVELS: readonly Qos[] = [0, 1, 2];

const KNOWN = {
  texts: [...SOURCE_FLAGS, 'x', 'y', 'measure', 'replications', 'shard', 'merge', 'until-ms'],
  switches: ['help', 'json'],
};

type Texts = ReadonlyMap<string, string>;

export function parseSweepArgs(args: readonly string[], readText: ReadText): Result<SweepArgs> {
  const { flags, paths } = splitMerge(args);
  const parsed = parseFlags(flags, KNOWN);
  if (!parsed.ok) return parsed;
  const { texts, switches } = parsed.value;
  const json = switches.has('json');
  if (switches.has('help')) return ok({ kind: 'help' });
  if (paths !== undefined) {
    if (paths.length > 0 && texts.size === 0) return ok({ kind: 'merge', paths, json });
    return refuse('--merge', paths.length === 0 ? 'nothing' : 'other flags', 'files alone');
  }
  const sweep = toSweep(texts, readText);
  if (!sweep.ok) return sweep;
  const part = toPart(texts.get('shard'));
  if (!part.ok) return part;
  return ok({ kind: 'run', sweep: sweep.value, part: part.value, json });
}

/** All that follows `--merge`, but for switches, is a file. */
function splitMerge(args: readonly string[]) {
  const at = args.indexOf('--merge');
  if (at < 0) return { flags: args, paths: undefined };
  const after = args.slice(at + 1);
  const isFlag = (arg: string) => arg.startsWith('--');
  return {
    flags: [...args.slice(0, at), ...after.filter(isFlag)],
    paths: after.filter((arg) => !isFlag(arg)),
  };
}

function toSweep(texts: Texts, readText: ReadText): Result<SweepRequest> {
  const source = chooseScenario(texts, readText);
  if (!source.ok) return source;
  const { scenario: base, commands } = source.value;
  if (commands.length > 0) {
    const expected = 'a link without commands: their times are those of one run';
    return refuse('--link', `${commands.length} commands`, expected);
  }
  const axes = toAxes(texts, base);
  if (!axes.ok) return axes;
  const measure = texts.get('measure');
  if (measure === undefined || !isMeasureName(measure)) {
    return refuse('--measure', show(measure), `one of ${MEASURE_NAMES.join(', ')}`);
  }
  const replications = toCount(texts, 'replications', REPLICATIONS, REPLICATIONS_MAX);
  if (!replications.ok) return replications;
  const until = toUntil(texts, base);
  if (!until.ok) return until;
  const qos = texts.get('qos');
  const plan: SweepPlan = {
    base,
    ...axes.value,
    levels: qos === undefined ? LEVELS : [Number(qos) as Qos],
    replications: replications.value,
    untilMs: until.value,
  };
  const runs = jobCount(plan);
  if (runs > RUNS_MAX) return refuse('--replications', `${runs} runs`, `at most ${RUNS_MAX} runs`);
  return ok({ plan, measure });
}

function toAxes(texts: Texts, base: SweepPlan['base']): Result<Pick<SweepPlan, 'x' | 'y'>> {
  const x = parseAxis(texts.get('x') ?? '', base, '--x');
  if (!x.ok) return x;
  const text = texts.get('y');
  if (text === undefined) return ok({ x: x.value, y: undefined });
  const y = parseAxis(text, base, '--y');
  if (!y.ok) return y;
  if (x.value.name === y.value.name) {
    return refuse('--y', show(y.value.name), 'another setting than --x has');
  }
  return ok({ x: x.value, y: y.value });
}

function toCount(texts: Texts, name: string, standard: number, max: number): Result<number> {
  const text = texts.get(name);
  if (text === undefined) return ok(standard);
  const value = parseValue(integerFrom(1, max), readValue(text), `--${name}`);
  return value.ok ? value : failed(value.errors.map((error) => ({ ...error, value: show(text) })));
}

function toUntil(texts: Texts, base: SweepPlan['base']): Result<number | undefined> {
  const text = texts.get('until-ms');
  if (text !== undefined) {
    const value = parseValue(LIMITS.timeMs, readValue(text), '--until-ms');
    return value.ok ? value : failed(value.errors.map((one) => ({ ...one, value: show(text) })));
  }
  if (!isEndless(base)) return ok(undefined);
  const expected = 'a number of milliseconds, because this scenario publishes without end';
  return refuse('--until-ms', 'nothing', expected);
}

function toPart(text: string | undefined): Result<Part | undefined> {
  if (text === undefined) return ok(undefined);
  const [index, count] = text.split('/').map(Number);
  const isPart = /^\d+\/\d+$/.test(text) && index !== undefined && count !== undefined;
  if (!isPart || index < 1 || index > count) {
    return refuse('--shard', show(text), 'I/N, such as 1/8: part I of N, from 1 to N');
  }
  return ok({ index, count });
}

function refuse(field: string, value: string, expected: string): Result<never> {
  return failed([{ field, value, expected }]);
}

function show(text: string | undefined): string {
  return text === undefined ? 'nothing' : JSON.stringify(text);
}
