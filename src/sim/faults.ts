// What breaks nodes and connections, and what mends them: cuts, black holes, clients that go and come
// back, processes that crash and start again, and the saves of a broker's store.

import { assertNever } from '../base/assertNever.ts';
import { addTime, fromMs, type SimTime } from '../base/time.ts';
import type { ClientId } from '../mqtt/packets/packet.ts';
import type { ClientProcess } from './clientProcess.ts';
import type { Connection } from './connection.ts';
import type { Ledger } from './ledger.ts';
import type { Nodes } from './nodes.ts';
import type { Timers } from './timers.ts';
import type { Appointment, Listener } from './work.ts';

export class Faults {
  private readonly nodes: Nodes;
  private readonly timers: Timers;
  private readonly ledger: Ledger;
  private readonly listener: Listener;

  constructor(nodes: Nodes, timers: Timers, ledger: Ledger, listener: Listener) {
    this.nodes = nodes;
    this.timers = timers;
    this.ledger = ledger;
    this.listener = listener;
  }

  /** An appointment's time has come. @returns whether anything came of it */
  keep(appointment: Appointment, now: SimTime): boolean {
    const { what, node, calledOff } = appointment;
    if (calledOff || (node !== 'broker' && !this.nodes.has(node))) return false;
    switch (what) {
      case 'connect':
        this.nodes.connect(this.nodes.client(node), now);
        break;
      case 'bring-online':
        this.bringOnline(node, now);
        break;
      case 'restart':
        if (node === 'broker') this.restartBroker(now);
        else this.restartClient(this.nodes.client(node), now);
        break;
      case 'save':
        this.save(now);
        break;
      case 'cut':
        this.cut(node, now);
        break;
      default:
        assertNever(what);
    }
    return true;
  }

  /** Ends a client's connection, at both ends at once. */
  cut(id: ClientId, now: SimTime): void {
    const { connection } = this.nodes.client(id);
    if (connection !== undefined) this.nodes.reset(connection, 'network', 'cut', now);
  }

  /** From now on nothing gets through on a client's connection. */
  silence(id: ClientId, now: SimTime): void {
    const { connection } = this.nodes.client(id);
    if (connection === undefined || connection.silenced) return;
    this.listener.tellMore?.({
      kind: 'connection-silenced',
      at: now,
      client: id,
      connection: connection.id,
    });
    this.nodes.wire.silence(connection, now);
  }

  takeOffline(
    id: ClientId,
    how: 'disconnect' | 'reset' | 'silent',
    forMs: number | undefined,
    now: SimTime,
  ): void {
    const client = this.nodes.client(id);
    const { connection } = client;
    client.online = false;
    callOff(client.nextTry, client.comeback);
    client.nextTry = undefined;
    if (how === 'silent') this.silence(id, now);
    this.listener.tellMore?.({ kind: 'client-offline', at: now, client: id });
    if (connection !== undefined) this.leave(client, connection, how, now);
    client.comeback =
      forMs === undefined
        ? undefined
        : this.nodes.appoint('bring-online', id, addTime(now, fromMs(forMs)));
  }

  private leave(
    client: ClientProcess,
    connection: Connection,
    how: 'disconnect' | 'reset' | 'silent',
    now: SimTime,
  ): void {
    switch (how) {
      case 'disconnect':
        this.nodes.stepClient(client, { kind: 'disconnect', reasonCode: 0 }, now);
        break;
      case 'reset':
        this.nodes.reset(connection, client.id, 'reset', now);
        break;
      case 'silent':
        this.nodes.closeEnd(connection, 'client', client.id, 'asleep', now);
        break;
      default:
        assertNever(how);
    }
  }

  bringOnline(id: ClientId, now: SimTime): void {
    const client = this.nodes.client(id);
    callOff(client.comeback);
    client.comeback = undefined;
    client.online = true;
    this.listener.tellMore?.({ kind: 'client-online', at: now, client: id });
    this.nodes.connect(client, now);
  }

  crashClient(id: ClientId, store: 'kept' | 'lost', restartMs: number, now: SimTime): void {
    const client = this.nodes.client(id);
    client.isDown = true;
    callOff(client.nextTry);
    client.nextTry = undefined;
    this.listener.tellMore?.({ kind: 'node-crashed', at: now, node: id });
    this.timers.forget(id);
    if (client.connection !== undefined) {
      this.nodes.closeEnd(client.connection, 'client', id, 'crashed', now);
    }
    this.nodes.stepClient(client, { kind: 'process-ended', store }, now);
    this.nodes.appoint('restart', id, addTime(now, fromMs(restartMs)));
  }

  private restartClient(client: ClientProcess, now: SimTime): void {
    client.isDown = false;
    this.listener.tellMore?.({ kind: 'node-restarted', at: now, node: client.id });
    this.nodes.connect(client, now);
  }

  crashBroker(restartMs: number, now: SimTime): void {
    this.listener.tellMore?.({ kind: 'node-crashed', at: now, node: 'broker' });
    this.timers.forget('broker');
    this.nodes.host.carryOutCrash(this.nodes.broker.crash(), now);
    this.nodes.wire.forEachOpen('broker', (connection) => {
      this.nodes.reset(connection, 'broker', 'crashed', now);
    });
    this.nodes.appoint('restart', 'broker', addTime(now, fromMs(restartMs)));
  }

  private restartBroker(now: SimTime): void {
    this.listener.tellMore?.({ kind: 'node-restarted', at: now, node: 'broker' });
    this.nodes.host.carryOut('broker', this.nodes.broker.restart(this.nodes.resendAfter, now), now);
    this.nodes.endSessionsOfGone(now);
  }

  /** Of a broker that saves by the clock. */
  planSave(now: SimTime): void {
    const { saveInterval } = this.nodes.broker;
    if (saveInterval !== undefined)
      this.nodes.appoint('save', 'broker', addTime(now, saveInterval));
  }

  private save(now: SimTime): void {
    const entries = this.nodes.broker.save();
    if (entries !== undefined) {
      this.ledger.noteSaved(entries);
      this.listener.tellMore?.({ kind: 'broker-saved', at: now, entries: entries.length });
    }
    this.planSave(now);
  }
}

export function callOff(...appointments: readonly (Appointment | undefined)[]): void {
  for (const appointment of appointments)
    if (appointment !== undefined) appointment.calledOff = true;
}
