// The settings of a run's clients and network as they are at the moment: what the scenario says, and
// what commands have changed since. For checkers to look things up in.

import type { ClientSettings, NetworkSettings, Scenario } from '../../scenario/scenario.ts';
import type { ClientId, TraceEvent } from '../../trace/event.ts';

export class ClientsNow {
  private readonly clients: Map<ClientId, ClientSettings>;
  /** Whose store the last command takes, if it takes one. */
  private losing: ClientId | undefined;

  constructor({ clients }: Scenario) {
    this.clients = new Map(clients.map((client) => [client.id, client]));
  }

  add(event: TraceEvent): void {
    if (event.kind === 'client-added') this.clients.set(event.client, event.settings);
    if (event.kind !== 'command-applied') return;
    const { command } = event;
    this.losing = undefined;
    if (command.kind === 'change-client') {
      this.clients.set(command.client, { ...this.of(command.client), ...command.changes });
    } else if (command.kind === 'crash-client' && command.store === 'lost') {
      this.losing = command.client;
    }
  }

  /** Those who have left are among them. */
  has(id: ClientId): boolean {
    return this.clients.has(id);
  }

  /** @throws Error when there is no such client */
  of(id: ClientId): ClientSettings {
    const client = this.clients.get(id);
    if (client === undefined) throw new Error(`No client ${id}`);
    return client;
  }

  /** Whether a crash of this client that is told now takes its store. */
  losesStore(client: ClientId): boolean {
    return this.losing === client;
  }
}

export class NetworkNow {
  network: NetworkSettings;

  constructor({ network }: Scenario) {
    this.network = network;
  }

  add(event: TraceEvent): void {
    if (event.kind === 'network-changed') this.network = event.network;
  }

  /** Whether unacknowledged packets are sent again by a timer. */
  get resendsByTimer(): boolean {
    const { resend, model } = this.network;
    return resend === 'timer' || (resend === 'model' && model === 'lossy');
  }
}
