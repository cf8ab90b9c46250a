// A session's sending half alone, for its tests: what it is told, and what comes of it.
import { fromMs, type SimTime } from '../base/time.ts';
import type { Effect } from '../mqtt/effect.ts';
import type { PacketFault } from '../mqtt/packets/fault.ts';
import type { Packet, PublishPacket, Qos } from '../mqtt/packets/packet.ts';
import type { PeerLimits, SenderOptions, SenderState } from '../mqtt/session/outgoing.ts';
import { resumeSender, suspendSender } from '../mqtt/session/reconnect.ts';
import {
  createSender,
  fireResend,
  NO_LIMITS,
  publishRule,
  receivePuback,
  receivePubcomp,
  receivePubrec,
  sendMessage,
} from '../mqtt/session/sender.ts';
import type { Delivery } from '../mqtt/session/waiting.ts';
import { ackOf, briefOf, deliveryOf } from './messages.ts';

const DEFAULTS: SenderOptions = {
  sendQuota: 65_535,
  resendLimit: Infinity,
  topicAliasMaximum: 0,
  queueLimit: 1000,
  queueDrop: 'newest',
  queueBytesMax: Infinity,
};

export class SenderHarness {
  readonly state: SenderState;
  now: SimTime = fromMs(0);
  /** Since `take` was called last. */
  effects: Effect[] = [];
  #connections = 0;

  /** Connected, to an other side that sets no limits. */
  constructor(options: Partial<SenderOptions> = {}, resendAfter?: SimTime) {
    this.state = createSender('peer', resendAfter, { ...DEFAULTS, ...options });
    this.connect();
  }

  connect(limits: Partial<PeerLimits> = {}): this {
    const all = { ...NO_LIMITS, ...limits };
    resumeSender(this.state, ++this.#connections, all, this.now, this.effects);
    return this;
  }

  disconnect(): this {
    suspendSender(this.state, this.effects);
    return this;
  }

  at(ms: number): this {
    this.now = fromMs(ms);
    return this;
  }

  send(uid: string, qos: Qos, facts: Partial<Delivery> = {}): this {
    const delivery = deliveryOf(uid, qos, facts);
    sendMessage(this.state, delivery, publishRule(qos), this.now, this.effects);
    return this;
  }

  /** Takes an acknowledgement. @returns the fault, if it is one */
  get(
    type: 'PUBACK' | 'PUBREC' | 'PUBCOMP',
    packetId: number,
    reasonCode = 0,
  ): PacketFault | undefined {
    const { state, now, effects } = this;
    const facts = { reasonCode };
    if (type === 'PUBACK') {
      return receivePuback(state, ackOf(type, packetId, facts), now, effects);
    }
    return type === 'PUBREC'
      ? receivePubrec(state, ackOf(type, packetId, facts), now, effects)
      : receivePubcomp(state, ackOf(type, packetId, facts), now, effects);
  }

  /** The re-send timer of an exchange fires. */
  fire(packetId: number): this {
    fireResend(this.state, packetId, this.now, this.effects);
    return this;
  }

  take(): readonly Effect[] {
    const { effects } = this;
    this.effects = [];
    return effects;
  }

  /** The packets among what `take` gives. */
  takePackets(): readonly Packet[] {
    return this.take().flatMap((effect) => (effect.kind === 'send-packet' ? [effect.packet] : []));
  }

  takePublishes(): readonly PublishPacket[] {
    return this.takePackets().flatMap((packet) => (packet.type === 'PUBLISH' ? [packet] : []));
  }

  takeBrief(): readonly string[] {
    return this.takePackets().map(briefOf);
  }

  /** `uid reason`, of what was discarded since `take` was called last. */
  get discarded(): readonly string[] {
    return this.effects.flatMap((effect) =>
      effect.kind === 'discard-message' ? [`${effect.messageUid} ${effect.reason}`] : [],
    );
  }

  /** How many messages are unacknowledged on this connection. */
  get inFlight(): number {
    return this.state.entries.size - this.state.unsent.size;
  }
}
