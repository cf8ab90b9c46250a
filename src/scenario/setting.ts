// What a named setting is: how a text becomes its value, and how it is read from a scenario and set
// on one. And the makers of those that are one field of the network, the broker or the clients.

import * as v from 'valibot';
import { changeBroker, changeClients, changeNetwork, commonOf } from './changes.ts';
import type { DEFAULT_BROKER, DEFAULT_CLIENT } from './defaults.ts';
import type { BrokerSettings, ClientSettings, NetworkSettings, Scenario } from './scenario.ts';

export type SettingValue = number | string | boolean | readonly string[];

export interface Setting<T extends SettingValue = SettingValue> {
  /** What the value is called in a usage line: `MS`, or the choice itself. */
  readonly values: string;
  /** One line for `--help`. */
  readonly says: string;
  readonly schema: v.GenericSchema<unknown, T>;
  /** What a scenario must have for this setting; absent: any scenario will do. */
  readonly needs?: Need;
  /** The one field of the network that it is: what a `set-network` command may change. */
  readonly networkField?: keyof NetworkSettings;
  /** The one field of clients that it is: what `add-client` says, and `change-client` may change. */
  readonly clientField?: ClientField;
  /** For the schema to judge. */
  readText(text: string): unknown;
  showText(value: T): string;
  /** Undefined where the scenario has several values, or no place for one. */
  read(scenario: Scenario): T | undefined;
  set(scenario: Scenario, value: T): Scenario;
  /** What was expected instead, if the scenario contradicts itself in this setting. */
  findClash?(scenario: Scenario): string | undefined;
}

export type ClientField = keyof typeof DEFAULT_CLIENT | 'resendLimit';

export interface Need {
  readonly what: string;
  isIn(scenario: Scenario): boolean;
}

type Texts<T extends SettingValue> = Pick<Setting<T>, 'readText' | 'showText'>;

/** Infers the value's type from the schema. */
export function setting<T extends SettingValue>(
  definition: Omit<Setting<T>, keyof Texts<T>> & Partial<Texts<T>>,
): Setting<T> {
  return { readText: readValue, showText: String, ...definition };
}

/** A decimal number as a number; any other text stays as it is, for a schema to refuse. */
export function readValue(text: string): number | string {
  return /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : text;
}

/** `true` or `false`. */
export const FLAG: Texts<boolean> = {
  readText(text) {
    if (text === 'true') return true;
    return text === 'false' ? false : text;
  },
  showText: String,
};

/** `PUBACK/PUBREC`, or `none`. */
export const LIST: Texts<readonly string[]> = {
  readText: (text) => (text === 'none' ? [] : text.split('/')),
  showText: (values) => (values.length === 0 ? 'none' : values.join('/')),
};

export function networkSetting<K extends keyof NetworkSettings>(
  key: K,
  values: string,
  says: string,
  schema: v.GenericSchema<unknown, NetworkSettings[K]>,
): Setting<NetworkSettings[K]> {
  return setting({
    values,
    says,
    schema,
    networkField: key,
    read: (scenario) => scenario.network[key],
    set: (scenario, value) => changeNetwork(scenario, { [key]: value }),
  });
}

export function brokerSetting<K extends keyof typeof DEFAULT_BROKER>(
  key: K,
  values: string,
  says: string,
  schema: v.GenericSchema<unknown, BrokerSettings[K]>,
): Setting<BrokerSettings[K]> {
  return setting({
    values,
    says,
    schema,
    read: (scenario) => scenario.broker[key],
    set: (scenario, value) => changeBroker(scenario, { [key]: value }),
  });
}

/** Which clients a setting is of. */
export interface Whose {
  isMeant(client: ClientSettings): boolean;
  readonly needs?: Need;
}

export function clientSetting<K extends keyof typeof DEFAULT_CLIENT>(
  key: K,
  { isMeant, ...needs }: Whose,
  values: string,
  says: string,
  schema: v.GenericSchema<unknown, ClientSettings[K]>,
  more: Partial<Texts<ClientSettings[K]>> & Pick<Setting, 'findClash'> = {},
): Setting<ClientSettings[K]> {
  return setting({
    values,
    says,
    schema,
    ...needs,
    clientField: key,
    ...more,
    read: (scenario) => commonOf(scenario.clients.filter(isMeant).map((client) => client[key])),
    set: (scenario, value) =>
      changeClients(scenario, isMeant, (client) => ({ ...client, [key]: value })),
  });
}

export const UNLIMITED = 'unlimited';

/** A number of times from 0 to `max`, or no limit. */
export function orUnlimited(schema: v.GenericSchema<unknown, number>, max: number) {
  const expected = `a whole number from 0 to ${max}, or ${UNLIMITED}`;
  return v.union([schema, v.literal(UNLIMITED)], expected);
}
