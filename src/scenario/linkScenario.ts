// What of a scenario neither a preset nor a setting says, as parts of a link, so that a link can carry any
// scenario: its clients and its script as a whole, and what the broker alone has of a setting that it
// shares with the clients. Without a preset, clients make a scenario of one's own: all else is at its default.
//
//   clients=pub,pub=auto:1:2:a/b,hello;sub,sub=a/b:1&script=1200:cut,sub&broker=inflight:20&title=My+run
//
// A client is as `add` says it, a script's entry MS:VERB,FIELD,… with milliseconds from the start of
// publishing.

import type { InputError } from '../base/result.ts';
import { DEFAULT_BROKER, DEFAULT_NETWORK } from './defaults.ts';
import { formatClient, toClientInput } from './linkClient.ts';
import { readVerb } from './linkCommands.ts';
import { toValue } from './linkFields.ts';
import { COMMAND_END, FIELD_END, formatText, parseText } from './linkText.ts';
import { formatFields, toCommandInput } from './linkVerbs.ts';
import { parseScenario, parseValue, showField, showValue } from './parse.ts';
import type { BrokerSettings, Scenario } from './scenario.ts';
import { UNLIMITED } from './setting.ts';
import { applySettings, SETTINGS, type SettingName } from './settings.ts';

/** The preset's name of a scenario of one's own. */
export const OWN_SCENARIO = 'own';

/** Those whose structure is read before they are decoded. */
export const WHOLE_PARTS = ['clients', 'script', 'broker'] as const;

/** What of a scenario is said as a whole. */
export interface Whole {
  readonly clients: boolean;
  readonly script: boolean;
}

type Parts = ReadonlyMap<string, string>;

/** What a scenario of one's own is without what it says. */
export function ownBase({
  clients,
  script,
  title,
}: Pick<Scenario, 'clients' | 'script' | 'title'>) {
  const named = title === undefined ? {} : { title };
  const base = { protocolVersion: 5, seed: 1, network: DEFAULT_NETWORK, broker: DEFAULT_BROKER };
  return { ...named, ...base, clients, script } as Scenario;
}

export function formatWhole({ clients, script }: Scenario, whole: Whole): readonly string[] {
  const parts: string[] = [];
  if (whole.clients) {
    const text = clients.map((client) => formatClient(client).join(FIELD_END)).join(COMMAND_END);
    parts.push(`clients=${text.replace(/[.:]$/, escapeSign)}`);
  }
  if (whole.script) {
    const entries = script.map(
      ({ atMs, command }) => `${atMs}:${formatFields(command).join(FIELD_END)}`,
    );
    parts.push(`script=${entries.join(COMMAND_END)}`);
  }
  return parts;
}

/** Programs that find addresses in a text leave out a sign at their end. */
function escapeSign(sign: string): string {
  return sign === '.' ? '%2E' : '%3A';
}

/** What the broker alone has of these settings, and the field of it that they are. */
const BROKERS_OWN = { inflight: 'receiveMaximum', 'resend-limit': 'resendLimit' } as const;
type BrokersOwn = keyof typeof BROKERS_OWN;

/** @param settings that are said beside it @returns nothing where the broker is as they make it */
export function formatBrokersOwn(
  base: Scenario,
  settings: ReadonlyMap<SettingName, string>,
  { broker }: Scenario,
): readonly string[] {
  const reached = applySettings(base, settings, (name) => name).scenario.broker;
  const entries = Object.entries(BROKERS_OWN) as [BrokersOwn, keyof BrokerSettings][];
  const own = entries.flatMap(([name, field]) =>
    reached[field] === broker[field] ? [] : [`${name}:${broker[field] ?? UNLIMITED}`],
  );
  return own.length === 0 ? [] : [`broker=${own.join(FIELD_END)}`];
}

/**
 * The scenario with what the parts say of it. A part that is wrong anywhere is left out, and so is a
 * script that does not fit the clients.
 *
 * @param base of the preset; undefined: there is none, and without clients there is no scenario
 */
export function readWhole(
  base: Scenario | undefined,
  parts: Parts,
  ignored: InputError[],
): Scenario | undefined {
  const clients = readList(parts, 'clients', ignored, (text) => {
    const fields = decodeAll(text.split(FIELD_END));
    return fields && toClientInput(fields);
  });
  const script = readList(parts, 'script', ignored, toScriptInput);
  const title = parts.get('title');
  const isOwn = base === undefined && clients !== undefined;
  if (title !== undefined && !isOwn) {
    const expected = 'clients beside it, and no preset: presets have titles';
    ignored.push({ field: 'title', value: showValue(title), expected });
  }
  const own = isOwn ? readOwn(clients, title, ignored) : base;
  if (own === undefined) {
    if (script !== undefined) ignored.push(needsClients('script', parts));
    if (parts.has('broker')) ignored.push(needsClients('broker', parts));
    return undefined;
  }
  const said = { ...(clients && { clients }), ...(script && { script }) };
  const isSaid = clients !== undefined || script !== undefined;
  const parsed = isSaid ? parseScenario({ ...own, ...said }) : undefined;
  if (parsed?.ok === false) ignored.push(...parsed.errors);
  const scenario = parsed?.ok === true ? parsed.value : own;
  return withBrokersOwn(scenario, parts.get('broker'), ignored);
}

/** The clients by themselves, so that they are there even where the script is wrong. */
function readOwn(
  clients: readonly unknown[],
  title: string | undefined,
  ignored: InputError[],
): Scenario | undefined {
  const named = title === undefined ? {} : { title };
  const parsed = parseScenario({ clients, ...named });
  if (!parsed.ok) ignored.push(...parsed.errors);
  return parsed.ok ? parsed.value : undefined;
}

function needsClients(field: string, parts: Parts): InputError {
  const expected = 'clients or a preset beside it';
  return { field, value: showValue(parts.get(field)), expected };
}

function readList(
  parts: Parts,
  name: 'clients' | 'script',
  ignored: InputError[],
  read: (text: string) => unknown,
): readonly unknown[] | undefined {
  const text = parts.get(name);
  if (text === undefined) return undefined;
  const entries = text === '' ? [] : text.split(COMMAND_END);
  const inputs = entries.map(read);
  const wrong = inputs.indexOf(undefined);
  if (wrong < 0) return inputs;
  const expected =
    name === 'clients' ? 'percent-encoded UTF-8' : 'MS:VERB, and percent-encoded UTF-8';
  ignored.push({ field: `${name}.${wrong}`, value: showValue(entries[wrong]), expected });
  return undefined;
}

function toScriptInput(text: string): unknown {
  const said = readVerb(text);
  const fields = said && decodeAll(said.fields);
  return said && fields && { atMs: toValue(said.time), command: toCommandInput(said.verb, fields) };
}

function decodeAll(fields: readonly string[]): readonly string[] | undefined {
  const decoded = fields.map(parseText).filter((field) => field !== undefined);
  return decoded.length === fields.length ? decoded : undefined;
}

function withBrokersOwn(
  scenario: Scenario,
  text: string | undefined,
  ignored: InputError[],
): Scenario {
  if (text === undefined) return scenario;
  let { broker } = scenario;
  for (const part of text.split(FIELD_END)) {
    const [, name = '', value = ''] = /^([^:]*):?(.*)$/s.exec(part) ?? [];
    if (name !== 'inflight' && name !== 'resend-limit') {
      const expected = `one of ${Object.keys(BROKERS_OWN).join(', ')}, as NAME:VALUE`;
      ignored.push({ field: showField(`broker.${name}`), value: showValue(part), expected });
      continue;
    }
    const { schema, readText } = SETTINGS[name];
    const parsed = parseValue<number | string>(schema, readText(value), `broker.${name}`);
    if (!parsed.ok) ignored.push(...parsed.errors);
    else {
      const { [BROKERS_OWN[name]]: _, ...others } = broker;
      const own = parsed.value === UNLIMITED ? {} : { [BROKERS_OWN[name]]: parsed.value };
      broker = { ...others, ...own } as BrokerSettings;
    }
  }
  return { ...scenario, broker };
}

/** Of a scenario of one's own that has one. */
export function formatTitle({ title }: Scenario): readonly string[] {
  return title === undefined ? [] : [`title=${formatText(title)}`];
}
