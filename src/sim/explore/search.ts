// The exhaustive search: every way in which up to so many packets of a run can be dropped, and up to
// so many faults befall it, each distinct run once. A run of it is an ordinary run with ordinary
// commands, so that whatever it finds can be opened on the screen.

import type { SimTime } from '../../base/time.ts';
import {
  type Branch,
  type Decision,
  FAULT_KINDS,
  guessRuns,
  mostIn,
  type SearchLimits,
  WHOLE,
} from '../../lab/exploration.ts';
import type { Scenario, TimedCommand } from '../../scenario/scenario.ts';
import type { PacketUid, TraceEvent } from '../../trace/event.ts';
import { flightName } from '../../trace/flights.ts';
import { type Fault, faultsOf } from './faults.ts';
import { play } from './play.ts';

/** More than any trace here has events. */
const FAULT_RANK = 1_000_000_000;

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
 * @param waiting branches to search, the last one first: at any time those not searched yet
 */
export function* search(
  scenario: Scenario,
  limits: SearchLimits,
  waiting: Branch[] = [WHOLE],
): Generator<FoundRun, void> {
  const faults = faultsOf(scenario);
  for (let branch = waiting.pop(); branch !== undefined; branch = waiting.pop()) {
    const { decisions } = branch;
    const events = play(scenario, commandsOf(decisions));
    if (wasRefused(events)) continue;
    const room = roomIn(limits, decisions);
    const last = decisions.at(-1);
    const next = [
      ...(room.drops > 0 ? dropsIn(events) : []),
      ...FAULT_KINDS.flatMap((kind) => (room[kind] > 0 ? faultsIn(events, faults, kind) : [])),
    ];
    const options = next.filter((each) => isAfter(each, last)).sort(byTime);
    const guesses = options.map((_, i) => guessRuns(mostIn(room) - 1, options.length - 1 - i));
    const runs = guesses.reduce((sum, guess) => sum + guess, 1);
    // The earliest is taken from the end, first.
    for (const [i, decision] of [...options.entries()].reverse()) {
      const share = (branch.share * (guesses[i] ?? 0)) / runs;
      waiting.push({ decisions: [...decisions, decision], share });
    }
    yield { decisions, events };
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
