// The commands given by hand, as the `do` part of a link: each as `TIME:VERB,FIELD,…`, with `;`
// between them, in order of time.
//
//   3.4:publish,CLIENT,TOPIC,QOS,PAYLOAD
//   3.4:net,SETTING=VALUE,…                 the network's settings, `loss` for all four at once
//   3.4:cut,CLIENT
//   3.4:kill,PACKET_UID
//   3.4:drop,TYPE,HOP
//   3.4:start,CLIENT,NAME,TOPIC,QOS,RATE,COUNT|unlimited,START_MS,PAYLOAD
//   3.4:stop,CLIENT,NAME

import { assertNever } from '../base/assertNever.ts';
import { failed, type InputError, ok, type Result } from '../base/result.ts';
import {
  COMMAND_END,
  FIELD_END,
  formatLastText,
  formatText,
  formatTime,
  parseText,
  parseTime,
  TIME_TEXT,
} from './linkText.ts';
import { parseCommand, showValue } from './parse.ts';
import type { Command, NetworkSettings, TimedCommand } from './scenario.ts';
import { readValue, SETTING_NAMES, SETTINGS, type Setting } from './settings.ts';

export function formatCommands(commands: readonly TimedCommand[]): string {
  return commands
    .map(({ at, command }) => `${formatTime(at)}:${formatFields(command).join(FIELD_END)}`)
    .join(COMMAND_END);
}

function formatFields(command: Command): readonly string[] {
  switch (command.kind) {
    case 'publish': {
      const { client, topic, qos, payload } = command;
      return ['publish', client, formatText(topic), String(qos), formatLastText(payload)];
    }
    case 'set-network':
      return ['net', ...formatChanges(command.changes)];
    case 'cut-connection':
      return ['cut', command.client];
    case 'kill-packet':
      return ['kill', formatLastText(command.uid)];
    case 'drop-next':
      return ['drop', command.packetType, String(command.hop)];
    case 'start-publishing': {
      const { name, topic, qos, ratePerSec, count, startMs, payload } = command.pattern;
      const numbers = [qos, ratePerSec, count ?? 'unlimited', startMs].map(String);
      return [
        'start',
        command.client,
        name,
        formatText(topic),
        ...numbers,
        formatLastText(payload),
      ];
    }
    case 'stop-publishing':
      return ['stop', command.client, command.name];
    default:
      return assertNever(command);
  }
}

/** The settings that are fields of the network's, by name. */
const NETWORK_FIELDS: ReadonlyMap<string, keyof NetworkSettings> = new Map(
  SETTING_NAMES.flatMap((name) => {
    const { networkField }: Setting = SETTINGS[name];
    return networkField === undefined ? [] : [[name, networkField]];
  }),
);
const LOSS_FIELDS = ['lossHop1Up', 'lossHop1Down', 'lossHop2Up', 'lossHop2Down'] as const;

function formatChanges(changes: Partial<NetworkSettings>): readonly string[] {
  const [first] = LOSS_FIELDS.map((field) => changes[field]);
  const linked = first !== undefined && LOSS_FIELDS.every((field) => changes[field] === first);
  const parts = linked ? [`loss=${first}`] : [];
  for (const [name, field] of NETWORK_FIELDS) {
    const isSaid = linked && LOSS_FIELDS.some((loss) => loss === field);
    if (changes[field] !== undefined && !isSaid) parts.push(`${name}=${changes[field]}`);
  }
  return parts;
}

export interface ParsedCommands {
  /** Those that can be read, in order of time. */
  readonly commands: readonly TimedCommand[];
  readonly errors: readonly InputError[];
}

/**
 * @param text of the `do` part, still percent-encoded
 * @param clients those of the scenario
 */
export function parseCommands(text: string, clients: readonly string[]): ParsedCommands {
  const commands: TimedCommand[] = [];
  const errors: InputError[] = [];
  if (text === '') return { commands, errors };
  text.split(COMMAND_END).forEach((part, i) => {
    const field = `do.${i}`;
    const parsed = parseTimedCommand(part, field);
    const wrong = parsed.ok ? findContradictions(parsed.value, field, commands, clients) : [];
    if (parsed.ok && wrong.length === 0) commands.push(parsed.value);
    errors.push(...(parsed.ok ? wrong : parsed.errors));
  });
  return { commands, errors };
}

function findContradictions(
  { at, command }: TimedCommand,
  field: string,
  before: readonly TimedCommand[],
  clients: readonly string[],
): readonly InputError[] {
  const last = before.at(-1);
  if (last !== undefined && last.at > at) {
    const expected = `a time not before ${formatTime(last.at)}, that of the command before it`;
    return [{ field: `${field}.at`, value: showValue(formatTime(at)), expected }];
  }
  if ('client' in command && !clients.includes(command.client)) {
    const expected = `one of the clients: ${clients.join(', ')}`;
    return [{ field: `${field}.client`, value: showValue(command.client), expected }];
  }
  return [];
}

const VERBS = ['publish', 'net', 'cut', 'kill', 'drop', 'start', 'stop'] as const;
type Verb = (typeof VERBS)[number];
/** How many fields a verb has; its last one takes the rest, commas and all. */
const FIELD_COUNT: Readonly<Record<Verb, number>> = {
  publish: 4,
  net: Infinity,
  cut: 1,
  kill: 1,
  drop: 2,
  start: 8,
  stop: 2,
};

function parseTimedCommand(text: string, field: string): Result<TimedCommand> {
  const [, time = '', name, rest] = /^([^:]*):([a-z]*)(?:,(.*))?$/s.exec(text) ?? [];
  const verb = VERBS.find((known) => known === name);
  if (verb === undefined) {
    const expected = `TIME:VERB with one of the verbs ${VERBS.join(', ')}`;
    return failed([{ field, value: showValue(text), expected }]);
  }
  const at = parseTime(time);
  if (at === undefined) {
    return failed([{ field: `${field}.at`, value: showValue(time), expected: TIME_TEXT }]);
  }
  const fields = rest === undefined ? [] : splitFields(rest, FIELD_COUNT[verb]).map(parseText);
  if (fields.includes(undefined)) {
    const expected = 'percent-encoded UTF-8';
    return failed([{ field, value: showValue(text), expected }]);
  }
  const command = parseCommand(toCommandInput(verb, fields), field);
  return command.ok ? ok({ at, command: command.value }) : command;
}

function splitFields(text: string, count: number): readonly string[] {
  const parts = text.split(FIELD_END);
  if (parts.length <= count) return parts;
  return [...parts.slice(0, count - 1), parts.slice(count - 1).join(FIELD_END)];
}

/** What the fields say, unchecked; a missing one stays out. */
function toCommandInput(verb: Verb, fields: readonly (string | undefined)[]): unknown {
  const [a, b, c, d, e, f, g, h] = fields;
  switch (verb) {
    case 'publish':
      return withoutMissing({ kind: 'publish', client: a, topic: b, qos: toValue(c), payload: d });
    case 'net':
      return { kind: 'set-network', changes: toChangesInput(fields) };
    case 'cut':
      return withoutMissing({ kind: 'cut-connection', client: a });
    case 'kill':
      return withoutMissing({ kind: 'kill-packet', uid: a });
    case 'drop':
      return withoutMissing({ kind: 'drop-next', packetType: a, hop: toValue(b) });
    case 'start': {
      const limits = { ratePerSec: toValue(e), startMs: toValue(g), payload: h };
      const count = f === 'unlimited' ? undefined : toValue(f);
      const pattern = withoutMissing({ name: b, topic: c, qos: toValue(d), count, ...limits });
      return withoutMissing({ kind: 'start-publishing', client: a, pattern });
    }
    case 'stop':
      return withoutMissing({ kind: 'stop-publishing', client: a, name: b });
    default:
      return assertNever(verb);
  }
}

function toChangesInput(fields: readonly (string | undefined)[]): unknown {
  const changes = new Map<string, unknown>();
  for (const field of fields) {
    const [, name = '', text = ''] = /^([^=]*)=?(.*)$/s.exec(field ?? '') ?? [];
    const value = toValue(text);
    const keys = name === 'loss' ? LOSS_FIELDS : [NETWORK_FIELDS.get(name) ?? name];
    for (const key of keys) changes.set(key, value);
  }
  return Object.fromEntries(changes);
}

function toValue(text: string | undefined): number | string | undefined {
  return text === undefined ? undefined : readValue(text);
}

function withoutMissing(input: Record<string, unknown>): unknown {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}
