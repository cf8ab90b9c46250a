// Facts that a text states about a run, as data: what a caption is keyed to, an answer is judged by and
// a task ticks itself with. `factFold.ts` holds them against the trace.

import type { Command, NetworkSettings } from '../scenario/scenario.ts';
import type { SettingName } from '../scenario/settings.ts';
import type {
  ClientId,
  DuplicateCause,
  Hop,
  LossCause,
  NodeId,
  PacketType,
  Qos,
  TraceEventKind,
} from '../trace/event.ts';

/** A, B, … as the picture calls messages: in order of publishing. */
export type Letter = string;

/** Packets that have all that is said here. */
export interface PacketPattern {
  readonly type: PacketType;
  readonly hop?: Hop;
  readonly message?: Letter;
  readonly qos?: Qos;
  readonly dup?: boolean;
  readonly retain?: true;
  /** 1 for what is sent for the first time. */
  readonly attempt?: number;
  readonly reasonCode?: number;
}

/** How many; without any of them: at least one. */
export interface Count {
  readonly min?: number;
  readonly max?: number;
}

/** What can be counted in a run, over all messages or those of one level. */
export type FigureName = 'published' | 'delivered' | 'duplicates' | 'lost' | 'pending' | 'packets';

/** Which messages are counted; without any of it: all. */
export interface Scope {
  /** As published. */
  readonly level?: Qos;
  readonly topic?: string;
}

export type Fact =
  /** Its payload. */
  | { readonly kind: 'says'; readonly message: Letter; readonly payload: string }
  | {
      readonly kind: 'sent' | 'arrived' | 'dropped';
      readonly packet: PacketPattern;
      readonly count: Count;
    }
  /** The applications of all subscribers together have had it so often. */
  | { readonly kind: 'delivered'; readonly message: Letter; readonly times: number }
  /** From publish() to the first callback, with both ends. */
  | {
      readonly kind: 'took';
      readonly message: Letter;
      readonly minMs: number;
      readonly maxMs: number;
    }
  /** A callback beyond a pair's first, for this reason. */
  | { readonly kind: 'doubled'; readonly message: Letter; readonly cause: DuplicateCause }
  /** What the applications have had so far, in their order. */
  | { readonly kind: 'callbacks'; readonly messages: readonly Letter[] }
  | { readonly kind: 'lost'; readonly message: Letter; readonly cause?: LossCause }
  /** Its publisher has the last acknowledgement: what a program calls success. */
  | { readonly kind: 'acknowledged'; readonly message: Letter }
  /** A node has it stored, or its Packet Identifier. */
  | {
      readonly kind: 'stored';
      readonly node: NodeId;
      readonly message: Letter;
      readonly holds?: 'message' | 'identifier';
    }
  /** So many messages wait at the broker for room in a subscriber's window. */
  | { readonly kind: 'waiting'; readonly count: Count }
  | {
      readonly kind: 'happened';
      readonly event: TraceEventKind;
      /** The client or node that it happened to. */
      readonly node?: NodeId;
      readonly count: Count;
    }
  /** Every pair is delivered or lost, and nobody waits for an answer; something was published. */
  | { readonly kind: 'settled' }
  | {
      readonly kind: 'figure';
      readonly figure: FigureName;
      readonly of: Scope;
      readonly count: Count;
    }
  /** Of all pairs that are delivered or lost, so many are delivered: 0 to 1. */
  | { readonly kind: 'delivered-share'; readonly min: number }
  /** Of at least 20 deliveries. */
  | { readonly kind: 'delivery-p95'; readonly maxMs: number }
  | { readonly kind: 'all' | 'any'; readonly facts: readonly Fact[] }
  | { readonly kind: 'not'; readonly fact: Fact };

/** What a challenge asks of the run and of the commands given by hand, beside its goal. */
export type Condition =
  /** Of these kinds at most so many commands. */
  | { readonly kind: 'at-most'; readonly commands: readonly CommandKind[]; readonly count: number }
  /** No other kinds, and the run as it was given, but for its seed. */
  | { readonly kind: 'only'; readonly commands: readonly CommandKind[] }
  /** These settings are as the challenge has them, from beginning to end. */
  | {
      readonly kind: 'keeps';
      readonly settings: readonly SettingName[];
      readonly network: readonly (keyof NetworkSettings)[];
    };

export type CommandKind = Command['kind'];

const SOME: Count = { min: 1 };

export const sent = (packet: PacketPattern, count: Count = SOME): Fact => ({
  kind: 'sent',
  packet,
  count,
});
export const arrived = (packet: PacketPattern, count: Count = SOME): Fact => ({
  kind: 'arrived',
  packet,
  count,
});
export const dropped = (packet: PacketPattern, count: Count = SOME): Fact => ({
  kind: 'dropped',
  packet,
  count,
});
export const delivered = (message: Letter, times = 1): Fact => ({
  kind: 'delivered',
  message,
  times,
});
export const says = (message: Letter, payload: string): Fact => ({
  kind: 'says',
  message,
  payload,
});
export const took = (message: Letter, minMs: number, maxMs = minMs): Fact => ({
  kind: 'took',
  message,
  minMs,
  maxMs,
});
export const doubled = (message: Letter, cause: DuplicateCause): Fact => ({
  kind: 'doubled',
  message,
  cause,
});
export const callbacks = (...messages: readonly Letter[]): Fact => ({
  kind: 'callbacks',
  messages,
});
export const lost = (message: Letter, cause?: LossCause): Fact =>
  cause === undefined ? { kind: 'lost', message } : { kind: 'lost', message, cause };
export const acknowledged = (message: Letter): Fact => ({ kind: 'acknowledged', message });
export const stored = (node: NodeId, message: Letter, holds?: 'message' | 'identifier'): Fact =>
  holds === undefined
    ? { kind: 'stored', node, message }
    : { kind: 'stored', node, message, holds };
export const waiting = (count: Count): Fact => ({ kind: 'waiting', count });
export const happened = (
  event: TraceEventKind,
  node?: ClientId | 'broker',
  count: Count = SOME,
): Fact =>
  node === undefined
    ? { kind: 'happened', event, count }
    : { kind: 'happened', event, node, count };
export const figure = (name: FigureName, count: Count, of: Scope = {}): Fact => ({
  kind: 'figure',
  figure: name,
  of,
  count,
});
export const all = (...facts: readonly Fact[]): Fact => ({ kind: 'all', facts });
export const any = (...facts: readonly Fact[]): Fact => ({ kind: 'any', facts });
export const not = (fact: Fact): Fact => ({ kind: 'not', fact });

export const SETTLED: Fact = { kind: 'settled' };
/** After so many messages. */
export const settledAfter = (messages: number): Fact =>
  all(figure('published', { min: messages }), SETTLED);
export const ONCE: Count = { min: 1, max: 1 };
export const TWICE: Count = { min: 2, max: 2 };
export const NONE: Count = { max: 0 };
