// `npm run explore`: the exhaustive search from the command line. Reads and writes; what the arguments
// mean is exploreRequest.ts's, and what is printed exploreReport.ts's.

import { exploreAll } from '../sim/explore/explore.ts';
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
  const found = exploreAll(search);
  const text = json
    ? `${JSON.stringify(toExploreJson(search, found), null, 2)}\n`
    : formatExploration(search, found);
  process.stdout.write(text);
  return 0;
}

process.exitCode = main(process.argv.slice(2));
