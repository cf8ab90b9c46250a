// What `explore` prints: its help, and what a search has found, as a table or as JSON.

import type { Counterexample, Exploration, ExploreRequest } from '../lab/exploration.ts';
import { EXPLORE_SETTINGS } from '../lab/exploreRequest.ts';
import { sayBounds } from '../lab/proofBounds.ts';
import { sayProof } from '../lab/proofWords.ts';
import { countOf } from '../lab/words.ts';
import { formatLink } from '../scenario/link.ts';
import { DEFAULT_PRESET } from '../scenario/presets/presets.ts';
import { LIMIT_FLAGS } from './exploreRequest.ts';
import { formatRows, settingRows } from './helpRows.ts';

export function formatExploreHelp(): string {
  return `Usage: npm run --silent explore -- [options]

Sends one message, or two, from a publisher to a subscriber, and runs every way in which packets can be
dropped and faults can happen on the way, each distinct run once. Prints in how many runs the message
was delivered exactly once, more than once, never, or is still under way.

How much may be done in one run:
${formatRows([
  [`--drops K`, `at most this many packets dropped, 0 to ${LIMIT_FLAGS.drops.max} (0)`],
  ['--cuts J', `connections cut, 0 to ${LIMIT_FLAGS.cuts.max} (0)`],
  ['--crashes C', 'broker or clients that crash and start again with what their store kept (0)'],
  ['--clean-reconnects R', 'clients that come back with a new session (0)'],
])}
A fault comes after all that happens at an instant at which something happens.

What is sent:
${formatRows([['--messages 1|2', 'how many messages (1); --rate says how far apart']])}

Settings (in brackets: the default).

${formatRows(settingRows(EXPLORE_SETTINGS))}

Output:
${formatRows([
  ['--json', 'as JSON instead of a table'],
  ['--help', 'this text'],
])}

Exit codes: 0 done, 1 failed, 2 bad input (one line on the standard error).
`;
}

export function toExploreJson({ scenario, limits }: ExploreRequest, found: Exploration): object {
  const { runs, outcomes, flaws, shortest } = found;
  const examples = Object.entries(shortest).map(([flaw, { drops, faults, commands }]) => {
    return [flaw, { drops, faults, link: linkOf(scenario, commands) }];
  });
  const [pub, sub] = scenario.clients;
  return {
    level: pub?.publishes[0]?.qos,
    subscriptionLevel: sub?.subscriptions[0]?.qos,
    maxDrops: limits.drops,
    maxCuts: limits.cuts,
    maxCrashes: limits.crashes,
    maxCleanReconnects: limits.cleanReconnects,
    runs,
    outcomes,
    outOfOrder: flaws.outOfOrder,
    flaws,
    shortest: Object.fromEntries(examples),
  };
}

const FLAWS = {
  exactlyOnce: 'delivered exactly once',
  moreThanOnce: 'delivered more than once',
  never: 'never delivered',
  pending: 'still under way',
} as const;

/** The counts, what they add up to, the least that each flaw takes, and what bounds the search. */
export function formatExploration(request: ExploreRequest, found: Exploration): string {
  const { scenario } = request;
  const { runs, outcomes, shortest } = found;
  const { outOfOrder } = found.flaws;
  const lines = [countOf(runs, 'run')];
  for (const [outcome, says] of Object.entries(FLAWS)) {
    lines.push(`${says.padEnd(26)}${String(outcomes[outcome as keyof typeof FLAWS]).padStart(10)}`);
  }
  if (outOfOrder > 0) lines.push(`${'out of order'.padEnd(26)}${String(outOfOrder).padStart(10)}`);
  lines.push('', sayProof({ request, found, status: 'done' }).text);
  for (const [flaw, example] of Object.entries(shortest)) {
    const says = flaw === 'outOfOrder' ? 'out of order' : FLAWS[flaw as keyof typeof FLAWS];
    lines.push('', `Least that it takes to be ${says}:`, ...sayExample(example));
    lines.push(`  ${linkOf(scenario, example.commands)}`);
  }
  lines.push('', 'What bounds the search:', ...sayBounds(request).map((bound) => `  ${bound}`));
  return `${lines.join('\n')}\n`;
}

function sayExample({ drops, faults }: Counterexample): readonly string[] {
  const dropped = drops.map(({ hop, direction, type, attempt }) => {
    return `  drop ${type}, attempt ${attempt}, hop ${hop} ${direction}`;
  });
  return [...dropped, ...faults.map((fault) => `  ${FAULT_WORDS[fault]}`)];
}

const FAULT_WORDS = {
  cuts: 'cut a connection',
  crashes: 'crash a node',
  cleanReconnects: 'come back with a new session',
} as const;

function linkOf(scenario: ExploreRequest['scenario'], commands: Counterexample['commands']) {
  return formatLink({
    view: 'simulate',
    preset: DEFAULT_PRESET.name,
    scenario,
    commands,
    t: undefined,
  });
}
