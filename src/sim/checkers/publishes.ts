// Claims about PUBLISH and PUBREL as they are sent: DUP is 0 at first and 1 on re-delivery
// (v5 and 3.1.1 [MQTT-3.3.1-1], [MQTT-3.3.1-2]); attempts count up by one; no PUBLISH follows its
// PUBREL (v5 [MQTT-4.3.3-6]), unless the broker's store went back; hop 1 has the published QoS, hop 2
// the lower of it and the granted. What is sent again is so on another connection (v5 [MQTT-4.4.0-1]),
// or by the timer on the same one where the network has one.

import type { Scenario } from '../../scenario/scenario.ts';
import type { NodeId, PacketRecord, Qos, StoreEntry, TraceEvent } from '../../trace/event.ts';
import type { Checker, TellFault } from './checker.ts';
import { NetworkNow } from './clientsNow.ts';
import { SessionBook } from './sessionBook.ts';

interface Exchange {
  publishes: number;
  pubrels: number;
  /** PUBREL has followed. */
  isReleased: boolean;
  /** The packet of it that was sent last. */
  last: PacketRecord | undefined;
}

export function checkPublishes(fault: TellFault, scenario: Scenario): Checker {
  const exchanges = new Map<string, Exchange>();
  const published = new Map<string, { readonly topic: string; readonly publisher: string }>();
  const book = new SessionBook(scenario);
  const now = new NetworkNow(scenario);
  /** The broker's exchanges as they were when it saved last, by message, client and identifier. */
  const saved = new Map<string, Exchange>();
  let isBrokerDown = false;
  /** Clients that have withheld a PUBREL. */
  const withholders = new Set<string>();
  for (const { id, withholds } of scenario.clients) note(id, withholds);

  function publish(packet: PacketRecord, exchange: Exchange): void {
    const { uid, attempt, dup, qos } = packet;
    exchange.publishes++;
    if (attempt !== exchange.publishes) fault(`${uid} is PUBLISH number ${exchange.publishes}`);
    if (dup !== attempt > 1) fault(`${uid} has DUP ${dup ? 1 : 0}`);
    if (exchange.isReleased) fault(`${uid} follows its PUBREL`);
    if (qos === 0 && (dup || attempt > 1)) fault(`${uid} is sent again at QoS 0`);
    const expected = expectedQos(packet);
    if (expected !== undefined && qos !== expected)
      fault(`${uid} has QoS ${qos}, expected ${expected}`);
  }

  /** Undefined where it cannot be told: of what the broker originates, of one of several copies. */
  function expectedQos({ hop, level, messageUid, to }: PacketRecord): Qos | undefined {
    if (hop === 1 || level === undefined) return level;
    if (scenario.broker.overlapping === 'each') return undefined;
    const { topic = '', publisher = '' } = published.get(messageUid ?? '') ?? {};
    const grant = book.granted(to, topic, publisher);
    return grant === undefined || grant > level ? level : grant;
  }

  function send(packet: PacketRecord): void {
    const { uid, type, messageUid, from, to, copy, because } = packet;
    // The network's copy is no send, and a PUBREL for an unknown identifier is in no exchange.
    if (packet.networkCopy !== undefined || because === 'qos2-pubrel-unknown') return;
    if (type !== 'PUBLISH' && type !== 'PUBREL') return;
    const exchange = exchangeOf(`${messageUid}.${copy} ${from}>${to}`);
    if (type === 'PUBLISH') publish(packet, exchange);
    else {
      exchange.isReleased = true;
      const isNext = packet.attempt === ++exchange.pubrels;
      // What it withholds, a client counts.
      const hasSkipped = packet.attempt > exchange.pubrels && withholders.has(from);
      if (!isNext && !hasSkipped) fault(`${uid} is PUBREL number ${exchange.pubrels}`);
      exchange.pubrels = packet.attempt;
      if (packet.qos !== 2 || exchange.publishes === 0) fault(`${uid} has no PUBLISH`);
    }
    const isElsewhere = exchange.last?.connection !== packet.connection;
    if (because === 'reconnect-resend' && !isElsewhere) fault(`${uid} is sent again too early`);
    if (because === 'timer-resend' && (isElsewhere || !now.resendsByTimer)) {
      fault(`${uid} is sent again by a timer that is not there`);
    }
    exchange.last = packet;
  }

  function exchangeOf(name: string): Exchange {
    const fresh = { publishes: 0, pubrels: 0, isReleased: false, last: undefined };
    const exchange = exchanges.get(name) ?? fresh;
    exchanges.set(name, exchange);
    return exchange;
  }

  /**
   * A broker whose store has gone back does not know that it has sent PUBREL, and counts on from what
   * it had saved where the exchange was over by then, which makes it a new copy.
   */
  function restore(node: NodeId, entry: StoreEntry): void {
    const { store, messageUid, copy, peer, awaits, packetId } = entry;
    if (store !== 'outgoing') return;
    const name = `${messageUid}.${copy} ${node}>${peer}`;
    const before = saved.get(`${messageUid} ${peer} ${packetId}`);
    const isBack = isBrokerDown && !exchanges.has(name) && before !== undefined;
    const exchange = exchangeOf(name);
    if (isBack) Object.assign(exchange, before);
    if (awaits === 'PUBREC') exchange.isReleased = false;
  }

  function save(): void {
    saved.clear();
    for (const { last, ...counts } of exchanges.values()) {
      if (last?.from !== 'broker') continue;
      saved.set(`${last.messageUid} ${last.to} ${last.packetId}`, { ...counts, last });
    }
  }

  function note(client: string, withholds: readonly string[] = []): void {
    if (withholds.includes('PUBREL')) withholders.add(client);
  }

  function look(event: TraceEvent): void {
    if (event.kind === 'command-applied' && event.command.kind === 'change-client') {
      note(event.command.client, event.command.changes.withholds);
    } else if (event.kind === 'client-added') note(event.client, event.settings.withholds);
    else if (event.kind === 'message-published') published.set(event.messageUid, event);
    else if (event.kind === 'session-stored') restore(event.node, event.entry);
    else if (event.kind === 'packet-sent') send(event.packet);
    else if (event.kind === 'broker-saved') save();
    else if (event.kind === 'node-crashed' || event.kind === 'node-restarted') {
      if (event.node === 'broker') isBrokerDown = event.kind === 'node-crashed';
    }
  }

  return {
    add(event) {
      book.add(event);
      now.add(event);
      look(event);
    },
    finish() {},
  };
}
