// Claims: each packet that is sent arrives or is lost, once. By itself it does so when its sending
// foretold, or is lost earlier: killed by a command, or with its connection. Nothing is lost with a
// connection unless the end that it goes to is closed, or it is a black hole. No two packets have one
// uid; what the network copies follows its original at once and is the same. A delay command alone puts
// an end off, and it comes later then, and is the same.

import type { Scenario } from '../../scenario/scenario.ts';
import type { PacketRecord, TraceEvent, TraceEventOf } from '../../trace/event.ts';
import { atEachInstant, type Checker, type TellFault } from './checker.ts';
import { NetworkNow } from './clientsNow.ts';
import { endAt, Links, wayOf } from './links.ts';

type Sent = TraceEventOf<'packet-sent'>;
type Lost = TraceEventOf<'packet-lost'>;
type Delayed = TraceEventOf<'packet-delayed'>;

interface Flying {
  readonly packet: PacketRecord;
  /** Undefined over TCP, whose segments know. */
  readonly endsAt: number | undefined;
  readonly isLost: boolean;
  /** When it was sent there was nobody to hear it. */
  readonly isUnheard: boolean;
}

export function checkFates(fault: TellFault, scenario: Scenario): Checker {
  const links = new Links();
  const now = new NetworkNow(scenario);
  const uids = new Set<string>();
  const flying = new Map<string, Flying>();
  /** Connections whose packets were lost before their time: their end must be told at once. */
  const closing = new Map<number, { readonly uid: string }>();
  /** Ways whose end has closed at this instant, by `wayOf`: what comes with it may be told after. */
  const closed = new Set<string>();
  let killing: string | undefined;
  /** When a command has held something up. */
  let delaying: number | undefined;
  let before: TraceEvent | undefined;

  function send(event: Sent): void {
    const { packet, arrivesAt, lostAt } = event;
    const { uid } = packet;
    if (uids.has(uid)) fault(`${uid} is sent twice`);
    uids.add(uid);
    const link = links.all.get(packet.connection);
    if (link?.open[endAt(packet.from)] !== true) fault(`${uid} is sent without a connection`);
    const isUnheard = link?.open[endAt(packet.to)] !== true || link.silencedAt !== undefined;
    const isLost = lostAt !== undefined;
    flying.set(uid, { packet, endsAt: arrivesAt ?? lostAt, isLost, isUnheard });
    const isOverTcp = now.network.model === 'tcp' && link?.open[endAt(packet.to)] === true;
    if (isOverTcp) checkUnknown(event);
    else checkForetold(event, isUnheard);
    if (packet.networkCopy !== undefined) checkCopy(packet);
  }

  /** What TCP had not delivered goes on as packets, whose fates are known. */
  function goOn({ packet, arrivesAt, lostAt }: TraceEventOf<'segment-sent'>): void {
    const flight = flying.get(packet.uid);
    if (flight === undefined || now.network.model === 'tcp') return;
    const link = links.all.get(packet.connection);
    const isUnheard = link?.open[endAt(packet.to)] !== true || link.silencedAt !== undefined;
    const isLost = lostAt !== undefined;
    flying.set(packet.uid, { packet, endsAt: arrivesAt ?? lostAt, isLost, isUnheard });
  }

  /** TCP's segments are tcp.ts's. */
  function delay({ at, packet, arrivesAt, lostAt, dueAt, behind }: Delayed): void {
    const { uid } = packet;
    if (delaying !== at) fault(`${uid} is held up by no command`);
    if (dueAt <= at || (arrivesAt ?? dueAt) !== dueAt || (lostAt ?? dueAt) > dueAt) {
      fault(`${uid} is held up to no purpose`);
    }
    const flight = flying.get(uid);
    // TCP may send again what has been delivered.
    const isOverTcp = now.network.model === 'tcp';
    if (flight === undefined && !isOverTcp) fault(`${uid} is held up and is not on its way`);
    else if (flight?.endsAt !== undefined) {
      const endsAt = arrivesAt ?? lostAt ?? 0;
      const isLost = lostAt !== undefined;
      if (endsAt < flight.endsAt) fault(`${uid} comes sooner by a delay`);
      if (isLost !== flight.isLost) fault(`${uid} has another fate by a delay`);
      flying.set(uid, { ...flight, endsAt });
    }
    if (behind !== undefined && wayOf(packet) !== wayOf(flying.get(behind)?.packet ?? packet)) {
      fault(`${uid} waits for ${behind}, which goes elsewhere`);
    }
  }

  function checkUnknown({ packet, arrivesAt, lostAt, dueAt }: Sent): void {
    if (arrivesAt !== undefined || lostAt !== undefined || dueAt !== undefined) {
      fault(`${packet.uid} has a fate that TCP does not know yet`);
    }
  }

  function checkForetold({ at, packet, arrivesAt, lostAt, dueAt }: Sent, isUnheard: boolean): void {
    const { uid } = packet;
    if ((arrivesAt === undefined) === (lostAt === undefined)) fault(`${uid} has not one fate`);
    if (dueAt === undefined) {
      fault(`${uid} is due at no time`);
      return;
    }
    if (arrivesAt !== undefined && arrivesAt !== dueAt) fault(`${uid} arrives when it is not due`);
    if (dueAt < at || (lostAt !== undefined && (lostAt < at || lostAt > dueAt))) {
      fault(`${uid} has a fate outside its flight`);
    }
    if (isUnheard && arrivesAt !== undefined) fault(`${uid} is to arrive where nobody hears it`);
  }

  function checkCopy(copy: PacketRecord): void {
    const original = before?.kind === 'packet-sent' ? before.packet : undefined;
    const isSame =
      original !== undefined &&
      original.networkCopy === undefined &&
      (Object.keys(copy) as (keyof PacketRecord)[]).every(
        (key) => key === 'uid' || key === 'networkCopy' || copy[key] === original[key],
      );
    if (!isSame) fault(`${copy.uid} is a copy of nothing that was just sent`);
  }

  function arrive({ at, packet }: TraceEventOf<'packet-arrived'>): void {
    const { uid } = packet;
    const flight = flying.get(uid);
    if (flight === undefined) fault(`${uid} arrives and is not on its way`);
    else if (flight.endsAt !== undefined && flight.endsAt !== at) {
      fault(`${uid} arrives at ${at}, which was not foretold`);
    }
    flying.delete(uid);
    const link = links.all.get(packet.connection);
    if (link?.open[endAt(packet.to)] !== true) fault(`${uid} arrives at an end that is closed`);
    if (link?.silencedAt !== undefined) fault(`${uid} comes out of a black hole`);
  }

  function lose(event: Lost): void {
    const { at, packet, cause } = event;
    const { uid } = packet;
    const flight = flying.get(uid);
    flying.delete(uid);
    if (flight === undefined) {
      fault(`${uid} is lost and is not on its way`);
      return;
    }
    const { endsAt = Infinity } = flight;
    if (cause === 'killed') {
      // What TCP had not delivered flies by itself under its last transmission's name.
      if (killing?.replace(/#\d+$/, '') !== uid) fault(`${uid} is killed by no command`);
      if (at >= endsAt) fault(`${uid} is killed after its end`);
    } else if (cause === 'connection') {
      if (at > endsAt) fault(`${uid} is lost with its connection after its end`);
      const isForetold = flight.isUnheard && at === endsAt;
      const isExpected = isForetold || isSwallowed(flight, at) || closed.has(wayOf(packet));
      if (!isExpected) closing.set(packet.connection, { uid });
    } else if (flight.endsAt !== at) {
      fault(`${uid} is lost at ${at}, which was not foretold`);
    } else if (flight.isUnheard) {
      fault(`${uid} is lost as ${cause} where nobody hears it`);
    }
  }

  /**
   * By a black hole: a packet by itself at once; what TCP has would be sent again, unless the network's
   * model changes.
   */
  function isSwallowed({ packet, endsAt }: Flying, at: number): boolean {
    const silencedAt = links.all.get(packet.connection)?.silencedAt;
    if (endsAt !== undefined) return silencedAt === at;
    return silencedAt !== undefined && now.network.model === 'lossy';
  }

  function close({ connection, end }: TraceEventOf<'connection-closed'>): void {
    closing.delete(connection);
    const open = links.all.get(connection)?.open;
    const isOver = open?.client !== true && open?.broker !== true;
    if (isOver || end !== 'client') closed.add(`${connection} up`);
    if (isOver || end !== 'broker') closed.add(`${connection} down`);
  }

  /** Nothing flies towards a closed end that was sent before it closed, and nothing when both are. */
  function leaveInstant(): void {
    for (const { uid } of closing.values()) fault(`${uid} is lost with a connection that lives`);
    closing.clear();
    if (closed.size === 0) return;
    for (const [uid, { packet, isUnheard }] of flying) {
      if (closed.has(wayOf(packet)) && !isUnheard) fault(`${uid} outlives its connection`);
    }
    closed.clear();
  }

  function look(event: TraceEvent): void {
    if (event.kind === 'packet-sent') send(event);
    else if (event.kind === 'segment-sent') goOn(event);
    else if (event.kind === 'packet-delayed') delay(event);
    else if (event.kind === 'packet-arrived') arrive(event);
    else if (event.kind === 'packet-lost') lose(event);
    else if (event.kind === 'connection-closed') close(event);
  }

  const instants = atEachInstant(leaveInstant);

  return {
    add(event) {
      instants.add(event);
      links.add(event);
      now.add(event);
      look(event);
      const isKill = event.kind === 'command-applied' && event.command.kind === 'kill-packet';
      if (isKill) killing = event.command.uid;
      else if (event.kind !== 'packet-lost') killing = undefined;
      if (event.kind === 'command-applied') {
        delaying = event.command.kind === 'delay-packet' ? event.at : undefined;
      }
      before = event;
    },
    finish(settled) {
      instants.finish(settled);
      if (!settled) return;
      for (const { packet } of flying.values()) {
        if (packet.messageUid !== undefined) fault(`${packet.uid} never comes to an end`);
      }
    },
  };
}
