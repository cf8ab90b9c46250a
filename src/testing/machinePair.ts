// A test driver for the protocol machines: a broker and its clients joined by wires that lose
// nothing unless told to. Virtual time moves from one thing due to the next, bounded.
import { createEventQueue } from '../base/eventQueue.ts';
import { addTime, fromMs, type SimTime, TIME_ZERO } from '../base/time.ts';
import {
  type BrokerInput,
  type BrokerOptions,
  type BrokerState,
  createBroker,
  stepBroker,
} from '../mqtt/broker/broker.ts';
import {
  type ClientInput,
  type ClientOptions,
  type ClientState,
  createClient,
  stepClient,
} from '../mqtt/client/client.ts';
import type { Effect, TimerKey } from '../mqtt/effect.ts';
import type { Packet, PacketType, Qos } from '../mqtt/packets/packet.ts';
import { messageOf } from './messages.ts';

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

interface Node {
  readonly state: ClientState;
  connection: number | undefined;
}

type Due =
  | { kind: 'packet'; to: string; connection: number; packet: Packet }
  | { kind: 'timer'; node: string; key: TimerKey; name: string };

export class MachinePair {
  now: SimTime = TIME_ZERO;
  readonly broker: BrokerState;
  readonly clients = new Map<string, Node>();
  /** Every packet sent, in order. */
  readonly packets: PairPacket[] = [];
  /** Every effect, with who asked for it. */
  readonly effects: { readonly node: string; readonly effect: Effect }[] = [];
  readonly #queue = createEventQueue<Due>();
  /** The timers that run, by name: a replaced or cancelled one is not in it. */
  readonly #timers = new Map<string, Due>();
  readonly #owners = new Map<number, string>();
  #connections = 0;
  #flying = 0;
  #drop: (packet: Packet, from: string) => boolean = () => false;

  constructor(broker: Partial<BrokerOptions>, clients: readonly Partial<ClientOptions>[]) {
    this.broker = createBroker({ ...BROKER_DEFAULTS, ...broker });
    for (const options of clients) {
      const settings = { ...CLIENT_DEFAULTS, ...options };
      const state = createClient(settings);
      this.clients.set(settings.clientId, { state, connection: undefined });
    }
  }

  /** Opens a new connection and runs until nothing is on its way. */
  connect(...ids: readonly string[]): this {
    for (const id of ids) {
      const connection = this.#connections++;
      const node = this.#node(id);
      if (node.connection !== undefined) this.stepClient(id, { kind: 'connection-closed' });
      node.connection = connection;
      this.#owners.set(connection, id);
      this.stepBroker({ kind: 'connection-opened', connection });
      this.stepClient(id, { kind: 'connection-opened', connection });
    }
    return this.run();
  }

  /** Ends a client's connection for both sides: what is on its way is gone. */
  cut(id: string): this {
    const node = this.#node(id);
    const { connection } = node;
    if (connection === undefined) return this;
    node.connection = undefined;
    this.stepBroker({ kind: 'connection-closed', connection });
    this.stepClient(id, { kind: 'connection-closed' });
    return this;
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
    return this.effects.flatMap(({ node, effect }) =>
      node === id && effect.kind === 'deliver-message' ? [effect.message.uid] : [],
    );
  }

  packetsFrom(from: string, type: PacketType): readonly Packet[] {
    return this.packets.flatMap(({ packet, from: sender }) =>
      sender === from && packet.type === type ? [packet] : [],
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
    if (due.kind === 'packet') {
      this.#flying--;
      const { to, connection, packet } = due;
      const open = this.#owners.get(connection) ?? '';
      if (this.#node(open).connection !== connection) return;
      if (to === 'broker') this.stepBroker({ kind: 'packet-received', connection, packet });
      else this.stepClient(to, { kind: 'packet-received', packet });
      return;
    }
    if (this.#timers.get(due.name) !== due) return;
    this.#timers.delete(due.name);
    const input = { kind: 'timer-fired', key: due.key } as const;
    if (due.node === 'broker') this.stepBroker(input);
    else this.stepClient(due.node, input);
  }

  #carryOut(node: string, effects: readonly Effect[]): void {
    for (const effect of effects) {
      this.effects.push({ node, effect });
      if (effect.kind === 'send-packet') this.#send(node, effect.connection, effect.packet);
      else if (effect.kind === 'set-timer') this.#setTimer(node, effect.key, effect.at);
      else if (effect.kind === 'cancel-timer') this.#timers.delete(nameOf(node, effect.key));
      else if (effect.kind === 'close-connection') this.#close(effect.connection);
    }
  }

  #send(from: string, connection: number, packet: Packet): void {
    const owner = this.#owners.get(connection) ?? '';
    const to = from === 'broker' ? owner : 'broker';
    const dropped = this.#drop(packet, from);
    this.packets.push({ from, to, packet, atMs: this.now / 1000, dropped });
    if (dropped) return;
    const at = addTime(this.now, fromMs(PAIR_LATENCY_MS));
    this.#flying++;
    this.#queue.push(at, { kind: 'packet', to, connection, packet });
  }

  #setTimer(node: string, key: TimerKey, at: SimTime): void {
    const name = nameOf(node, key);
    const due = { kind: 'timer', node, key, name } as const;
    this.#timers.set(name, due);
    this.#queue.push(at, due);
  }

  #close(connection: number): void {
    const id = this.#owners.get(connection);
    if (id !== undefined && this.#node(id).connection === connection) this.cut(id);
    else this.stepBroker({ kind: 'connection-closed', connection });
  }
}

function nameOf(node: string, { connection, timer, packetId }: TimerKey): string {
  return `${node} ${connection} ${timer} ${packetId}`;
}

const BROKER_DEFAULTS: BrokerOptions = {
  qos2Forward: 'pubrel',
  receiveMaximum: 65_535,
  queueLimit: 1000,
  resendAfter: undefined,
};

const CLIENT_DEFAULTS: ClientOptions = {
  clientId: 'c',
  protocolVersion: 5,
  clean: false,
  sessionExpirySec: 3600,
  keepAliveSec: 0,
  subscriptions: [],
  qos2HandOver: 'pubrel',
  resendAfter: undefined,
  receiveMaximum: 65_535,
};

/** `pub` and `sub`, both connected; `sub` has topic `t` at QoS 2 unless told otherwise. */
export function connectedPair(
  options: {
    readonly broker?: Partial<BrokerOptions>;
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
