// Claims about who is there: a node whose process is down does nothing; a client that is offline, or
// finds nobody listening, opens no connection, and has one at a time; an end closes once; a client
// tries again after a wait that doubles.

import type { Scenario } from '../../scenario/scenario.ts';
import type { TraceEvent, TraceEventOf } from '../../trace/event.ts';
import type { Checker, TellFault } from './checker.ts';
import { ClientsNow } from './clientsNow.ts';
import { Links } from './links.ts';

type Closed = TraceEventOf<'connection-closed'>;

export function checkPresence(fault: TellFault, scenario: Scenario): Checker {
  const links = new Links();
  const clients = new ClientsNow(scenario);
  const down = new Set<string>();
  const offline = new Set<string>();
  /** When a node that is down starts again. */
  const restarts = new Map<string, number>();
  let restartMs = 0;
  /** When each client's connection ended, or was refused. */
  const endedAt = new Map<string, number>();

  function open({ client, connection }: TraceEventOf<'connection-opened'>): void {
    if (links.all.has(connection)) fault(`connection ${connection} opens twice`);
    if (links.ofClient(client) !== undefined) fault(`${client} opens a second connection`);
    if (down.has('broker')) fault(`${client} connects to a broker that is down`);
  }

  function attempt(client: string, at: number): void {
    if (down.has(client)) fault(`${client} connects and is down`);
    if (offline.has(client)) fault(`${client} connects and is offline`);
    const since = endedAt.get(client);
    endedAt.delete(client);
    if (since !== undefined && !isWait(client, at - since)) {
      fault(`${client} connects again after ${at - since} µs`);
    }
  }

  /** Twice as long after each failure, up to a limit. */
  function isWait(client: string, us: number): boolean {
    if (!clients.has(client)) return false;
    const { reconnectMs, reconnectMaxMs } = clients.of(client);
    const max = Math.round(reconnectMaxMs * 1000);
    for (let ms = reconnectMs; ms > 0 && ms < reconnectMaxMs; ms *= 2) {
      if (Math.round(ms * 1000) === us) return true;
    }
    return us === max || us === Math.round(Math.min(reconnectMs, reconnectMaxMs) * 1000);
  }

  function close({ at, client, connection, end }: Closed): void {
    const link = links.all.get(connection);
    if (link?.client !== client) {
      fault(`connection ${connection} of ${client} closes and never was`);
      return;
    }
    const wasOpen =
      (end === 'client' || link.open.broker) && (end === 'broker' || link.open.client);
    if (!wasOpen) fault(`the end ${end} of connection ${connection} closes twice`);
    if (end !== 'broker') endedAt.set(client, at);
  }

  function crash(node: string, at: number): void {
    if (down.has(node)) fault(`${node} crashes and is down already`);
    down.add(node);
    restarts.set(node, at + Math.round(restartMs * 1000));
    endedAt.delete(node);
  }

  function restart(node: string, at: number): void {
    if (!down.delete(node)) fault(`${node} starts again and was not down`);
    if (restarts.get(node) !== at) fault(`${node} starts again at ${at}, which is not its time`);
    endedAt.delete(node);
  }

  function goOffline(client: string, isOffline: boolean): void {
    if (offline.has(client) === isOffline) fault(`${client} goes where it is already`);
    if (isOffline) offline.add(client);
    else offline.delete(client);
    endedAt.delete(client);
  }

  /** Events that only a running process makes. */
  function act(event: TraceEvent): void {
    const actor = actorOf(event);
    if (actor !== undefined && down.has(actor)) fault(`${actor} is down: ${event.kind}`);
    if (event.kind === 'publish-missed' && !down.has(event.client)) {
      fault(`${event.client} misses a message and is not down`);
    } else if (event.kind === 'connection-refused' && !down.has('broker')) {
      fault(`${event.client} is refused by a broker that is up`);
    }
  }

  function look(event: TraceEvent): void {
    act(event);
    if (event.kind === 'command-applied' && 'restartMs' in event.command) {
      restartMs = event.command.restartMs;
    } else if (event.kind === 'connection-opened' || event.kind === 'connection-refused') {
      if (event.kind === 'connection-opened') open(event);
      attempt(event.client, event.at);
      if (event.kind === 'connection-refused') endedAt.set(event.client, event.at);
    } else if (event.kind === 'connection-closed') close(event);
    else if (event.kind === 'connection-silenced') silence(event);
    else if (event.kind === 'node-crashed') crash(event.node, event.at);
    else if (event.kind === 'node-restarted') restart(event.node, event.at);
    else if (event.kind === 'client-offline') goOffline(event.client, true);
    else if (event.kind === 'client-online') goOffline(event.client, false);
  }

  function silence({ client, connection }: TraceEventOf<'connection-silenced'>): void {
    const link = links.all.get(connection);
    if (link?.client !== client || !link.open.client) fault(`${client} has no connection to lose`);
    if (link?.silencedAt !== undefined) fault(`connection ${connection} is silenced twice`);
  }

  return {
    add(event) {
      clients.add(event);
      look(event);
      links.add(event);
    },
    finish() {},
  };
}

/** Whose process is at work. What a crash does to a store is told while the process is down. */
function actorOf(event: TraceEvent): string | undefined {
  switch (event.kind) {
    case 'packet-sent':
      return event.packet.from;
    case 'packet-arrived':
      return event.packet.to;
    case 'timer-set':
    case 'timer-fired':
    case 'session-updated':
      return event.node;
    case 'message-delivered':
    case 'message-received':
      return event.subscriber;
    case 'message-published':
      return event.publisher;
    case 'message-acknowledged':
      return event.hop === 1 ? event.client : 'broker';
    case 'session-started':
    case 'session-resumed':
    case 'session-subscribed':
    case 'message-originated':
    case 'broker-saved':
      return 'broker';
    default:
      return undefined;
  }
}
