// "When a PUBREC arrives, cut its client": a rule that watches the trace as playing passes it, and at
// the very instant of such an event stops time or gives a command, as a hand would have given it.

import { createStore, type StoreApi } from 'zustand/vanilla';
import { assertNever } from '../base/assertNever.ts';
import type { SimTime } from '../base/time.ts';
import type { Command } from '../scenario/scenario.ts';
import type { ClientId, Hop, PacketRecord, PacketType, TraceEvent } from '../trace/event.ts';
import { flightName } from '../trace/flights.ts';
import type { TraceIndex } from '../trace/traceIndex.ts';
import { whyNot } from './condition.ts';
import type { Playhead } from './playhead.ts';
import type { Scope } from './scope.ts';
import type { ShownRun } from './shownRun.ts';

export type Moment = 'sent' | 'arrives' | 'lost';

/** What is waited for. */
export type Trigger =
  | {
      readonly kind: 'packet';
      readonly type: PacketType;
      /** Undefined: on either. */
      readonly hop: Hop | undefined;
      readonly moment: Moment;
    }
  | { readonly kind: 'loss' | 'message-lost' | 'second-copy' | 'resend' };

/** What is done then. `kill` is for packets that have just been sent. */
export type Action = 'pause' | 'kill' | 'cut' | 'take-offline' | 'crash-broker';

export interface WhenRule {
  readonly trigger: Trigger;
  readonly action: Action;
  /** Each time, else once. */
  readonly repeats: boolean;
}

export interface WhenState {
  /** Undefined: none is armed. */
  readonly rule: WhenRule | undefined;
  /** What the last one has done, and when. */
  readonly fired: { readonly rule: WhenRule; readonly at: SimTime } | undefined;
}

/** How long a broker is down that a rule has crashed. */
const RESTART_MS = 1000;

const whens = new WeakMap<Scope, When>();

/** A scope's rule: made when it is first wanted, so that a first picture does without its code. */
export function whenOf(scope: Scope): When {
  const known = whens.get(scope) ?? new When(scope.run, scope.playhead);
  whens.set(scope, known);
  return known;
}

class When {
  readonly state: StoreApi<WhenState> = createStore<WhenState>(() => ({
    rule: undefined,
    fired: undefined,
  }));
  readonly #run: ShownRun;
  readonly #playhead: Playhead;

  constructor(run: ShownRun, playhead: Playhead) {
    this.#run = run;
    this.#playhead = playhead;
    playhead.setWatcher(this);
  }

  /** From now on; in place of the rule that was armed. */
  arm(rule: WhenRule): void {
    this.state.setState({ rule, fired: undefined });
  }

  disarm(): void {
    this.state.setState({ rule: undefined, fired: undefined });
  }

  matches(event: TraceEvent): boolean {
    const { rule } = this.state.getState();
    return rule !== undefined && isTrigger(rule.trigger, event);
  }

  /**
   * Such an event has come. What a command causes at this same instant is not looked at again.
   * @param events those of the instant
   * @returns whether time goes on
   */
  async act(at: SimTime, events: readonly TraceEvent[]): Promise<boolean> {
    const { rule } = this.state.getState();
    if (rule === undefined) return true;
    this.state.setState({ rule: rule.repeats ? rule : undefined, fired: { rule, at } });
    if (rule.action === 'pause') return false;
    // What was given while the picture lagged a little behind is kept.
    const { commands } = this.#run.state.getState();
    const later = this.#playhead.isLive ? commands.filter((given) => given.at > at) : [];
    const given: string[] = [];
    for (const event of rule.repeats ? events : events.slice(0, 1)) {
      const command = commandOn(rule.action, event);
      const name = JSON.stringify(command);
      if (command === undefined || given.includes(name)) continue;
      given.push(name);
      const { index } = this.#run.state.getState();
      if (doesSomething(command, index, at)) await this.#run.give(at, command, later);
    }
    return true;
  }
}

export function isTrigger(trigger: Trigger, event: TraceEvent): boolean {
  switch (trigger.kind) {
    case 'packet':
      return isMoment(trigger.moment, event) && fits(trigger, event.packet);
    case 'loss':
      return isMoment('lost', event);
    case 'message-lost':
      return event.kind === 'message-lost';
    case 'second-copy':
      return event.kind === 'message-delivered' && event.duplicate;
    case 'resend':
      if (event.kind === 'segment-sent') return event.why !== 'first';
      return event.kind === 'packet-sent' && event.packet.attempt > 1;
    default:
      return assertNever(trigger);
  }
}

type PacketEvent = TraceEvent & { readonly packet: PacketRecord };

/** Over TCP a packet is lost when a segment of it is: the packet itself never is. */
function isMoment(moment: Moment, event: TraceEvent): event is PacketEvent {
  switch (moment) {
    case 'sent':
      return event.kind === 'packet-sent';
    case 'arrives':
      return event.kind === 'packet-arrived';
    case 'lost':
      return event.kind === 'packet-lost' || event.kind === 'segment-lost';
    default:
      return assertNever(moment);
  }
}

function fits(trigger: Trigger & { readonly kind: 'packet' }, packet: PacketRecord): boolean {
  const { type, hop } = trigger;
  return packet.type === type && (hop === undefined || packet.hop === hop);
}

function commandOn(action: Action, event: TraceEvent): Command | undefined {
  const client = clientOf(event);
  switch (action) {
    case 'pause':
      return undefined;
    case 'kill':
      return 'packet' in event ? { kind: 'kill-packet', uid: nameOf(event) } : undefined;
    case 'cut':
      return client === undefined ? undefined : { kind: 'cut-connection', client };
    case 'take-offline':
      return client === undefined ? undefined : { kind: 'take-offline', client, how: 'reset' };
    case 'crash-broker':
      return { kind: 'crash-broker', restartMs: RESTART_MS };
    default:
      return assertNever(action);
  }
}

/** A later transmission has a name of its own. */
function nameOf(event: PacketEvent): string {
  const { packet } = event;
  return event.kind === 'segment-sent' ? flightName(packet.uid, event.transmission) : packet.uid;
}

/** Whose event it is: of a packet the end that is no broker, of a message its subscriber. */
function clientOf(event: TraceEvent): ClientId | undefined {
  if ('packet' in event)
    return event.packet.from === 'broker' ? event.packet.to : event.packet.from;
  return 'subscriber' in event ? event.subscriber : undefined;
}

/** What would do nothing is no command. */
function doesSomething(command: Command, index: TraceIndex, at: SimTime): boolean {
  switch (command.kind) {
    case 'kill-packet': {
      const flight = index.flight(command.uid);
      return flight !== undefined && flight.from <= at && at < flight.until;
    }
    case 'cut-connection':
      return whyNot('cut', index.conditionAt(command.client, at)) === undefined;
    case 'take-offline':
      return whyNot('take-offline', index.conditionAt(command.client, at)) === undefined;
    case 'crash-broker':
      return whyNot('crash', index.conditionAt('broker', at)) === undefined;
    default:
      return true;
  }
}
