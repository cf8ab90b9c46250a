// What a broker knows of its clients' sessions, and what clients know of theirs, as a trace tells it:
// which there are, how long each lasts without a connection, and its subscriptions. What a broker's
// crash leaves of them depends on its store. For checkers to look things up in.

import { matchesTopic } from '../../mqtt/topic/topicMatch.ts';
import type { ClientSettings, Scenario } from '../../scenario/scenario.ts';
import type { ClientId, PacketRecord, Qos, TraceEvent } from '../../trace/event.ts';
import { ClientsNow } from './clientsNow.ts';

const NEVER_SEC = 4_294_967_295;

interface BookedSession {
  /** Infinity: it never ends by itself. */
  expirySec: number;
  readonly filters: Map<string, Qos>;
}

export interface Asked {
  readonly client: ClientId;
  readonly connection: number;
  /** Clean Start, Clean Session in 3.1.1. */
  readonly clean: boolean;
  readonly expirySec: number;
}

export class SessionBook {
  sessions = new Map<ClientId, BookedSession>();
  /** The CONNECT that has come to the broker last. */
  asked: Asked | undefined;
  readonly clients: ClientsNow;
  private readonly scenario: Scenario;
  private saved = new Map<ClientId, BookedSession>();
  private readonly connects = new Map<string, Asked>();
  /** CONNACKs that say Session Present. */
  private readonly presents = new Set<string>();
  private resumedLast = false;
  private readonly hasSession = new Set<ClientId>();
  private readonly startsAnew = new Set<ClientId>();
  /** Client and filter of subscriptions that leave out one's own messages. */
  private readonly noLocal = new Set<string>();
  /** Clients that have left: their DISCONNECT ends their session. */
  private readonly gone = new Set<ClientId>();

  constructor(scenario: Scenario) {
    this.scenario = scenario;
    this.clients = new ClientsNow(scenario);
    for (const client of scenario.clients) this.note(client);
  }

  private note({ id, subscriptions }: ClientSettings): void {
    for (const { filter, noLocal } of subscriptions) {
      if (noLocal === true && this.scenario.protocolVersion === 5) {
        this.noLocal.add(`${id} ${filter}`);
      }
    }
  }

  add(event: TraceEvent): void {
    this.clients.add(event);
    if (event.kind === 'packet-sent') this.send(event.packet);
    else if (event.kind === 'packet-arrived') this.arrive(event.packet);
    else if (event.kind === 'session-started' || event.kind === 'session-resumed') {
      this.begin(event.client, event.kind === 'session-resumed');
    } else if (event.kind === 'session-ended') this.sessions.delete(event.client);
    else if (event.kind === 'session-subscribed') {
      this.sessions.get(event.client)?.filters.set(event.filter, event.qos);
    } else if (event.kind === 'broker-saved') this.saved = keptOf(this.sessions);
    else if (event.kind === 'node-crashed') this.crash(event.node);
    else if (event.kind === 'client-added') this.note(event.settings);
    else if (event.kind === 'client-removed') this.gone.add(event.client);
  }

  /** Whether a client's session outlives its connection. */
  keeps(client: ClientId): boolean {
    return (this.sessions.get(client)?.expirySec ?? 0) > 0;
  }

  /** The highest QoS granted to a client for a topic, undefined for none. */
  granted(client: ClientId, topic: string, publisher: ClientId): Qos | undefined {
    let highest: Qos | undefined;
    for (const [filter, qos] of this.sessions.get(client)?.filters ?? []) {
      if (client === publisher && this.noLocal.has(`${client} ${filter}`)) continue;
      if (matchesTopic(filter, topic) && (highest === undefined || qos > highest)) highest = qos;
    }
    return highest;
  }

  /** Whether a CONNACK says Session Present. */
  isPresent(connack: PacketRecord): boolean {
    return this.presents.has(connack.uid);
  }

  /** v5 [MQTT-3.2.2-4]: whether the client must close, because it has no session to go on with. */
  isRejected(connack: PacketRecord): boolean {
    const isV5 = this.scenario.protocolVersion === 5;
    return isV5 && this.isPresent(connack) && !this.hasSession.has(connack.to);
  }

  private send({ type, uid, from, connection }: PacketRecord): void {
    if (type === 'CONNACK' && this.resumedLast) this.presents.add(uid);
    if (type !== 'CONNECT') return;
    const { cleanStart, sessionExpirySec } = this.clients.of(from);
    const clean = cleanStart || this.startsAnew.has(from);
    if (clean) this.hasSession.delete(from);
    const isV5 = this.scenario.protocolVersion === 5;
    const said = isV5 ? sessionExpirySec : clean ? 0 : NEVER_SEC;
    const expirySec = said === NEVER_SEC ? Infinity : said;
    this.connects.set(uid, { client: from, connection, clean, expirySec });
  }

  private arrive(packet: PacketRecord): void {
    if (packet.type === 'CONNECT') this.asked = this.connects.get(packet.uid);
    if (packet.type === 'DISCONNECT' && this.gone.has(packet.from)) this.leave(packet.from);
    if (packet.type !== 'CONNACK') return;
    if (this.isRejected(packet)) {
      this.startsAnew.add(packet.to);
      return;
    }
    this.hasSession.add(packet.to);
    this.startsAnew.delete(packet.to);
  }

  /** 5.0: with a Session Expiry Interval of 0. */
  private leave(client: ClientId): void {
    const session = this.sessions.get(client);
    if (session !== undefined && this.scenario.protocolVersion === 5) session.expirySec = 0;
  }

  private begin(client: ClientId, isResumed: boolean): void {
    const { expirySec = 0 } = this.asked ?? {};
    this.resumedLast = isResumed;
    const session = isResumed ? this.sessions.get(client) : undefined;
    if (session === undefined) this.sessions.set(client, { expirySec, filters: new Map() });
    else session.expirySec = expirySec;
  }

  private crash(node: string): void {
    if (node !== 'broker') {
      if (!this.clients.losesStore(node)) return;
      this.hasSession.delete(node);
      this.startsAnew.delete(node);
      return;
    }
    const { store } = this.scenario.broker;
    if (store === 'persistent') this.sessions = keptOf(this.sessions);
    else this.sessions = store === 'memory' ? new Map() : keptOf(this.saved);
  }
}

/** A copy of those that outlive their connections. */
function keptOf(sessions: ReadonlyMap<ClientId, BookedSession>): Map<ClientId, BookedSession> {
  const kept = [...sessions].filter(([, { expirySec }]) => expirySec > 0);
  return new Map(
    kept.map(([client, { expirySec, filters }]) => [
      client,
      { expirySec, filters: new Map(filters) },
    ]),
  );
}
