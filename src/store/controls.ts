// What the controls say before they are pressed: the level of the next message, and how the run's
// clients are addressed by them.

import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SimTime } from '../base/time.ts';
import type {
  ClientSettings,
  PublishPattern,
  Scenario,
  TimedCommand,
} from '../scenario/scenario.ts';
import type { Qos } from '../trace/event.ts';
import type { Scope } from './scope.ts';

/** The pattern that the automatic switch starts and stops. */
export const AUTOMATIC = 'auto';

const TOPIC = 'qoscope/demo';

export interface ControlsState {
  readonly nextQos: Qos;
  readonly ratePerSec: number;
}

export class Controls {
  readonly state: StoreApi<ControlsState>;
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
    this.state = createStore<ControlsState>(() => ({ nextQos: 1, ratePerSec: 1 }));
  }

  setNextQos(nextQos: Qos): void {
    this.state.setState({ nextQos });
    if (this.#automatic !== undefined) void this.#start();
  }

  setRate(ratePerSec: number): void {
    this.state.setState({ ratePerSec });
    if (this.#automatic !== undefined) void this.#start();
  }

  /** Publishes one message by hand, at the level chosen, and lets time run. */
  async publish(): Promise<void> {
    const { scenario, index } = this.#scope.run.state.getState();
    const publisher = publisherOf(scenario);
    if (publisher === undefined) return;
    const { nextQos } = this.state.getState();
    const nth = index.messages.filter(({ uid }) => uid.includes('/hand/')).length + 1;
    await this.#scope.publish(publisher.id, topicOf(scenario), nextQos, `Hello ${nth}`);
    this.#scope.playhead.play();
  }

  async setAutomatic(on: boolean): Promise<void> {
    if (on) {
      await this.#start();
      this.#scope.playhead.play();
      return;
    }
    const { scenario } = this.#scope.run.state.getState();
    for (const { id, publishes } of scenario.clients) {
      for (const { name } of publishes) await this.#scope.stopPublishing(id, name);
    }
    const publisher = publisherOf(scenario);
    if (publisher !== undefined) await this.#scope.stopPublishing(publisher.id, AUTOMATIC);
  }

  async #start(): Promise<void> {
    const { scenario } = this.#scope.run.state.getState();
    const publisher = publisherOf(scenario);
    if (publisher === undefined) return;
    const { nextQos: qos, ratePerSec } = this.state.getState();
    const pattern: PublishPattern = {
      name: AUTOMATIC,
      topic: topicOf(scenario),
      qos,
      payload: 'tick',
      ratePerSec,
      startMs: 0,
    };
    await this.#scope.startPublishing(publisher.id, pattern);
  }

  get #automatic(): PublishPattern | undefined {
    const { commands } = this.#scope.run.state.getState();
    return automaticAt(commands, this.#scope.playhead.commandAt);
  }
}

/** The pattern that the automatic switch has running at `t`. */
export function automaticAt(
  commands: readonly TimedCommand[],
  t: SimTime,
): PublishPattern | undefined {
  let running: PublishPattern | undefined;
  for (const { at, command } of commands) {
    if (at > t) break;
    if (command.kind === 'start-publishing' && command.pattern.name === AUTOMATIC) {
      running = command.pattern;
    } else if (command.kind === 'stop-publishing' && command.name === AUTOMATIC) {
      running = undefined;
    }
  }
  return running;
}

/** Whom the publish button speaks for: the first client without subscriptions, else the first. */
export function publisherOf(scenario: Scenario): ClientSettings | undefined {
  const { clients } = scenario;
  return clients.find(({ subscriptions }) => subscriptions.length === 0) ?? clients[0];
}

/** A topic that the run's subscribers hear: that of a pattern, of the script, or of a filter. */
export function topicOf({ clients, script }: Scenario): string {
  for (const { publishes } of clients) {
    const topic = publishes[0]?.topic;
    if (topic !== undefined) return topic;
  }
  for (const { command } of script) if (command.kind === 'publish') return command.topic;
  for (const { subscriptions } of clients) {
    const plain = subscriptions.find(({ filter }) => !/[+#]/.test(filter));
    if (plain !== undefined) return plain.filter;
  }
  return TOPIC;
}
