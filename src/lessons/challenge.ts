// What a challenge is, and whether what somebody has done meets its conditions.

import { changedSettings } from '../scenario/changedSettings.ts';
import { isSameData } from '../scenario/sameData.ts';
import type { Scenario, TimedCommand } from '../scenario/scenario.ts';
import type { Condition, Fact } from './fact.ts';

export interface Challenge {
  /** As links call it. */
  readonly name: string;
  /** A link's query: where it begins. */
  readonly run: string;
  readonly goal: Fact;
  readonly conditions: readonly Condition[];
  /** A link's query that reaches the goal. */
  readonly solution: string;
  /** One that comes near and does not. */
  readonly nearMiss: string;
}

/** What somebody has made of a challenge. */
export interface Attempt {
  readonly scenario: Scenario;
  readonly commands: readonly TimedCommand[];
}

/** @returns the conditions that are broken */
export function brokenConditions(
  conditions: readonly Condition[],
  start: Scenario,
  { scenario, commands }: Attempt,
): readonly Condition[] {
  const kinds = commands.map(({ command }) => command.kind);
  return conditions.filter((condition) => {
    switch (condition.kind) {
      case 'at-most':
        return kinds.filter((kind) => condition.commands.includes(kind)).length > condition.count;
      case 'only':
        return (
          kinds.some((kind) => !condition.commands.includes(kind)) || !isSameRun(scenario, start)
        );
      default: {
        const changed = changedSettings(start, scenario);
        return (
          condition.settings.some((name) => changed.has(name)) ||
          commands.some(
            ({ command }) =>
              command.kind === 'set-network' &&
              condition.network.some((name) => name in command.changes),
          )
        );
      }
    }
  });
}

/** But for its luck. */
function isSameRun(scenario: Scenario, start: Scenario): boolean {
  return isSameData({ ...scenario, seed: start.seed, title: start.title }, start);
}
