// Claim: where messages are sent again on reconnect alone, nothing but a connection's end loses a packet,
// and the network keeps the order, a subscriber is first sent the messages of one publisher, topic,
// level and QoS in the order in which they were published (v5 [MQTT-4.6.0-5], [MQTT-4.6.0-6], 3.1.1
// §4.6), unless the broker had one before and nothing to send it to him with.

import type { Scenario } from '../../scenario/scenario.ts';
import type { PacketRecord, TraceEventOf } from '../../trace/event.ts';
import type { Checker, TellFault } from './checker.ts';
import { NetworkNow } from './clientsNow.ts';

export function checkOrdering(fault: TellFault, scenario: Scenario): Checker {
  const now = new NetworkNow(scenario);
  const published = new Map<string, TraceEventOf<'message-published'> & { readonly nth: number }>();
  /** The last message first sent in each stream. */
  const latest = new Map<string, number>();
  const sent = new Set<string>();
  /** The first of the publisher's sends of each message that came to the broker. */
  const cameFirst = new Map<string, string>();
  // What is sent again after its session is gone is a new message, in a new place.
  const resenders = scenario.clients.filter(({ sessionLost }) => sessionLost === 'resend');
  const late = new Set(resenders.map(({ id }) => id));
  let isOrdered = true;

  function send({ uid, to, qos, messageUid = '' }: PacketRecord): void {
    const message = published.get(messageUid);
    if (message === undefined || late.has(message.publisher)) return;
    const { publisher, topic, qos: level, nth } = message;
    const pair = `${messageUid} ${to} ${qos}`;
    if (sent.has(pair)) return;
    sent.add(pair);
    // By a repeat, which is late: what came first went to others alone.
    const first = cameFirst.get(messageUid);
    if (first !== undefined && first !== publisherSendOf(uid)) return;
    const stream = `${publisher} ${topic} ${level} ${to} ${qos}`;
    if (nth < (latest.get(stream) ?? 0)) fault(`${uid} is first sent after a later message`);
    latest.set(stream, nth);
  }

  return {
    add(event) {
      now.add(event);
      if (now.resendsByTimer || now.network.reordering > 0) isOrdered = false;
      if (event.kind === 'command-applied' && event.command.kind === 'change-client') {
        if (event.command.changes.sessionLost === 'resend') late.add(event.command.client);
      }
      if (event.kind === 'client-added' && event.settings.sessionLost === 'resend') {
        late.add(event.client);
      }
      if (event.kind === 'packet-lost' && event.cause !== 'connection') isOrdered = false;
      if (!isOrdered) return;
      if (event.kind === 'message-published') {
        published.set(event.messageUid, { ...event, nth: published.size + 1 });
      } else if (event.kind === 'packet-arrived' && event.packet.to === 'broker') {
        const { type, messageUid = '', attempt } = event.packet;
        const isFirst = type === 'PUBLISH' && !cameFirst.has(messageUid);
        if (isFirst) cameFirst.set(messageUid, `${attempt}`);
      } else if (event.kind === 'packet-sent' && event.packet.type === 'PUBLISH') {
        if (event.packet.from === 'broker') send(event.packet);
      }
    },
    finish() {},
  };
}

/** Of `pub/p/1:sub.3+1:PUBLISH.2` the third. */
function publisherSendOf(uid: string): string | undefined {
  return /\.(\d+)[^.]*:PUBLISH\.[^:]*$/.exec(uid)?.[1];
}
