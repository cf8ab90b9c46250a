// `npm run sim`: a headless run from the command line. Reads and writes; what the arguments mean is
// simRequest.ts's, and what is printed simHelp.ts's and simReport.ts's.

import { closeSync, openSync, readFileSync } from 'node:fs';
import { formatInputError, type InputError } from '../base/result.ts';
import { simulate } from '../sim/simulate.ts';
import type { TraceEvent } from '../trace/event.ts';
import type { Metrics } from '../trace/metrics.ts';
import { formatEvent } from '../trace/ndjson.ts';
import { codeOf } from './scenarioSource.ts';
import { formatHelp, formatPresets, formatSchema } from './simHelp.ts';
import { formatReport } from './simReport.ts';
import { parseSimArgs, type SimRequest } from './simRequest.ts';
import { TextWriter } from './textWriter.ts';

const DONE = 0;
const FAILED = 1;
const BAD_INPUT = 2;

const stdout = new TextWriter(1);

/** @returns the exit code */
function main(args: readonly string[]): number {
  const request = parseSimArgs(args, (path) => readFileSync(path, 'utf8'));
  if (!request.ok) return refuse(request.errors);
  try {
    const code = answer(request.value);
    stdout.flush();
    return code;
  } catch (error) {
    // The reader, such as `head`, has had enough.
    if (codeOf(error) === 'EPIPE') return DONE;
    if (!(error instanceof Error && 'syscall' in error && error.syscall === 'write')) throw error;
    say(`The output could not be written to its end (${codeOf(error)})`);
    return FAILED;
  }
}

function answer(request: SimRequest): number {
  switch (request.kind) {
    case 'help':
      stdout.write(formatHelp());
      return DONE;
    case 'list-presets':
      stdout.write(formatPresets(request.json));
      return DONE;
    case 'print-schema':
      stdout.write(formatSchema());
      return DONE;
    case 'print-scenario':
      stdout.write(`${JSON.stringify(request.scenario, null, 2)}\n`);
      return DONE;
    case 'run':
      return run(request);
  }
}

function run(request: Extract<SimRequest, { kind: 'run' }>): number {
  const { scenario, commands, until, json, trace } = request;
  const options = until === undefined ? { commands } : { commands, until };
  if (trace === undefined) {
    report(simulate(scenario, options), json);
    return DONE;
  }
  if (trace === '-') {
    simulate(scenario, { ...options, onEvent: writeTo(stdout) });
    return DONE;
  }
  let fd: number;
  try {
    fd = openSync(trace, 'w');
  } catch (error) {
    const expected = `a file that can be written (${codeOf(error)})`;
    return refuse([{ field: '--trace', value: JSON.stringify(trace), expected }]);
  }
  const file = new TextWriter(fd);
  const metrics = simulate(scenario, { ...options, onEvent: writeTo(file) });
  file.flush();
  closeSync(fd);
  report(metrics, json);
  return DONE;
}

function writeTo(writer: TextWriter): (event: TraceEvent) => void {
  return (event) => writer.write(`${formatEvent(event)}\n`);
}

function report(metrics: Metrics, json: boolean): void {
  stdout.write(json ? `${JSON.stringify(metrics, null, 2)}\n` : formatReport(metrics));
}

function refuse(errors: readonly InputError[]): number {
  const [first, ...more] = errors;
  if (first === undefined) return FAILED;
  say(formatInputError(first) + (more.length > 0 ? ` (and ${more.length} more)` : ''));
  return BAD_INPUT;
}

/** One line, whatever stood in the input. */
function say(text: string): void {
  process.stderr.write(`${text.replace(/\p{Cc}+/gu, ' ')}\n`);
}

process.exitCode = main(process.argv.slice(2));
