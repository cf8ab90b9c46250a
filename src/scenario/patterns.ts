// The publishing patterns of a scenario, wherever they stand: with a client, or in a script's
// command. What the settings `qos`, `messages` and `rate` speak of.

import type { Qos } from '../mqtt/packets/packet.ts';
import type { Command, PublishPattern, Scenario, TimedCommand } from './scenario.ts';

export function patternsOf(scenario: Scenario): readonly PublishPattern[] {
  const own = scenario.clients.flatMap(({ publishes }) => publishes);
  const scripted = scenario.script.flatMap(({ command }) =>
    command.kind === 'start-publishing' ? [command.pattern] : [],
  );
  return [...own, ...scripted];
}

export function changePatterns(
  scenario: Scenario,
  change: (pattern: PublishPattern) => PublishPattern,
): Scenario {
  const clients = scenario.clients.map((client) => ({
    ...client,
    publishes: client.publishes.map(change),
  }));
  const changed = (command: Command): Command =>
    command.kind === 'start-publishing'
      ? { ...command, pattern: change(command.pattern) }
      : command;
  const script = scenario.script.map(({ atMs, command }) => ({ atMs, command: changed(command) }));
  return { ...scenario, clients, script };
}

/** The levels at which a scenario publishes, by pattern and one by one. */
export function publishedLevelsOf(scenario: Scenario): readonly Qos[] {
  const scripted = scenario.script.flatMap(({ command }) =>
    command.kind === 'publish' ? [command.qos] : [],
  );
  return [...patternsOf(scenario).map(({ qos }) => qos), ...scripted];
}

export function publishAllAt(scenario: Scenario, qos: Qos): Scenario {
  const script = scenario.script.map(({ atMs, command }) =>
    command.kind === 'publish' ? { atMs, command: { ...command, qos } } : { atMs, command },
  );
  return changePatterns({ ...scenario, script }, (pattern) => ({ ...pattern, qos }));
}

/**
 * Whether some pattern publishes until it is stopped and may never be. A stop counts only within
 * the list that its start stands in (the scenario, or the commands): the times of the two lists
 * count from different instants.
 */
export function isEndless(scenario: Scenario, commands: readonly TimedCommand[] = []): boolean {
  const scripted = new Set<string>();
  for (const { id, publishes } of scenario.clients) {
    for (const pattern of publishes) noteStart(scripted, id, pattern);
  }
  for (const { command } of scenario.script) noteCommand(scripted, command);
  const given = new Set<string>();
  for (const { command } of commands) noteCommand(given, command);
  return scripted.size + given.size > 0;
}

function noteCommand(endless: Set<string>, command: Command): void {
  if (command.kind === 'start-publishing') noteStart(endless, command.client, command.pattern);
  if (command.kind === 'stop-publishing') endless.delete(`${command.client}/${command.name}`);
}

/** Starting a pattern again replaces the one of that name. */
function noteStart(endless: Set<string>, client: string, { name, count }: PublishPattern): void {
  if (count === undefined) endless.add(`${client}/${name}`);
  else endless.delete(`${client}/${name}`);
}
