// All publishing patterns of a scenario, and its messages one by one, at once: what the settings `qos`,
// `messages` and `rate` speak of.

import type { Qos } from '../mqtt/packets/packet.ts';
import { patternsOf } from './patterns.ts';
import type {
  ClientSettings,
  Command,
  PublishPattern,
  Scenario,
  TimedCommand,
} from './scenario.ts';

export function changePatterns(
  scenario: Scenario,
  change: (pattern: PublishPattern) => PublishPattern,
): Scenario {
  const ofClient = (client: ClientSettings): ClientSettings => {
    return { ...client, publishes: client.publishes.map(change) };
  };
  const clients = scenario.clients.map(ofClient);
  const changed = (command: Command): Command => {
    if (command.kind === 'add-client') return { ...command, client: ofClient(command.client) };
    if (command.kind !== 'start-publishing') return command;
    return { ...command, pattern: change(command.pattern) };
  };
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
  for (const client of scenario.clients) noteClient(scripted, client);
  for (const { command } of scenario.script) noteCommand(scripted, command);
  const given = new Set<string>();
  for (const { command } of commands) noteCommand(given, command);
  return scripted.size + given.size > 0;
}

function noteClient(endless: Set<string>, { id, publishes }: ClientSettings): void {
  for (const pattern of publishes) noteStart(endless, id, pattern);
}

function noteCommand(endless: Set<string>, command: Command): void {
  if (command.kind === 'add-client') noteClient(endless, command.client);
  if (command.kind === 'remove-client') {
    for (const name of endless) if (name.startsWith(`${command.client}/`)) endless.delete(name);
  }
  if (command.kind === 'start-publishing') noteStart(endless, command.client, command.pattern);
  if (command.kind === 'stop-publishing') endless.delete(`${command.client}/${command.name}`);
}

/** Starting a pattern again replaces the one of that name. */
function noteStart(endless: Set<string>, client: string, { name, count }: PublishPattern): void {
  if (count === undefined) endless.add(`${client}/${name}`);
  else endless.delete(`${client}/${name}`);
}
