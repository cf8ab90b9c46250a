// The simulated world: clients and broker on their links in virtual time. Moves time from event to
// event, gives the script's commands at their instants, and tells what happened, event by event. A
// run's own commands and its trace are run.ts's.

import { assertNever } from '../base/assertNever.ts';
import { createEventQueue } from '../base/eventQueue.ts';
import { addTime, fromMs, type SimTime, TIME_ZERO, unboxed } from '../base/time.ts';
import type { TimerName } from '../mqtt/effect.ts';
import type { ClientId } from '../mqtt/packets/packet.ts';
import type { Command, Scenario } from '../scenario/scenario.ts';
import { Fates } from './fates.ts';
import { Faults } from './faults.ts';
import { Flapping } from './flapping.ts';
import { Interventions } from './interventions.ts';
import { Joining } from './joining.ts';
import { Ledger } from './ledger.ts';
import { Nodes } from './nodes.ts';
import { Publishing } from './publishing.ts';
import { Timers } from './timers.ts';
import type { Listener, Work } from './work.ts';

/** Everything in it is data: `cloneGraph` copies it whole, but for its listener. */
export class World {
  now: SimTime = TIME_ZERO;
  /** Events taken from the queue so far. */
  eventCount = 0;
  readonly scenario: Scenario;
  private readonly queue = createEventQueue<Work>();
  private readonly ledger: Ledger;
  private readonly publishing: Publishing;
  private readonly nodes: Nodes;
  private readonly faults: Faults;
  private readonly flapping: Flapping;
  private readonly interventions: Interventions;
  private nextScriptEntry = 0;
  private readonly scriptLength: number;
  /** Instant of the script's next command, or Infinity. */
  private nextScriptAt = Infinity;

  constructor(scenario: Scenario, listener: Listener) {
    const { queue } = this;
    const { network, protocolVersion } = scenario;
    this.scenario = scenario;
    this.scriptLength = scenario.script.length;
    const fates = new Fates(network);
    this.ledger = new Ledger(listener);
    this.publishing = new Publishing(scenario, queue, this.ledger, listener);
    this.flapping = new Flapping(scenario, queue);
    const timers = new Timers(queue, listener);
    this.nodes = new Nodes(scenario, queue, this.ledger, fates, timers, listener, this);
    this.faults = new Faults(this.nodes, timers, this.ledger, listener);
    this.interventions = new Interventions(
      network,
      this.nodes,
      this.faults,
      fates,
      this.flapping,
      this.publishing,
      new Joining(scenario, this.nodes, timers, this.flapping, this.publishing, listener),
      listener,
    );
    listener.tellMore?.({ kind: 'run-started', at: TIME_ZERO, protocolVersion });
    this.nodes.start(TIME_ZERO);
    this.faults.planSave(TIME_ZERO);
  }

  /** Instant of the next thing to happen, or Infinity. */
  get nextAt(): number {
    const queued = this.queue.nextAt;
    return queued <= this.nextScriptAt ? queued : this.nextScriptAt;
  }

  /**
   * Instant of the next thing that a person would wait for, or Infinity: not keep-alive.
   * Looks at the whole queue.
   */
  get nextAwaitedAt(): number {
    let earliest = this.nextScriptAt;
    this.queue.forEach((work) => {
      const at = awaitedAt(work);
      if (at < earliest) earliest = at;
    });
    return earliest;
  }

  /** Neither a pattern nor the script has anything left to do. */
  get hasPublishedAll(): boolean {
    return this.publishing.finished && this.nextScriptEntry === this.scriptLength;
  }

  /** Nothing is left to publish, on the wire, or in any store. */
  get settled(): boolean {
    return this.ledger.openMessages === 0 && this.hasPublishedAll;
  }

  /** When the last message was published; TIME_ZERO when there was none. */
  get lastPublishedAt(): SimTime {
    return this.publishing.lastAt;
  }

  /** Undefined while clients are still connecting. */
  get publishingSince(): SimTime | undefined {
    return this.publishing.since;
  }

  /** Does all that happens until `until`, included. */
  advance(until: SimTime): void {
    while (this.nextAt <= until) this.step();
    if (until > this.now) this.now = until;
  }

  /** Does the next thing. There must be one: `nextAt` is finite. */
  step(): void {
    const now = unboxed(this.queue.nextAt);
    if (now > this.nextScriptAt) {
      this.followScript();
      return;
    }
    this.now = now;
    if (this.doWork(this.queue.pop(), now)) this.eventCount++;
    this.ledger.settle(now);
  }

  /** @returns whether anything came of it */
  private doWork(work: Work, now: SimTime): boolean {
    switch (work.kind) {
      case 'timer':
        this.nodes.fireTimer(work, now);
        return true;
      case 'pattern':
        if (work.stopped) return false;
        if (this.nodes.isDown(work.client)) this.publishing.miss(work, now);
        else this.nodes.publish(work.client, this.publishing.next(work, now), now);
        return true;
      case 'appointment':
        if (!this.faults.keep(work, now)) return false;
        if (work.what === 'cut') this.flapping.goOn(work, now);
        return true;
      default:
        return this.nodes.wire.end(work, now);
    }
  }

  /** Everyone is connected and subscribed, for the first time or again. */
  noteAllReady(now: SimTime): void {
    if (this.publishing.since !== undefined) return;
    this.publishing.begin(now);
    this.flapping.begin(now);
    this.planScript(now);
  }

  noteJoinedReady(client: ClientId, now: SimTime): void {
    this.publishing.beginJoined(client, now);
  }

  private planScript(since: SimTime): void {
    const entry = this.scenario.script.at(this.nextScriptEntry);
    this.nextScriptAt = entry === undefined ? Infinity : addTime(since, fromMs(entry.atMs));
  }

  private followScript(): void {
    const entry = this.scenario.script[this.nextScriptEntry++];
    const since = this.publishing.since;
    if (entry === undefined || since === undefined) return;
    this.now = unboxed(this.nextScriptAt);
    this.planScript(since);
    this.apply(entry.command);
  }

  /** Carries out a command now: after all events of this instant that `advance` has done. */
  apply(command: Command): void {
    this.interventions.apply(command, this.now);
    this.ledger.settle(this.now);
  }
}

/** Timers that change what a person sees: not keep-alive, and not what an hour later ends a session. */
const AWAITED_TIMERS: ReadonlySet<TimerName> = new Set([
  're-send',
  'handler',
  'will-delay',
  'message-expiry',
]);

function awaitedAt(work: Work): number {
  switch (work.kind) {
    case 'flight':
    case 'segment':
    case 'end':
      return work.gone ? Infinity : work.endsAt;
    // What comes of it is a segment.
    case 'tcp-ack':
      return Infinity;
    case 'tcp-timer':
      return work.firesAt;
    case 'timer':
      return AWAITED_TIMERS.has(work.key.timer) ? work.firesAt : Infinity;
    case 'pattern':
      return work.stopped ? Infinity : work.nextAt;
    case 'appointment':
      return work.calledOff || work.what === 'save' ? Infinity : work.at;
    default:
      return assertNever(work);
  }
}
