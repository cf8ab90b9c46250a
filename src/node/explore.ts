// `npm run explore`: the exhaustive search from the command line. Reads and writes; what the arguments
// mean is exploreRequest.ts's, and what is printed exploreReport.ts's.

import {
  addFound,
  type Branch,
  type Exploration,
  type ExploreRequest,
  NOTHING_FOUND,
  WHOLE,
} from '../lab/exploration.ts';
import { countOf } from '../lab/words.ts';
import { explore } from '../sim/explore/explore.ts';
import { refuse } from './complaint.ts';
import { formatExploration, formatExploreHelp, toExploreJson } from './exploreReport.ts';
import { parseExploreArgs } from './exploreRequest.ts';

/** @returns the exit code */
function main(args: readonly string[]): number {
  const request = parseExploreArgs(args);
  if (!request.ok) return refuse(request.errors);
  if (request.value.kind === 'help') {
    process.stdout.write(formatExploreHelp());
    return 0;
  }
  const { search, json } = request.value;
  const found = exploreWatched(search);
  const text = json
    ? `${JSON.stringify(toExploreJson(search, found), null, 2)}\n`
    : formatExploration(search, found);
  process.stdout.write(text);
  return 0;
}

/** How often whoever waits at a terminal is told how far it is. */
const TOLD_EVERY_MS = 1000;

/** The whole search. How large it is nobody knows before: a terminal is told how many runs there were. */
function exploreWatched(request: ExploreRequest): Exploration {
  let found = NOTHING_FOUND;
  let rest: readonly Branch[] = [WHOLE];
  while (rest.length > 0) {
    const until = Date.now() + TOLD_EVERY_MS;
    const part = explore(request, rest, () => Date.now() >= until);
    found = addFound(found, part.found);
    rest = part.rest;
    if (process.stderr.isTTY) process.stderr.write(`\r${countOf(found.runs, 'run')} so far `);
  }
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  return found;
}

process.exitCode = main(process.argv.slice(2));
