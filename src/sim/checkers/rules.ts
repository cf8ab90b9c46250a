// Claim: a drop-next command loses the next packet of its type on its hop, and no other. Over TCP that
// is its first transmission, and TCP sends it again; what had not left when the model changes escapes.

import type { Scenario } from '../../scenario/scenario.ts';
import type { Checker, TellFault } from './checker.ts';
import { NetworkNow } from './clientsNow.ts';

export function checkRules(fault: TellFault, scenario: Scenario): Checker {
  const now = new NetworkNow(scenario);
  const waiting = new Map<string, number>();
  /** Packets that are to be lost, or whose first transmission is. */
  const dropped = new Set<string>();
  return {
    add(event) {
      now.add(event);
      if (event.kind === 'command-applied' && event.command.kind === 'drop-next') {
        const name = `${event.command.packetType} on hop ${event.command.hop}`;
        waiting.set(name, (waiting.get(name) ?? 0) + 1);
      } else if (event.kind === 'packet-sent') {
        const name = `${event.packet.type} on hop ${event.packet.hop}`;
        const count = waiting.get(name) ?? 0;
        if (count === 0) return;
        waiting.set(name, count - 1);
        dropped.add(event.packet.uid);
        const isOverTcp = event.dueAt === undefined;
        if (!isOverTcp && event.lostAt === undefined) {
          fault(`${event.packet.uid} escapes the rule on ${name}`);
        }
      } else if (event.kind === 'segment-sent') {
        const { packet, transmission, lostAt } = event;
        const isFirst = transmission === 1 && now.network.model === 'tcp';
        if (isFirst && dropped.has(packet.uid) && lostAt === undefined)
          fault(`${packet.uid} escapes the rule on its type`);
      } else if (event.kind === 'packet-lost' || event.kind === 'segment-lost') {
        const { cause, packet } = event;
        const isMeant = event.kind === 'packet-lost' || event.transmission === 1;
        const byRule = isMeant && dropped.delete(packet.uid);
        if (cause === 'rule' && !byRule) fault(`${packet.uid} is lost to a rule that nobody made`);
        if (cause === 'network' && byRule) fault(`${packet.uid} is lost to its luck, not the rule`);
      }
    },
    finish() {},
  };
}
