// The simulated world: clients and broker on their links in virtual time. Moves time from event to
// event, gives the script's commands at their instants, and tells what happened, event by event. A
// run's own commands and its trace are run.ts's.

import { assertNever } from '../base/assertNever.ts';
import { createEventQueue } from '../base/eventQueue.ts';
import { addTime, fromMs, type SimTime, TIME_ZERO } from '../base/time.ts';
import type { TimerName } from '../mqtt/effect.ts';
import type { Command, NetworkSettings, Scenario } from '../scenario/scenario.ts';
import { Fates } from './fates.ts';
import { Ledger } from './ledger.ts';
import { Nodes, resendAfterOf } from './nodes.ts';
import { Publishing } from './publishing.ts';
import { Timers } from './timers.ts';
import { Wire } from './wire.ts';
import type { Emit, Listener, Work } from './work.ts';

export class World {
  now: SimTime = TIME_ZERO;
  /** Events taken from the queue so far. */
  eventCount = 0;
  readonly scenario: Scenario;
  readonly #listener: Listener;
  readonly #queue = createEventQueue<Work>();
  readonly #ledger: Ledger;
  readonly #fates: Fates;
  readonly #wire: Wire;
  readonly #publishing: Publishing;
  readonly #nodes: Nodes;
  #network: NetworkSettings;
  #nextScriptEntry = 0;
  /** Instant of the script's next command, or Infinity. */
  #nextScriptAt = Infinity;

  /**
   * @param audience `counters`: only what a MetricsFold counts is told, and packets bear no names;
   *   it is the same run, and faster
   */
  constructor(scenario: Scenario, emit: Emit, audience: 'all' | 'counters' = 'all') {
    const listener = { tell: emit, tellMore: audience === 'all' ? emit : undefined };
    this.scenario = scenario;
    this.#listener = listener;
    this.#network = scenario.network;
    this.#fates = new Fates(scenario.network);
    this.#ledger = new Ledger((record, { subscriber }, cause) => {
      const { uid: messageUid, level } = record;
      if (level === undefined) return;
      emit({ kind: 'message-lost', at: this.now, messageUid, level, subscriber, cause });
    });
    this.#wire = new Wire(scenario, this.#queue, this.#ledger, this.#fates, listener);
    this.#publishing = new Publishing(scenario, this.#queue, this.#ledger, listener);
    const timers = new Timers(this.#queue, listener);
    this.#nodes = new Nodes(
      scenario,
      this.#queue,
      this.#ledger,
      this.#wire,
      timers,
      listener,
      (now) => this.#startPublishing(now),
    );
    const { protocolVersion } = scenario;
    listener.tellMore?.({ kind: 'run-started', at: TIME_ZERO, protocolVersion });
    this.#nodes.connectAll(TIME_ZERO);
  }

  /** Instant of the next thing to happen, or Infinity. */
  get nextAt(): number {
    const queued = this.#queue.nextAt;
    return queued <= this.#nextScriptAt ? queued : this.#nextScriptAt;
  }

  /**
   * Instant of the next thing that a person would wait for, or Infinity: not keep-alive. It may come
   * to nothing: a re-send timer may be cancelled by then. Looks at the whole queue.
   */
  get nextAwaitedAt(): number {
    let earliest = this.#nextScriptAt;
    this.#queue.forEach((work) => {
      const at = awaitedAt(work);
      if (at < earliest) earliest = at;
    });
    return earliest;
  }

  /** Neither a pattern nor the script has anything left to do. */
  get hasPublishedAll(): boolean {
    return this.#publishing.finished && this.#nextScriptEntry === this.scenario.script.length;
  }

  /** Nothing is left to publish, on the wire, or in any store. */
  get settled(): boolean {
    return this.#ledger.openMessages === 0 && this.hasPublishedAll;
  }

  /** Undefined while clients are still connecting. */
  get publishingSince(): SimTime | undefined {
    return this.#publishing.since;
  }

  /** Does all that happens until `until`, included. */
  advance(until: SimTime): void {
    while (this.nextAt <= until) this.step();
    if (until > this.now) this.now = until;
  }

  /** Does the next thing. There must be one: `nextAt` is finite. */
  step(): void {
    const now = this.#queue.nextAt as SimTime;
    if (now > this.#nextScriptAt) {
      this.#followScript();
      return;
    }
    this.now = now;
    if (this.#doWork(this.#queue.pop(), now)) this.eventCount++;
    this.#ledger.settle();
  }

  /** @returns whether anything came of it */
  #doWork(work: Work, now: SimTime): boolean {
    switch (work.kind) {
      case 'flight':
        if (work.gone) return false;
        this.#nodes.endFlight(work, now);
        return true;
      case 'timer':
        return this.#nodes.fireTimer(work, now);
      case 'pattern':
        if (work.stopped) return false;
        this.#nodes.publish(work.client, this.#publishing.next(work, now), now);
        return true;
      case 'reconnect':
        this.#nodes.connect(work.client, now);
        return true;
      default:
        return assertNever(work);
    }
  }

  #startPublishing(now: SimTime): void {
    if (this.#publishing.since !== undefined) return;
    this.#publishing.begin(now);
    this.#planScript(now);
  }

  #planScript(since: SimTime): void {
    const entry = this.scenario.script.at(this.#nextScriptEntry);
    this.#nextScriptAt = entry === undefined ? Infinity : addTime(since, fromMs(entry.atMs));
  }

  #followScript(): void {
    const entry = this.scenario.script[this.#nextScriptEntry++];
    const since = this.#publishing.since;
    if (entry === undefined || since === undefined) return;
    this.now = this.#nextScriptAt as SimTime;
    this.#planScript(since);
    this.apply(entry.command);
  }

  /** Carries out a command now: after all events of this instant that `advance` has done. */
  apply(command: Command): void {
    const { now } = this;
    const reason = this.#refusalOf(command);
    if (reason !== undefined) {
      this.#listener.tellMore?.({ kind: 'command-refused', at: now, command, reason });
      return;
    }
    this.#listener.tellMore?.({ kind: 'command-applied', at: now, command });
    switch (command.kind) {
      case 'publish': {
        const message = this.#publishing.byHand(command.client, command, now);
        this.#nodes.publish(command.client, message, now);
        break;
      }
      case 'set-network':
        this.#setNetwork({ ...this.#network, ...command.changes });
        break;
      case 'cut-connection':
        this.#nodes.cut(command.client, now);
        break;
      case 'kill-packet':
        this.#wire.kill(command.uid, now);
        break;
      case 'drop-next':
        this.#fates.dropNext(command.packetType, command.hop);
        break;
      case 'start-publishing':
        this.#publishing.start(
          command.client,
          command.pattern,
          addTime(now, fromMs(command.pattern.startMs)),
        );
        break;
      case 'stop-publishing':
        this.#publishing.stop(command.client, command.name);
        break;
      default:
        assertNever(command);
    }
    this.#ledger.settle();
  }

  #refusalOf(command: Command): string | undefined {
    if ('client' in command && !this.#nodes.has(command.client)) {
      return `there is no client ${command.client}`;
    }
    if (command.kind === 'cut-connection' && !this.#nodes.isConnected(command.client)) {
      return `${command.client} has no connection`;
    }
    if (command.kind === 'kill-packet' && this.#wire.findFlight(command.uid) === undefined) {
      return `${command.uid} is not on its way`;
    }
    return undefined;
  }

  #setNetwork(network: NetworkSettings): void {
    const before = resendAfterOf(this.#network);
    this.#network = network;
    this.#fates.setNetwork(network);
    this.#listener.tellMore?.({ kind: 'network-changed', at: this.now, network });
    const resendAfter = resendAfterOf(network);
    if (resendAfter !== before) this.#nodes.setResendAfter(resendAfter, this.now);
  }
}

/** Timers that change what a person sees: not keep-alive, and not what an hour later ends a session. */
const AWAITED_TIMERS: ReadonlySet<TimerName> = new Set(['re-send', 'will-delay', 'message-expiry']);

function awaitedAt(work: Work): number {
  switch (work.kind) {
    case 'flight':
      return work.gone ? Infinity : work.endsAt;
    case 'timer':
      return work.running && AWAITED_TIMERS.has(work.key.timer) ? work.firesAt : Infinity;
    case 'pattern':
      return work.stopped ? Infinity : work.nextAt;
    case 'reconnect':
      return work.at;
    default:
      return assertNever(work);
  }
}
