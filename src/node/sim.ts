// `npm run sim`: a headless run from the command line. Reads and writes; what the arguments mean is
// simRequest.ts's, and what is printed simHelp.ts's and simReport.ts's.

import { readFileSync } from 'node:fs';
import { formatScenarioFile } from '../scenario/scenarioFile.ts';
import { DONE, fail, refuse } from './complaint.ts';
import { type HeadlessReport, runHeadless } from './headlessRun.ts';
import { codeOf } from './scenarioSource.ts';
import { formatHelp, formatPresets, formatSchema } from './simHelp.ts';
import { type LaneReport, runLanes } from './simLanes.ts';
import { openOutputs } from './simOutputs.ts';
import { formatReport } from './simReport.ts';
import { parseSimArgs, type SimRequest } from './simRequest.ts';
import { TextWriter } from './textWriter.ts';

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
    return fail(`The output could not be written to its end (${codeOf(error)})`);
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
      stdout.write(formatScenarioFile(request.scenario));
      return DONE;
    case 'run':
      return run(request);
  }
}

function run(request: Extract<SimRequest, { kind: 'run' }>): number {
  const { scenario, commands, until, json, files, lanes } = request;
  const options = until === undefined ? { commands } : { commands, until };
  if (lanes !== undefined) {
    compare(runLanes(request, lanes), json);
    return DONE;
  }
  if (files.length === 0) {
    report(runHeadless(scenario, options), json);
    return DONE;
  }
  const opened = openOutputs(files);
  if (!opened.ok) return refuse(opened.errors);
  const outputs = opened.value;
  const metrics = runHeadless(scenario, { ...options, onEvent: (event) => outputs.add(event) });
  outputs.end(scenario);
  if (!outputs.hasStdout) report(metrics, json);
  return DONE;
}

function compare(lanes: readonly LaneReport[], json: boolean): void {
  if (json) stdout.write(`${JSON.stringify({ lanes }, null, 2)}\n`);
  else
    stdout.write(
      lanes.map(({ label, metrics }) => `${label}\n${formatReport(metrics)}`).join('\n'),
    );
}

function report(metrics: HeadlessReport, json: boolean): void {
  stdout.write(json ? `${JSON.stringify(metrics, null, 2)}\n` : formatReport(metrics));
}

process.exitCode = main(process.argv.slice(2));
