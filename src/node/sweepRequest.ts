// What the arguments of `sweep` ask for.

import { failed, ok, type Result } from '../base/result.ts';
import { isMeasureName, MEASURE_NAMES, type MeasureName } from '../lab/measures.ts';
import type { SweepRequest } from '../lab/plan.ts';
import { ALL_LEVELS, checkSweep, REPLICATIONS, type SweepField } from '../lab/sweepRequest.ts';
import { integerFrom, LIMITS } from '../scenario/limits.ts';
import { parseValue } from '../scenario/parse.ts';
import { readValue } from '../scenario/settings.ts';
import type { Qos } from '../trace/event.ts';
import { parseFlags } from './flags.ts';
import { chooseScenario, type ReadText, SOURCE_FLAGS } from './scenarioSource.ts';

export interface Part {
  readonly index: number;
  readonly count: number;
}

export type SweepArgs =
  | { readonly kind: 'help' }
  | { readonly kind: 'merge'; readonly paths: readonly string[]; readonly form: SweepOutput }
  | {
      readonly kind: 'run';
      readonly sweep: SweepRequest;
      /** Undefined: all of it. */
      readonly part: Part | undefined;
      readonly form: SweepOutput;
    };

export type SweepOutput = 'table' | 'json' | 'csv';

const RUNS_MAX = 10_000_000;
const REPLICATIONS_MAX = 1_000_000;

const KNOWN = {
  texts: [
    ...SOURCE_FLAGS,
    'x',
    'y',
    'measure',
    'also',
    'levels',
    'replications',
    'shard',
    'merge',
    'until-ms',
  ],
  switches: ['help', 'json', 'csv'],
};

type Texts = ReadonlyMap<string, string>;

export function parseSweepArgs(args: readonly string[], readText: ReadText): Result<SweepArgs> {
  const { flags, paths } = splitMerge(args);
  const parsed = parseFlags(flags, KNOWN);
  if (!parsed.ok) return parsed;
  const { texts, switches } = parsed.value;
  const form = switches.has('csv') ? 'csv' : switches.has('json') ? 'json' : 'table';
  if (switches.has('help')) return ok({ kind: 'help' });
  if (switches.has('csv') && switches.has('json'))
    return refuse('--csv', '--json, too', 'one of them');
  if (paths !== undefined) {
    if (paths.length > 0 && texts.size === 0) return ok({ kind: 'merge', paths, form });
    return refuse('--merge', paths.length === 0 ? 'nothing' : 'other flags', 'files alone');
  }
  const sweep = toSweep(texts, readText);
  if (!sweep.ok) return sweep;
  const part = toPart(texts.get('shard'));
  if (!part.ok) return part;
  const also = toAlso(texts.get('also'), sweep.value.measure);
  if (!also.ok) return also;
  const asked = also.value === undefined ? sweep.value : { ...sweep.value, also: also.value };
  return ok({ kind: 'run', sweep: asked, part: part.value, form });
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
  const replications = toCount(texts, 'replications', REPLICATIONS, REPLICATIONS_MAX);
  if (!replications.ok) return replications;
  const until = toUntil(texts);
  if (!until.ok) return until;
  const varied = (['x', 'y'] as const).find((axis) => texts.get(axis)?.startsWith('qos='));
  if (varied !== undefined && texts.has('levels')) {
    return refuse('--levels', show(texts.get('levels')), `none, because --${varied} varies qos`);
  }
  const levels = toLevels(texts);
  if (!levels.ok) return levels;
  const asked = {
    base,
    x: texts.get('x') ?? '',
    y: texts.get('y'),
    measure: texts.get('measure'),
    levels: levels.value,
    replications: replications.value,
    untilMs: until.value,
  };
  return checkSweep(asked, { fieldOf, runsMax: RUNS_MAX, pointsMax: RUNS_MAX });
}

function fieldOf(name: SweepField): string {
  return `--${name}`;
}

function toCount(texts: Texts, name: string, standard: number, max: number): Result<number> {
  const text = texts.get(name);
  if (text === undefined) return ok(standard);
  const value = parseValue(integerFrom(1, max), readValue(text), `--${name}`);
  return value.ok ? value : failed(value.errors.map((error) => ({ ...error, value: show(text) })));
}

function toLevels(texts: Texts): Result<readonly Qos[]> {
  const [levels, qos] = [texts.get('levels'), texts.get('qos')];
  if (levels === undefined) return ok(qos === undefined ? ALL_LEVELS : [Number(qos) as Qos]);
  if (qos !== undefined) return refuse('--levels', show(levels), 'no --qos beside it');
  const known = ALL_LEVELS.filter((level) => levels.split(',').includes(String(level)));
  if (known.join(',') === levels) return ok(known);
  return refuse('--levels', show(levels), 'some of 0,1,2, in order');
}

/** Further figures, each once. */
function toAlso(text: string | undefined, measure: MeasureName) {
  if (text === undefined) return ok(undefined);
  const names = text.split(',');
  const wrong = names.find((name) => !isMeasureName(name));
  if (wrong !== undefined) {
    return refuse('--also', show(wrong), `some of ${MEASURE_NAMES.join(', ')}`);
  }
  const twice = [measure, ...names].find((name, i, all) => all.indexOf(name) < i);
  if (twice !== undefined) return refuse('--also', show(text), `each figure once, also ${twice}`);
  return ok(names.filter(isMeasureName));
}

function toUntil(texts: Texts): Result<number | undefined> {
  const text = texts.get('until-ms');
  if (text === undefined) return ok(undefined);
  const value = parseValue(LIMITS.timeMs, readValue(text), '--until-ms');
  return value.ok ? value : failed(value.errors.map((one) => ({ ...one, value: show(text) })));
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
