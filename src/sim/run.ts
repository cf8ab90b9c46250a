// A run: scenario + seed + the commands given so far. Pulled forward to the instant that its user
// looks at. Any instant of its past can be had again: its state, its events, or a fork from there.

import { cloneGraph, shareGraph } from '../base/cloneGraph.ts';
import { earlierOf, type SimTime, TIME_ZERO } from '../base/time.ts';
import { mergeChanges } from '../scenario/commandList.ts';
import type { Command, Scenario, TimedCommand } from '../scenario/scenario.ts';
import type { TraceEvent } from '../trace/event.ts';
import { TraceHash } from '../trace/ndjson.ts';
import { StateFold } from '../trace/stateFold.ts';
import type { Summary } from '../trace/summary.ts';
import type { TraceState } from '../trace/traceState.ts';
import { Keyframes } from './keyframes.ts';
import type { Emit, Listener } from './work.ts';
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
  /** Nothing is to be published any more, and nothing is on the wire or in any store. */
  readonly settled: boolean;
  /** Commands given by hand so far; a command in the past sets aside those after it. */
  readonly commands: readonly TimedCommand[];
  /** Of the trace up to `now`. */
  readonly hash: string;
}

/** A stretch of the past, simulated again. */
export interface Replay {
  /** What mattered at its beginning, ... */
  readonly state: TraceState;
  /** ... and what all before it adds up to. */
  readonly summary: Summary;
  /** Those that follow, up to its end. */
  readonly events: readonly TraceEvent[];
}

/** What the trace so far leaves behind. */
class History {
  readonly fold = new StateFold();
  readonly hash = new TraceHash();
  length = 0;

  /** @param hashes whether its hash will be looked at, which costs more than all the rest */
  add(event: TraceEvent, hashes: boolean): void {
    if (hashes) this.hash.add(event);
    this.fold.add(event);
    this.length++;
  }
}

/** All that a keyframe copies. */
interface Moment {
  readonly world: World;
  readonly history: History;
}

export class Run {
  private readonly scenario: Scenario;
  private readonly keyframes = new Keyframes<Moment>();
  /** What copies of a world share with it: what never changes, and who listens. */
  private readonly shared = new Map<object, object>();
  private readonly listener: Listener;
  private commands: readonly TimedCommand[] = [];
  private moment: Moment;
  private fresh: TraceEvent[] = [];
  /** Where a world's events go at this moment. */
  private emit: Emit = () => {};

  /** @param commands in order of time; each is given when the run gets to its instant */
  constructor(scenario: Scenario, commands: readonly TimedCommand[] = []) {
    this.scenario = scenario;
    const tell = (event: TraceEvent): void => this.emit(event);
    this.listener = { tell, tellMore: tell };
    shareGraph(scenario, this.shared);
    this.shared.set(this.listener, this.listener);
    this.moment = this.begin((history) => this.tellOf(history));
    for (const { at, command } of commands) this.give(at, command);
  }

  /** At the very start, with nothing given. @param emit for what happens at once */
  private begin(emit: (history: History) => Emit): Moment {
    const history = new History();
    this.emit = emit(history);
    return { history, world: new World(this.scenario, this.listener) };
  }

  /** What happens to the run itself. */
  private tellOf(history: History): Emit {
    return (event) => {
      history.add(event, true);
      this.fresh.push(event);
    };
  }

  /** Simulates until `to`, included; does nothing when the run is there already. */
  advance(to: SimTime): RunReport {
    const keep = this.moment.history.length - this.fresh.length;
    this.goTo(to);
    return this.report(keep);
  }

  /** Simulates until everyone is connected and subscribed, `limit` at the latest. */
  advanceToPublishing(limit: SimTime): RunReport {
    const { world } = this.moment;
    while (world.publishingSince === undefined && world.nextAt <= limit) world.step();
    return this.advance(world.publishingSince ?? limit);
  }

  private goTo(to: SimTime): void {
    const { world } = this.moment;
    while (world.nextAt <= to) {
      if (this.keyframes.isDue(this.moment.history.length)) this.keep();
      world.step();
    }
    world.advance(to);
  }

  private keep(): void {
    const { world, history } = this.moment;
    const { now } = world;
    const { length } = history;
    const state = cloneGraph(this.moment, this.shared);
    this.keyframes.add({ now, length, commands: this.commands.length, state });
  }

  /**
   * Gives a command at `at`, after all events of that instant. Before the run's present the run
   * forks: commands given later are set aside, and its present becomes `at`. A second change of the
   * network, or of a client, at one instant becomes one command with the first.
   */
  command(at: SimTime, command: Command): RunReport {
    let keep = this.moment.history.length - this.fresh.length;
    const last = this.commands.at(-1);
    const merged = last?.at === at ? mergeChanges(last.command, command) : undefined;
    if (merged !== undefined) this.commands = this.commands.slice(0, -1);
    if (merged !== undefined || at < this.moment.world.now) keep = this.rewind(at);
    this.give(at, merged ?? command);
    return this.report(keep);
  }

  private give(at: SimTime, command: Command): void {
    this.goTo(at);
    this.moment.world.apply(command);
    this.commands = [...this.commands, { at, command }];
    // What it causes at this same instant, on links without latency, belongs to the present.
    this.goTo(at);
  }

  /** Makes `at` the present. @returns how many events the old and the new trace share */
  private rewind(at: SimTime): number {
    this.commands = this.commands.filter((given) => given.at <= at);
    this.keyframes.truncate(at, this.commands.length);
    this.moment = this.momentAt(at, true);
    this.fresh = [];
    this.emit = this.tellOf(this.moment.history);
    return this.moment.history.length;
  }

  /** The state at an instant of the past, or at the present for one that is later. */
  stateAt(at: SimTime): TraceState {
    const { history } = this.momentAt(this.pastOf(at), false);
    this.emit = this.tellOf(this.moment.history);
    return history.fold.state();
  }

  /**
   * What happened after `from` and until `to`, included, and the state before it.
   * @param from below 0: from the very start, with what happens at once
   */
  replay(from: SimTime, to: SimTime): Replay {
    const events: TraceEvent[] = [];
    const tell: Emit = (event) => events.push(event);
    const isWhole = from < TIME_ZERO;
    const { world, history } = isWhole
      ? this.begin(() => tell)
      : this.momentAt(this.pastOf(from), true);
    const { fold, hash } = history;
    this.emit = tell;
    this.play(world, from, this.pastOf(to));
    this.emit = this.tellOf(this.moment.history);
    return { state: fold.state(), summary: { metrics: fold.metrics, hash }, events };
  }

  private pastOf(at: SimTime): SimTime {
    return earlierOf(at, this.moment.world.now);
  }

  /**
   * All of the instant has happened, and its commands are given.
   * @param hashes whether the trace's name will be asked for, which costs more than all the rest
   */
  private momentAt(at: SimTime, hashes: boolean): Moment {
    const given = this.commands.filter((each) => each.at <= at).length;
    const frame = this.keyframes.before(at, given);
    const emit = (history: History): Emit => {
      return (event) => history.add(event, hashes);
    };
    const moment = frame === undefined ? this.begin(emit) : cloneGraph(frame.state, this.shared);
    this.emit = emit(moment.history);
    giveAgain(moment.world, this.commands.slice(frame?.commands ?? 0, given));
    moment.world.advance(at);
    return moment;
  }

  private play(world: World, from: SimTime, to: SimTime): void {
    giveAgain(
      world,
      this.commands.filter(({ at }) => at > from && at <= to),
    );
    world.advance(to);
  }

  private report(keep: number): RunReport {
    const events = this.fresh;
    this.fresh = [];
    const { world, history } = this.moment;
    const { now, nextAwaitedAt: nextAt, publishingSince, settled } = world;
    const { commands } = this;
    const hash = history.hash.digest();
    return { keep, events, now, nextAt, publishingSince, settled, commands, hash };
  }
}

function giveAgain(world: World, commands: readonly TimedCommand[]): void {
  for (const { at, command } of commands) {
    world.advance(at);
    world.apply(command);
    world.advance(at);
  }
}
