// What people and scripts do to a run: refuses what cannot be, carries out the rest.

import { assertNever } from '../base/assertNever.ts';
import { fromMs, type SimTime } from '../base/time.ts';
import { type Command, clientOf, type NetworkSettings } from '../scenario/scenario.ts';
import type { Fates } from './fates.ts';
import type { Faults } from './faults.ts';
import type { Flapping } from './flapping.ts';
import type { Joining } from './joining.ts';
import { resendAfterOf } from './machineOptions.ts';
import type { Nodes } from './nodes.ts';
import type { Publishing } from './publishing.ts';
import type { Listener } from './work.ts';

export class Interventions {
  private readonly nodes: Nodes;
  private readonly faults: Faults;
  private readonly fates: Fates;
  private readonly flapping: Flapping;
  private readonly publishing: Publishing;
  private readonly joining: Joining;
  private readonly listener: Listener;
  private network: NetworkSettings;

  constructor(
    network: NetworkSettings,
    nodes: Nodes,
    faults: Faults,
    fates: Fates,
    flapping: Flapping,
    publishing: Publishing,
    joining: Joining,
    listener: Listener,
  ) {
    this.network = network;
    this.nodes = nodes;
    this.faults = faults;
    this.fates = fates;
    this.flapping = flapping;
    this.publishing = publishing;
    this.joining = joining;
    this.listener = listener;
  }

  apply(command: Command, now: SimTime): void {
    const reason = this.refusalOf(command);
    if (reason !== undefined) {
      this.listener.tellMore?.({ kind: 'command-refused', at: now, command, reason });
      return;
    }
    this.listener.tellMore?.({ kind: 'command-applied', at: now, command });
    this.carryOut(command, now);
  }

  private carryOut(command: Command, now: SimTime): void {
    const { nodes, faults, publishing } = this;
    switch (command.kind) {
      case 'publish':
        nodes.publish(command.client, publishing.byHand(command.client, command, now), now);
        break;
      case 'start-publishing':
        publishing.start(command.client, command.pattern, now);
        break;
      case 'stop-publishing':
        publishing.stop(command.client, command.name, now);
        break;
      case 'add-client':
        this.joining.join(command.client, this.network, now);
        break;
      case 'remove-client':
        this.joining.leave(command.client, now);
        break;
      case 'set-network':
        this.setNetwork({ ...this.network, ...command.changes }, now);
        break;
      case 'kill-packet':
        nodes.wire.kill(command.uid, now);
        break;
      case 'delay-packet':
        nodes.wire.delay(command.uid, fromMs(command.byMs), now);
        break;
      case 'drop-next':
        this.fates.dropNext(command.packetType, command.hop);
        break;
      case 'cut-connection':
        faults.cut(command.client, now);
        break;
      case 'black-hole':
        faults.silence(command.client, now);
        break;
      case 'take-offline':
        faults.takeOffline(command.client, command.how, command.forMs, now);
        break;
      case 'bring-online':
        faults.bringOnline(command.client, now);
        break;
      case 'crash-client':
        faults.crashClient(command.client, command.store, command.restartMs, now);
        break;
      case 'crash-broker':
        faults.crashBroker(command.restartMs, now);
        break;
      case 'change-client':
        nodes.changeClient(command.client, command.changes, now);
        break;
      default:
        assertNever(command);
    }
  }

  private refusalOf(command: Command): string | undefined {
    const { nodes } = this;
    const client = clientOf(command);
    if (client !== undefined && !nodes.has(client)) return `there is no client ${client}`;
    switch (command.kind) {
      case 'add-client': {
        const { id } = command.client;
        const isTaken = id === 'broker' || nodes.hasHad(id);
        return isTaken ? `${id} is, or was, in this run` : undefined;
      }
      case 'kill-packet':
      case 'delay-packet':
        return nodes.wire.isOnItsWay(command.uid) ? undefined : `${command.uid} is not on its way`;
      case 'cut-connection':
      case 'black-hole':
        return nodes.isConnected(command.client)
          ? undefined
          : `${command.client} has no connection`;
      case 'take-offline':
        return nodes.isOnline(command.client) ? undefined : `${command.client} is offline already`;
      case 'bring-online':
        if (!nodes.isOnline(command.client)) return undefined;
        return this.downOf(command.client) ?? `${command.client} is online already`;
      case 'publish':
      case 'crash-client':
        return this.downOf(command.client);
      case 'crash-broker':
        return this.downOf('broker');
      default:
        return undefined;
    }
  }

  private downOf(node: string): string | undefined {
    if (!this.nodes.isDown(node)) return undefined;
    return `${node === 'broker' ? 'the broker' : node} has crashed and not started again`;
  }

  private setNetwork(network: NetworkSettings, now: SimTime): void {
    const before = this.network;
    this.network = network;
    this.fates.setNetwork(network, now);
    this.listener.tellMore?.({ kind: 'network-changed', at: now, network });
    if (before.model === 'tcp' && network.model === 'lossy') this.nodes.wire.leaveTcp(now);
    this.flapping.setRate(network.cutsPerMin, now);
    const resendAfter = resendAfterOf(network);
    if (resendAfter !== resendAfterOf(before)) this.nodes.setResendAfter(resendAfter, now);
  }
}
