// A place of the course in the frame: a step of a lesson, a myth or a challenge. As of a run, nothing is
// simulated before somebody sees it, and nothing goes on while nobody does. What has been done here is
// known for as long as the frame is there, and kept nowhere.

import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SimTime } from '../base/time.ts';
import { ENGLISH } from '../lessons/en/texts.ts';
import { nameOf, type Place } from '../lessons/place.ts';
import { createLearning, type Learning } from '../store/learning.ts';
import { playedAt, tryingAt } from '../store/placeRun.ts';
import type { Done } from '../store/progress.ts';
import type { Scope } from '../store/scope.ts';
import type { Qos } from '../trace/event.ts';
import type { Hosted, Stage } from './host.ts';
import { type LearnEmbed, parseLearnEmbed } from './learnParameters.ts';
import { goToPageOf } from './pages.ts';
import { reducesMotion } from './reducesMotion.ts';
import type { Sight } from './sight.ts';

export interface LearnFrameState {
  readonly embed: LearnEmbed;
  readonly stage: Stage;
  /** Undefined: nobody has told yet. */
  readonly sight: Sight | undefined;
}

export class LearnFrame implements Hosted {
  readonly learning: Learning = createLearning();
  readonly state: StoreApi<LearnFrameState>;
  /** What has been done here. */
  readonly progress: { readonly state: StoreApi<{ readonly done: Done }> } = {
    state: createStore(() => ({ done: new Set<string>() })),
  };
  #opening: Promise<void> | undefined;
  /** Counts what was opened. */
  #era = 0;
  /** Somebody has asked for a run. */
  #isAskedFor = false;
  /** It played when it was lost sight of. */
  #goesOn = false;
  /** A step is being made. */
  isStepping = false;

  constructor(embed: LearnEmbed) {
    this.state = createStore<LearnFrameState>(() => ({ embed, stage: 'closed', sight: undefined }));
    const { player, trial } = this.learning;
    player.state.subscribe(({ seen }) => {
      if (seen) this.#noteDone();
    });
    trial.state.subscribe(({ done, isShown }) => {
      if (done && !isShown) this.#noteDone();
    });
  }

  get scope(): Scope {
    return this.learning.scope;
  }

  get parameters(): LearnEmbed['parameters'] {
    return this.#embed.parameters;
  }

  get title(): string {
    return titleOf(this.#embed.place);
  }

  /** What waits for a click, and what has no run, is drawn without one. */
  get isStanding(): boolean {
    return this.state.getState().stage === 'open' || this.#isLeftClosed;
  }

  get end(): SimTime | undefined {
    return this.learning.player.state.getState().walk?.until;
  }

  get isAtEnd(): boolean {
    return this.end !== undefined && this.scope.playhead.clock.now() >= this.end;
  }

  /** Nothing is to come by itself. */
  get isIdle(): boolean {
    const { stage, sight } = this.state.getState();
    if (stage === 'closed') return sight === 'none' || this.#isLeftClosed;
    const { playhead, run } = this.scope;
    const { waiting, work } = run.state.getState();
    const { playing } = playhead.state.getState();
    return stage === 'open' && !playing && waiting === 0 && work === undefined;
  }

  get #embed(): LearnEmbed {
    return this.state.getState().embed;
  }

  get #isLeftClosed(): boolean {
    const { place, parameters } = this.#embed;
    if (this.state.getState().stage !== 'closed') return false;
    return place.kind === 'list' || (parameters.load === 'click' && !this.#isAskedFor);
  }

  get #isSeen(): boolean {
    const { sight } = this.state.getState();
    return sight === 'some' || sight === 'half';
  }

  /** Another place, or the same one shown otherwise. @returns when it stands */
  async show(hash: string): Promise<void> {
    if (goToPageOf(hash, true)) return;
    const embed = parseLearnEmbed(hash);
    const before = this.#embed;
    const isSame =
      nameOf(embed.place) === nameOf(before.place) && embed.isSolved === before.isSolved;
    if (!isSame) {
      const { player, trial } = this.learning;
      this.#era++;
      this.#opening = undefined;
      this.#goesOn = false;
      this.scope.playhead.pause();
      // What was seen of another step is not to be seen in this one.
      player.close();
      trial.close();
    }
    this.state.setState(isSame ? { embed } : { embed, stage: 'closed' });
    this.#goOn();
    await this.#opening;
  }

  /** Simulates what is to be seen or done here, once. */
  open(): Promise<void> {
    this.#isAskedFor = true;
    this.#opening ??= this.#open();
    return this.#opening;
  }

  async #open(): Promise<void> {
    const { place, isSolved } = this.#embed;
    const { player, trial } = this.learning;
    const [trying, played] = [tryingAt(place), playedAt(place)];
    const era = this.#era;
    if (trying === undefined && played === undefined) return;
    this.state.setState({ stage: 'opening' });
    if (trying !== undefined) await trial.open(trying, isSolved);
    else if (played !== undefined) await player.open(played);
    if (era === this.#era) this.state.setState({ stage: 'open' });
  }

  async play(): Promise<void> {
    const era = this.#era;
    await this.open();
    if (era !== this.#era) return;
    const { player, scope } = this.learning;
    if (reducesMotion() && this.end !== undefined) await player.goOn();
    else if (this.#isSeen) scope.playhead.play();
    else this.#goesOn = true;
  }

  pause(): void {
    this.#goesOn = false;
    this.scope.playhead.pause();
  }

  async seek(t: SimTime): Promise<void> {
    await this.open();
    this.scope.playhead.pause();
    await this.scope.playhead.seek(t);
  }

  async step(way: 'next' | 'previous'): Promise<void> {
    await this.open();
    this.isStepping = way === 'next';
    const { travel } = this.scope;
    await (way === 'next' ? travel.goToNext('event') : travel.goToPrevious('event'));
    this.isStepping = false;
  }

  /** From its beginning, without what was done to it. */
  async reset(): Promise<void> {
    this.pause();
    this.#era++;
    this.#opening = undefined;
    await this.open();
  }

  /** A message by hand: a step is off its rails then. */
  async publish(qos: Qos | undefined): Promise<void> {
    await this.open();
    const { controls } = this.learning;
    if (qos !== undefined) controls.setNextQos(qos);
    await controls.publish();
  }

  look(sight: Sight): void {
    if (sight === this.state.getState().sight) return;
    this.state.setState({ sight });
    const { playhead } = this.scope;
    if (sight === 'none') {
      this.#goesOn ||= playhead.state.getState().playing;
      playhead.pause();
    } else this.#goOn();
  }

  #goOn(): void {
    if (!this.#isSeen || this.#isLeftClosed) return;
    if (this.#goesOn) {
      this.#goesOn = false;
      void this.play();
    } else void this.open();
  }

  #noteDone(): void {
    const name = nameOf(this.#embed.place);
    const { done } = this.progress.state.getState();
    if (name === undefined || done.has(name)) return;
    this.progress.state.setState({ done: new Set([...done, name]) });
  }
}

/** What the frame is called. */
function titleOf(place: Place): string {
  switch (place.kind) {
    case 'step': {
      const { title = '', steps = {} } = ENGLISH.lessons[place.lesson.name] ?? {};
      return `${title}: ${steps[place.step.name]?.title ?? ''}`;
    }
    case 'myth':
      return `“${ENGLISH.myths[place.myth.name]?.saying ?? ''}”`;
    case 'challenge':
      return ENGLISH.challenges[place.challenge.name]?.title ?? '';
    default:
      return 'A course of MQTT';
  }
}

/** What it is a part of, as the line over everything says it. */
export function wholeOf(place: Place): string {
  switch (place.kind) {
    case 'step':
      return ENGLISH.lessons[place.lesson.name]?.title ?? '';
    case 'myth':
      return 'What people say';
    case 'challenge':
      return 'A challenge';
    default:
      return 'A course of MQTT';
  }
}
