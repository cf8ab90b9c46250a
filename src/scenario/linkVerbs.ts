// One command as the fields behind its verb in a link, and back. The list of verbs:
//
//   publish,CLIENT,TOPIC,QOS,PAYLOAD
//   net,SETTING=VALUE,…                 the network's settings, `loss` for all four at once
//   cut,CLIENT
//   hole,CLIENT
//   offline,CLIENT,disconnect|reset|silent[,FOR_MS]
//   online,CLIENT
//   crash,CLIENT,kept|lost,RESTART_MS
//   down,RESTART_MS                     the broker
//   client,CLIENT,SETTING=VALUE,…
//   add,CLIENT,…                        a client that joins, as linkClient.ts says it
//   remove,CLIENT
//   kill,PACKET_UID
//   delay,BY_MS,PACKET_UID
//   drop,TYPE,HOP
//   start,CLIENT,NAME,TOPIC,QOS[/retain][/expiry-sec=N],RATE,COUNT|unlimited,START_MS,PAYLOAD
//   start,CLIENT,NAME,TOPIC,QOS/payloads=N…,RATE,COUNT|unlimited,START_MS,PAYLOAD,N PAYLOADS
//   stop,CLIENT,NAME

import { assertNever } from '../base/assertNever.ts';
import { isChangeable } from './clientSchema.ts';
import {
  formatClientChanges,
  formatNetworkChanges,
  toClientChanges,
  toNetworkChanges,
} from './linkChanges.ts';
import { formatClient, toClientInput } from './linkClient.ts';
import { countOf, formatOptions, toLevel, toValue, withoutMissing } from './linkFields.ts';
import { escapeEnd, FIELD_END, formatLastText, formatText } from './linkText.ts';
import type { Command, PublishPattern } from './scenario.ts';

/** How many fields each verb has at most; its last one takes the rest, commas and all. */
const FIELD_COUNTS = {
  publish: 4,
  net: Infinity,
  cut: 1,
  hole: 1,
  offline: 3,
  online: 1,
  crash: 3,
  down: 1,
  client: Infinity,
  add: Infinity,
  remove: 1,
  kill: 1,
  delay: 2,
  drop: 2,
  start: Infinity,
  stop: 2,
} as const;

export type Verb = keyof typeof FIELD_COUNTS;
export const VERBS = Object.keys(FIELD_COUNTS) as readonly Verb[];

export function fieldCountOf(verb: Verb): number {
  return FIELD_COUNTS[verb];
}

/** The verb and its fields, percent-encoded. */
export function formatFields(command: Command): readonly string[] {
  switch (command.kind) {
    case 'publish': {
      const { client, topic, qos, payload } = command;
      return ['publish', client, formatText(topic), String(qos), formatLastText(payload)];
    }
    case 'set-network':
      return ['net', ...formatNetworkChanges(command.changes)];
    case 'cut-connection':
      return ['cut', command.client];
    case 'black-hole':
      return ['hole', command.client];
    case 'take-offline': {
      const { client, how, forMs } = command;
      return ['offline', client, how, ...(forMs === undefined ? [] : [String(forMs)])];
    }
    case 'bring-online':
      return ['online', command.client];
    case 'crash-client':
      return ['crash', command.client, command.store, String(command.restartMs)];
    case 'crash-broker':
      return ['down', String(command.restartMs)];
    case 'change-client':
      return ['client', command.client, ...formatClientChanges(command.changes)];
    case 'add-client':
      return ['add', ...formatClient(command.client)];
    case 'remove-client':
      return ['remove', command.client];
    case 'kill-packet':
      return ['kill', formatLastText(command.uid)];
    case 'delay-packet':
      return ['delay', String(command.byMs), formatLastText(command.uid)];
    case 'drop-next':
      return ['drop', command.packetType, String(command.hop)];
    case 'start-publishing':
      return ['start', command.client, ...formatPattern(command.pattern)];
    case 'stop-publishing':
      return ['stop', command.client, command.name];
    default:
      return assertNever(command);
  }
}

function formatPattern(pattern: PublishPattern): readonly string[] {
  const { name, topic, qos, ratePerSec, count, startMs, payload, payloads, ...options } = pattern;
  const numbers = [ratePerSec, count ?? 'unlimited', startMs].map(String);
  const level = formatOptions(qos, { ...options, ...countOf(payloads) });
  const fields = [name, formatText(topic), level, ...numbers];
  if (payloads === undefined) return [...fields, formatLastText(payload)];
  const texts = [payload, ...payloads].map(formatText);
  return [...fields, ...texts.slice(0, -1), escapeEnd(texts.at(-1) ?? '')];
}

/** What the fields, decoded, say: a command, unchecked. One that is missing stays out. */
export function toCommandInput(verb: Verb, fields: readonly string[]): unknown {
  const [a, b, c, d] = fields;
  switch (verb) {
    case 'publish':
      return withoutMissing({ kind: 'publish', client: a, topic: b, qos: toValue(c), payload: d });
    case 'net':
      return { kind: 'set-network', changes: toNetworkChanges(fields) };
    case 'cut':
      return withoutMissing({ kind: 'cut-connection', client: a });
    case 'hole':
      return withoutMissing({ kind: 'black-hole', client: a });
    case 'offline':
      return withoutMissing({ kind: 'take-offline', client: a, how: b, forMs: toValue(c) });
    case 'online':
      return withoutMissing({ kind: 'bring-online', client: a });
    case 'crash':
      return withoutMissing({ kind: 'crash-client', client: a, store: b, restartMs: toValue(c) });
    case 'down':
      return withoutMissing({ kind: 'crash-broker', restartMs: toValue(a) });
    case 'client': {
      const changes = toClientChanges(fields.slice(1), isChangeable);
      return withoutMissing({ kind: 'change-client', client: a, changes });
    }
    case 'add':
      return { kind: 'add-client', client: toClientInput(fields) };
    case 'remove':
      return withoutMissing({ kind: 'remove-client', client: a });
    case 'kill':
      return withoutMissing({ kind: 'kill-packet', uid: a });
    case 'delay':
      return withoutMissing({ kind: 'delay-packet', byMs: toValue(a), uid: b });
    case 'drop':
      return withoutMissing({ kind: 'drop-next', packetType: a, hop: toValue(b) });
    case 'start': {
      const pattern = toPatternInput(fields.slice(1));
      return withoutMissing({ kind: 'start-publishing', client: a, pattern });
    }
    case 'stop':
      return withoutMissing({ kind: 'stop-publishing', client: a, name: b });
    default:
      return assertNever(verb);
  }
}

function toPatternInput(fields: readonly string[]): unknown {
  const [name, topic, levelText, rate, times, start, ...texts] = fields;
  const [first, ...others] = texts;
  const count = times === 'unlimited' ? undefined : toValue(times);
  const numbers = { count, ratePerSec: toValue(rate), startMs: toValue(start) };
  const facts = { ...toLevel(levelText), name, topic, ...numbers };
  if ('payloads' in facts && facts.payloads === others.length) {
    return withoutMissing({ ...facts, payload: first, payloads: others });
  }
  // Without a list, the last field takes the rest, commas and all.
  const payload = first === undefined ? undefined : texts.join(FIELD_END);
  return withoutMissing({ ...facts, payload });
}
