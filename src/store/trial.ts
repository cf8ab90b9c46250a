// Something to be done with a run that goes on: a lesson's task or a challenge. It ticks itself when the
// trace shows the goal at the instant that is looked at, and what was done keeps to the conditions.

import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SimTime } from '../base/time.ts';
import { brokenConditions } from '../lessons/challenge.ts';
import type { Condition, Fact } from '../lessons/fact.ts';
import { foldUntil } from '../lessons/factFold.ts';
import { GoalFold } from '../lessons/goalFold.ts';
import type { NamedFacts } from '../lessons/lesson.ts';
import type { TraceEvent } from '../trace/event.ts';
import type { TraceIndex } from '../trace/traceIndex.ts';
import type { Recorder } from './recorder.ts';
import type { RunStart } from './run.ts';
import type { Scope } from './scope.ts';
import { startOf } from './stepPlayer.ts';
import { whenOf } from './when.ts';

/** What is to be done. */
export interface Trying {
  /** A link's query: where it begins. */
  readonly run: string;
  /** A link's query that reaches the goal. */
  readonly solution: string;
  readonly goal: Fact;
  readonly conditions: readonly Condition[];
  /** What is said when it is done, where it is true then. */
  readonly after: NamedFacts;
}

export interface TrialState {
  /** Its run is being simulated; nothing is judged. */
  readonly opening: boolean;
  /** Stays, whatever is done to the run afterwards. */
  readonly done: boolean;
  /** What of `after` was true when it was done. */
  readonly true: readonly string[];
  /** Something was used that the conditions do not allow, or it is another scenario altogether. */
  readonly broken: boolean;
  /** Its solution is carried out, by the link and not by hand. */
  readonly isShown: boolean;
}

const NEW: TrialState = { opening: false, done: false, true: [], broken: false, isShown: false };

/** What of the run is time's matter, as in Simulate at first. */
const SPEED = 0.3;

export class Trial implements Recorder {
  readonly state: StoreApi<TrialState> = createStore<TrialState>(() => NEW);
  readonly #scope: Scope;
  #trying: Trying | undefined;
  #start: RunStart | undefined;
  #fold: GoalFold | undefined;
  /** What was opened counts last. */
  #era = 0;

  constructor(scope: Scope) {
    this.#scope = scope;
    scope.run.record?.(this);
    scope.pulse.state.subscribe(() => this.#look());
    // A run that was put in the place of another at the same instant gives no beat.
    scope.run.state.subscribe(({ status }, before) => {
      if (status !== before.status) this.#look();
    });
  }

  /** Begins anew, with the run as it is given, or with its solution. */
  async open(trying: Trying, isShown: boolean): Promise<void> {
    const era = ++this.#era;
    this.#trying = trying;
    this.#start = startOf(trying.run);
    const { playhead } = this.#scope;
    playhead.setPauseWhen(undefined);
    playhead.setSkipQuiet(true);
    playhead.setSpeed(SPEED);
    whenOf(this.#scope).disarm();
    this.state.setState({ ...NEW, opening: true, isShown });
    await this.#scope.open(startOf(isShown ? trying.solution : trying.run));
    if (era !== this.#era) return;
    this.state.setState({ opening: false });
    this.#look();
  }

  /** What is shown from now on is no trial. */
  close(): void {
    this.#era++;
    this.#trying = undefined;
    this.#fold = undefined;
    this.state.setState(NEW);
  }

  clear(): void {
    this.#fold = this.#trying && new GoalFold(this.#trying.goal);
  }

  add(events: readonly TraceEvent[]): void {
    this.#fold?.add(events);
  }

  fork(_at: SimTime, { events }: TraceIndex): void {
    this.clear();
    this.add(events);
  }

  settle(): void {
    this.#fold?.settle();
  }

  #look(): void {
    if (this.#trying === undefined || this.#start === undefined) return;
    // The run on the screen may still be that of the place before.
    if (this.state.getState().opening) return;
    const { scenario, commands, status, index, presetName } = this.#scope.run.state.getState();
    if (status.kind !== 'ready') return;
    const attempt = { scenario, commands };
    const { length } = brokenConditions(this.#trying.conditions, this.#start.scenario, attempt);
    const broken = length > 0 || presetName !== this.#start.presetName;
    if (broken !== this.state.getState().broken) this.state.setState({ broken });
    const { t } = this.#scope.pulse.state.getState();
    const reachedAt = this.#fold?.reachedAt;
    const isDone = reachedAt !== undefined && reachedAt <= t && !broken;
    if (!isDone || this.state.getState().done) return;
    const fold = foldUntil(index.events, reachedAt);
    const isTrue = ([, fact]: [string, Fact]) => fold.holds(fact);
    const facts = Object.entries(this.#trying.after).filter(isTrue);
    this.state.setState({ done: true, true: facts.map(([name]) => name) });
  }
}
