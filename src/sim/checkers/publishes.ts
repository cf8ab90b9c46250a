// Claims about PUBLISH and PUBREL as they are sent: DUP is 0 at first and 1 on re-delivery
// (v5 and 3.1.1 [MQTT-3.3.1-1], [MQTT-3.3.1-2]); attempts count up by one; no PUBLISH follows its
// PUBREL (v5 [MQTT-4.3.3-6]); hop 1 has the published QoS, hop 2 the lower of it and the granted.

import { matchesTopic } from '../../mqtt/topic/topicMatch.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { PacketRecord, Qos } from '../../trace/event.ts';
import type { Checker, TellFault } from './checker.ts';

interface Exchange {
  publishes: number;
  pubrels: number;
}

export function checkPublishes(fault: TellFault, scenario: Scenario): Checker {
  const exchanges = new Map<string, Exchange>();
  const published = new Map<string, { readonly topic: string; readonly publisher: string }>();
  const granted = new Grants(scenario);

  function publish(packet: PacketRecord, exchange: Exchange): void {
    const { uid, attempt, dup, qos } = packet;
    exchange.publishes++;
    if (attempt !== exchange.publishes) fault(`${uid} is PUBLISH number ${exchange.publishes}`);
    if (dup !== attempt > 1) fault(`${uid} has DUP ${dup ? 1 : 0}`);
    if (exchange.pubrels > 0) fault(`${uid} follows its PUBREL`);
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
    const grant = granted.of(to, topic, publisher);
    return grant === undefined || grant > level ? level : grant;
  }

  return {
    add(event) {
      granted.add(event);
      if (event.kind === 'message-published') published.set(event.messageUid, event);
      if (event.kind !== 'packet-sent') return;
      const { packet } = event;
      const { type, messageUid, from, to, copy, because } = packet;
      if (type !== 'PUBLISH' && type !== 'PUBREL') return;
      const name = `${messageUid}.${copy} ${from}>${to}`;
      const exchange = exchanges.get(name) ?? { publishes: 0, pubrels: 0 };
      exchanges.set(name, exchange);
      if (type === 'PUBLISH') {
        publish(packet, exchange);
      } else if (because !== 'qos2-pubrel-unknown') {
        exchange.pubrels++;
        if (packet.attempt !== exchange.pubrels) {
          fault(`${packet.uid} is PUBREL number ${exchange.pubrels}`);
        }
        if (packet.qos !== 2 || exchange.publishes === 0) fault(`${packet.uid} has no PUBLISH`);
      }
    },
    finish() {},
  };
}

/** Who has which filter at which QoS, as the trace tells it. */
export class Grants {
  readonly #byClient = new Map<string, Map<string, Qos>>();
  /** Client and filter of subscriptions that leave out one's own messages. */
  readonly #noLocal: ReadonlySet<string>;

  constructor({ clients, protocolVersion }: Scenario) {
    const noLocal = clients.flatMap(({ id, subscriptions }) =>
      subscriptions.flatMap((each) => (each.noLocal === true ? [`${id} ${each.filter}`] : [])),
    );
    this.#noLocal = new Set(protocolVersion === 5 ? noLocal : []);
  }

  add(event: Parameters<Checker['add']>[0]): void {
    if (event.kind === 'session-started' || event.kind === 'session-ended') {
      this.#byClient.delete(event.client);
    }
    if (event.kind !== 'session-subscribed') return;
    const filters = this.#byClient.get(event.client) ?? new Map<string, Qos>();
    filters.set(event.filter, event.qos);
    this.#byClient.set(event.client, filters);
  }

  /** The highest QoS granted, undefined for none. */
  of(client: string, topic: string, publisher: string): Qos | undefined {
    let highest: Qos | undefined;
    for (const [filter, qos] of this.#byClient.get(client) ?? []) {
      if (client === publisher && this.#noLocal.has(`${client} ${filter}`)) continue;
      if (matchesTopic(filter, topic) && (highest === undefined || qos > highest)) highest = qos;
    }
    return highest;
  }
}
