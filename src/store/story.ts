// The first visit: one message, one kill, and what came of it. Plays by itself, stops at the end that
// the trace shows, and offers the same run with one thing changed.

import { createStore, type StoreApi } from 'zustand/vanilla';
import { addTime, fromMs } from '../base/time.ts';
import { changeNetwork } from '../scenario/changes.ts';
import type { NetworkSettings, Scenario } from '../scenario/scenario.ts';
import type { TraceEvent } from '../trace/event.ts';
import type { TraceIndex } from '../trace/traceIndex.ts';
import type { Scope } from './scope.ts';
import { STORY_SPEED } from './speeds.ts';

export interface StoryRun {
  /** Name of its preset. */
  readonly preset: string;
  /** The command that breaks something, as the screen names it. */
  readonly command: string;
  /** What its button says. */
  readonly button: string;
  /** Virtual seconds from where publishing starts to its end, so that all of it has room. */
  readonly seconds: number;
  /** The preset's network with something changed. */
  readonly network?: Partial<NetworkSettings>;
}

export const STORY: readonly [StoryRun, ...StoryRun[]] = [
  {
    preset: 'lost-puback',
    command: 'kill the first PUBACK, the answer to a PUBLISH',
    button: 'The first run again',
    seconds: 1.7,
  },
  {
    preset: 'lost-publish',
    command: 'kill the first PUBLISH, the packet that carries A',
    button: 'Kill the PUBLISH instead',
    seconds: 2,
  },
  {
    preset: 'lost-pubrec',
    command: 'kill the first PUBREC, QoS 2’s first answer',
    button: 'The same kill at QoS 2',
    seconds: 3.2,
  },
  {
    preset: 'lost-puback',
    command: 'kill the first PUBACK, over TCP',
    button: 'The same over TCP',
    seconds: 2.5,
    network: { model: 'tcp' },
  },
];

/** The picture stands still a little after the end, with the last marks in full view. */
const AFTER_END = fromMs(90);

export interface StoryState {
  readonly run: StoryRun;
  readonly ended: boolean;
}

export class Story {
  readonly state: StoreApi<StoryState>;
  readonly #scope: Scope;
  readonly #findScenario: (preset: string) => Scenario;
  /** Also before its run has begun. */
  #left = false;

  constructor(scope: Scope, findScenario: (preset: string) => Scenario) {
    this.#scope = scope;
    this.#findScenario = findScenario;
    this.state = createStore<StoryState>(() => ({ run: STORY[0], ended: false }));
  }

  /** Rewinds and tells one of the runs. With `still` it does not play: it stands at the end. */
  async tell(run: StoryRun, still: boolean): Promise<void> {
    const { playhead } = this.#scope;
    this.#left = false;
    this.state.setState({ run, ended: false });
    const preset = this.#findScenario(run.preset);
    const scenario = run.network === undefined ? preset : changeNetwork(preset, run.network);
    await this.#scope.open({ presetName: run.preset, scenario });
    playhead.setSpeed(STORY_SPEED);
    if (!this.#left) {
      playhead.setPauseWhen({ matches: (event) => this.#isEnd(event), after: AFTER_END });
    }
    if (still) await this.#goToEnd();
    else playhead.play();
  }

  /** The screen goes over to all controls: nothing stops by itself any more. */
  leave(): void {
    this.#left = true;
    this.#scope.playhead.setPauseWhen(undefined);
  }

  async #goToEnd(): Promise<void> {
    await this.#scope.travel.goToFirst((index) => {
      const end = index.events.find((event) => this.#isEnd(event));
      return end === undefined ? undefined : addTime(end.at, AFTER_END);
    });
  }

  #isEnd(event: TraceEvent): boolean {
    const { index } = this.#scope.run.state.getState();
    if (!isEnding(event, index)) return false;
    this.state.setState({ ended: true });
    return true;
  }
}

/** The second copy has arrived, or everything is delivered and acknowledged. */
export function isEnding(event: TraceEvent, index: TraceIndex): boolean {
  if (event.kind === 'message-delivered') return event.duplicate;
  if (event.kind !== 'session-released') return false;
  const { at } = event;
  return index.storesAt(at).length === 0 && index.flightsAt(at).length === 0;
}
