// Claim: each packet that asks for an answer gets it at once, before anything else is sent, and the
// answer carries the Packet Identifier, message and attempt of what it answers; no answer comes
// unasked (v5 §4.6: acknowledgements keep the order of what they acknowledge).

import type { Scenario } from '../../scenario/scenario.ts';
import type { PacketRecord, PacketType } from '../../trace/event.ts';
import { atEachInstant, type Checker, type TellFault } from './checker.ts';

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

export function checkAnswers(fault: TellFault, { broker }: Scenario): Checker {
  /** What has arrived last and asks for an answer. */
  let asked: PacketRecord | undefined;
  /** A client takes nothing before its CONNACK (v5 [MQTT-3.2.0-1]). */
  const connected = new Set<string>();

  function missAnswer(): void {
    if (asked !== undefined) fault(`${asked.uid} is not answered at once`);
    asked = undefined;
  }

  function arrive(packet: PacketRecord): void {
    missAnswer();
    if (packet.type === 'CONNACK') connected.add(packet.to);
    const listens = packet.to === 'broker' || connected.has(packet.to);
    if (listens && answerTo(packet) !== undefined) asked = packet;
  }

  function send(packet: PacketRecord): void {
    const question = asked;
    // A broker that acknowledges last forwards first.
    const isForward = packet.from === 'broker' && packet.type === 'PUBLISH';
    if (isForward && broker.acknowledge === 'last') return;
    // A clean CONNECT ends the old session, and that sets its will free.
    if (isForward && question?.type === 'CONNECT' && packet.to !== question.from) return;
    if (question !== undefined && question.to === packet.from) {
      asked = undefined;
      compare(question, packet, fault);
      return;
    }
    // A PUBREL may also be re-sent by a timer.
    const isAnswer = ANSWER_TYPES.has(packet.type);
    const mayBeUnasked = packet.type === 'PUBREL' && packet.attempt > 1;
    if (isAnswer && !mayBeUnasked) fault(`${packet.uid} answers nothing`);
  }

  const instants = atEachInstant(missAnswer);
  return {
    add(event) {
      instants.add(event);
      if (event.kind === 'packet-arrived') arrive(event.packet);
      else if (event.kind === 'packet-sent') send(event.packet);
      else if (event.kind === 'connection-closed') {
        connected.delete(event.client);
        if (asked?.to === event.client) asked = undefined;
      } else if (event.kind === 'command-applied') missAnswer();
    },
    finish: instants.finish,
  };
}

function compare(question: PacketRecord, answer: PacketRecord, fault: TellFault): void {
  const expected = answerTo(question);
  if (answer.type !== expected || answer.to !== question.from) {
    fault(`${question.uid} asks for ${expected} and gets ${answer.uid} first`);
    return;
  }
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
