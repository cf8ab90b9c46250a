// A test driver for the protocol machines: a broker and its clients joined by wires that lose
// nothing unless told to. Virtual time moves from one thing due to the next, bounded. Clients that a
// test plays by hand are rawConnection.ts's.
import { createEventQueue } from '../base/eventQueue.ts';
import { addTime, fromMs, type SimTime, TIME_ZERO } from '../base/time.ts';
import { type BrokerInput, createBroker, stepBroker } from '../mqtt/broker/broker.ts';
import { BROKER_DEFAULTS, type BrokerLimits, type BrokerOptions } from '../mqtt/broker/options.ts';
import type { BrokerState } from '../mqtt/broker/state.ts';
import { restoreBroker, saveBroker } from '../mqtt/broker/store.ts';
import { type ClientInput, createClient, stepClient } from '../mqtt/client/client.ts';
import { CLIENT_DEFAULTS, type ClientOptions } from '../mqtt/client/options.ts';
import type { ClientState } from '../mqtt/client/state.ts';
import type { Effect, TimerKey } from '../mqtt/effect.ts';
import type {
  ConnectPacket,
  Packet,
  PacketType,
  Qos,
  Subscription,
} from '../mqtt/packets/packet.ts';
import { connectOf, KEPT, messageOf, subscribeOf } from './messages.ts';
import { RawConnection } from './rawConnection.ts';

/** One way, in milliseconds. */
export const PAIR_LATENCY_MS = 10;
const STEPS_MAX = 100_000;

export interface PairPacket {
  readonly from: string;
  readonly to: string;
  readonly packet: Packet;
  readonly atMs: number;
  readonly dropped: boolean;
}

/** Options of a pair's broker: what a test does not say is BROKER_DEFAULTS'. */
export type PairBrokerOptions = Partial<Omit<BrokerOptions, 'limits'>> & {
  readonly limits?: Partial<BrokerLimits>;
};

interface Node {
  readonly state: ClientState;
  connection: number | undefined;
}

/** Arrivals go by the connection; `packet` undefined is its end. */
type Due =
  | { kind: 'arrival'; to: string; connection: number; packet: Packet | undefined }
  | { kind: 'timer'; node: string; key: TimerKey; name: string };

export class MachinePair {
  now: SimTime = TIME_ZERO;
  broker: BrokerState;
  readonly clients = new Map<string, Node>();
  /** Every packet sent, in order. */
  readonly packets: PairPacket[] = [];
  /** Every effect, with who asked for it. */
  readonly effects: { readonly node: string; readonly effect: Effect }[] = [];
  readonly #queue = createEventQueue<Due>();
  /** The timers that run, by name: a replaced or cancelled one is not in it. */
  readonly #timers = new Map<string, Due>();
  readonly #owners = new Map<number, string | RawConnection>();
  #connections = 0;
  #flying = 0;
  #drop: (packet: Packet, from: string) => boolean = () => false;

  constructor(broker: PairBrokerOptions, clients: readonly Partial<ClientOptions>[]) {
    const limits = { ...BROKER_DEFAULTS.limits, ...broker.limits };
    this.broker = createBroker({ ...BROKER_DEFAULTS, ...broker, limits });
    for (const options of clients) {
      const settings = { ...CLIENT_DEFAULTS, ...KEPT, clientId: 'c', ...options };
      const state = createClient(settings);
      this.clients.set(settings.clientId, { state, connection: undefined });
    }
  }

  /** Connects, and runs until nothing is on its way. */
  connect(...ids: readonly string[]): this {
    return this.open(...ids).run();
  }

  /** Opens a new connection. The broker is not told of an old one. */
  open(...ids: readonly string[]): this {
    for (const id of ids) {
      const connection = this.#connections++;
      const node = this.#node(id);
      if (node.connection !== undefined) this.stepClient(id, { kind: 'connection-closed' });
      node.connection = connection;
      this.#owners.set(connection, id);
      this.stepBroker({ kind: 'connection-opened', connection });
      this.stepClient(id, { kind: 'connection-opened', connection });
    }
    return this;
  }

  /** Ends a client's connection for both sides: what is on its way is gone. */
  cut(id: string): this {
    const node = this.#node(id);
    const { connection } = node;
    if (connection === undefined) return this;
    node.connection = undefined;
    this.#owners.delete(connection);
    this.stepBroker({ kind: 'connection-closed', connection });
    this.stepClient(id, { kind: 'connection-closed' });
    return this;
  }

  reconnect(...ids: readonly string[]): this {
    for (const id of ids) this.cut(id);
    return this.connect(...ids);
  }

  /** The client says DISCONNECT, and runs until nothing is on its way. */
  disconnect(id: string, reasonCode: 0x00 | 0x04 = 0x00): this {
    this.stepClient(id, { kind: 'disconnect', reasonCode });
    return this.run();
  }

  /** The broker crashes and starts again, with its store or without one. Every connection is gone. */
  restart(store: 'kept' | 'lost'): this {
    const { options } = this.broker;
    const snapshot = saveBroker(this.broker);
    for (const name of this.#timers.keys()) {
      if (name.startsWith('broker ')) this.#timers.delete(name);
    }
    this.#owners.clear();
    for (const [id, node] of this.clients) {
      if (node.connection !== undefined) this.#endAtClient(id, node);
    }
    const restored = restoreBroker(options, snapshot, this.now);
    this.broker = store === 'kept' ? restored.state : createBroker(options);
    if (store === 'kept') this.#carryOut('broker', restored.effects);
    return this;
  }

  /** A connection with a client played by hand, on which nothing was said yet. */
  openRaw(name = 'raw'): RawConnection {
    const id = this.#connections++;
    const raw = new RawConnection(id, name, (input) => this.stepBroker(input));
    this.#owners.set(id, raw);
    return raw;
  }

  /** The same after its CONNECT. */
  join(clientId: string, facts: Partial<ConnectPacket> = {}): RawConnection {
    return this.openRaw(clientId).give(connectOf(clientId, facts));
  }

  /** One that has subscribed, its SUBACK and what was retained taken already. */
  joinSubscribed(
    clientId: string,
    what: string | readonly Subscription[],
    facts: Partial<ConnectPacket> & { readonly qos?: Qos } = {},
  ): RawConnection {
    const { qos = 2, ...connect } = facts;
    const raw = this.join(clientId, connect).give(subscribeOf(what, { qos }));
    raw.take();
    return raw;
  }

  publish(id: string, uid: string, qos: Qos, topic = 't'): this {
    this.stepClient(id, { kind: 'publish', message: messageOf(uid, qos, topic) });
    return this;
  }

  /** Hands a packet to the broker as if the client had sent it. */
  give(id: string, packet: Packet): this {
    const { connection } = this.#node(id);
    if (connection === undefined) throw new Error(`${id} has no connection`);
    this.stepBroker({ kind: 'packet-received', connection, packet });
    return this;
  }

  /** Hands a packet to a client as if the broker had sent it. */
  giveTo(id: string, packet: Packet): this {
    this.stepClient(id, { kind: 'packet-received', packet });
    return this;
  }

  /** Loses each packet for which `isLost` holds, from now on. */
  loseIf(isLost: (packet: Packet, from: string) => boolean): this {
    this.#drop = isLost;
    return this;
  }

  /** Loses the nth packet of a type that is sent from now on, counted from 1. */
  dropNth(type: PacketType, nth: number, from?: string): this {
    let count = 0;
    return this.loseIf((packet, sender) => {
      if (packet.type !== type || (from !== undefined && sender !== from)) return false;
      return ++count === nth;
    });
  }

  /** Runs until no packet is on its way and no re-send is due, or until `ms` from now. */
  run(ms = Infinity): this {
    const end = ms === Infinity ? Infinity : this.now + ms * 1000;
    for (let steps = 0; steps < STEPS_MAX; steps++) {
      const isOver = this.#queue.nextAt > end || (ms === Infinity && this.#isIdle());
      if (this.#queue.size === 0 || isOver) {
        if (end !== Infinity) this.now = end as SimTime;
        return this;
      }
      this.now = this.#queue.nextAt as SimTime;
      this.#do(this.#queue.pop());
    }
    throw new Error('The machines never come to rest');
  }

  /** `pub PUBLISH`, `broker PUBACK` …, of the exchange packets sent, lost ones in brackets. */
  exchange(): readonly string[] {
    const types = new Set(['PUBLISH', 'PUBACK', 'PUBREC', 'PUBREL', 'PUBCOMP']);
    return this.packets
      .filter(({ packet }) => types.has(packet.type))
      .map(({ from, packet, dropped }) => {
        const text = `${from} ${packet.type}`;
        return dropped ? `(${text})` : text;
      });
  }

  /** What a client's application got, in order. */
  deliveredTo(id: string): readonly string[] {
    return this.effectsOf(id, 'deliver-message').map(({ message }) => message.uid);
  }

  packetsFrom<T extends PacketType>(from: string, type: T): Extract<Packet, { type: T }>[] {
    return this.packets.flatMap(({ packet, from: sender }) =>
      sender === from && packet.type === type ? [packet as Extract<Packet, { type: T }>] : [],
    );
  }

  /** Effects of one kind that a node asked for, in order. */
  effectsOf<K extends Effect['kind']>(node: string, kind: K): Extract<Effect, { kind: K }>[] {
    return this.effects.flatMap(({ node: from, effect }) =>
      from === node && effect.kind === kind ? [effect as Extract<Effect, { kind: K }>] : [],
    );
  }

  stepClient(id: string, input: ClientInput): void {
    this.#carryOut(id, stepClient(this.#node(id).state, input, this.now));
  }

  stepBroker(input: BrokerInput): void {
    this.#carryOut('broker', stepBroker(this.broker, input, this.now));
  }

  #node(id: string): Node {
    const node = this.clients.get(id);
    if (node === undefined) throw new Error(`No client ${id}`);
    return node;
  }

  #isIdle(): boolean {
    return this.#flying === 0 && ![...this.#timers.keys()].some((name) => /re-send/.test(name));
  }

  #do(due: Due): void {
    if (due.kind === 'arrival') {
      this.#flying--;
      this.#arrive(due.to, due.connection, due.packet);
      return;
    }
    if (this.#timers.get(due.name) !== due) return;
    this.#timers.delete(due.name);
    const input = { kind: 'timer-fired', key: due.key } as const;
    if (due.node === 'broker') this.stepBroker(input);
    else this.stepClient(due.node, input);
  }

  #arrive(to: string, connection: number, packet: Packet | undefined): void {
    if (to === 'broker') {
      if (!this.#owners.has(connection)) return;
      if (packet !== undefined) this.stepBroker({ kind: 'packet-received', connection, packet });
      else this.#endAtBroker(connection);
      return;
    }
    const node = this.#node(to);
    if (node.connection !== connection) return;
    if (packet !== undefined) this.stepClient(to, { kind: 'packet-received', packet });
    else this.#endAtClient(to, node);
  }

  /** What was on its way from a client to the broker on this connection is gone. */
  #endAtBroker(connection: number): void {
    this.#owners.delete(connection);
    this.stepBroker({ kind: 'connection-closed', connection });
  }

  #endAtClient(id: string, node: Node): void {
    node.connection = undefined;
    this.stepClient(id, { kind: 'connection-closed' });
  }

  #carryOut(node: string, effects: readonly Effect[]): void {
    const closing: { connection: number; reason: string }[] = [];
    for (const effect of effects) {
      this.effects.push({ node, effect });
      if (effect.kind === 'send-packet') this.#send(node, effect.connection, effect.packet);
      else if (effect.kind === 'set-timer') this.#setTimer(node, effect.key, effect.at);
      else if (effect.kind === 'cancel-timer') this.#timers.delete(nameOf(node, effect.key));
      else if (effect.kind === 'close-connection') closing.push(effect);
    }
    for (const { connection, reason } of closing) this.#close(node, connection, reason);
  }

  #send(from: string, connection: number, packet: Packet): void {
    const owner = this.#owners.get(connection) ?? '';
    const name = typeof owner === 'string' ? owner : owner.name;
    const to = from === 'broker' ? name : 'broker';
    const dropped = this.#drop(packet, from);
    this.packets.push({ from, to, packet, atMs: this.now / 1000, dropped });
    if (dropped) return;
    if (typeof owner === 'string') this.#fly(to, connection, packet);
    else owner.receive(packet);
  }

  #fly(to: string, connection: number, packet: Packet | undefined): void {
    this.#flying++;
    const at = addTime(this.now, fromMs(PAIR_LATENCY_MS));
    this.#queue.push(at, { kind: 'arrival', to, connection, packet });
  }

  #setTimer(node: string, key: TimerKey, at: SimTime): void {
    const name = nameOf(node, key);
    const due = { kind: 'timer', node, key, name } as const;
    this.#timers.set(name, due);
    this.#queue.push(at, due);
  }

  /** Ends the connection here at once, and for the other side after what is on its way to it. */
  #close(by: string, connection: number, reason: string): void {
    const owner = this.#owners.get(connection);
    if (owner instanceof RawConnection) {
      owner.closedBecause = reason;
      this.#endAtBroker(connection);
    } else if (by === 'broker') {
      this.#endAtBroker(connection);
      if (owner !== undefined) this.#fly(owner, connection, undefined);
    } else if (this.#node(by).connection === connection) {
      this.#endAtClient(by, this.#node(by));
      this.#fly('broker', connection, undefined);
    }
  }
}

function nameOf(node: string, { connection, timer, packetId }: TimerKey): string {
  return `${node} ${connection} ${timer} ${packetId}`;
}

/** `pub` and `sub`, both connected; `sub` has topic `t` at QoS 2 unless told otherwise. */
export function connectedPair(
  options: {
    readonly broker?: PairBrokerOptions;
    readonly pub?: Partial<ClientOptions>;
    readonly sub?: Partial<ClientOptions>;
    readonly subQos?: Qos;
  } = {},
): MachinePair {
  const { broker = {}, pub = {}, sub = {}, subQos = 2 } = options;
  const subscriptions = [{ filter: 't', qos: subQos }];
  return new MachinePair(broker, [
    { clientId: 'pub', ...pub },
    { clientId: 'sub', subscriptions, ...sub },
  ]).connect('pub', 'sub');
}
