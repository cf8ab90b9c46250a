// What the arguments of `sim` ask for. Pure: reads files through what it is given.

import { failed, ok, type Result } from '../base/result.ts';
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
      /** A path, or `-` for the standard output, which then carries the trace alone. */
      readonly trace: string | undefined;
    } & ScenarioSource);

/** Promised for a later version. */
const LATER = { pcap: 'pcapng export', mermaid: 'Mermaid export' } as const;

const KNOWN = {
  texts: [...SOURCE_FLAGS, ...Object.keys(LATER), 'until-ms', 'trace'],
  switches: ['help', 'json', 'list-presets', 'print-scenario', 'print-schema'],
};

export function parseSimArgs(args: readonly string[], readText: ReadText): Result<SimRequest> {
  const parsed = parseFlags(args, KNOWN);
  if (!parsed.ok) return parsed;
  const { texts, switches } = parsed.value;
  if (switches.has('help')) return ok({ kind: 'help' });
  for (const [name, what] of Object.entries(LATER)) {
    const text = texts.get(name);
    if (text === undefined) continue;
    const expected = `--json or --trace: ${what} is not in this version`;
    return failed([{ field: `--${name}`, value: JSON.stringify(text), expected }]);
  }
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
  const trace = texts.get('trace');
  if (trace !== undefined && source.lanes !== undefined) {
    const expected = 'a link to one run: --json tells that of each lane';
    return failed([{ field: '--trace', value: JSON.stringify(trace), expected }]);
  }
  if (trace === '' || (trace === '-' && json)) {
    const expected = json ? 'a file, because --json has the standard output' : 'a file, or -';
    return failed([{ field: '--trace', value: JSON.stringify(trace), expected }]);
  }
  const text = texts.get('until-ms');
  if (text === undefined) {
    if (!isEndless(source.scenario, source.commands)) {
      return ok({ kind: 'run', ...source, until: undefined, json, trace });
    }
    const expected = 'a number of milliseconds, because this scenario publishes without end';
    return failed([{ field: '--until-ms', value: 'nothing', expected }]);
  }
  const until = parseValue(LIMITS.timeMs, readValue(text), '--until-ms');
  if (until.ok) return ok({ kind: 'run', ...source, until: fromMs(until.value), json, trace });
  return failed(until.errors.map((error) => ({ ...error, value: JSON.stringify(text) })));
}
