// Claims: a CONNECT resumes the client's session where there is one, and starts one where there is none
// (v5 [MQTT-3.1.2-5], 3.1.1 [MQTT-3.1.2-4]); a clean one ends the old session first; CONNACK says which
// it was. A session ends when its expiry says so, counted from when the broker's end of its connection
// closed; a crash ends those that the broker's store has not kept.

import type { Scenario } from '../../scenario/scenario.ts';
import type { ClientId, PacketRecord, TraceEvent, TraceEventOf } from '../../trace/event.ts';
import { atEachInstant, type Checker, type TellFault } from './checker.ts';
import { type Asked, SessionBook } from './sessionBook.ts';

export function checkSessions(fault: TellFault, scenario: Scenario): Checker {
  const book = new SessionBook(scenario);
  /** The CONNECT that the broker has to do with at this instant. */
  let asked: Asked | undefined;
  let hasBegun = false;
  /** On which connection each client's session is. */
  const connections = new Map<ClientId, number>();
  /** When a session without a connection ends. */
  const due = new Map<ClientId, number>();
  /** Sessions that the broker's crash must end now. */
  const crashing = new Set<ClientId>();
  /** Clients that must close, because they have no session to go on with. */
  let rejecting: ClientId | undefined;

  function begin({ client, kind }: TraceEventOf<'session-started' | 'session-resumed'>): void {
    const isThere = book.sessions.has(client);
    if (asked?.client !== client) fault(`a session of ${client} begins that nobody asked for`);
    if (asked?.clean === true && kind === 'session-resumed') fault(`${client} asked for a new one`);
    if (kind === 'session-started' && isThere)
      fault(`the session of ${client} starts twice and has not ended`);
    if (kind === 'session-resumed' && !isThere)
      fault(`a session of ${client} is resumed that was never started`);
    hasBegun = true;
    connections.set(client, asked?.connection ?? -1);
    due.delete(client);
  }

  function end({ at, client, reason }: TraceEventOf<'session-ended'>): void {
    const isExpected = crashing.delete(client);
    if (reason === 'crashed') {
      if (!isExpected) fault(`a crash ends the session of ${client}, which was kept`);
      return;
    }
    if (!book.sessions.has(client)) fault(`a session of ${client} ends that was never started`);
    if (reason === 'removed') {
      if (connections.has(client)) fault(`the session of ${client} is ended and is in use`);
      due.delete(client);
      return;
    }
    const isClean = asked?.client === client && asked.clean;
    if (reason === 'clean' ? !isClean : due.get(client) !== at) {
      fault(`the session of ${client} ends as ${reason} out of turn`);
    }
    const expirySec = book.sessions.get(client)?.expirySec;
    if ((reason === 'disconnected') !== (expirySec === 0) && reason !== 'clean') {
      fault(`the session of ${client} ends as ${reason} after ${expirySec} s`);
    }
    due.delete(client);
    connections.delete(client);
  }

  function close({ at, client, connection, end: ends }: TraceEventOf<'connection-closed'>): void {
    if (rejecting === client && ends !== 'broker') rejecting = undefined;
    if (ends === 'client' || connections.get(client) !== connection) return;
    connections.delete(client);
    // A broker that crashes has let go of it before.
    if (book.sessions.has(client)) expire(client, at);
  }

  function expire(client: ClientId, at: number): void {
    const { expirySec = 0 } = book.sessions.get(client) ?? {};
    if (expirySec < Infinity) due.set(client, at + expirySec * 1_000_000);
  }

  function crash(): void {
    const before = [...book.sessions.keys()];
    connections.clear();
    due.clear();
    for (const client of before) crashing.add(client);
  }

  function send(packet: PacketRecord): void {
    if (packet.type !== 'CONNACK') return;
    if (!hasBegun || asked?.client !== packet.to) fault(`${packet.uid} speaks of no session`);
    asked = undefined;
  }

  /** Before the book notes that the client has a session. */
  function arrive(packet: PacketRecord): void {
    if (packet.type === 'CONNACK' && book.isRejected(packet)) rejecting = packet.to;
  }

  function leaveInstant(now: number): void {
    for (const [client, at] of due) {
      if (at > now) continue;
      fault(`the session of ${client} outlives its expiry`);
      due.delete(client);
    }
    for (const client of crashing) fault(`the session of ${client} survives a crash`);
    crashing.clear();
    if (rejecting !== undefined) fault(`${rejecting} goes on with a session that it has not`);
    rejecting = undefined;
    missAnswer();
  }

  function missAnswer(): void {
    if (asked !== undefined) fault(`the CONNECT of ${asked.client} is not answered`);
    asked = undefined;
  }

  function look(event: TraceEvent): void {
    if (event.kind === 'session-started' || event.kind === 'session-resumed') begin(event);
    else if (event.kind === 'session-ended') end(event);
    else if (event.kind === 'session-subscribed' && !book.sessions.has(event.client)) {
      fault(`${event.client} subscribes without a session`);
    } else if (event.kind === 'connection-closed') close(event);
    else if (event.kind === 'packet-sent') send(event.packet);
    else if (event.kind === 'packet-arrived') arrive(event.packet);
    else if (event.kind === 'node-crashed' && event.node === 'broker') crash();
    else if (event.kind === 'node-restarted' && event.node === 'broker') {
      for (const client of book.sessions.keys()) expire(client, event.at);
    }
  }

  let now = 0;
  const instants = atEachInstant(() => leaveInstant(now));
  return {
    add(event) {
      instants.add(event);
      now = event.at;
      look(event);
      book.add(event);
      if (event.kind === 'packet-arrived' && event.packet.type === 'CONNECT') {
        missAnswer();
        asked = book.asked;
        hasBegun = false;
      }
      const hasCrashed = event.kind === 'node-crashed' && event.node === 'broker';
      if (hasCrashed) for (const client of book.sessions.keys()) crashing.delete(client);
    },
    finish: instants.finish,
  };
}
