// A scenario with something changed: always a new one. The settings are made of these.

import { isSameData } from './sameData.ts';
import type { BrokerSettings, ClientSettings, NetworkSettings, Scenario } from './scenario.ts';

export function changeNetwork(scenario: Scenario, changes: Partial<NetworkSettings>): Scenario {
  return { ...scenario, network: { ...scenario.network, ...changes } };
}

export function changeBroker(scenario: Scenario, changes: Partial<BrokerSettings>): Scenario {
  return { ...scenario, broker: { ...scenario.broker, ...changes } };
}

export function changeClients(
  scenario: Scenario,
  isMeant: (client: ClientSettings) => boolean,
  change: (client: ClientSettings) => ClientSettings,
): Scenario {
  const clients = scenario.clients.map((client) => (isMeant(client) ? change(client) : client));
  return { ...scenario, clients };
}

export function isSubscriber({ subscriptions }: ClientSettings): boolean {
  return subscriptions.length > 0;
}

/** Everyone who is not there to listen alone. */
export function isPublisher({ subscriptions, publishes }: ClientSettings): boolean {
  return publishes.length > 0 || subscriptions.length === 0;
}

export function hasSubscriber(scenario: Scenario): boolean {
  return scenario.clients.some(isSubscriber);
}

/** The one value of all, if they have one. */
export function commonOf<T>(values: readonly T[]): T | undefined {
  const [first] = values;
  return values.every((value) => isSameData(value, first)) ? first : undefined;
}
