// Clients that join a run while it goes on, and those that leave it for good. Whoever joins is one of
// its clients, and of the pairs of what is published, from that instant on, and publishes when it is
// connected and subscribed. Whoever leaves says DISCONNECT, in 5.0 with a Session Expiry Interval of 0,
// and takes along what it had stored. What is left of its session then, the broker's administrator
// ends as soon as the broker has no connection for it: at once, if it has none or a black hole, and
// else when the client's last word is there. Where a restart brings it back, it is ended again.

import type { SimTime } from '../base/time.ts';
import type { ClientId } from '../mqtt/packets/packet.ts';
import type { ClientSettings, NetworkSettings, Scenario } from '../scenario/scenario.ts';
import { ClientProcess } from './clientProcess.ts';
import type { Connection } from './connection.ts';
import { callOff } from './faults.ts';
import type { Flapping } from './flapping.ts';
import type { Nodes } from './nodes.ts';
import type { Publishing } from './publishing.ts';
import type { Timers } from './timers.ts';
import type { Listener } from './work.ts';

export class Joining {
  private readonly scenario: Scenario;
  private readonly nodes: Nodes;
  private readonly timers: Timers;
  private readonly flapping: Flapping;
  private readonly publishing: Publishing;
  private readonly listener: Listener;

  constructor(
    scenario: Scenario,
    nodes: Nodes,
    timers: Timers,
    flapping: Flapping,
    publishing: Publishing,
    listener: Listener,
  ) {
    this.scenario = scenario;
    this.nodes = nodes;
    this.timers = timers;
    this.flapping = flapping;
    this.publishing = publishing;
    this.listener = listener;
  }

  /** @param network as it is now */
  join(settings: ClientSettings, network: NetworkSettings, now: SimTime): void {
    const { id } = settings;
    const client = new ClientProcess(settings, { ...this.scenario, network }, true);
    this.listener.tellMore?.({ kind: 'client-added', at: now, client: id, settings });
    this.nodes.add(client);
    this.publishing.join(settings);
    this.flapping.add(id, now);
    this.nodes.connect(client, now);
  }

  leave(id: ClientId, now: SimTime): void {
    const client = this.nodes.client(id);
    const { connection } = client;
    client.isGone = true;
    callOff(client.nextTry, client.comeback);
    this.flapping.remove(id);
    this.listener.tellMore?.({ kind: 'client-removed', at: now, client: id });
    this.publishing.leave(id, now);
    if (connection !== undefined) {
      this.nodes.stepClient(client, { kind: 'disconnect', reasonCode: 0, endsSession: true }, now);
    }
    this.timers.forget(id);
    this.nodes.stepClient(client, { kind: 'process-ended', store: 'lost' }, now);
    for (const each of this.unheardOf(id)) {
      this.nodes.closeEnd(each, 'broker', 'broker', 'its client has left', now);
    }
    this.nodes.endSession(id, now);
    this.nodes.checkAllReady(now);
  }

  /** Connections that the broker has for a client from which no word comes through. */
  private unheardOf(id: ClientId): readonly Connection[] {
    const found: Connection[] = [];
    this.nodes.wire.forEachOpen('broker', (connection) => {
      if (connection.client === id && connection.silenced) found.push(connection);
    });
    return found;
  }
}
