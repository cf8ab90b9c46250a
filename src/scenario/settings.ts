// The named settings, in one table: how each is checked, set on a scenario and read from one. The
// command line's flags and the link's parts are both these. Nothing is clamped: a text that is no
// value of the setting, or a setting that the scenario has no place for, is an error.

import * as v from 'valibot';
import { failed, type InputError, ok, type Result } from '../base/result.ts';
import {
  changeClients,
  changeNetwork,
  commonOf,
  hasSubscriber,
  isPublisher,
  isSubscriber,
} from './changes.ts';
import {
  handOverSchema,
  LIMITS,
  modelSchema,
  parseValue,
  qosSchema,
  resendSchema,
  showValue,
  versionSchema,
} from './parse.ts';
import { changePatterns, patternsOf, publishAllAt, publishedLevelsOf } from './patterns.ts';
import type { NetworkSettings, Scenario } from './scenario.ts';

export interface Setting<T extends number | string = number | string> {
  /** What the value is called in a usage line: `MS`, or the choice itself. */
  readonly values: string;
  /** One line for `--help`. */
  readonly says: string;
  readonly schema: v.GenericSchema<unknown, T>;
  /** What a scenario must have for this setting; absent: any scenario will do. */
  readonly needs?: { readonly what: string; isIn(scenario: Scenario): boolean };
  /** The one field of the network that it is: what a `set-network` command may change. */
  readonly networkField?: keyof NetworkSettings;
  /** Undefined where the scenario has several values, or no place for one. */
  read(scenario: Scenario): T | undefined;
  set(scenario: Scenario, value: T): Scenario;
}

/** Infers the value's type from the schema. */
function setting<T extends number | string>(definition: Setting<T>): Setting<T> {
  return definition;
}

function networkSetting<K extends keyof NetworkSettings>(
  key: K,
  values: string,
  says: string,
  schema: v.GenericSchema<unknown, NetworkSettings[K]>,
): Setting<NetworkSettings[K]> {
  return {
    values,
    says,
    schema,
    networkField: key,
    read: (scenario) => scenario.network[key],
    set: (scenario, value) => changeNetwork(scenario, { [key]: value }),
  };
}

const probability = '0..1';

/** In the order in which they are applied: what is more exact comes later and wins. */
export const SETTINGS = {
  qos: setting({
    values: '0|1|2',
    says: 'QoS of every message that the scenario publishes',
    schema: qosSchema,
    needs: { what: 'publishes something', isIn: (s) => publishedLevelsOf(s).length > 0 },
    read: (s) => commonOf(publishedLevelsOf(s)),
    set: publishAllAt,
  }),
  'sub-qos': setting({
    values: '0|1|2',
    says: 'QoS of every subscription: the most that it asks for',
    schema: qosSchema,
    needs: { what: 'has a subscriber', isIn: hasSubscriber },
    read: (s) =>
      commonOf(s.clients.flatMap((client) => client.subscriptions.map(({ qos }) => qos))),
    set: (s, qos) =>
      changeClients(s, isSubscriber, (client) => ({
        ...client,
        subscriptions: client.subscriptions.map((each) => ({ ...each, qos })),
      })),
  }),
  loss: setting({
    values: probability,
    says: 'probability that a packet is lost, on both hops and both ways',
    schema: LIMITS.probability,
    read: ({ network: n }) =>
      commonOf([n.lossHop1Up, n.lossHop1Down, n.lossHop2Up, n.lossHop2Down]),
    set: (s, p) =>
      changeNetwork(s, { lossHop1Up: p, lossHop1Down: p, lossHop2Up: p, lossHop2Down: p }),
  }),
  'loss-hop1-up': networkSetting(
    'lossHop1Up',
    probability,
    'loss from the publisher to the broker',
    LIMITS.probability,
  ),
  'loss-hop1-down': networkSetting(
    'lossHop1Down',
    probability,
    'loss from the broker to the publisher',
    LIMITS.probability,
  ),
  'loss-hop2-up': networkSetting(
    'lossHop2Up',
    probability,
    'loss from the subscriber to the broker',
    LIMITS.probability,
  ),
  'loss-hop2-down': networkSetting(
    'lossHop2Down',
    probability,
    'loss from the broker to the subscriber',
    LIMITS.probability,
  ),
  'latency-ms': networkSetting('latencyMs', 'MS', 'latency of a hop, one way', LIMITS.latencyMs),
  'jitter-ms': networkSetting(
    'jitterMs',
    'MS',
    'added to the latency, evenly from 0 to this',
    LIMITS.jitterMs,
  ),
  resend: networkSetting(
    'resend',
    'timer|reconnect',
    'when to send again what is unacknowledged: 5.0 forbids the timer',
    resendSchema,
  ),
  'resend-ms': networkSetting(
    'resendMs',
    'MS',
    'with the timer: send it again after this long',
    LIMITS.resendMs,
  ),
  network: networkSetting(
    'model',
    'lossy',
    'network model: each packet is lost or delayed by itself',
    modelSchema,
  ),
  'qos2-forward': setting({
    values: 'pubrel|publish',
    says: 'when the broker forwards a QoS 2 message',
    schema: handOverSchema,
    read: (s) => s.broker.qos2Forward,
    set: (s, qos2Forward) => ({ ...s, broker: { ...s.broker, qos2Forward } }),
  }),
  'qos2-handover': setting({
    values: 'pubrel|publish',
    says: 'when a subscriber hands a QoS 2 message to its application',
    schema: handOverSchema,
    needs: { what: 'has a subscriber', isIn: hasSubscriber },
    read: (s) => commonOf(s.clients.filter(isSubscriber).map((client) => client.qos2HandOver)),
    set: (s, qos2HandOver) =>
      changeClients(s, isSubscriber, (client) => ({ ...client, qos2HandOver })),
  }),
  inflight: setting({
    values: 'N',
    says: 'unacknowledged QoS > 0 messages of each publisher and subscriber',
    schema: LIMITS.receiveMaximum,
    read: (s) => {
      const publishers = s.clients.filter(isPublisher);
      return commonOf([s.broker, ...publishers].map((side) => side.receiveMaximum));
    },
    set: (s, receiveMaximum) =>
      changeClients({ ...s, broker: { ...s.broker, receiveMaximum } }, isPublisher, (client) => ({
        ...client,
        receiveMaximum,
      })),
  }),
  queue: setting({
    values: 'N',
    says: 'messages that may wait at the broker for one subscriber',
    schema: LIMITS.queueLimit,
    read: (s) => s.broker.queueLimit,
    set: (s, queueLimit) => ({ ...s, broker: { ...s.broker, queueLimit } }),
  }),
  messages: setting<number | 'unlimited'>({
    values: 'N|unlimited',
    says: 'messages of each publishing pattern',
    schema: v.union(
      [LIMITS.count, v.literal('unlimited')],
      'a whole number from 0 to 10000000, or unlimited',
    ),
    needs: { what: 'has a publishing pattern', isIn: (s) => patternsOf(s).length > 0 },
    read: (s) => commonOf(patternsOf(s).map(({ count }) => count ?? 'unlimited')),
    set: (s, value) =>
      changePatterns(s, ({ count: _, ...pattern }) =>
        typeof value === 'number' ? { ...pattern, count: value } : pattern,
      ),
  }),
  rate: setting({
    values: 'PER_S',
    says: 'messages a second of each publishing pattern',
    schema: LIMITS.ratePerSec,
    needs: { what: 'has a publishing pattern', isIn: (s) => patternsOf(s).length > 0 },
    read: (s) => commonOf(patternsOf(s).map(({ ratePerSec }) => ratePerSec)),
    set: (s, ratePerSec) => changePatterns(s, (pattern) => ({ ...pattern, ratePerSec })),
  }),
  version: setting({
    values: '4|5',
    says: 'protocol: 4 is MQTT 3.1.1, 5 is MQTT 5.0',
    schema: versionSchema,
    read: (s) => s.protocolVersion,
    set: (s, protocolVersion) => ({ ...s, protocolVersion }),
  }),
  seed: setting({
    values: 'N',
    says: 'names the luck of the run',
    schema: LIMITS.seed,
    read: (s) => s.seed,
    set: (s, seed) => ({ ...s, seed }),
  }),
} as const;

export type SettingName = keyof typeof SETTINGS;
export const SETTING_NAMES = Object.keys(SETTINGS) as readonly SettingName[];

export function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(SETTINGS, name);
}

/** A decimal number as a number; any other text stays as it is, for a schema to refuse. */
export function readValue(text: string): number | string {
  return /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : text;
}

/** @param field how an error names the setting: `--loss` on the command line, `loss` in a link */
export function applySetting(
  scenario: Scenario,
  name: SettingName,
  text: string,
  field: string,
): Result<Scenario> {
  const { schema, needs, set }: Setting = SETTINGS[name];
  const value = showValue(text);
  const parsed = parseValue(schema, readValue(text), field);
  if (!parsed.ok) return failed(parsed.errors.map((error) => ({ ...error, value })));
  if (needs !== undefined && !needs.isIn(scenario)) {
    return failed([{ field, value, expected: `it with a scenario that ${needs.what}` }]);
  }
  return ok(set(scenario, parsed.value));
}

/** Applies all that can be, in the table's order, whatever the order of `texts`. */
export function applySettings(
  scenario: Scenario,
  texts: ReadonlyMap<SettingName, string>,
  fieldOf: (name: SettingName) => string,
): { readonly scenario: Scenario; readonly errors: readonly InputError[] } {
  const errors: InputError[] = [];
  let changed = scenario;
  for (const name of SETTING_NAMES) {
    const text = texts.get(name);
    if (text === undefined) continue;
    const result = applySetting(changed, name, text, fieldOf(name));
    if (result.ok) changed = result.value;
    else errors.push(...result.errors);
  }
  return { scenario: changed, errors };
}
