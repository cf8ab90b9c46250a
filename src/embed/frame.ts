// The run in the frame: when it is simulated, what of it stands still, where playing begins, stops and
// ends. Nothing is simulated before somebody sees the frame, and nothing goes on while nobody does.

import { createStore, type StoreApi } from 'zustand/vanilla';
import { fromSec, type SimTime, TIME_ZERO } from '../base/time.ts';
import { isSameData } from '../scenario/sameData.ts';
import { clientsAt, nextByHand, publisherOf, topicsOf } from '../store/clients.ts';
import { createNarrator, type Narrator } from '../store/narrator.ts';
import { END_MAX, findEnd } from '../store/runEnd.ts';
import type { RunStart } from '../store/runState.ts';
import { createScope, type Scope } from '../store/scope.ts';
import { STORY_SPEED } from '../store/speeds.ts';
import type { Qos } from '../trace/event.ts';
import type { Hosted, Stage } from './host.ts';
import { goToPageOf } from './pages.ts';
import { type Embed, parseEmbed } from './parameters.ts';
import { reducesMotion } from './reducesMotion.ts';
import type { Sight } from './sight.ts';

export interface FrameState {
  readonly embed: Embed;
  readonly stage: Stage;
  /** Where playing ends; undefined: it is not known. */
  readonly end: SimTime | undefined;
  /** Undefined: nobody has told yet. */
  readonly sight: Sight | undefined;
}

/** A run that does not end shows so much of itself before it is played. */
const ENDLESS_SHOWN = fromSec(10);
/** How long the end of a run stands before it begins again, in ms of screen. */
const LOOP_REST_MS = 1500;

export class Frame implements Hosted {
  readonly scope: Scope;
  readonly narrator: Narrator;
  readonly state: StoreApi<FrameState>;
  #opening: Promise<void> | undefined;
  /** Counts the runs. */
  #era = 0;
  /** Whether it began to play by itself. */
  #hasBegun = false;
  /** It played when it was lost sight of. */
  #goesOn = false;
  /** A step is being made. */
  isStepping = false;
  /** What stands there, before it is played, although playing begins elsewhere. */
  #posterAt: SimTime | undefined;
  #rest: ReturnType<typeof setTimeout> | undefined;

  constructor(embed: Embed) {
    const first = startOf(embed);
    this.scope = createScope(first, speedOf(embed));
    this.narrator = createNarrator(
      this.scope,
      () => performance.now(),
      import('../trace/narration.ts'),
    );
    this.state = createStore<FrameState>(() => ({
      embed,
      stage: 'closed',
      end: undefined,
      sight: undefined,
    }));
    this.scope.run.state.subscribe(({ commands }, before) => {
      if (commands !== before.commands && this.stage === 'open') void this.#followEnd();
    });
    this.scope.playhead.state.subscribe(({ playing }, before) => {
      if (before.playing && !playing && this.isAtEnd) this.#restThenLoop();
    });
  }

  get stage(): Stage {
    return this.state.getState().stage;
  }

  /** What the frame is called: as the preset is. */
  get title(): string {
    return this.state.getState().embed.link.scenario.title ?? 'A run of MQTT';
  }

  /** What waits for a click is drawn without a run. */
  get isStanding(): boolean {
    const isWaiting = this.stage === 'closed' && this.parameters.load === 'click';
    return this.stage === 'open' || isWaiting;
  }

  get end(): SimTime | undefined {
    return this.state.getState().end;
  }

  get isAtEnd(): boolean {
    const { end } = this;
    return end !== undefined && this.scope.playhead.clock.now() >= end;
  }

  /** Nothing is to come by itself: no run is asked for, or what was asked for is there. */
  get isIdle(): boolean {
    const { stage, sight, embed } = this.state.getState();
    if (stage === 'closed') return sight === 'none' || embed.parameters.load === 'click';
    const { playhead, run } = this.scope;
    const { playing } = playhead.state.getState();
    return stage === 'open' && !playing && run.state.getState().waiting === 0;
  }

  get #isSeen(): boolean {
    const { sight } = this.state.getState();
    return sight === 'some' || sight === 'half';
  }

  get parameters(): Embed['parameters'] {
    return this.state.getState().embed.parameters;
  }

  /** Another run, or the same one shown otherwise. @returns when it stands */
  async show(hash: string): Promise<void> {
    if (goToPageOf(hash)) return;
    const embed = parseEmbed(hash);
    const before = this.state.getState().embed;
    this.state.setState({ embed });
    this.scope.playhead.setSpeed(speedOf(embed));
    const isOther = !isSameData(partsOf(embed), partsOf(before));
    if (isOther) this.#close();
    else this.#setStops();
    this.#goOn();
    await this.#opening;
  }

  #close(): void {
    this.#era++;
    this.#opening = undefined;
    this.#hasBegun = false;
    this.#goesOn = false;
    clearTimeout(this.#rest);
    this.scope.playhead.pause();
    this.state.setState({ stage: 'closed', end: undefined });
  }

  /** Simulates what is shown before it is played, once. */
  open(): Promise<void> {
    this.#opening ??= this.#open();
    return this.#opening;
  }

  async #open(): Promise<void> {
    const era = this.#era;
    const { run, playhead, selection } = this.scope;
    const { embed } = this.state.getState();
    this.state.setState({ stage: 'opening' });
    await run.open(startOf(embed));
    const end = await findEnd(run);
    if (era !== this.#era) return;
    this.#setEnd(end);
    const { t } = embed.link;
    this.#posterAt = t === undefined ? this.#poster : undefined;
    // What has no end may yet have more.
    if (end !== undefined) selection.selectOnlyMessage();
    await playhead.seek(t ?? this.#posterAt ?? this.#begin);
    if (era === this.#era) this.state.setState({ stage: 'open' });
  }

  /** A command has changed what is to come. */
  async #followEnd(): Promise<void> {
    const era = this.#era;
    const end = await findEnd(this.scope.run);
    if (era !== this.#era) return;
    this.#setEnd(end);
  }

  /** @param own the run's; what begins after that has none */
  #setEnd(own: SimTime | undefined): void {
    const { start = TIME_ZERO, end = own ?? TIME_ZERO } = this.parameters;
    this.state.setState({ end: end > start ? end : undefined });
    this.#setStops();
  }

  #setStops(): void {
    const stops = [...this.parameters['pause-at'], this.end ?? END_MAX];
    this.scope.playhead.setStops(stops.sort((a, b) => a - b));
  }

  get #begin(): SimTime {
    const { publishingSince = TIME_ZERO } = this.scope.run.state.getState();
    const isOver = publishingSince >= (this.end ?? END_MAX);
    return this.parameters.start ?? (isOver ? TIME_ZERO : publishingSince);
  }

  /** A finished ladder, unless the author says another instant, or it begins to play at once. */
  get #poster(): SimTime | undefined {
    const { embed, end } = this.state.getState();
    const { autoplay, start } = embed.parameters;
    const isMoving = autoplay && !reducesMotion();
    return isMoving || start !== undefined ? undefined : (end ?? ENDLESS_SHOWN);
  }

  /** From where it stands; from the beginning when it has come to the end. */
  async play(): Promise<void> {
    clearTimeout(this.#rest);
    const era = this.#era;
    this.#hasBegun = true;
    await this.open();
    if (era !== this.#era) return;
    const { playhead } = this.scope;
    if (this.isAtEnd || playhead.clock.now() === this.#posterAt) await playhead.seek(this.#begin);
    this.#posterAt = undefined;
    if (this.#isSeen) playhead.play();
    else this.#goesOn = true;
  }

  pause(): void {
    clearTimeout(this.#rest);
    this.#goesOn = false;
    this.scope.playhead.pause();
  }

  async seek(t: SimTime): Promise<void> {
    await this.open();
    const { playhead } = this.scope;
    const { playing } = playhead.state.getState();
    playhead.pause();
    await playhead.seek(t);
    if (playing) playhead.play();
  }

  async step(way: 'next' | 'previous'): Promise<void> {
    await this.open();
    this.isStepping = way === 'next';
    const { travel } = this.scope;
    await (way === 'next' ? travel.goToNext('event') : travel.goToPrevious('event'));
    this.isStepping = false;
  }

  /** The run as the link says it, at its beginning: what was done to it is dropped. */
  async reset(): Promise<void> {
    this.pause();
    this.#era++;
    this.#opening = this.#open();
    await this.#opening;
    await this.scope.playhead.seek(this.#begin);
  }

  /** A message by hand. @param qos absent: as the run publishes */
  async publish(qos: Qos | undefined): Promise<void> {
    await this.open();
    const { run, playhead, commands, selection } = this.scope;
    selection.clear();
    const at = playhead.commandAt;
    const clients = clientsAt(run.state.getState(), at);
    const publisher = publisherOf(clients);
    if (publisher === undefined) return;
    const { script } = run.state.getState().scenario;
    const [topic] = topicsOf({ clients, script });
    const level = qos ?? publisher.publishes[0]?.qos ?? 1;
    const payload = nextByHand(run.state.getState(), publisher, topic, at);
    await commands.publish(publisher.id, topic, level, payload);
    await this.play();
  }

  look(sight: Sight): void {
    if (sight === this.state.getState().sight) return;
    this.state.setState({ sight });
    const { playhead } = this.scope;
    if (sight === 'none') {
      clearTimeout(this.#rest);
      this.#goesOn ||= playhead.state.getState().playing;
      playhead.pause();
    } else this.#goOn();
  }

  /** What the sight of it, and its parameters, have it do by itself. */
  #goOn(): void {
    if (!this.#isSeen) return;
    const { load, autoplay } = this.parameters;
    if (this.#goesOn) {
      this.#goesOn = false;
      void this.play();
      return;
    }
    if (load === 'click' && !this.#hasBegun) return;
    void this.open();
    const plays = autoplay && this.state.getState().sight === 'half' && !reducesMotion();
    if (plays && !this.#hasBegun) void this.play();
  }

  #restThenLoop(): void {
    if (!this.parameters.loop || reducesMotion()) return;
    this.#rest = setTimeout(() => void this.play(), LOOP_REST_MS);
  }
}

function startOf({ link }: Embed): RunStart {
  return { presetName: link.preset, scenario: link.scenario, commands: link.commands };
}

function speedOf({ parameters }: Embed): number {
  return parameters.speed ?? STORY_SPEED;
}

/** What makes the run, and how it begins: with another one of these it begins anew. */
function partsOf({ link, parameters }: Embed): readonly unknown[] {
  const { start, end, autoplay, load } = parameters;
  return [startOf({ link } as Embed), link.t, start, end, autoplay, load];
}
