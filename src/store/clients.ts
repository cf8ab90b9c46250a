// The clients of the run on the screen, as the controls address them: who publishes next, whom the
// keys cut, and what a client is set to at an instant.

import { addTime, fromMs, type SimTime } from '../base/time.ts';
import { isPublisher, isSubscriber } from '../scenario/changes.ts';
import { patternsOf, payloadByHand } from '../scenario/patterns.ts';
import type {
  ClientSettings,
  Command,
  NetworkSettings,
  Scenario,
  ScriptEntry,
  TimedCommand,
} from '../scenario/scenario.ts';
import type { ClientId } from '../trace/event.ts';
import type { RunState } from './run.ts';

const TOPIC = 'qoscope/demo';

type Clients = readonly ClientSettings[];

/** Those that are in the run at `t`, in order of joining. */
export function clientsAt({ index, scenario }: Pick<RunState, 'index' | 'scenario'>, t: SimTime) {
  return index.clientsAt(t, scenario.clients);
}

/** Whom the publish button can speak for: all but those who are there to listen alone. */
export function publishersOf(clients: Clients): Clients {
  return clients.filter(isPublisher);
}

/** Whom it speaks for unless told: the first client without subscriptions, else the first. */
export function publisherOf(clients: Clients): ClientSettings | undefined {
  return clients.find((client) => !isSubscriber(client)) ?? clients[0];
}

/** Whom the keys cut: the first client with subscriptions. */
export function subscriberOf(clients: Clients): ClientSettings | undefined {
  return clients.find(isSubscriber);
}

/** The topics that the run speaks of: those of patterns, of the script, and of filters. Never none. */
export function topicsOf({
  clients,
  script,
}: Pick<Scenario, 'clients' | 'script'>): readonly [string, ...string[]] {
  const [first = TOPIC, ...others] = new Set([
    ...clients.flatMap(({ publishes }) => publishes.map(({ topic }) => topic)),
    ...script.flatMap(({ command }) => (command.kind === 'publish' ? [command.topic] : [])),
    ...clients
      .flatMap(({ subscriptions }) => subscriptions.map(({ filter }) => filter))
      .filter((filter) => !/[+#]/.test(filter)),
  ]);
  return [first, ...others];
}

/** A client's settings at `t`: those that it joined with, and what script and hand have changed. */
export function clientAt(run: RunState, id: ClientId, t: SimTime): ClientSettings | undefined {
  const { scenario, index } = run;
  const client = index.allClients(scenario.clients).find((one) => one.id === id);
  if (client === undefined) return undefined;
  const changes = givenUntil(run, t).flatMap((command) =>
    command.kind === 'change-client' && command.client === id ? [command.changes] : [],
  );
  return Object.assign({}, client, ...changes);
}

/** How many messages were published by hand until `t`, or by the script, as if by hand. */
export function countByHand(run: RunState, t: SimTime, topic?: string): number {
  return givenUntil(run, t).filter(
    (command) => command.kind === 'publish' && command.topic === (topic ?? command.topic),
  ).length;
}

/** What the next message by hand says: what is said on its topic, numbered on, or `Hello 1`. */
export function nextByHand(
  run: RunState,
  { publishes }: ClientSettings,
  topic: string,
  t: SimTime,
): string {
  const patterns = [...publishes, ...patternsOf(run.scenario)];
  const pattern = patterns.find((each) => each.topic === topic);
  const published = run.index.messages.filter(
    (message) => message.topic === topic && message.publishedAt <= t,
  ).length;
  const said = pattern && payloadByHand(pattern, published, countByHand(run, t, topic) + 1);
  return said ?? `Hello ${countByHand(run, t) + 1}`;
}

/** The network's settings at `t`: those of the scenario, and what script and hand have changed. */
export function networkAt(run: RunState, t: SimTime): NetworkSettings {
  const changes = givenUntil(run, t).flatMap((command) =>
    command.kind === 'set-network' ? [command.changes] : [],
  );
  return changes.length === 0
    ? run.scenario.network
    : Object.assign({}, run.scenario.network, ...changes);
}

/** Whether the network was until `t` as the scenario begins with it. */
export function isNetworkSteady(run: RunState, t: SimTime): boolean {
  return givenUntil(run, t).every(({ kind }) => kind !== 'set-network');
}

/** What changes nothing for the messages that are published anyway. */
const HARMLESS: ReadonlySet<Command['kind']> = new Set([
  'publish',
  'start-publishing',
  'stop-publishing',
  'set-network',
]);

/** Whether nobody has interfered by hand until `t` with clients, broker or packets. */
export function isUntouched({ commands }: RunState, t: SimTime): boolean {
  return commands.every(({ at, command }) => at > t || HARMLESS.has(command.kind));
}

/** By script and hand, in order of time: of one instant the script's come first. */
function givenUntil(run: RunState, t: SimTime): readonly Command[] {
  return [...scriptOf(run), ...run.commands]
    .filter(({ at }) => at <= t)
    .sort((a, b) => a.at - b.at)
    .map(({ command }) => command);
}

function scriptOf({ scenario, publishingSince }: RunState): readonly TimedCommand[] {
  if (publishingSince === undefined) return [];
  return scenario.script.map((entry) => toTimed(entry, publishingSince));
}

function toTimed({ atMs, command }: ScriptEntry, since: SimTime): TimedCommand {
  return { at: addTime(since, fromMs(atMs)), command };
}
