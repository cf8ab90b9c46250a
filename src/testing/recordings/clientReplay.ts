// Plays what happened to a recorded client against our client machine: the same messages published,
// the same packets from the broker, the same ones lost, the same cut. Says what ours sent.
import { addTime, fromSec, TIME_ZERO } from '../../base/time.ts';
import { type ClientInput, createClient, stepClient } from '../../mqtt/client/client.ts';
import type { ClientState } from '../../mqtt/client/state.ts';
import type { Effect } from '../../mqtt/effect.ts';
import type { Packet } from '../../mqtt/packets/packet.ts';
import { messageOf } from '../messages.ts';
import type { ClientEvent, ClientRecording } from './clientFile.ts';
import { applicationSubscribes, clientOptionsOf, versionOf } from './clientTable.ts';
import type { Sent } from './compare.ts';
import { formOf } from './packetForm.ts';
import { TimerTable } from './timerTable.ts';
import { bytesOf, overTheWire, packetIn, type Stream, textOf } from './wireBytes.ts';

/** How long the recorded clients were watched at the end, at least. */
const WATCHED = fromSec(10);

export interface ClientReplay {
  /** What the client sent on each connection, and the CONNACKs that it got. */
  readonly sent: readonly Sent[];
  /** Payloads that the application got, in order. */
  readonly delivered: readonly string[];
}

export function replayClient(recording: ClientRecording): ClientReplay {
  const player = new ClientPlayer(recording);
  for (const event of recording.events) player.play(event);
  player.watch();
  return player;
}

class ClientPlayer {
  readonly sent: Sent[] = [];
  readonly delivered: string[] = [];
  readonly #recording: ClientRecording;
  readonly #out: Stream;
  readonly #client: ClientState;
  readonly #timers = new TimerTable();
  #connection = 0;
  #isOpen = false;
  #hasPublished = false;
  #now = TIME_ZERO;

  constructor(recording: ClientRecording) {
    this.#recording = recording;
    this.#out = { from: 'client', version: versionOf(recording) };
    this.#client = createClient(clientOptionsOf(recording));
  }

  play({ conn = 0, event, dir, hex, packet, lost, afterCut }: ClientEvent): void {
    if (event === 'open') {
      this.#connection = conn;
      this.#isOpen = true;
      this.#step({ kind: 'connection-opened', connection: conn });
    } else if (event === 'closed') {
      this.#end();
    } else if (dir === '<' && hex !== undefined && lost !== true && afterCut !== true) {
      this.#receive(packetIn(bytesOf(hex), { from: 'broker', version: this.#out.version }));
    } else if (dir === '>' && packet?.cmd === 'disconnect') {
      this.#step({ kind: 'disconnect', reasonCode: 0 });
    }
  }

  /** Lets time pass: whatever a timer would make the client send, it sends now. */
  watch(): void {
    const end = addTime(this.#now, WATCHED);
    for (let due = this.#timers.takeDue(end); due !== undefined; due = this.#timers.takeDue(end)) {
      this.#now = due.at;
      this.#step({ kind: 'timer-fired', key: due.key });
    }
  }

  #receive(recorded: Packet): void {
    const packet = this.#withOwnId(recorded);
    // Comparing, it says where a session begins anew.
    if (packet.type === 'CONNACK') this.#note(packet);
    this.#step({ kind: 'packet-received', packet });
    if (packet.type === 'CONNACK') this.#runApplication();
  }

  /** What the application does when it is connected. */
  #runApplication(): void {
    const subscriptions = applicationSubscribes(this.#recording);
    if (subscriptions.length > 0) this.#step({ kind: 'subscribe', subscriptions });
    if (this.#hasPublished) return;
    this.#hasPublished = true;
    for (const [qos, payload] of this.#recording.file.pubs ?? []) {
      const message = { ...messageOf(payload, qos, 't/a'), payload };
      this.#step({ kind: 'publish', message });
    }
  }

  /** An acknowledgement with the identifier that ours chose where the recorded client chose its own. */
  #withOwnId(packet: Packet): Packet {
    switch (packet.type) {
      case 'PUBACK':
      case 'PUBREC':
      case 'PUBCOMP':
      case 'SUBACK':
        return { ...packet, packetId: this.#ownId(packet.packetId) };
      default:
        return packet;
    }
  }

  /** Ours for the nth packet of the recorded client that had this identifier. */
  #ownId(packetId: number): number {
    const recorded = this.#recording.events
      .filter(({ dir, conn = 0 }) => dir === '>' && conn <= this.#connection)
      .flatMap(({ hex }) => (hex === undefined ? [] : [packetIn(bytesOf(hex), this.#out)]));
    const subject = recorded.findLast((one) => subjectOf(one) && idOf(one) === packetId);
    const own = this.#sentPackets.findLast((one) => subjectOf(one) === subjectOf(subject));
    return idOf(own) ?? packetId;
  }

  readonly #sentPackets: Packet[] = [];

  #step(input: ClientInput): void {
    for (const effect of stepClient(this.#client, input, this.#now)) this.#carryOut(effect);
  }

  #carryOut(effect: Effect): void {
    switch (effect.kind) {
      case 'send-packet':
        this.#send(effect.packet);
        break;
      case 'deliver-message':
        this.delivered.push(textOf(effect.message.payload));
        break;
      case 'close-connection':
        this.#end();
        break;
      default:
        this.#timers.follow(effect);
    }
  }

  #send(packet: Packet): void {
    if (!this.#isOpen) return;
    const read = overTheWire(packet, this.#out);
    this.#sentPackets.push(read);
    this.#note(read);
  }

  #note(packet: Packet): void {
    const step = this.#connection;
    this.sent.push({ step, conn: `C#${step}`, clientId: 'C', item: formOf(packet) });
  }

  #end(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#step({ kind: 'connection-closed' });
  }
}

/** What a packet with an identifier of its sender's is about: a payload, or subscribing. */
function subjectOf(packet: Packet | undefined): string | undefined {
  if (packet?.type === 'PUBLISH') return `PUBLISH ${textOf(packet.message.payload)}`;
  return packet?.type === 'SUBSCRIBE' ? 'SUBSCRIBE' : undefined;
}

function idOf(packet: Packet | undefined): number | undefined {
  return packet !== undefined && 'packetId' in packet ? packet.packetId : undefined;
}
