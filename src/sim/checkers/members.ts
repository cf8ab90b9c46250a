// Claims about who is in the run: a client joins once, with an id that nobody had, and does nothing
// before; one that has left does nothing any more, and the broker has no session for it without a
// connection. A message's pairs are those who are in the run and want its topic. A pattern publishes
// from its start to its end, and as often as it says.

import { matchesTopic } from '../../mqtt/topic/topicMatch.ts';
import type { ClientSettings, Scenario } from '../../scenario/scenario.ts';
import type { ClientId, TraceEvent, TraceEventOf } from '../../trace/event.ts';
import { atEachInstant, type Checker, type TellFault } from './checker.ts';
import { Links } from './links.ts';
import { SessionBook } from './sessionBook.ts';

export function checkMembers(fault: TellFault, scenario: Scenario): Checker {
  const links = new Links();
  const book = new SessionBook(scenario);
  const members = new Map(scenario.clients.map((client) => [client.id, client]));
  const gone = new Set<ClientId>();
  /** How many messages each running pattern has had, by client and name. */
  const running = new Map<string, { readonly count: number; published: number }>();
  let isBrokerDown = false;

  function join({ client, settings }: TraceEventOf<'client-added'>): void {
    if (members.has(client) || gone.has(client)) fault(`${client} joins and was there before`);
    members.set(client, settings);
  }

  function leave(client: ClientId): void {
    if (!members.delete(client)) fault(`${client} leaves and is not there`);
    gone.add(client);
  }

  function publish(event: TraceEventOf<'message-published'>): void {
    const { messageUid, publisher, topic, subscribers } = event;
    const wanted = [...members.values()].filter((client) => wants(client, publisher, topic));
    if (wanted.map(({ id }) => id).join() !== subscribers.join()) {
      fault(`${messageUid} is for ${subscribers.join()} and wanted by others`);
    }
    advance(messageUid.slice(0, messageUid.lastIndexOf('/')));
  }

  function wants(
    { id, subscriptions }: ClientSettings,
    publisher: ClientId,
    topic: string,
  ): boolean {
    return subscriptions.some(({ filter, noLocal }) => {
      const isOwn = id === publisher && noLocal === true && scenario.protocolVersion === 5;
      return !isOwn && matchesTopic(filter, topic);
    });
  }

  function advance(name: string): void {
    if (name.endsWith('/hand')) return;
    const pattern = running.get(name);
    if (pattern === undefined) fault(`${name} publishes and does not run`);
    else if (++pattern.published > pattern.count) fault(`${name} publishes too often`);
  }

  /** A pattern that stops by itself has done all. */
  function endPattern({ client, pattern }: TraceEventOf<'pattern-ended'>): void {
    if (!running.delete(`${client}/${pattern}`))
      fault(`${client}/${pattern} ends and does not run`);
  }

  function act(event: TraceEvent): void {
    const actor = actorOf(event);
    if (actor !== undefined && !members.has(actor)) {
      // The last that it says.
      const isLastWord = event.kind === 'packet-sent' && event.packet.type === 'DISCONNECT';
      if (!(isLastWord && gone.has(actor))) fault(`${actor} is not there: ${event.kind}`);
    }
  }

  function leaveInstant(): void {
    for (const [name, { count, published }] of running) {
      if (published === count) fault(`${name} has published all and runs`);
    }
    if (isBrokerDown) return;
    for (const client of gone) {
      const isHeard = [...links.all.values()].some((l) => l.client === client && l.open.broker);
      if (book.sessions.has(client) && !isHeard) fault(`${client} has left, and not its session`);
    }
  }

  function look(event: TraceEvent): void {
    act(event);
    if (event.kind === 'client-added') join(event);
    else if (event.kind === 'client-removed') leave(event.client);
    else if (event.kind === 'message-published') publish(event);
    else if (event.kind === 'publish-missed') advance(`${event.client}/${event.pattern}`);
    else if (event.kind === 'pattern-started') {
      const { name, count = Infinity } = event.pattern;
      running.set(`${event.client}/${name}`, { count, published: 0 });
    } else if (event.kind === 'pattern-ended') endPattern(event);
    else if (event.kind === 'node-crashed' || event.kind === 'node-restarted') {
      if (event.node === 'broker') isBrokerDown = event.kind === 'node-crashed';
    }
  }

  const instants = atEachInstant(leaveInstant);
  return {
    add(event) {
      instants.add(event);
      look(event);
      links.add(event);
      book.add(event);
    },
    finish: instants.finish,
  };
}

/** Which client does something, if one does. */
function actorOf(event: TraceEvent): ClientId | undefined {
  switch (event.kind) {
    case 'packet-sent':
      return event.packet.from === 'broker' ? undefined : event.packet.from;
    case 'packet-arrived':
      return event.packet.to === 'broker' ? undefined : event.packet.to;
    case 'connection-opened':
    case 'connection-refused':
    case 'client-offline':
    case 'client-online':
    case 'publish-missed':
    case 'pattern-started':
      return event.client;
    case 'timer-set':
    case 'timer-fired':
      return event.node === 'broker' ? undefined : event.node;
    case 'message-delivered':
    case 'message-received':
      return event.subscriber;
    case 'message-published':
      return event.publisher;
    case 'node-crashed':
    case 'node-restarted':
      return event.node === 'broker' ? undefined : event.node;
    default:
      return undefined;
  }
}
