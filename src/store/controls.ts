// What the controls say before they are pressed: the level of the next message, who publishes it, and
// how fast somebody does so by itself.

import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SimTime } from '../base/time.ts';
import type { ClientSettings, PublishPattern } from '../scenario/scenario.ts';
import type { ClientId, Qos } from '../trace/event.ts';
import {
  clientsAt,
  nextByHand,
  publisherOf,
  publishersOf,
  subscriberOf,
  topicsOf,
} from './clients.ts';
import type { Scope } from './scope.ts';

/** The pattern that the automatic switch starts and stops. */
export const AUTOMATIC = 'auto';

/** How long a crashed process is down, unless told. */
export const RESTART_MS = 1000;

export interface ControlsState {
  readonly nextQos: Qos;
  readonly ratePerSec: number;
  /** Undefined, or one that is not in the run: the first there is. */
  readonly publisher: ClientId | undefined;
  /** Undefined, or one that the run does not speak of: the first that it does. */
  readonly topic: string | undefined;
}

export const UNTOUCHED: ControlsState = {
  nextQos: 1,
  ratePerSec: 1,
  publisher: undefined,
  topic: undefined,
};

export class Controls {
  readonly state: StoreApi<ControlsState>;
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
    this.state = createStore<ControlsState>(() => UNTOUCHED);
  }

  setNextQos(nextQos: Qos): void {
    this.state.setState({ nextQos });
    if (this.#automatic !== undefined) void this.#start();
  }

  setRate(ratePerSec: number): void {
    this.state.setState({ ratePerSec });
    if (this.#automatic !== undefined) void this.#start();
  }

  setPublisher(publisher: ClientId): void {
    this.state.setState({ publisher });
  }

  setTopic(topic: string): void {
    this.state.setState({ topic });
  }

  /** As at first; who publishes by itself because of the switch stops. */
  async reset(): Promise<void> {
    const isRunning = this.#automatic !== undefined;
    if (isRunning) await this.setAutomatic(false);
    this.state.setState(UNTOUCHED);
  }

  /** Who publishes the next message, of those in the run at `t`. */
  publisherAt(t: SimTime): ClientSettings | undefined {
    const clients = clientsAt(this.#scope.run.state.getState(), t);
    const { publisher } = this.state.getState();
    return publishersOf(clients).find(({ id }) => id === publisher) ?? publisherOf(clients);
  }

  /** The topic of the next message. */
  topicAt(t: SimTime): string {
    const topics = this.topicsAt(t);
    const { topic } = this.state.getState();
    return topics.find((known) => known === topic) ?? topics[0];
  }

  topicsAt(t: SimTime): ReturnType<typeof topicsOf> {
    const run = this.#scope.run.state.getState();
    return topicsOf({ clients: clientsAt(run, t), script: run.scenario.script });
  }

  /** Publishes one message by hand, at the level chosen, and lets time run. */
  async publish(): Promise<void> {
    const { run, playhead, commands } = this.#scope;
    const at = playhead.commandAt;
    const publisher = this.publisherAt(at);
    if (publisher === undefined) return;
    const topic = this.topicAt(at);
    const payload = nextByHand(run.state.getState(), publisher, topic, at);
    await commands.publish(publisher.id, topic, this.state.getState().nextQos, payload);
    playhead.play();
  }

  async cutSubscriber(): Promise<void> {
    const { run, playhead, commands } = this.#scope;
    const subscriber = subscriberOf(clientsAt(run.state.getState(), playhead.commandAt));
    if (subscriber !== undefined) await commands.cut(subscriber.id);
  }

  async crashBroker(): Promise<void> {
    await this.#scope.commands.crashBroker(RESTART_MS);
  }

  /** Whether who publishes the next message does so by itself. */
  async setAutomatic(on: boolean): Promise<void> {
    if (on) {
      await this.#start();
      this.#scope.playhead.play();
      return;
    }
    for (const { client, pattern } of this.#running) {
      await this.#scope.commands.stopPublishing(client, pattern.name);
    }
  }

  async #start(): Promise<void> {
    const at = this.#scope.playhead.commandAt;
    const publisher = this.publisherAt(at);
    if (publisher === undefined) return;
    const { nextQos: qos, ratePerSec } = this.state.getState();
    const pattern: PublishPattern = {
      name: AUTOMATIC,
      topic: this.topicAt(at),
      qos,
      payload: 'tick',
      ratePerSec,
      startMs: 0,
    };
    await this.#scope.commands.startPublishing(publisher.id, pattern);
  }

  get #automatic(): PublishPattern | undefined {
    return this.#running.find(({ pattern }) => pattern.name === AUTOMATIC)?.pattern;
  }

  get #running() {
    const at = this.#scope.playhead.commandAt;
    const publisher = this.publisherAt(at)?.id;
    const { index } = this.#scope.run.state.getState();
    return index.patternsAt(at).filter(({ client }) => client === publisher);
  }
}
