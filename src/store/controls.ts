// What the controls say before they are pressed: the level of the next message, and how the run's
// clients are addressed by them.

import { createStore, type StoreApi } from 'zustand/vanilla';
import { addTime, fromMs, type SimTime } from '../base/time.ts';
import type {
  ClientSettings,
  PublishPattern,
  Scenario,
  ScriptEntry,
  TimedCommand,
} from '../scenario/scenario.ts';
import type { ClientId, Qos } from '../trace/event.ts';
import type { Scope } from './scope.ts';

/** The pattern that the automatic switch starts and stops. */
export const AUTOMATIC = 'auto';

/** How long a crashed process is down, unless told. */
export const RESTART_MS = 1000;

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
    await this.#scope.commands.publish(publisher.id, topicOf(scenario), nextQos, `Hello ${nth}`);
    this.#scope.playhead.play();
  }

  async cutSubscriber(): Promise<void> {
    const subscriber = subscriberOf(this.#scope.run.state.getState().scenario);
    if (subscriber !== undefined) await this.#scope.commands.cut(subscriber.id);
  }

  async crashBroker(): Promise<void> {
    await this.#scope.commands.crashBroker(RESTART_MS);
  }

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
    await this.#scope.commands.startPublishing(publisher.id, pattern);
  }

  get #automatic(): PublishPattern | undefined {
    return this.#running.find(({ pattern }) => pattern.name === AUTOMATIC)?.pattern;
  }

  get #running(): readonly RunningPattern[] {
    const { scenario, commands, publishingSince } = this.#scope.run.state.getState();
    return runningAt(scenario, commands, publishingSince, this.#scope.playhead.commandAt);
  }
}

export interface RunningPattern {
  readonly client: ClientId;
  readonly pattern: PublishPattern;
}

/** The patterns that publish by themselves at `t`: the scenario's and those started by hand. */
export function runningAt(
  { clients }: Scenario,
  commands: readonly TimedCommand[],
  since: SimTime | undefined,
  t: SimTime,
): readonly RunningPattern[] {
  const running = new Map<string, RunningPattern>();
  function start(client: ClientId, pattern: PublishPattern, at: SimTime): void {
    const { startMs, count = Infinity, ratePerSec } = pattern;
    const end = at + startMs * 1000 + ((count - 1) * 1_000_000) / ratePerSec;
    if (count > 0 && t <= end) running.set(`${client}/${pattern.name}`, { client, pattern });
  }
  for (const { id, publishes } of clients) {
    for (const pattern of publishes) if (since !== undefined) start(id, pattern, since);
  }
  for (const { at, command } of commands) {
    if (at > t) break;
    if (command.kind === 'start-publishing') start(command.client, command.pattern, at);
    if (command.kind === 'stop-publishing') running.delete(`${command.client}/${command.name}`);
  }
  return [...running.values()];
}

/** A client's settings at `t`: the scenario's, with what script and hand have changed since. */
export function clientAt(
  { clients, script }: Scenario,
  commands: readonly TimedCommand[],
  since: SimTime | undefined,
  id: ClientId,
  t: SimTime,
): ClientSettings | undefined {
  const client = clients.find((one) => one.id === id);
  if (client === undefined) return undefined;
  const scripted = since === undefined ? [] : script.map((entry) => toTimed(entry, since));
  const changes = [...scripted, ...commands]
    .filter(({ at }) => at <= t)
    // Of one instant the script's come first: it was there before.
    .sort((a, b) => a.at - b.at)
    .flatMap(({ command }) =>
      command.kind === 'change-client' && command.client === id ? [command.changes] : [],
    );
  return Object.assign({}, client, ...changes);
}

function toTimed({ atMs, command }: ScriptEntry, since: SimTime): TimedCommand {
  return { at: addTime(since, fromMs(atMs)), command };
}

/** Whom the publish button speaks for: the first client without subscriptions, else the first. */
export function publisherOf(scenario: Scenario): ClientSettings | undefined {
  const { clients } = scenario;
  return clients.find(({ subscriptions }) => subscriptions.length === 0) ?? clients[0];
}

/** Whom the keys cut: the first client with subscriptions. */
export function subscriberOf({ clients }: Scenario): ClientSettings | undefined {
  return clients.find(({ subscriptions }) => subscriptions.length > 0);
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
