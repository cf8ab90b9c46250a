// The commands given to a run so far, in order of time, and what becomes of them when another is given.

import type { SimTime } from '../base/time.ts';
import type { Command, TimedCommand } from './scenario.ts';

/**
 * One more, at `at`: those after it are set aside. A second change of the network, or of a client, at
 * one instant becomes one command with the first.
 */
export function withCommand(
  commands: readonly TimedCommand[],
  at: SimTime,
  command: Command,
): readonly TimedCommand[] {
  const kept = commands.filter((given) => given.at <= at);
  const last = kept.at(-1);
  const merged = last?.at === at ? mergeChanges(last.command, command) : undefined;
  if (merged === undefined) return [...kept, { at, command }];
  return [...kept.slice(0, -1), { at, command: merged }];
}

/** Two changes of one thing are one. */
export function mergeChanges(first: Command, second: Command): Command | undefined {
  if (first.kind === 'set-network' && second.kind === 'set-network') {
    return { ...first, changes: { ...first.changes, ...second.changes } };
  }
  const isSame = first.kind === 'change-client' && second.kind === 'change-client';
  if (!isSame || first.client !== second.client) return undefined;
  return { ...first, changes: { ...first.changes, ...second.changes } };
}
