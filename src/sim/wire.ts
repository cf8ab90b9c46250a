// The connections and what is on them: sends packets over the network model that is set, loses what
// is killed or swallowed, and closes ends. How packets fly is flights.ts's, how streams flow
// streams.ts's, what an arrival does is nodes.ts's.

import { assertNever } from '../base/assertNever.ts';
import type { EventQueue } from '../base/eventQueue.ts';
import type { SimTime } from '../base/time.ts';
import type { ConnectionId } from '../mqtt/effect.ts';
import { type ClientId, isExchangePacket, type Packet } from '../mqtt/packets/packet.ts';
import type { RuleId } from '../mqtt/rules.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { NodeId, PacketLossCause, PacketUid } from '../trace/event.ts';
import { flightName } from '../trace/flights.ts';
import type { ClientProcess } from './clientProcess.ts';
import { Connection, type End, endOf, isHeard, type Way } from './connection.ts';
import { Delays } from './delays.ts';
import type { Fates } from './fates.ts';
import { Flights, onceSent } from './flights.ts';
import { linkKey, PacketNames } from './keys.ts';
import type { Ledger } from './ledger.ts';
import { Records } from './records.ts';
import { type StreamReceiver, Streams } from './streams.ts';
import type { Flight, Listener, Parcel, SegmentFlight, WireWork, Work } from './work.ts';

export class Wire {
  private readonly queue: EventQueue<Work>;
  private readonly ledger: Ledger;
  private readonly fates: Fates;
  private readonly flights: Flights;
  private readonly streams: Streams;
  private readonly delays: Delays;
  private readonly records: Records;
  private readonly receiver: StreamReceiver;
  private readonly seed: number;
  private readonly connections: Connection[] = [];
  private readonly names = new Map<ClientId, PacketNames>();

  constructor(
    scenario: Scenario,
    queue: EventQueue<Work>,
    ledger: Ledger,
    fates: Fates,
    listener: Listener,
    receiver: StreamReceiver,
  ) {
    this.queue = queue;
    this.ledger = ledger;
    this.fates = fates;
    this.flights = new Flights(queue, ledger, fates, listener);
    this.streams = new Streams(queue, ledger, fates, listener, receiver);
    this.delays = new Delays(queue, listener);
    this.records = new Records(scenario, listener.tellMore !== undefined);
    this.receiver = receiver;
    this.seed = scenario.seed;
  }

  open(process: ClientProcess): Connection {
    const client = process.id;
    const names = this.names.get(client) ?? new PacketNames(client);
    this.names.set(client, names);
    const id = this.connections.length;
    const connection = new Connection(id, process, linkKey(this.seed, client), names);
    this.connections.push(connection);
    return connection;
  }

  /** @throws Error when there never was one */
  connection(id: ConnectionId): Connection {
    const connection = this.connections[id];
    if (connection === undefined) throw new Error(`No connection ${id}`);
    return connection;
  }

  /** @param up towards the broker */
  send(connection: Connection, up: boolean, packet: Packet, because: RuleId, now: SimTime): void {
    const way = up ? connection.up : connection.down;
    if (!isExchangePacket(packet)) {
      // The loss settings spare CONNECT, SUBSCRIBE, PINGREQ and their answers.
      this.carry(way, this.records.ofOther(way, packet, because), false, now);
      return;
    }
    const message = this.ledger.find(packet.messageUid);
    const parcel = this.records.ofExchange(way, packet, message, because);
    this.carry(way, parcel, true, now);
    if (this.fates.model === 'lossy' && this.fates.isDuplicated(parcel.key)) {
      const copy = this.records.networkCopyOf(way, parcel);
      if (copy !== undefined) this.carry(way, copy, true, now);
    }
  }

  private carry(way: Way, parcel: Parcel, isLosable: boolean, now: SimTime): void {
    const { connection, up } = way;
    const { record, key } = parcel;
    this.ledger.countParcel(parcel, connection.client, 1);
    const isRuledOut = this.fates.isRuledOut(record.type, record.hop);
    // A black hole swallows segments, and TCP sends them again; a closed end takes nothing.
    if (this.fates.model === 'tcp' && connection.open[endOf(way)]) {
      this.streams.send(way, parcel, isRuledOut, now);
      return;
    }
    const isUnlucky = isLosable && this.fates.isLost(connection.key, record.hop, up, key, now);
    this.flights.launch(way, parcel, lossCauseOf(isHeard(way), isRuledOut, isUnlucky), now);
  }

  /** Something on the wire has come to its end. @returns whether anything came of it */
  end(work: WireWork, now: SimTime): boolean {
    switch (work.kind) {
      case 'flight':
        if (work.gone) return false;
        if (this.flights.land(work, now)) this.receiver.deliver(work.way, work.parcel, now);
        return true;
      case 'end':
        if (work.gone || !isHeard(work.way)) return false;
        this.receiver.deliver(work.way, work, now);
        return true;
      case 'segment':
        if (!work.gone) this.streams.endSegment(work, now);
        return !work.gone;
      case 'tcp-ack':
        if (!work.gone) this.streams.endAck(work, now);
        return !work.gone;
      case 'tcp-timer':
        this.streams.fireTimer(work, now);
        return true;
      default:
        return assertNever(work);
    }
  }

  isOnItsWay(uid: PacketUid): boolean {
    return this.find(uid) !== undefined;
  }

  kill(uid: PacketUid, now: SimTime): void {
    const found = this.find(uid);
    if (found !== undefined) this.lose(found, 'killed', now);
  }

  delay(uid: PacketUid, by: SimTime, now: SimTime): void {
    const found = this.find(uid);
    if (found !== undefined) this.delays.delay(found, by, now);
  }

  private find(uid: PacketUid): Flight | SegmentFlight | undefined {
    let found: Flight | SegmentFlight | undefined;
    this.forEachFlight((flight) => {
      if (uidOf(flight) === uid) found = flight;
    });
    return found;
  }

  private forEachFlight(visit: (flight: Flight | SegmentFlight) => void): void {
    this.queue.forEach((work) => {
      if ((work.kind === 'flight' || work.kind === 'segment') && !work.gone) visit(work);
    });
  }

  private lose(flight: Flight | SegmentFlight, cause: PacketLossCause, now: SimTime): void {
    if (flight.kind === 'flight') this.flights.lose(flight, cause, now);
    else this.streams.loseSegment(flight, cause, now);
  }

  /** From now on nothing gets through, what is on its way included. */
  silence(connection: Connection, now: SimTime): void {
    connection.silenced = true;
    this.loseAll((flight) => flight.way.connection === connection, now);
    this.queue.forEach((work) => {
      if (work.kind === 'tcp-ack' && work.way.connection === connection) work.gone = true;
    });
  }

  private loseAll(isMeant: (flight: Flight | SegmentFlight) => boolean, now: SimTime): void {
    const flights: (Flight | SegmentFlight)[] = [];
    this.forEachFlight((flight) => {
      if (isMeant(flight)) flights.push(flight);
    });
    flights.sort((a, b) => (uidOf(a) < uidOf(b) ? -1 : 1));
    for (const flight of flights) this.lose(flight, 'connection', now);
  }

  /**
   * An end is closed: what is on its way there is lost. What it has sent goes on, and its last word
   * behind that, unless the other end is closed too.
   */
  closeEnd(connection: Connection, end: End, by: NodeId, reason: string, now: SimTime): void {
    connection.open[end] = false;
    const [inward, outward] =
      end === 'broker' ? [connection.up, connection.down] : [connection.down, connection.up];
    this.abandon(inward, now);
    if (!connection.open[endOf(outward)]) this.abandon(outward, now);
    else if (outward.tcp !== undefined) this.streams.sendEnd(outward, by, reason, now);
    else if (!connection.silenced) this.flights.launchEnd(outward, by, reason, now);
  }

  /** Both ends are closed at once. */
  closeBoth(connection: Connection, now: SimTime): void {
    connection.open.client = false;
    connection.open.broker = false;
    this.abandon(connection.up, now);
    this.abandon(connection.down, now);
  }

  private abandon(way: Way, now: SimTime): void {
    this.loseAll((flight) => flight.kind === 'flight' && flight.way === way, now);
    this.streams.abandon(way, now);
  }

  forEachOpen(end: End, visit: (connection: Connection) => void): void {
    for (const connection of this.connections) if (connection.open[end]) visit(connection);
  }

  /** The network's model has changed. From TCP, what was not delivered goes on as packets. */
  leaveTcp(now: SimTime): void {
    for (const connection of this.connections) {
      for (const way of [connection.up, connection.down]) {
        if (connection.silenced) {
          this.streams.abandon(way, now);
          continue;
        }
        for (const cargo of this.streams.dissolve(way, now)) {
          if (cargo.kind === 'end') this.flights.launchEnd(way, cargo.by, cargo.reason, now);
          else this.flights.relaunch(way, cargo, now);
        }
      }
    }
  }
}

function lossCauseOf(
  isHeard: boolean,
  isRuledOut: boolean,
  isUnlucky: boolean,
): PacketLossCause | undefined {
  if (!isHeard) return 'connection';
  if (isRuledOut) return 'rule';
  return isUnlucky ? 'network' : undefined;
}

/** Records bear no names when only counters listen. A segment sent again has a name of its own. */
function uidOf(flight: Flight | SegmentFlight): PacketUid {
  const { names } = flight.way.connection;
  const { item, transmission } = flight.kind === 'flight' ? onceSent(flight) : flight.segment;
  if (item.kind === 'end') return '';
  return flightName(uidOfParcel(item, names), transmission);
}

function uidOfParcel({ record, packet }: Parcel, names: PacketNames): PacketUid {
  return isExchangePacket(packet) ? names.ofExchange(record.hop, packet) : record.uid;
}
