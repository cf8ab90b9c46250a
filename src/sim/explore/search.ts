// The exhaustive search: every way in which up to so many packets of a run can be dropped, and up to
// so many faults befall it, each distinct run once. A run of it is an ordinary run with ordinary
// commands, so that whatever it finds can be opened on the screen.

import type { SimTime } from '../../base/time.ts';
import { FAULT_KINDS, type SearchLimits } from '../../lab/exploration.ts';
import type { Command, Scenario, TimedCommand } from '../../scenario/scenario.ts';
import type { PacketUid, TraceEvent } from '../../trace/event.ts';
import { flightName } from '../../trace/flights.ts';
import { type Fault, faultsOf } from './faults.ts';
import { play } from './play.ts';

/** More than any trace here has events. */
const FAULT_RANK = 1_000_000_000;

/** Something done to a run: one packet dropped, or one fault. */
export interface Decision {
  readonly kind: keyof SearchLimits;
  readonly at: SimTime;
  /** Orders decisions of one instant. */
  readonly rank: number;
  readonly commands: readonly Command[];
}

export interface FoundRun {
  readonly decisions: readonly Decision[];
  readonly events: readonly TraceEvent[];
}

/**
 * Plays the scenario without decisions, then with each one that its trace has room for, and each of
 * those runs with each later one, and so on, depth first. A decision that a run is extended by always
 * comes after all that it has: so no run is met twice.
 *
 * A packet is dropped halfway on its way, if it would arrive; one that is lost anyhow (its
 * connection has ended) is not dropped. Faults come after all events of an instant at which something
 * happened.
 *
 * @param scenario with a network that loses nothing by itself and a constant latency
 */
export function* search(scenario: Scenario, limits: SearchLimits): Generator<FoundRun, void> {
  const faults = faultsOf(scenario);
  const waiting: (readonly Decision[])[] = [[]];
  for (let decisions = waiting.pop(); decisions !== undefined; decisions = waiting.pop()) {
    const events = play(scenario, commandsOf(decisions));
    if (wasRefused(events)) continue;
    yield { decisions, events };
    const room = roomIn(limits, decisions);
    const last = decisions.at(-1);
    const next = [
      ...(room.drops > 0 ? dropsIn(events) : []),
      ...FAULT_KINDS.flatMap((kind) => (room[kind] > 0 ? faultsIn(events, faults, kind) : [])),
    ];
    // The earliest first, as they will be taken from the end.
    for (const decision of next
      .filter((each) => isAfter(each, last))
      .sort(byTime)
      .reverse()) {
      waiting.push([...decisions, decision]);
    }
  }
}

export function commandsOf(decisions: readonly Decision[]): readonly TimedCommand[] {
  return decisions.flatMap(({ at, commands }) => commands.map((command) => ({ at, command })));
}

/** A fault that cannot be: the client has no connection, the broker is down already. */
function wasRefused(events: readonly TraceEvent[]): boolean {
  return events.some(({ kind }) => kind === 'command-refused');
}

function roomIn(limits: SearchLimits, decisions: readonly Decision[]): SearchLimits {
  const room = { ...limits };
  for (const { kind } of decisions) room[kind]--;
  return room;
}

/** Of packets, and over TCP of the segments that carry them. */
function dropsIn(events: readonly TraceEvent[]): readonly Decision[] {
  const lostAt = new Map<PacketUid, SimTime>();
  for (const event of events) {
    const name = nameOfLost(event);
    if (name !== undefined) lostAt.set(name, event.at);
  }
  return events.flatMap((event, rank): Decision[] => {
    if (event.kind !== 'packet-sent' && event.kind !== 'segment-sent') return [];
    const { packet, arrivesAt } = event;
    if (arrivesAt === undefined || packet.messageUid === undefined) return [];
    const uid =
      event.kind === 'packet-sent' ? packet.uid : flightName(packet.uid, event.transmission);
    const at = Math.floor((event.at + arrivesAt) / 2) as SimTime;
    if ((lostAt.get(uid) ?? Infinity) <= at) return [];
    return [{ kind: 'drops', at, rank, commands: [{ kind: 'kill-packet', uid }] }];
  });
}

function nameOfLost(event: TraceEvent): PacketUid | undefined {
  if (event.kind === 'segment-lost') return flightName(event.packet.uid, event.transmission);
  return event.kind === 'packet-lost' ? event.packet.uid : undefined;
}

/** At each instant at which something happened by itself since the first message was published. */
function faultsIn(
  events: readonly TraceEvent[],
  faults: readonly Fault[],
  kind: Fault['kind'],
): readonly Decision[] {
  const first = events.findIndex((event) => event.kind === 'message-published');
  if (first < 0) return [];
  const instants = new Set<SimTime>();
  for (const event of events.slice(first)) if (!isDoing(event)) instants.add(event.at);
  return [...instants].flatMap((at) =>
    faults.flatMap((fault, i): Decision[] =>
      // Behind the drops of its instant.
      fault.kind === kind ? [{ kind, at, rank: FAULT_RANK + i, commands: fault.commands }] : [],
    ),
  );
}

/** What a decision does to a run by itself makes no new instant. */
function isDoing(event: TraceEvent): boolean {
  const isLoss = event.kind === 'packet-lost' || event.kind === 'segment-lost';
  if (isLoss) return event.cause === 'killed';
  return event.kind === 'command-applied' && event.command.kind === 'kill-packet';
}

function isAfter(decision: Decision, last: Decision | undefined): boolean {
  return last === undefined || byTime(decision, last) > 0;
}

function byTime(a: Decision, b: Decision): number {
  return a.at - b.at || a.rank - b.rank;
}
