// Unknown input → scenario, or every reason why not. Nothing is clamped or dropped: an unknown
// field, a number out of range or a name that does not exist is an error that names it. The schemas
// are limits.ts's and *Schema.ts's.

import * as v from 'valibot';
import { failed, type InputError, ok, type Result } from '../base/result.ts';
import { commandSchema } from './commandSchema.ts';
import {
  type ClientSettings,
  type Command,
  clientOf,
  type Scenario,
  type ScriptEntry,
} from './scenario.ts';
import { scenarioSchema } from './scenarioSchema.ts';

export { ackSchema, handOverSchema, LIMITS, overlapSchema } from './limits.ts';
export { scenarioSchema } from './scenarioSchema.ts';

/** @param input anything, such as a parsed JSON file */
export function parseScenario(input: unknown): Result<Scenario> {
  const parsed = v.safeParse(scenarioSchema, input);
  if (!parsed.success) return failed(parsed.issues.map((issue) => describeIssue(issue)));
  const scenario: Scenario = parsed.output;
  const errors = findContradictions(scenario);
  return errors.length > 0 ? failed(errors) : ok(scenario);
}

/** @param input one command as data, without its time */
export function parseCommand(input: unknown, field: string): Result<Command> {
  const parsed = v.safeParse(commandSchema, input);
  if (!parsed.success) return failed(parsed.issues.map((issue) => describeIssue(issue, field)));
  const command: Command = parsed.output;
  const errors =
    command.kind === 'add-client' ? contradictionsOf(command.client, `${field}.client`, []) : [];
  return errors.length > 0 ? failed(errors) : ok(command);
}

/** Checks one value against a schema, naming it `field`. */
export function parseValue<T>(
  schema: v.GenericSchema<unknown, T>,
  input: unknown,
  field: string,
): Result<T> {
  const parsed = v.safeParse(schema, input);
  if (parsed.success) return ok(parsed.output);
  return failed(parsed.issues.map((issue) => describeIssue(issue, field)));
}

function describeIssue(issue: v.BaseIssue<unknown>, root = ''): InputError {
  const path = v.getDotPath(issue) ?? '';
  const field = showField([root, path].filter((part) => part !== '').join('.') || 'scenario');
  const value = showValue(issue.input);
  if (issue.type !== 'strict_object') return { field, value, expected: issue.message };
  const last = issue.path?.at(-1);
  if (issue.expected === 'never') {
    return { field, value: showValue(last?.value), expected: 'no such field' };
  }
  // Of an object's own issues, only that a field is missing speaks of a key.
  const isMissing = issue.expected !== 'Object';
  return { field, value, expected: isMissing ? 'a value: it is required' : 'an object' };
}

/** A value as an error shows it: as JSON, cut when it is long; what cannot be seen is spelt out. */
export function showValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = (JSON.stringify(value) ?? String(value)).replace(UNSEEN, spellOut);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** A field's name as an error shows it: one that may be anything as a value. */
export function showField(name: string): string {
  return /^[\w./-]{1,80}$/.test(name) ? name : showValue(name);
}

/** Control characters, what has no width, and what turns the direction of the text after it. */
const UNSEEN = /[\p{Control}\p{Format}\u2028\u2029]/gu;

function spellOut(sign: string): string {
  return `\\u{${sign.codePointAt(0)?.toString(16)}}`;
}

function findContradictions({ clients, script }: Scenario): readonly InputError[] {
  const ids: string[] = [];
  const errors = clients.flatMap((client, i) => {
    const found = contradictionsOf(client, `clients.${i}`, ids);
    ids.push(client.id);
    return found;
  });
  const inScript = script.flatMap((entry, i) => {
    const found = contradictionsIn(entry, `script.${i}`, script[i - 1], ids);
    if (entry.command.kind === 'add-client') ids.push(entry.command.client.id);
    return found;
  });
  return [...errors, ...inScript];
}

function contradictionsOf(
  { id, publishes, reconnectMs, reconnectMaxMs }: ClientSettings,
  field: string,
  taken: readonly string[],
): readonly InputError[] {
  const errors: InputError[] = [];
  if (taken.includes(id) || id === 'broker') {
    const expected = 'an id that no other client has, and not "broker"';
    errors.push({ field: `${field}.id`, value: showValue(id), expected });
  }
  const names = publishes.map(({ name }) => name);
  names.forEach((name, j) => {
    if (names.indexOf(name) === j) return;
    const expected = 'a name that no other pattern has';
    errors.push({ field: `${field}.publishes.${j}.name`, value: showValue(name), expected });
  });
  if (reconnectMaxMs < reconnectMs) {
    const expected = `at least ${reconnectMs}, which is its reconnectMs`;
    errors.push({ field: `${field}.reconnectMaxMs`, value: showValue(reconnectMaxMs), expected });
  }
  return errors;
}

function contradictionsIn(
  { atMs, command }: ScriptEntry,
  field: string,
  before: ScriptEntry | undefined,
  ids: readonly string[],
): readonly InputError[] {
  const errors: InputError[] = [];
  if (before !== undefined && before.atMs > atMs) {
    const expected = `a time not before ${before.atMs}, that of the entry before it`;
    errors.push({ field: `${field}.atMs`, value: showValue(atMs), expected });
  }
  const client = clientOf(command);
  if (client !== undefined && !ids.includes(client)) {
    const expected = `one of the clients: ${ids.join(', ')}`;
    errors.push({ field: `${field}.command.client`, value: showValue(client), expected });
  }
  if (command.kind === 'add-client') {
    errors.push(...contradictionsOf(command.client, `${field}.command.client`, ids));
  }
  return errors;
}
