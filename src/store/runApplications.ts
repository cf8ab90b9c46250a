// What the applications of a run have been told since its beginning, also of what the page has let go
// of: their states at any instant that is known. Of a very long run the first part is forgotten.

import { type SimTime, TIME_ZERO } from '../base/time.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { TraceEvent } from '../trace/event.ts';
import type { TraceIndex } from '../trace/traceIndex.ts';
import { ApplicationFold, type Applications, applicationsOf } from '../usecases/applications.ts';
import type { Recorder } from './recorder.ts';
import type { ShownRun } from './shownRun.ts';

/** Fewer than messages that the fold remembers. */
const EVENTS_MAX = 8000;
const CHECK_EVERY = 200;

/** So many events are in it. */
interface Check {
  readonly count: number;
  readonly applications: Applications;
}

export class RunApplications implements Recorder {
  readonly #scenario: () => Scenario;
  #fold = new ApplicationFold();
  #events: TraceEvent[] = [];
  /** In order; the first one is where it starts from. */
  #checks: Check[] = [];
  /** What was before is not known any more. Undefined: it starts from the run's beginning. */
  #forgottenAt: SimTime | undefined;
  /** What was asked for last: what comes next goes on from there. */
  #last: Check | undefined;

  readonly #eventsMax: number;

  /** @param scenario of the run that begins */
  constructor(scenario: () => Scenario, eventsMax = EVENTS_MAX) {
    this.#scenario = scenario;
    this.#eventsMax = eventsMax;
    this.clear();
  }

  clear(): void {
    this.#fold = new ApplicationFold();
    this.#events = [];
    this.#checks = [{ count: 0, applications: applicationsOf(this.#scenario()) }];
    this.#forgottenAt = undefined;
    this.#last = undefined;
  }

  add(events: readonly TraceEvent[]): void {
    for (const event of events) if (TOLD.has(event.kind)) this.#events.push(event);
    if (this.#events.length > this.#eventsMax) this.#forget();
  }

  /** All that the page has of a run that began before anyone asked. */
  begin(index: TraceIndex): void {
    this.clear();
    // What it has let go of is missing in every sum.
    if (index.before === undefined) this.add(index.events);
    else this.#forgottenAt = Infinity as SimTime;
  }

  fork(at: SimTime, index: TraceIndex): void {
    if (this.#forgottenAt !== undefined && at < this.#forgottenAt) {
      this.begin(index);
      return;
    }
    const kept = this.#countBefore(at);
    this.#events.length = kept;
    this.#checks = this.#checks.filter(({ count }, i) => i === 0 || count <= kept);
    this.#last = undefined;
    this.add(index.events.slice(index.countUntil((at - 1) as SimTime)));
  }

  /** Undefined where that is not known any more. */
  at(t: SimTime): Applications | undefined {
    if (this.#forgottenAt !== undefined && t < this.#forgottenAt) return undefined;
    return this.#goTo(this.#countBefore((t + 1) as SimTime)).applications;
  }

  #goTo(count: number): Check {
    const isNear = this.#last !== undefined && this.#last.count <= count;
    const from = this.#checks.findLast((check) => check.count <= count) ?? this.#first;
    let now = isNear && this.#last && this.#last.count > from.count ? this.#last : from;
    while (now.count < count) {
      const event = this.#events[now.count];
      if (event === undefined) break;
      const applications = this.#fold.add(now.applications, event);
      now = { count: now.count + 1, applications };
      const isDue = now.count % CHECK_EVERY === 0;
      if (isDue && (this.#checks.at(-1)?.count ?? 0) < now.count) this.#checks.push(now);
    }
    this.#last = now;
    return now;
  }

  get #first(): Check {
    return this.#checks[0] ?? { count: 0, applications: applicationsOf(this.#scenario()) };
  }

  /** Of what is known, the first half goes. */
  #forget(): void {
    const half = Math.floor(this.#events.length / 2);
    const { applications } = this.#goTo(half);
    this.#forgottenAt = this.#events[half - 1]?.at ?? TIME_ZERO;
    this.#events = this.#events.slice(half);
    this.#checks = [{ count: 0, applications }];
    this.#last = undefined;
  }

  /** How many events come before an instant. */
  #countBefore(t: SimTime): number {
    let [low, high] = [0, this.#events.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#events[middle]?.at ?? 0) < t) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** What applications, and the tally of what was published to them, can be told of. */
const TOLD: ReadonlySet<TraceEvent['kind']> = new Set([
  'message-published',
  'message-delivered',
  'message-lost',
  'message-received',
  'message-originated',
  'client-added',
]);

const OF_RUN = new WeakMap<ShownRun, RunApplications>();

/** Those of a run, taken down from the first time that somebody asks. */
export function applicationsIn(run: ShownRun): RunApplications {
  const known = OF_RUN.get(run);
  if (known !== undefined) return known;
  const applications = new RunApplications(() => run.state.getState().scenario);
  applications.begin(run.state.getState().index);
  run.record?.(applications);
  OF_RUN.set(run, applications);
  return applications;
}
