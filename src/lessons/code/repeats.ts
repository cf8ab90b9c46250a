// Whether a message can come twice, and why: by its level on each hop, by what the network does, and by
// what is broken in the run.

import type { ClientSettings, Command, Scenario } from '../../scenario/scenario.ts';
import type { Qos } from '../../trace/event.ts';

/** What ends connections. */
const BREAKING: ReadonlySet<Command['kind']> = new Set([
  'cut-connection',
  'black-hole',
  'take-offline',
  'crash-client',
  'crash-broker',
]);

/**
 * - `wanted`: the subscriber ignores repeats anyway.
 * - `level`: QoS 1 on one hop or both.
 * - `network`: it copies packets, or lets one be overtaken by the end of its own exchange at QoS 2.
 * - `session`: QoS 2, but an end loses what it remembers.
 * - `seen`: it has happened in the run.
 */
export type Repeats = 'wanted' | 'level' | 'network' | 'session' | 'seen';

interface Delivery {
  readonly scenario: Scenario;
  readonly publisher: ClientSettings;
  readonly subscriber: ClientSettings;
  /** On hop 1 and on hop 2. */
  readonly levels: readonly [Qos, Qos];
  readonly wasSeen: boolean;
}

export function repeatsOf(delivery: Delivery): Repeats | undefined {
  const { scenario, subscriber, levels, wasSeen } = delivery;
  if (levels.includes(1)) return 'level';
  if (networkDoubles(scenario, levels)) return 'network';
  if (levels.includes(2) && forgets(delivery)) return 'session';
  if (wasSeen) return 'seen';
  return subscriber.ignoreRepeats ? 'wanted' : undefined;
}

/** As it begins, or as the script sets it. */
function networkDoubles({ network, script }: Scenario, levels: readonly Qos[]): boolean {
  const changes = script.flatMap(({ command }) =>
    command.kind === 'set-network' ? [command.changes] : [],
  );
  return [network, ...changes].some(
    ({ model = network.model, duplication = 0, reordering = 0 }) => {
      return model === 'lossy' && (duplication > 0 || (reordering > 0 && levels.includes(2)));
    },
  );
}

/** An end of a QoS 2 exchange loses its half of it while the other keeps its own. */
function forgets({ scenario, publisher }: Delivery): boolean {
  const all = scenario.script.map(({ command }) => command);
  if (all.some((command) => losesState(command, scenario))) return true;
  const breaks = scenario.network.cutsPerMin > 0 || all.some(({ kind }) => BREAKING.has(kind));
  return breaks && publisher.cleanStart && publisher.sessionLost === 'resend';
}

function losesState(command: Command, { broker }: Scenario): boolean {
  if (command.kind === 'crash-client') return command.store === 'lost';
  return command.kind === 'crash-broker' && broker.store !== 'persistent';
}
