// Claim: Packet Identifiers are 1 to 65,535, never in use twice for one sender and receiver, and a
// packet carries the identifier of its own exchange (v5 §2.2.1, 3.1.1 §2.3.1). A re-send timer fires
// for an exchange that is still open, and for no other.

import type { PacketRecord, StoreEntry } from '../../trace/event.ts';
import type { Checker, TellFault } from './checker.ts';

export function checkPacketIds(fault: TellFault): Checker {
  /** `from>to#id` → the message that holds it, or SUBSCRIBE. */
  const used = new Map<string, string>();

  function take(name: string, packetId: number, holder: string): void {
    const other = used.get(name);
    if (other !== undefined) fault(`${name} is taken by ${holder} while ${other} holds it`);
    if (!(packetId >= 1 && packetId <= 65_535)) fault(`${name} is no Packet Identifier`);
    used.set(name, holder);
  }

  function store(node: string, entry: StoreEntry): void {
    if (entry.store === 'outgoing') {
      take(`${node}>${entry.peer}#${entry.packetId}`, entry.packetId, entry.messageUid);
    }
  }

  function send({ type, uid, from, to, packetId, qos, messageUid, because }: PacketRecord): void {
    const name = `${from}>${to}#${packetId}`;
    if (type === 'SUBSCRIBE') {
      take(name, packetId, 'SUBSCRIBE');
    } else if (type === 'PUBLISH' && qos === 0) {
      if (packetId !== 0) fault(`${uid} has a Packet Identifier at QoS 0`);
    } else if (type === 'PUBLISH' || (type === 'PUBREL' && because !== 'qos2-pubrel-unknown')) {
      if (used.get(name) !== messageUid) fault(`${uid} goes out as ${name}, which is not its own`);
    }
  }

  return {
    add(event) {
      if (event.kind === 'session-stored') {
        store(event.node, event.entry);
      } else if (event.kind === 'session-released' && event.entry.store === 'outgoing') {
        used.delete(`${event.node}>${event.entry.peer}#${event.entry.packetId}`);
      } else if (event.kind === 'packet-sent') {
        send(event.packet);
      } else if (event.kind === 'packet-arrived' && event.packet.type === 'SUBACK') {
        used.delete(`${event.packet.to}>broker#${event.packet.packetId}`);
      } else if (event.kind === 'timer-fired' && event.timer === 're-send') {
        const peer = event.node === 'broker' ? event.client : 'broker';
        const name = `${event.node}>${peer}#${event.packetId}`;
        if (used.get(name) !== event.messageUid)
          fault(`a re-send fires for ${name}, which is over`);
      } else if (event.kind === 'connection-closed' && event.end !== 'broker') {
        for (const [name, holder] of used) {
          const own = name.startsWith(`${event.client}>`);
          if (own && holder === 'SUBSCRIBE') used.delete(name);
        }
      }
    },
    finish() {},
  };
}
