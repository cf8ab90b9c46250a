// What the arguments of `sim` ask for. Pure: reads files through what it is given.

import { failed, type InputError, ok, type Result } from '../base/result.ts';
import { fromMs, type SimTime } from '../base/time.ts';
import { LIMITS, parseValue } from '../scenario/parse.ts';
import { isEndless } from '../scenario/patternChanges.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { readValue } from '../scenario/settings.ts';
import { type Flags, parseFlags } from './flags.ts';
import {
  chooseScenario,
  type ReadText,
  type ScenarioSource,
  SOURCE_FLAGS,
} from './scenarioSource.ts';

export type SimRequest =
  | { readonly kind: 'help' }
  | { readonly kind: 'list-presets'; readonly json: boolean }
  | { readonly kind: 'print-schema' }
  | { readonly kind: 'print-scenario'; readonly scenario: Scenario }
  | ({
      readonly kind: 'run';
      readonly until: SimTime | undefined;
      readonly json: boolean;
      readonly files: readonly OutputFile[];
    } & ScenarioSource);

/** What of a run can be written beside its counters. */
const FORMATS = ['trace', 'pcap', 'mermaid'] as const;

export interface OutputFile {
  readonly format: (typeof FORMATS)[number];
  /** Or `-` for the standard output, which then carries this alone. */
  readonly path: string;
}

const KNOWN = {
  texts: [...SOURCE_FLAGS, ...FORMATS, 'until-ms'],
  switches: ['help', 'json', 'list-presets', 'print-scenario', 'print-schema'],
};

export function parseSimArgs(args: readonly string[], readText: ReadText): Result<SimRequest> {
  const parsed = parseFlags(args, KNOWN);
  if (!parsed.ok) return parsed;
  const { texts, switches } = parsed.value;
  if (switches.has('help')) return ok({ kind: 'help' });
  const json = switches.has('json');
  if (switches.has('list-presets')) return ok({ kind: 'list-presets', json });
  if (switches.has('print-schema')) return ok({ kind: 'print-schema' });
  const source = chooseScenario(texts, readText);
  if (!source.ok) return source;
  if (switches.has('print-scenario')) return toPrint(source.value);
  return toRun(source.value, parsed.value);
}

function toPrint({ scenario, commands }: ScenarioSource): Result<SimRequest> {
  if (commands.length === 0) return ok({ kind: 'print-scenario', scenario });
  const expected = 'a link without commands: their times are those of one run';
  return failed([{ field: '--print-scenario', value: `${commands.length} commands`, expected }]);
}

function toRun(source: ScenarioSource, { texts, switches }: Flags): Result<SimRequest> {
  const json = switches.has('json');
  const files = FORMATS.flatMap((format) => {
    const path = texts.get(format);
    return path === undefined ? [] : [{ format, path }];
  });
  const refused = refuseFiles(files, json, source.lanes !== undefined);
  if (refused !== undefined) return failed([refused]);
  const text = texts.get('until-ms');
  if (text === undefined) {
    if (!isEndless(source.scenario, source.commands)) {
      return ok({ kind: 'run', ...source, until: undefined, json, files });
    }
    const expected = 'a number of milliseconds, because this scenario publishes without end';
    return failed([{ field: '--until-ms', value: 'nothing', expected }]);
  }
  const until = parseValue(LIMITS.timeMs, readValue(text), '--until-ms');
  if (until.ok) return ok({ kind: 'run', ...source, until: fromMs(until.value), json, files });
  return failed(until.errors.map((error) => ({ ...error, value: JSON.stringify(text) })));
}

function refuseFiles(
  files: readonly OutputFile[],
  json: boolean,
  areLanes: boolean,
): InputError | undefined {
  const toStdout = files.filter(({ path }) => path === '-');
  for (const { format, path } of files) {
    const refused = (expected: string) => ({
      field: `--${format}`,
      value: JSON.stringify(path),
      expected,
    });
    if (areLanes) return refused('a link to one run: --json tells that of each lane');
    if (path === '-' && json) return refused('a file, because --json has the standard output');
    if (path === '-' && toStdout[0]?.format !== format) {
      return refused(`a file, because --${toStdout[0]?.format} has the standard output`);
    }
    if (path === '') return refused(json ? 'a file' : 'a file, or -');
  }
  return undefined;
}
