// The broker and the clients: their processes and connections, what arrives at them, and how clients
// connect again. What breaks is faults.ts's.

import type { EventQueue } from '../base/eventQueue.ts';
import { addTime, type SimTime } from '../base/time.ts';
import type { BrokerInput } from '../mqtt/broker/broker.ts';
import type { ClientInput } from '../mqtt/client/client.ts';
import type { ClientId, Message } from '../mqtt/packets/packet.ts';
import type { ClientChanges, Scenario } from '../scenario/scenario.ts';
import type { NodeId } from '../trace/event.ts';
import { BrokerProcess } from './brokerProcess.ts';
import { ClientProcess } from './clientProcess.ts';
import { type Connection, type End, endOf, type Way } from './connection.ts';
import type { Fates } from './fates.ts';
import { Host } from './host.ts';
import type { Ledger } from './ledger.ts';
import { changedOptionsOf, resendAfterOf } from './machineOptions.ts';
import type { Timers } from './timers.ts';
import { Wire } from './wire.ts';
import type { Appointment, Cargo, EndFlight, Listener, TimerWork, Work } from './work.ts';

/** Who begins to publish when everyone is connected and subscribed. */
export interface Starter {
  noteAllReady(now: SimTime): void;
  /** A client that has joined is connected and subscribed, for the first time or again. */
  noteJoinedReady(client: ClientId, now: SimTime): void;
}

export class Nodes {
  readonly wire: Wire;
  private readonly queue: EventQueue<Work>;
  private readonly timers: Timers;
  private readonly ledger: Ledger;
  private readonly listener: Listener;
  private readonly starter: Starter;
  readonly broker: BrokerProcess;
  private readonly clients = new Map<ClientId, ClientProcess>();
  readonly host: Host;
  resendAfter: SimTime | undefined;

  constructor(
    scenario: Scenario,
    queue: EventQueue<Work>,
    ledger: Ledger,
    fates: Fates,
    timers: Timers,
    listener: Listener,
    starter: Starter,
  ) {
    this.queue = queue;
    this.timers = timers;
    this.ledger = ledger;
    this.listener = listener;
    this.starter = starter;
    this.wire = new Wire(scenario, queue, ledger, fates, listener, this);
    this.host = new Host(scenario.seed, this.wire, timers, ledger, listener, this);
    this.broker = new BrokerProcess(scenario);
    this.resendAfter = resendAfterOf(scenario.network);
    for (const settings of scenario.clients) this.add(new ClientProcess(settings, scenario, false));
  }

  add(client: ClientProcess): void {
    this.clients.set(client.id, client);
    this.ledger.noteAway(client.id, true);
  }

  has(client: ClientId): boolean {
    return this.clients.get(client)?.isGone === false;
  }

  /** Whether a client has ever had this id. */
  hasHad(client: ClientId): boolean {
    return this.clients.has(client);
  }

  isConnected(id: ClientId): boolean {
    return this.client(id).connection !== undefined;
  }

  isOnline(id: ClientId): boolean {
    return this.client(id).online;
  }

  /** Whether a node's process does not run. */
  isDown(node: NodeId): boolean {
    return node === 'broker' ? this.broker.isDown : this.client(node).isDown;
  }

  start(now: SimTime): void {
    for (const client of this.clients.values()) this.connect(client, now);
  }

  /** Has something done about a node at an instant, unless it is called off. */
  appoint(what: Appointment['what'], node: NodeId, at: SimTime): Appointment {
    const appointment: Appointment = { kind: 'appointment', what, node, at, calledOff: false };
    this.queue.push(at, appointment);
    return appointment;
  }

  connect(client: ClientProcess, now: SimTime): void {
    const { id } = client;
    client.nextTry = undefined;
    if (client.connection !== undefined || client.isDown || !client.online) return;
    if (this.broker.isDown) {
      this.listener.tellMore?.({ kind: 'connection-refused', at: now, client: id });
      this.planTry(client, now);
      return;
    }
    const connection = this.wire.open(client);
    client.connection = connection;
    this.listener.tellMore?.({
      kind: 'connection-opened',
      at: now,
      client: id,
      connection: connection.id,
    });
    const opened = { kind: 'connection-opened', connection: connection.id } as const;
    this.stepBroker(opened, now);
    this.stepClient(client, opened, now);
  }

  private planTry(client: ClientProcess, now: SimTime): void {
    if (client.nextTry !== undefined || client.isDown || !client.online || client.isGone) return;
    client.nextTry = this.appoint('connect', client.id, addTime(now, client.backOff()));
  }

  /** An end asks for it: the other end hears of it behind all that was sent. */
  closeConnection(connection: Connection, by: NodeId, reason: string, now: SimTime): void {
    this.closeEnd(connection, by === 'broker' ? 'broker' : 'client', by, reason, now);
  }

  closeEnd(connection: Connection, end: End, by: NodeId, reason: string, now: SimTime): void {
    if (!connection.open[end]) return;
    this.wire.closeEnd(connection, end, by, reason, now);
    this.tellClosed(connection, end, by, reason, now);
    this.noteClosed(connection, end, now);
  }

  /** Both ends at once, as far as they did not know: nothing of what is on its way arrives. */
  reset(connection: Connection, by: NodeId, reason: string, now: SimTime): void {
    const { client: atClient, broker: atBroker } = connection.open;
    // In a black hole the other end is not reached.
    if (connection.silenced && by === 'broker') {
      this.closeEnd(connection, 'broker', by, reason, now);
      return;
    }
    if (!atClient && !atBroker) return;
    this.wire.closeBoth(connection, now);
    const end = atClient && atBroker ? 'both' : atClient ? 'client' : 'broker';
    this.tellClosed(connection, end, by, reason, now);
    if (atBroker) this.noteClosed(connection, 'broker', now);
    if (atClient) this.noteClosed(connection, 'client', now);
  }

  private tellClosed(
    { id, client }: Connection,
    end: End | 'both',
    by: NodeId,
    reason: string,
    at: SimTime,
  ): void {
    const facts = { client, connection: id, end, by, reason };
    this.listener.tellMore?.({ kind: 'connection-closed', at, ...facts });
  }

  private noteClosed(connection: Connection, end: End, now: SimTime): void {
    const client = connection.process;
    if (end === 'broker') {
      this.stepBroker({ kind: 'connection-closed', connection: connection.id }, now);
      if (client.isGone) this.endSession(client.id, now);
      return;
    }
    client.connection = undefined;
    this.ledger.noteAway(client.id, true);
    this.stepClient(client, { kind: 'connection-closed' }, now);
    this.planTry(client, now);
  }

  changeClient(id: ClientId, changes: ClientChanges, now: SimTime): void {
    const input = { kind: 'change-options', changes: changedOptionsOf(changes) } as const;
    this.stepClient(this.client(id), input, now);
  }

  noteReady(id: ClientId, now: SimTime): void {
    const client = this.client(id);
    client.noteReady();
    this.ledger.noteAway(id, false);
    if (client.hasJoined) this.starter.noteJoinedReady(id, now);
    else this.checkAllReady(now);
  }

  /** Those of the scenario that have not left are waited for. */
  checkAllReady(now: SimTime): void {
    for (const { ready, hasJoined, isGone } of this.clients.values()) {
      if (!ready && !hasJoined && !isGone) return;
    }
    this.starter.noteAllReady(now);
  }

  /** An administrator ends it; nothing comes of it while the broker has a connection for it. */
  endSession(clientId: ClientId, now: SimTime): void {
    this.stepBroker({ kind: 'end-session', clientId }, now);
  }

  /** The broker is back, perhaps with sessions that nobody will come for. */
  endSessionsOfGone(now: SimTime): void {
    for (const { id, isGone } of this.clients.values()) if (isGone) this.endSession(id, now);
  }

  /** Something has come to the end of its way. */
  deliver(way: Way, cargo: Cargo | EndFlight, now: SimTime): void {
    const { connection } = way;
    if (cargo.kind === 'end') {
      this.closeEnd(connection, endOf(way), cargo.by, cargo.reason, now);
      return;
    }
    const { packet } = cargo;
    if (way.up)
      this.stepBroker({ kind: 'packet-received', connection: connection.id, packet }, now);
    else this.stepClient(connection.process, { kind: 'packet-received', packet }, now);
  }

  /** TCP has given a connection up: the end that sends this way closes. */
  giveUp(way: Way, now: SimTime): void {
    const { connection, up } = way;
    const by = up ? connection.client : 'broker';
    this.closeEnd(connection, up ? 'client' : 'broker', by, 'TCP has given up', now);
    // Nobody is left who would send what the broker could hear it by.
    if (connection.process.isGone) {
      this.closeEnd(connection, 'broker', 'broker', 'its client has left', now);
    }
  }

  fireTimer(work: TimerWork, now: SimTime): void {
    this.timers.fire(work, now);
    const input = { kind: 'timer-fired', key: work.key } as const;
    if (work.node === 'broker') this.stepBroker(input, now);
    else this.stepClient(work.connection.process, input, now);
  }

  publish(client: ClientId, message: Message, now: SimTime): void {
    this.stepClient(this.client(client), { kind: 'publish', message }, now);
  }

  setResendAfter(resendAfter: SimTime | undefined, now: SimTime): void {
    this.resendAfter = resendAfter;
    const input = { kind: 'set-resend-after', resendAfter } as const;
    this.stepBroker(input, now);
    for (const client of this.clients.values()) this.stepClient(client, input, now);
  }

  private stepBroker(input: BrokerInput, now: SimTime): void {
    this.host.carryOut('broker', this.broker.step(input, now), now);
  }

  stepClient(client: ClientProcess, input: ClientInput, now: SimTime): void {
    this.host.carryOut(client.id, client.step(input, now), now);
  }

  client(id: ClientId): ClientProcess {
    const client = this.clients.get(id);
    if (client === undefined) throw new Error(`No client ${id}`);
    return client;
  }
}
