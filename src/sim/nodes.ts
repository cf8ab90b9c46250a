// The broker and the clients: their machines, their connections, and what arrives at them.

import type { EventQueue } from '../base/eventQueue.ts';
import { addTime, fromMs, fromSec, type SimTime } from '../base/time.ts';
import { type BrokerInput, createBroker, stepBroker } from '../mqtt/broker/broker.ts';
import { BROKER_DEFAULTS, type BrokerOptions } from '../mqtt/broker/options.ts';
import { type ClientInput, createClient, stepClient } from '../mqtt/client/client.ts';
import { CLIENT_DEFAULTS, type ClientOptions } from '../mqtt/client/options.ts';
import type { ClientState } from '../mqtt/client/state.ts';
import type { ClientId, Message } from '../mqtt/packets/packet.ts';
import type { ClientSettings, NetworkSettings, Scenario } from '../scenario/scenario.ts';
import type { NodeId } from '../trace/event.ts';
import { Host } from './host.ts';
import type { Ledger } from './ledger.ts';
import type { Timers } from './timers.ts';
import type { Wire } from './wire.ts';
import type { Connection, Flight, Listener, TimerWork, Work } from './work.ts';

/** How long a client waits before it opens a new connection. */
const RECONNECT_DELAY = fromSec(1);

interface ClientNode {
  readonly id: ClientId;
  readonly machine: ClientState;
  connection: Connection | undefined;
  ready: boolean;
}

export class Nodes {
  readonly #queue: EventQueue<Work>;
  readonly #wire: Wire;
  readonly #timers: Timers;
  readonly #tellMore: Listener['tellMore'];
  readonly #broker: ReturnType<typeof createBroker>;
  readonly #clients = new Map<ClientId, ClientNode>();
  readonly #host: Host;
  readonly #onAllReady: (now: SimTime) => void;

  /** @param onAllReady each time that the last client, or one again, gets ready */
  constructor(
    scenario: Scenario,
    queue: EventQueue<Work>,
    ledger: Ledger,
    wire: Wire,
    timers: Timers,
    listener: Listener,
    onAllReady: (now: SimTime) => void,
  ) {
    this.#queue = queue;
    this.#wire = wire;
    this.#timers = timers;
    this.#tellMore = listener.tellMore;
    this.#onAllReady = onAllReady;
    this.#host = new Host(scenario.seed, wire, timers, ledger, listener, {
      closeConnection: (...args) => this.#close(...args),
      noteReady: (client, now) => this.#noteReady(client, now),
    });
    const resendAfter = resendAfterOf(scenario.network);
    this.#broker = createBroker(brokerOptionsOf(scenario, resendAfter));
    for (const settings of scenario.clients) this.#add(settings, scenario, resendAfter);
  }

  #add(settings: ClientSettings, scenario: Scenario, resendAfter: SimTime | undefined): void {
    const { id } = settings;
    const machine = createClient(clientOptionsOf(settings, scenario, resendAfter));
    this.#clients.set(id, { id, machine, connection: undefined, ready: false });
  }

  /** Ends a client's connection, at both ends at once. */
  cut(id: ClientId, now: SimTime): void {
    const { connection } = this.#client(id);
    if (connection !== undefined) this.#close(connection, 'network', 'cut', now);
  }

  isConnected(id: ClientId): boolean {
    return this.#client(id).connection !== undefined;
  }

  has(client: ClientId): boolean {
    return this.#clients.has(client);
  }

  connectAll(now: SimTime): void {
    for (const id of this.#clients.keys()) this.connect(id, now);
  }

  connect(id: ClientId, now: SimTime): void {
    const client = this.#client(id);
    if (client.connection !== undefined) return;
    const hop = client.machine.options.subscriptions.length > 0 ? 2 : 1;
    const connection = this.#wire.open(id, hop);
    client.connection = connection;
    this.#tellMore?.({ kind: 'connection-opened', at: now, client: id });
    const opened = { kind: 'connection-opened', connection: connection.id } as const;
    this.#stepBroker(opened, now);
    this.#stepClient(id, opened, now);
  }

  #close(connection: Connection, by: NodeId, reason: string, now: SimTime): void {
    if (!connection.open) return;
    const { client } = connection;
    this.#wire.close(connection, now);
    this.#tellMore?.({ kind: 'connection-closed', at: now, client, by, reason });
    this.#client(client).connection = undefined;
    this.#stepBroker({ kind: 'connection-closed', connection: connection.id }, now);
    this.#stepClient(client, { kind: 'connection-closed' }, now);
    const at = addTime(now, RECONNECT_DELAY);
    this.#queue.push(at, { kind: 'reconnect', client, at });
  }

  #noteReady(id: ClientId, now: SimTime): void {
    this.#client(id).ready = true;
    for (const { ready } of this.#clients.values()) if (!ready) return;
    this.#onAllReady(now);
  }

  /** A flight has come to its end. */
  endFlight(flight: Flight, now: SimTime): void {
    if (!this.#wire.land(flight, now)) return;
    const { connection, packet, up } = flight;
    if (up) {
      this.#stepBroker({ kind: 'packet-received', connection: connection.id, packet }, now);
    } else {
      this.#stepClient(connection.client, { kind: 'packet-received', packet }, now);
    }
  }

  /** @returns false for a timer that was cancelled or replaced */
  fireTimer(work: TimerWork, now: SimTime): boolean {
    if (!this.#timers.fire(work, now)) return false;
    const input = { kind: 'timer-fired', key: work.key } as const;
    if (work.node === 'broker') this.#stepBroker(input, now);
    else this.#stepClient(work.node, input, now);
    return true;
  }

  publish(client: ClientId, message: Message, now: SimTime): void {
    this.#stepClient(client, { kind: 'publish', message }, now);
  }

  setResendAfter(resendAfter: SimTime | undefined, now: SimTime): void {
    const input = { kind: 'set-resend-after', resendAfter } as const;
    this.#stepBroker(input, now);
    for (const id of this.#clients.keys()) this.#stepClient(id, input, now);
  }

  #stepBroker(input: BrokerInput, now: SimTime): void {
    this.#host.carryOut('broker', stepBroker(this.#broker, input, now), now);
  }

  #stepClient(id: ClientId, input: ClientInput, now: SimTime): void {
    this.#host.carryOut(id, stepClient(this.#client(id).machine, input, now), now);
  }

  #client(id: ClientId): ClientNode {
    const client = this.#clients.get(id);
    if (client === undefined) throw new Error(`No client ${id}`);
    return client;
  }
}

/** Undefined: only on reconnect. */
export function resendAfterOf({ resend, resendMs }: NetworkSettings): SimTime | undefined {
  return resend === 'timer' ? fromMs(resendMs) : undefined;
}

function brokerOptionsOf({ broker }: Scenario, resendAfter: SimTime | undefined): BrokerOptions {
  const { receiveMaximum: sendQuota, resendLimit = Infinity, ...same } = broker;
  return { ...BROKER_DEFAULTS, ...same, sendQuota, resendLimit, resendAfter };
}

function clientOptionsOf(
  { id: clientId, publishes: _, receiveMaximum: sendQuota, ...same }: ClientSettings,
  { network, protocolVersion }: Scenario,
  resendAfter: SimTime | undefined,
): ClientOptions {
  const connectTimeout = connectTimeoutOf(network);
  const will = same.will;
  const resendLimit = same.resendLimit ?? Infinity;
  return {
    ...CLIENT_DEFAULTS,
    ...same,
    clientId,
    protocolVersion,
    connectTimeout,
    sendQuota,
    will,
    resendLimit,
    resendAfter,
  };
}

/** CONNECT to SUBACK is two round trips; no client gives up before they can be over. */
function connectTimeoutOf({ latencyMs, jitterMs }: NetworkSettings): SimTime {
  return fromMs(Math.max(30_000, 6 * (latencyMs + jitterMs)));
}
