// What a run's commands have set, as settings of a scenario: it begins with what they brought about.

import type { SimTime } from '../base/time.ts';
import { changeClients, changeNetwork } from './changes.ts';
import type { Scenario, TimedCommand } from './scenario.ts';

/** @param commands given until `t`; those that set nothing (a cut, a packet killed) are left out */
export function withGiven(
  scenario: Scenario,
  commands: readonly TimedCommand[],
  t: SimTime,
): Scenario {
  return commands.reduce((changed, { at, command }) => {
    if (at > t) return changed;
    if (command.kind === 'set-network') return changeNetwork(changed, command.changes);
    if (command.kind !== 'change-client') return changed;
    const isMeant = ({ id }: { readonly id: string }) => id === command.client;
    return changeClients(changed, isMeant, (client) => ({ ...client, ...command.changes }));
  }, scenario);
}
