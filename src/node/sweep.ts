// `npm run sweep`: many runs from the command line. Reads and writes; what the arguments mean is
// sweepRequest.ts's, and what is printed sweepReport.ts's.

import { readFileSync } from 'node:fs';
import { failed, ok, type Result } from '../base/result.ts';
import { mergeShards, runShard, type Shard } from '../sim/sweep/shard.ts';
import { DONE, refuse } from './complaint.ts';
import { codeOf } from './scenarioSource.ts';
import { formatSweepHelp, formatWhole } from './sweepReport.ts';
import { parseSweepArgs, type SweepArgs, type SweepOutput } from './sweepRequest.ts';
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
      return merge(request.paths, request.form);
    case 'run': {
      const { sweep, part, form } = request;
      if (part === undefined) stdout.write(formatWhole(runShard(sweep, 1, 1), form));
      else stdout.write(`${JSON.stringify(runShard(sweep, part.index, part.count))}\n`);
      return DONE;
    }
  }
}

function merge(paths: readonly string[], form: SweepOutput): number {
  const parts: (readonly [string, Shard])[] = [];
  for (const path of paths) {
    const shard = readShard(path);
    if (!shard.ok) return refuse(shard.errors);
    parts.push([path, shard.value]);
  }
  const merged = mergeShards(parts);
  if (!merged.ok) return refuse(merged.errors);
  stdout.write(formatWhole(merged.value, form));
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

process.exitCode = main(process.argv.slice(2));
