// The commands given by hand, as the `do` part of a link: each as `TIME:VERB,FIELD,…`, with `;`
// between them, in order of time: `3.4:cut,pub;5:drop,PUBACK,1`. The verbs are linkVerbs.ts's.

import { failed, type InputError, ok, type Result } from '../base/result.ts';
import { COMMAND_END, FIELD_END, formatTime, parseText, parseTime, TIME_TEXT } from './linkText.ts';
import { fieldCountOf, formatFields, toCommandInput, VERBS, type Verb } from './linkVerbs.ts';
import { parseCommand, showValue } from './parse.ts';
import { type Command, clientOf, type TimedCommand } from './scenario.ts';

export function formatCommands(commands: readonly TimedCommand[]): string {
  return commands
    .map(({ at, command }) => `${formatTime(at)}:${formatFields(command).join(FIELD_END)}`)
    .join(COMMAND_END);
}

export interface ParsedCommands {
  /** Those that can be read, in order of time. */
  readonly commands: readonly TimedCommand[];
  readonly errors: readonly InputError[];
}

/**
 * @param text of the `do` part, still percent-encoded
 * @param clients those of the scenario, and of its script
 */
export function parseCommands(text: string, clients: readonly string[]): ParsedCommands {
  const commands: TimedCommand[] = [];
  const errors: InputError[] = [];
  const known = [...clients];
  if (text === '') return { commands, errors };
  text.split(COMMAND_END).forEach((part, i) => {
    const field = `do.${i}`;
    const parsed = parseTimedCommand(part, field);
    const wrong = parsed.ok ? findContradictions(parsed.value, field, commands, known) : [];
    if (parsed.ok && wrong.length === 0) {
      commands.push(parsed.value);
      known.push(...joinersOf([parsed.value]));
    }
    errors.push(...(parsed.ok ? wrong : parsed.errors));
  });
  return { commands, errors };
}

/** The ids of clients that join. */
export function joinersOf(commands: readonly { readonly command: Command }[]): readonly string[] {
  return commands.flatMap(({ command }) =>
    command.kind === 'add-client' ? [command.client.id] : [],
  );
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
  const client = clientOf(command);
  if (client !== undefined && !clients.includes(client)) {
    const expected = `one of the clients: ${clients.join(', ')}`;
    return [{ field: `${field}.client`, value: showValue(client), expected }];
  }
  return [];
}

function parseTimedCommand(text: string, field: string): Result<TimedCommand> {
  const said = readVerb(text);
  if (said === undefined) {
    const expected = `TIME:VERB with one of the verbs ${VERBS.join(', ')}`;
    return failed([{ field, value: showValue(text), expected }]);
  }
  const { time, verb, fields: parts } = said;
  const at = parseTime(time);
  if (at === undefined) {
    return failed([{ field: `${field}.at`, value: showValue(time), expected: TIME_TEXT }]);
  }
  const fields = parts.map(parseText).filter((part) => part !== undefined);
  if (fields.length < parts.length) {
    const expected = 'percent-encoded UTF-8';
    return failed([{ field, value: showValue(text), expected }]);
  }
  const command = parseCommand(toCommandInput(verb, fields), field);
  return command.ok ? ok({ at, command: command.value }) : command;
}

export interface SaidVerb {
  readonly time: string;
  readonly verb: Verb;
  /** Still percent-encoded. */
  readonly fields: readonly string[];
}

/** @returns undefined where there is no such verb */
export function readVerb(text: string): SaidVerb | undefined {
  const [, time = '', name, rest] = /^([^:]*):([a-z]*)(?:,(.*))?$/s.exec(text) ?? [];
  const verb = VERBS.find((known) => known === name);
  if (verb === undefined) return undefined;
  return { time, verb, fields: rest === undefined ? [] : splitFields(rest, fieldCountOf(verb)) };
}

function splitFields(text: string, count: number): readonly string[] {
  const parts = text.split(FIELD_END);
  if (parts.length <= count) return parts;
  return [...parts.slice(0, count - 1), parts.slice(count - 1).join(FIELD_END)];
}
