// The scripted client's side of one connection: what it has on its way to the broker, what it got,
// and how it acknowledges.
import type { BrokerInput } from '../../mqtt/broker/broker.ts';
import { encodePacket } from '../../mqtt/codec/encodePacket.ts';
import { PacketReader } from '../../mqtt/codec/packetReader.ts';
import type { AckType, Packet, ProtocolVersion } from '../../mqtt/packets/packet.ts';
import type { AckPolicy, ScriptedPacket } from './brokerFile.ts';
import type { WireItem } from './compare.ts';
import { formOf } from './packetForm.ts';
import { hexOf, PACKET_SIZE_MAX, readPackets, textOf } from './wireBytes.ts';

/** What is on its way to the broker; `seq` is the order in which it was sent. */
export type Arrival =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly seq: number }
  | { readonly kind: 'end'; readonly seq: number };

export class ScriptedConnection {
  /** `sub#2` */
  readonly label: string;
  isOpen = true;
  #version: ProtocolVersion;
  readonly #reader = new PacketReader({ maximumPacketSize: PACKET_SIZE_MAX });
  readonly #onTheWay: Arrival[] = [];
  #published = 0;
  /** Identifiers of the PUBLISHes that came, by payload. */
  readonly #received = new Map<string, number>();

  readonly id: number;
  readonly name: string;
  readonly clientId: string;
  readonly #ack: AckPolicy;

  constructor(
    id: number,
    name: string,
    nth: number,
    facts: {
      readonly clientId: string;
      readonly ack: AckPolicy;
      readonly protocolVersion: ProtocolVersion;
    },
  ) {
    this.id = id;
    this.name = name;
    this.label = `${name}#${nth}`;
    this.clientId = facts.clientId;
    this.#ack = facts.ack;
    this.#version = facts.protocolVersion;
  }

  /** What arrives next at the broker. */
  get next(): Arrival | undefined {
    return this.isOpen ? this.#onTheWay[0] : undefined;
  }

  give(arrival: Arrival): void {
    if (this.isOpen) this.#onTheWay.push(arrival);
  }

  /** Takes the next arrival off the way. @returns what it is to the broker */
  arrive(): readonly BrokerInput[] {
    const { id: connection } = this;
    const arrival = this.#onTheWay.shift();
    if (arrival === undefined) return [];
    if (arrival.kind === 'end') {
      this.isOpen = false;
      return [{ kind: 'connection-closed', connection }];
    }
    return this.#reader.read(arrival.bytes).map((item): BrokerInput => {
      if (item.kind === 'fault') {
        this.#version = item.protocolVersion ?? 4;
        return { ...item, kind: 'malformed-received', connection };
      }
      const { packet } = item;
      if (packet.type === 'CONNECT') this.#version = packet.protocolVersion;
      return { kind: 'packet-received', connection, packet: this.#name(packet) };
    });
  }

  /** Each PUBLISH that comes out of bytes is a message of its own. */
  #name(packet: Packet): Packet {
    if (packet.type !== 'PUBLISH') return packet;
    const uid = `${this.label} ${++this.#published}`;
    return { ...packet, messageUid: uid, message: { ...packet.message, uid } };
  }

  /** Reads what the broker sent. @returns what it is, and the bytes that the policy answers */
  receive(sent: Packet): { readonly item: WireItem; readonly answer: Uint8Array | undefined } {
    const bytes = encodePacket(sent, this.#version);
    const [packet] = readPackets(bytes, { from: 'broker', version: this.#version }) ?? [];
    if (packet === undefined)
      return { item: { type: 'unsound', hex: hexOf(bytes) }, answer: undefined };
    if (packet.type === 'PUBLISH') {
      this.#received.set(textOf(packet.message.payload), packet.packetId);
    }
    const type = this.#answerTo(packet);
    const packetId = 'packetId' in packet ? packet.packetId : 0;
    const answer = type === undefined ? undefined : this.#ackBytes(type, packetId, 0);
    return { item: formOf(packet), answer };
  }

  /** The bytes of an acknowledgement that names a PUBLISH by its payload: `$m1`. */
  answerBytes({ cmd, messageId, reasonCode = 0 }: ScriptedPacket): Uint8Array | undefined {
    const packetId = this.#received.get(String(messageId).slice(1));
    if (packetId === undefined) return undefined;
    return this.#ackBytes(cmd.toUpperCase() as AckType, packetId, reasonCode);
  }

  close(): void {
    this.isOpen = false;
  }

  #answerTo(packet: Packet): AckType | undefined {
    if (packet.type === 'PUBREC') {
      const answers = typeof this.#ack === 'boolean' ? this.#ack : this.#ack.pubrel;
      return answers && packet.reasonCode < 0x80 ? 'PUBREL' : undefined;
    }
    if (this.#ack !== true) return undefined;
    if (packet.type === 'PUBREL') return 'PUBCOMP';
    if (packet.type !== 'PUBLISH' || packet.qos === 0) return undefined;
    return packet.qos === 1 ? 'PUBACK' : 'PUBREC';
  }

  #ackBytes(type: AckType, packetId: number, reasonCode: number): Uint8Array {
    const traced = { messageUid: '', copy: 1, attempt: 1 };
    return encodePacket({ type, packetId, reasonCode, ...traced }, this.#version);
  }
}
