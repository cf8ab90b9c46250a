// Claim: each packet that asks for an answer gets it at once, before anything else is sent, and the
// answer carries the Packet Identifier, message and attempt of what it answers; no answer comes
// unasked (v5 §4.6: acknowledgements keep the order of what they acknowledge). A client that
// acknowledges last does so when its application is done; what it withholds never comes.

import type { Scenario } from '../../scenario/scenario.ts';
import type { PacketRecord, PacketType, TraceEvent } from '../../trace/event.ts';
import { atEachInstant, type Checker, type TellFault } from './checker.ts';
import { ClientsNow } from './clientsNow.ts';
import { Handlers } from './handlers.ts';
import { endAt } from './links.ts';

const ANSWERS: Partial<Record<PacketType, PacketType>> = {
  CONNECT: 'CONNACK',
  SUBSCRIBE: 'SUBACK',
  PINGREQ: 'PINGRESP',
  PUBREC: 'PUBREL',
  PUBREL: 'PUBCOMP',
};

const ANSWER_TYPES = new Set<PacketType>(['PUBACK', 'PUBREC', ...Object.values(ANSWERS)]);

function answerTo({ type, qos }: PacketRecord): PacketType | undefined {
  if (type !== 'PUBLISH') return ANSWERS[type];
  if (qos === 0) return undefined;
  return qos === 1 ? 'PUBACK' : 'PUBREC';
}

export function checkAnswers(fault: TellFault, scenario: Scenario): Checker {
  const clients = new ClientsNow(scenario);
  /** What has come last and asks for an answer, or whose answer is due. */
  let asked: PacketRecord | undefined;
  /** The answer may come when the application is done. */
  let mayWait = false;
  /** Said before the end that should have answered closes. */
  let instead: string | undefined;
  /** Connections on which a client has had its CONNACK: before, it takes nothing (v5 [MQTT-3.2.0-1]). */
  const connected = new Set<number>();
  const handlers = new Handlers();

  function missAnswer(): void {
    if (instead !== undefined) fault(instead);
    else if (asked !== undefined) fault(`${asked.uid} is not answered at once`);
    ask(undefined);
  }

  function ask(packet: PacketRecord | undefined, canWait = false): void {
    asked = packet;
    mayWait = canWait;
    instead = undefined;
  }

  function arrive(packet: PacketRecord): void {
    missAnswer();
    if (packet.type === 'CONNACK') connected.add(packet.connection);
    demand(packet, packet.to !== 'broker' && clients.of(packet.to).acknowledge === 'last');
  }

  function demand(packet: PacketRecord, canWait: boolean): void {
    const answer = answerTo(packet);
    const atClient = packet.to !== 'broker';
    if (answer === undefined || (atClient && !connected.has(packet.connection))) return;
    const withheld: readonly PacketType[] = atClient ? clients.of(packet.to).withholds : [];
    if (!withheld.includes(answer)) ask(packet, canWait);
  }

  function send(packet: PacketRecord): void {
    // What it copies was just looked at.
    if (packet.networkCopy !== undefined) return;
    const question = asked;
    const isForward = packet.from === 'broker' && packet.type === 'PUBLISH';
    // A broker that acknowledges last forwards first.
    if (isForward && scenario.broker.acknowledge === 'last') return;
    // CONNECT ends the client's old connection, and perhaps its session: both set its will free.
    const isAside = packet.connection !== question?.connection;
    if (question?.type === 'CONNECT' && isAside) return;
    if (question !== undefined && question.to === packet.from) {
      compare(question, packet);
      return;
    }
    // A PUBREL may also be re-sent by a timer.
    const isAnswer = ANSWER_TYPES.has(packet.type);
    const mayBeUnasked = packet.type === 'PUBREL' && packet.attempt > 1;
    if (isAnswer && !mayBeUnasked) fault(`${packet.uid} answers nothing`);
  }

  function compare(question: PacketRecord, answer: PacketRecord): void {
    const expected = answerTo(question);
    if (answer.type !== expected || answer.connection !== question.connection) {
      const says = `${question.uid} asks for ${expected} and gets ${answer.uid} first`;
      // It may be the last that this end says.
      if (answer.type === 'DISCONNECT') instead = says;
      else {
        fault(says);
        ask(undefined);
      }
      return;
    }
    ask(undefined);
    const same =
      answer.packetId === question.packetId &&
      answer.messageUid === question.messageUid &&
      answer.copy === question.copy &&
      (answer.messageUid === undefined ||
        answer.type === 'PUBREL' ||
        answer.attempt === question.attempt);
    // CONNACK and PINGRESP carry no Packet Identifier: theirs are both 0.
    if (!same) fault(`${answer.uid} does not carry what ${question.uid} asked with`);
  }

  /** The application is busy, or begins, or is done. */
  function handle(event: TraceEvent): void {
    const change = handlers.add(event, mayWait ? asked : undefined);
    if (change === 'taken') ask(undefined);
    else if (change !== undefined && connected.has(change.connection)) {
      demand(change, event.kind !== 'timer-fired');
    }
  }

  const instants = atEachInstant(missAnswer);
  return {
    add(event) {
      instants.add(event);
      clients.add(event);
      if (event.kind === 'timer-fired' || event.kind === 'command-applied') missAnswer();
      if (event.kind === 'packet-arrived') arrive(event.packet);
      else if (event.kind === 'packet-sent') send(event.packet);
      else if (event.kind === 'connection-closed') {
        if (event.end !== 'broker') connected.delete(event.connection);
        // An end that closes answers nothing: it may have been asked for what cannot be.
        const isHere = asked !== undefined && asked.connection === event.connection;
        if (isHere && (event.end === 'both' || event.end === endAt(asked?.to ?? ''))) {
          ask(undefined);
        }
      }
      handle(event);
    },
    finish: instants.finish,
  };
}
