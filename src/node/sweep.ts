// `npm run sweep`: many runs from the command line. Reads and writes; what the arguments mean is
// sweepRequest.ts's, and what is printed sweepReport.ts's.

import { readFileSync } from 'node:fs';
import { failed, ok, type Result } from '../base/result.ts';
import type { Sweep } from '../lab/summary.ts';
import { mergeShards, runShard, runSweep, type Shard } from '../sim/sweep/shard.ts';
import { DONE, refuse } from './complaint.ts';
import { codeOf } from './scenarioSource.ts';
import { formatSweep, formatSweepHelp } from './sweepReport.ts';
import { parseSweepArgs, type SweepArgs } from './sweepRequest.ts';
import { TextWriter } from './textWriter.ts';

const stdout = new TextWriter(1);

/** @returns the exit code */
function main(args: readonly string[]): number {
  const request = parseSweepArgs(args, (path) => readFileSync(path, 'utf8'));
  if (!request.ok) return refuse(request.errors);
  const code = answer(request.value);
  stdout.flush();
  return code;
}

function answer(request: SweepArgs): number {
  switch (request.kind) {
    case 'help':
      stdout.write(formatSweepHelp());
      return DONE;
    case 'merge':
      return merge(request.paths, request.json);
    case 'run': {
      const { sweep, part, json } = request;
      if (part === undefined) print(runSweep(sweep), json);
      else stdout.write(`${JSON.stringify(runShard(sweep, part.index, part.count))}\n`);
      return DONE;
    }
  }
}

function merge(paths: readonly string[], json: boolean): number {
  const parts: (readonly [string, Shard])[] = [];
  for (const path of paths) {
    const shard = readShard(path);
    if (!shard.ok) return refuse(shard.errors);
    parts.push([path, shard.value]);
  }
  const merged = mergeShards(parts);
  if (!merged.ok) return refuse(merged.errors);
  print(merged.value, json);
  return DONE;
}

function readShard(path: string): Result<Shard> {
  const refuseIt = (expected: string) =>
    failed([{ field: '--merge', value: JSON.stringify(path), expected }]);
  try {
    const shard: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return isShard(shard) ? ok(shard) : refuseIt('a file that --shard has written');
  } catch (error) {
    const why = error instanceof SyntaxError ? 'it is no JSON' : codeOf(error);
    return refuseIt(`a file that --shard has written (${why})`);
  }
}

function isShard(value: unknown): value is Shard {
  const names: readonly (keyof Shard)[] = ['plan', 'measure', 'index', 'count', 'results'];
  return typeof value === 'object' && value !== null && names.every((name) => name in value);
}

function print(sweep: Sweep, json: boolean): void {
  stdout.write(json ? `${JSON.stringify(sweep, null, 2)}\n` : formatSweep(sweep));
}

process.exitCode = main(process.argv.slice(2));
