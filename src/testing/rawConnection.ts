// A connection to a MachinePair's broker with a client that a test plays by hand: what it gives
// arrives at once, and what the broker sends is there to be taken.
import type { BrokerInput } from '../mqtt/broker/broker.ts';
import type { PacketFault } from '../mqtt/packets/fault.ts';
import type {
  ConnackPacket,
  Message,
  Packet,
  ProtocolVersion,
  PublishPacket,
  Qos,
} from '../mqtt/packets/packet.ts';
import { ackOf, briefOf, messageOf, publishOf } from './messages.ts';

export class RawConnection {
  readonly id: number;
  readonly name: string;
  /** What the broker said when it closed the connection. */
  closedBecause: string | undefined;
  connack: ConnackPacket | undefined;
  readonly #step: (input: BrokerInput) => void;
  #sent: Packet[] = [];
  #packetId = 0;

  constructor(id: number, name: string, step: (input: BrokerInput) => void) {
    this.id = id;
    this.name = name;
    this.#step = step;
    step({ kind: 'connection-opened', connection: id });
  }

  give(...packets: readonly Packet[]): this {
    for (const packet of packets) {
      this.#step({ kind: 'packet-received', connection: this.id, packet });
    }
    return this;
  }

  giveMalformed(fault: PacketFault, protocolVersion?: ProtocolVersion): this {
    this.#step({ kind: 'malformed-received', connection: this.id, fault, protocolVersion });
    return this;
  }

  /** Publishes a message of its own, up to the last acknowledgement. */
  publish(uid: string, qos: Qos, topic = 't', facts: Partial<Message> = {}): this {
    const message = messageOf(uid, qos, topic, facts);
    const packetId = qos === 0 ? 0 : ++this.#packetId;
    this.give(publishOf(uid, qos, packetId, { message }));
    return qos === 2 ? this.give(ackOf('PUBREL', packetId)) : this;
  }

  /** Ends without a word. */
  end(): this {
    this.#step({ kind: 'connection-closed', connection: this.id });
    return this;
  }

  /** DISCONNECT, and the end that follows. */
  disconnect(reasonCode = 0, sessionExpirySec?: number): this {
    const expiry = sessionExpirySec === undefined ? {} : { sessionExpirySec };
    return this.give({ type: 'DISCONNECT', reasonCode, ...expiry });
  }

  /** What the broker has sent since this was asked last. */
  take(): readonly Packet[] {
    const sent = this.#sent;
    this.#sent = [];
    return sent;
  }

  takeBrief(): readonly string[] {
    return this.take().map(briefOf);
  }

  /** The PUBLISHes among what `take` gives. */
  takePublishes(): readonly PublishPacket[] {
    return this.take().flatMap((packet) => (packet.type === 'PUBLISH' ? [packet] : []));
  }

  /** Uids of the PUBLISHes among what `take` gives. */
  takeUids(): readonly string[] {
    return this.takePublishes().map(({ messageUid }) => messageUid);
  }

  /** The driver's part: the broker has sent this. */
  receive(packet: Packet): void {
    if (packet.type === 'CONNACK') this.connack = packet;
    else this.#sent.push(packet);
  }
}
