// Unknown input → scenario, or every reason why not. Nothing is clamped or dropped: an unknown
// field, a number out of range or a name that does not exist is an error that names it.

import * as v from 'valibot';
import { failed, type InputError, ok, type Result } from '../base/result.ts';
import { utf8Length } from '../mqtt/packets/encodedLength.ts';
import { isTopicFilter, isTopicName } from '../mqtt/topic/topicMatch.ts';
import { DEFAULT_BROKER, DEFAULT_CLIENT } from './defaults.ts';
import { PACKET_TYPES } from './packetTypes.ts';
import type { Command, Scenario } from './scenario.ts';

function numberFrom(min: number, max: number) {
  const expected = `a number from ${min} to ${max}`;
  return v.pipe(
    v.number(expected),
    v.finite(expected),
    v.minValue(min, expected),
    v.maxValue(max, expected),
  );
}

function integerFrom(min: number, max: number) {
  const expected = `a whole number from ${min} to ${max}`;
  return v.pipe(
    v.number(expected),
    v.integer(expected),
    v.minValue(min, expected),
    v.maxValue(max, expected),
  );
}

/** The limits of every setting, stated once: flags, links, files and the page's fields read these. */
export const LIMITS = {
  seed: integerFrom(0, 4_294_967_295),
  probability: numberFrom(0, 1),
  latencyMs: numberFrom(0, 60_000),
  jitterMs: numberFrom(0, 60_000),
  resendMs: numberFrom(1, 3_600_000),
  receiveMaximum: integerFrom(1, 65_535),
  queueLimit: integerFrom(0, 1_000_000),
  keepAliveSec: integerFrom(0, 65_535),
  ratePerSec: numberFrom(0.001, 100_000),
  count: integerFrom(0, 10_000_000),
  timeMs: numberFrom(0, 86_400_000),
  resendLimit: integerFrom(0, 1_000_000),
  expirySec: integerFrom(0, 4_294_967_295),
} as const;

export const qosSchema = v.picklist([0, 1, 2], '0, 1 or 2');
export const versionSchema = v.picklist([4, 5], '4 (MQTT 3.1.1) or 5 (MQTT 5.0)');
export const handOverSchema = v.picklist(['pubrel', 'publish'], 'pubrel or publish');
export const resendSchema = v.picklist(['timer', 'reconnect'], 'timer or reconnect');
export const ackSchema = v.picklist(['first', 'last'], 'first or last');
const dropSchema = v.picklist(['newest', 'oldest'], 'newest or oldest');
export const overlapSchema = v.picklist(['one', 'each'], 'one or each');
const offlineSchema = v.picklist(['queue', 'queueAll', 'refuse'], 'queue, queueAll or refuse');
const lostSchema = v.picklist(['discard', 'resend'], 'discard or resend');
const flagSchema = v.boolean('true or false');
export const modelSchema = v.picklist(['lossy'], 'lossy (the TCP model is not in this version)');
const hopSchema = v.picklist([1, 2], '1 or 2');
const typeSchema = v.picklist(PACKET_TYPES, `one of ${PACKET_TYPES.join(', ')}`);
/** Half of a surrogate pair has no UTF-8 form (v5 [MQTT-1.5.4-1]), and no URL form either. */
const isWellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text);
const textSchema = v.pipe(
  v.string('a text'),
  v.maxLength(65_535, 'a text of at most 65,535 characters'),
  v.check(isWellFormed, 'a text without lone halves of surrogate pairs'),
);
const idText = '1 to 23 letters, digits, - or _';
const idSchema = v.pipe(v.string(idText), v.regex(/^[A-Za-z0-9_-]{1,23}$/, idText));
const fits = (text: string): boolean => utf8Length(text) <= 65_535;
const fitsText = 'at most 65,535 bytes of UTF-8';
const topicText = 'a topic name: not empty, without + and #';
const topicSchema = v.pipe(textSchema, v.check(fits, fitsText), v.check(isTopicName, topicText));
const filterText = 'a topic filter: + alone in a level, # alone in the last';
const isOwn = (filter: string): boolean => !filter.startsWith('$share/');
const ownText = 'a filter of its own: scenarios have no shared subscriptions';
const filterSchema = v.pipe(
  textSchema,
  v.check(fits, fitsText),
  v.check(isTopicFilter, filterText),
  v.check(isOwn, ownText),
);

const networkEntries = {
  model: modelSchema,
  lossHop1Up: LIMITS.probability,
  lossHop1Down: LIMITS.probability,
  lossHop2Up: LIMITS.probability,
  lossHop2Down: LIMITS.probability,
  latencyMs: LIMITS.latencyMs,
  jitterMs: LIMITS.jitterMs,
  resend: resendSchema,
  resendMs: LIMITS.resendMs,
};

// Not v.partial: a field that is there must have a value.
const networkChangesSchema = v.strictObject({
  model: v.exactOptional(networkEntries.model),
  lossHop1Up: v.exactOptional(networkEntries.lossHop1Up),
  lossHop1Down: v.exactOptional(networkEntries.lossHop1Down),
  lossHop2Up: v.exactOptional(networkEntries.lossHop2Up),
  lossHop2Down: v.exactOptional(networkEntries.lossHop2Down),
  latencyMs: v.exactOptional(networkEntries.latencyMs),
  jitterMs: v.exactOptional(networkEntries.jitterMs),
  resend: v.exactOptional(networkEntries.resend),
  resendMs: v.exactOptional(networkEntries.resendMs),
});

const patternSchema = v.strictObject({
  name: idSchema,
  topic: topicSchema,
  qos: qosSchema,
  payload: textSchema,
  retain: v.exactOptional(v.literal(true, 'true, or no such field')),
  expirySec: v.exactOptional(LIMITS.expirySec),
  ratePerSec: LIMITS.ratePerSec,
  startMs: v.optional(LIMITS.timeMs, 0),
  count: v.exactOptional(LIMITS.count),
});

const commandSchema = v.variant(
  'kind',
  [
    v.strictObject({
      kind: v.literal('publish'),
      client: idSchema,
      topic: topicSchema,
      qos: qosSchema,
      payload: textSchema,
    }),
    v.strictObject({ kind: v.literal('set-network'), changes: networkChangesSchema }),
    v.strictObject({ kind: v.literal('cut-connection'), client: idSchema }),
    v.strictObject({ kind: v.literal('kill-packet'), uid: textSchema }),
    v.strictObject({ kind: v.literal('drop-next'), packetType: typeSchema, hop: hopSchema }),
    v.strictObject({
      kind: v.literal('start-publishing'),
      client: idSchema,
      pattern: patternSchema,
    }),
    v.strictObject({ kind: v.literal('stop-publishing'), client: idSchema, name: idSchema }),
  ],
  'one of publish, set-network, cut-connection, kill-packet, drop-next, start-publishing, stop-publishing',
);

const subscriptionSchema = v.strictObject({
  filter: filterSchema,
  qos: qosSchema,
  noLocal: v.exactOptional(flagSchema),
  retainAsPublished: v.exactOptional(flagSchema),
  retainHandling: v.exactOptional(v.picklist([0, 1, 2], '0, 1 or 2')),
});

const willSchema = v.strictObject({
  topic: topicSchema,
  payload: textSchema,
  qos: qosSchema,
  retain: v.optional(flagSchema, false),
  delaySec: v.optional(LIMITS.expirySec, 0),
});

const clientSchema = v.strictObject({
  id: idSchema,
  subscriptions: v.optional(v.array(subscriptionSchema, 'a list'), []),
  publishes: v.optional(v.array(patternSchema, 'a list'), []),
  qos2HandOver: v.optional(handOverSchema, DEFAULT_CLIENT.qos2HandOver),
  receiveMaximum: v.optional(LIMITS.receiveMaximum, DEFAULT_CLIENT.receiveMaximum),
  keepAliveSec: v.optional(LIMITS.keepAliveSec, DEFAULT_CLIENT.keepAliveSec),
  cleanStart: v.optional(flagSchema, DEFAULT_CLIENT.cleanStart),
  sessionExpirySec: v.optional(LIMITS.expirySec, DEFAULT_CLIENT.sessionExpirySec),
  acknowledge: v.optional(ackSchema, DEFAULT_CLIENT.acknowledge),
  offlinePublish: v.optional(offlineSchema, DEFAULT_CLIENT.offlinePublish),
  sessionLost: v.optional(lostSchema, DEFAULT_CLIENT.sessionLost),
  resendLimit: v.exactOptional(LIMITS.resendLimit),
  will: v.exactOptional(willSchema),
});

/** The published schema of a scenario file. */
export const scenarioSchema = v.strictObject({
  title: v.exactOptional(textSchema),
  protocolVersion: v.optional(versionSchema, 5),
  seed: v.optional(LIMITS.seed, 1),
  network: v.optional(
    v.strictObject({
      model: v.optional(networkEntries.model, 'lossy'),
      lossHop1Up: v.optional(networkEntries.lossHop1Up, 0),
      lossHop1Down: v.optional(networkEntries.lossHop1Down, 0),
      lossHop2Up: v.optional(networkEntries.lossHop2Up, 0),
      lossHop2Down: v.optional(networkEntries.lossHop2Down, 0),
      latencyMs: v.optional(networkEntries.latencyMs, 50),
      jitterMs: v.optional(networkEntries.jitterMs, 0),
      resend: v.optional(networkEntries.resend, 'timer'),
      resendMs: v.optional(networkEntries.resendMs, 1000),
    }),
    {},
  ),
  broker: v.optional(
    v.strictObject({
      qos2Forward: v.optional(handOverSchema, DEFAULT_BROKER.qos2Forward),
      receiveMaximum: v.optional(LIMITS.receiveMaximum, DEFAULT_BROKER.receiveMaximum),
      queueLimit: v.optional(LIMITS.queueLimit, DEFAULT_BROKER.queueLimit),
      queueDrop: v.optional(dropSchema, DEFAULT_BROKER.queueDrop),
      grantedQosMax: v.optional(qosSchema, DEFAULT_BROKER.grantedQosMax),
      overlapping: v.optional(overlapSchema, DEFAULT_BROKER.overlapping),
      acknowledge: v.optional(ackSchema, DEFAULT_BROKER.acknowledge),
      resendLimit: v.exactOptional(LIMITS.resendLimit),
    }),
    {},
  ),
  clients: v.pipe(v.array(clientSchema, 'a list'), v.minLength(1, 'at least one client')),
  script: v.optional(
    v.array(v.strictObject({ atMs: LIMITS.timeMs, command: commandSchema }), 'a list'),
    [],
  ),
});

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
  if (parsed.success) return ok(parsed.output);
  return failed(parsed.issues.map((issue) => describeIssue(issue, field)));
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
  const field = [root, path].filter((part) => part !== '').join('.') || 'scenario';
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

/** A value as an error shows it: as JSON, cut when it is long. */
export function showValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function findContradictions(scenario: Scenario): InputError[] {
  const errors: InputError[] = [];
  const ids = scenario.clients.map(({ id }) => id);
  scenario.clients.forEach(({ id, publishes }, i) => {
    if (ids.indexOf(id) !== i || id === 'broker') {
      const expected = 'an id that no other client has, and not "broker"';
      errors.push({ field: `clients.${i}.id`, value: showValue(id), expected });
    }
    const names = publishes.map(({ name }) => name);
    names.forEach((name, j) => {
      if (names.indexOf(name) === j) return;
      const field = `clients.${i}.publishes.${j}.name`;
      errors.push({ field, value: showValue(name), expected: 'a name that no other pattern has' });
    });
  });
  scenario.script.forEach(({ atMs, command }, i) => {
    const before = scenario.script[i - 1];
    if (before !== undefined && before.atMs > atMs) {
      const expected = `a time not before ${before.atMs}, that of the entry before it`;
      errors.push({ field: `script.${i}.atMs`, value: showValue(atMs), expected });
    }
    if ('client' in command && !ids.includes(command.client)) {
      const expected = `one of the clients: ${ids.join(', ')}`;
      errors.push({
        field: `script.${i}.command.client`,
        value: showValue(command.client),
        expected,
      });
    }
  });
  return errors;
}
