// Claim: each packet that is sent arrives or is lost, once, when its sending foretold, or is lost
// earlier because a command killed it or its connection closed. No two packets have one uid.

import type { TraceEventOf } from '../../trace/event.ts';
import type { Checker, TellFault } from './checker.ts';

type Sent = TraceEventOf<'packet-sent'>;

export function checkFates(fault: TellFault): Checker {
  const uids = new Set<string>();
  const flying = new Map<string, Sent>();
  const open = new Set<string>();
  /** Clients whose packets were lost with their connection, which must be told at once. */
  const closing = new Map<string, number>();
  let killing: string | undefined;

  function send(event: Sent): void {
    const { at, packet, arrivesAt, lostAt, dueAt } = event;
    const { uid } = packet;
    if (uids.has(uid)) fault(`${uid} is sent twice`);
    uids.add(uid);
    flying.set(uid, event);
    if (!open.has(clientOf(event))) fault(`${uid} is sent without a connection`);
    if ((arrivesAt === undefined) === (lostAt === undefined)) fault(`${uid} has not one fate`);
    if (arrivesAt !== undefined && arrivesAt !== dueAt) fault(`${uid} arrives when it is not due`);
    if (dueAt < at || (lostAt !== undefined && (lostAt < at || lostAt > dueAt))) {
      fault(`${uid} has a fate outside its flight`);
    }
  }

  function arrive({ at, packet }: TraceEventOf<'packet-arrived'>): void {
    const sent = flying.get(packet.uid);
    if (sent === undefined) fault(`${packet.uid} arrives and is not on its way`);
    else if (sent.arrivesAt !== at) fault(`${packet.uid} arrives at ${at}, which was not foretold`);
    flying.delete(packet.uid);
  }

  function lose({ at, packet, cause }: TraceEventOf<'packet-lost'>): void {
    const { uid } = packet;
    const sent = flying.get(uid);
    flying.delete(uid);
    if (sent === undefined) {
      fault(`${uid} is lost and is not on its way`);
      return;
    }
    const endsAt = sent.arrivesAt ?? sent.lostAt ?? sent.dueAt;
    if (cause === 'killed') {
      if (killing !== uid) fault(`${uid} is killed by no command`);
      if (at >= endsAt) fault(`${uid} is killed after its end`);
    } else if (cause === 'connection') {
      closing.set(clientOf(sent), at);
      if (at > endsAt) fault(`${uid} is lost with its connection after its end`);
    } else if (sent.lostAt !== at) {
      fault(`${uid} is lost at ${at}, which was not foretold`);
    }
  }

  return {
    add(event) {
      for (const [client, at] of closing) {
        if (at !== event.at) fault(`packets of ${client} are lost with a connection that lives`);
      }
      if (event.kind === 'packet-sent') send(event);
      else if (event.kind === 'packet-arrived') arrive(event);
      else if (event.kind === 'packet-lost') lose(event);
      else if (event.kind === 'connection-opened') open.add(event.client);
      else if (event.kind === 'connection-closed') {
        open.delete(event.client);
        closing.delete(event.client);
        for (const [uid, sent] of flying) {
          if (clientOf(sent) === event.client) fault(`${uid} outlives its connection`);
        }
      }
      const isKill = event.kind === 'command-applied' && event.command.kind === 'kill-packet';
      if (isKill) killing = event.command.uid;
      else if (event.kind !== 'packet-lost') killing = undefined;
    },
    finish(settled) {
      for (const client of closing.keys()) fault(`packets of ${client} are lost for no reason`);
      if (!settled) return;
      for (const { packet } of flying.values()) {
        if (packet.messageUid !== undefined) fault(`${packet.uid} never comes to an end`);
      }
    },
  };
}

function clientOf({ packet }: Sent): string {
  return packet.from === 'broker' ? packet.to : packet.from;
}

/** Claim: a drop-next command loses the next packet of its type on its hop, and no other. */
export function checkRules(fault: TellFault): Checker {
  const waiting = new Map<string, number>();
  const dropped = new Set<string>();
  return {
    add(event) {
      if (event.kind === 'command-applied' && event.command.kind === 'drop-next') {
        const name = `${event.command.packetType} on hop ${event.command.hop}`;
        waiting.set(name, (waiting.get(name) ?? 0) + 1);
      } else if (event.kind === 'packet-sent') {
        const name = `${event.packet.type} on hop ${event.packet.hop}`;
        const count = waiting.get(name) ?? 0;
        if (count === 0) return;
        waiting.set(name, count - 1);
        dropped.add(event.packet.uid);
        if (event.lostAt === undefined) fault(`${event.packet.uid} escapes the rule on ${name}`);
      } else if (event.kind === 'packet-lost') {
        const byRule = dropped.delete(event.packet.uid);
        const { cause, packet } = event;
        if (cause === 'rule' && !byRule) fault(`${packet.uid} is lost to a rule that nobody made`);
        if (cause === 'network' && byRule) fault(`${packet.uid} is lost to its luck, not the rule`);
      }
    },
    finish() {},
  };
}
