// A run: scenario + seed + the commands given so far. Pulled forward to the instant that its user
// looks at; a command given in the past forks it there, by simulating again from the start.

import type { SimTime } from '../base/time.ts';
import type { Command, Scenario, TimedCommand } from '../scenario/scenario.ts';
import type { TraceEvent } from '../trace/event.ts';
import { TraceHash } from '../trace/ndjson.ts';
import { World } from './world.ts';

/** What a call has added to the trace. */
export interface RunReport {
  /** How many events from the trace's start are still true; all after them are replaced. */
  readonly keep: number;
  /** The events that follow those. */
  readonly events: readonly TraceEvent[];
  /** All that happens until here, included, is in the trace. */
  readonly now: SimTime;
  /** Instant of the next thing to wait for (not keep-alive), or Infinity; it may come to nothing. */
  readonly nextAt: number;
  /** When everyone was connected and subscribed; undefined while they are not. */
  readonly publishingSince: SimTime | undefined;
  /** Commands given by hand so far; a command in the past sets aside those after it. */
  readonly commands: readonly TimedCommand[];
  /** Of the trace up to `now`. */
  readonly hash: string;
}

export class Run {
  readonly #scenario: Scenario;
  #commands: readonly TimedCommand[] = [];
  #world: World;
  #hash = new TraceHash();
  #length = 0;
  #fresh: TraceEvent[] = [];

  /** @param commands in order of time; each is given when the run gets to its instant */
  constructor(scenario: Scenario, commands: readonly TimedCommand[] = []) {
    this.#scenario = scenario;
    this.#world = this.#createWorld();
    for (const { at, command } of commands) this.#give(at, command);
  }

  #createWorld(): World {
    return new World(this.#scenario, (event) => {
      this.#hash.add(event);
      this.#length++;
      this.#fresh.push(event);
    });
  }

  /** Simulates until `to`, included; does nothing when the run is there already. */
  advance(to: SimTime): RunReport {
    const keep = this.#length - this.#fresh.length;
    if (to >= this.#world.now) this.#world.advance(to);
    return this.#report(keep);
  }

  /** Simulates until everyone is connected and subscribed, `limit` at the latest. */
  advanceToPublishing(limit: SimTime): RunReport {
    const world = this.#world;
    while (world.publishingSince === undefined && world.nextAt <= limit) world.step();
    return this.advance(world.publishingSince ?? limit);
  }

  /**
   * Gives a command at `at`, after all events of that instant. Before the run's present the run
   * forks: commands given later are set aside, and its present becomes `at`. A second change of the
   * network at one instant becomes one command with the first.
   */
  command(at: SimTime, command: Command): RunReport {
    let keep = this.#length - this.#fresh.length;
    const last = this.#commands.at(-1);
    const merged = last?.at === at ? mergeChanges(last.command, command) : undefined;
    if (merged !== undefined) this.#commands = this.#commands.slice(0, -1);
    if (merged !== undefined || at < this.#world.now) keep = this.#rewind(at);
    this.#give(at, merged ?? command);
    return this.#report(keep);
  }

  #give(at: SimTime, command: Command): void {
    this.#world.advance(at);
    this.#world.apply(command);
    // What it causes at this same instant, on links without latency, belongs to the present.
    this.#world.advance(at);
    this.#commands = [...this.#commands, { at, command }];
  }

  /** Simulates again until `at`. @returns how many events the old and the new trace share */
  #rewind(at: SimTime): number {
    const kept = this.#commands.filter((given) => given.at <= at);
    this.#commands = [];
    this.#hash = new TraceHash();
    this.#length = 0;
    this.#fresh = [];
    this.#world = this.#createWorld();
    for (const given of kept) this.#give(given.at, given.command);
    this.#world.advance(at);
    this.#fresh = [];
    return this.#length;
  }

  #report(keep: number): RunReport {
    const events = this.#fresh;
    this.#fresh = [];
    const { now, nextAwaitedAt: nextAt, publishingSince } = this.#world;
    const commands = this.#commands;
    return { keep, events, now, nextAt, publishingSince, commands, hash: this.#hash.digest() };
  }
}

function mergeChanges(first: Command, second: Command): Command | undefined {
  if (first.kind !== 'set-network' || second.kind !== 'set-network') return undefined;
  return { kind: 'set-network', changes: { ...first.changes, ...second.changes } };
}
