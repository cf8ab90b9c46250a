// A client that joins, as a link says it: its id, what it subscribes to and publishes, its will, and
// the settings in which it differs from the default.
//
//   ID,sub=FILTER:LEVEL,…,pub=NAME:LEVEL:RATE:TOPIC,PAYLOAD,…,will=LEVEL:TOPIC,PAYLOAD,SETTING=VALUE,…
//
// LEVEL is the QoS with options, such as `1/no-local`, `2/retain/count=5/start-ms=100`, `0/delay-sec=3`.
// With `payloads=3`, as many follow the payload.

import { DEFAULT_CLIENT } from './defaults.ts';
import { formatClientChanges, toClientChanges } from './linkChanges.ts';
import {
  countOf,
  formatOptions,
  toLevel,
  toLevelWithPayloads,
  toValue,
  withoutMissing,
} from './linkFields.ts';
import { formatText } from './linkText.ts';
import { isSameData } from './sameData.ts';
import type { ClientSettings, PublishPattern, WillSettings } from './scenario.ts';
import type { ClientField } from './setting.ts';

export function formatClient(client: ClientSettings): readonly string[] {
  const { id, subscriptions, publishes, will } = client;
  return [
    id,
    ...subscriptions.map(({ filter, qos, ...options }) => {
      return `sub=${formatText(filter)}:${formatOptions(qos, options)}`;
    }),
    ...publishes.flatMap(formatPattern),
    ...(will === undefined ? [] : formatWill(will)),
    ...formatClientChanges(differencesOf(client)),
  ];
}

function formatPattern(pattern: PublishPattern): readonly string[] {
  const { name, topic, qos, payload, payloads, ratePerSec, startMs, ...options } = pattern;
  const start = startMs === 0 ? {} : { startMs };
  const level = formatOptions(qos, { ...options, ...start, ...countOf(payloads) });
  const texts = [payload, ...(payloads ?? [])];
  return [`pub=${name}:${level}:${ratePerSec}:${formatText(topic)}`, ...texts.map(formatText)];
}

function formatWill({ topic, payload, qos, retain, delaySec }: WillSettings): readonly string[] {
  const options = { ...(retain ? { retain } : {}), ...(delaySec === 0 ? {} : { delaySec }) };
  return [`will=${formatOptions(qos, options)}:${formatText(topic)}`, formatText(payload)];
}

function differencesOf(client: ClientSettings): Partial<Pick<ClientSettings, ClientField>> {
  const { resendLimit } = client;
  const fields = Object.keys(DEFAULT_CLIENT) as (keyof typeof DEFAULT_CLIENT)[];
  const differing = fields.filter((field) => !isSameData(client[field], DEFAULT_CLIENT[field]));
  const entries = differing.map((field) => [field, client[field]] as const);
  return { ...Object.fromEntries(entries), ...(resendLimit === undefined ? {} : { resendLimit }) };
}

/** What the fields, decoded, say: a client, unchecked. */
export function toClientInput([id, ...fields]: readonly string[]): unknown {
  const subscriptions: unknown[] = [];
  const publishes: unknown[] = [];
  const settings: string[] = [];
  let will: unknown;
  for (let i = 0; i < fields.length; i++) {
    const field = fields[i] ?? '';
    const [, filter, subLevel] = /^sub=(.*):([^:]*)$/s.exec(field) ?? [];
    const [, name, level, rate, topic] = /^pub=([^:]*):([^:]*):([^:]*):(.*)$/s.exec(field) ?? [];
    const [, willLevel, willTopic] = /^will=([^:]*):(.*)$/s.exec(field) ?? [];
    if (filter !== undefined) subscriptions.push({ filter, ...toLevel(subLevel) });
    else if (name !== undefined) {
      const facts = { name, topic, ratePerSec: toValue(rate), payload: fields[++i] };
      const options = toLevelWithPayloads(level, fields.slice(i + 1));
      const { payloads } = options;
      if (Array.isArray(payloads)) i += payloads.length;
      publishes.push(withoutMissing({ ...options, ...facts }));
    } else if (willTopic !== undefined) {
      const facts = { topic: willTopic, payload: fields[++i] };
      will = withoutMissing({ ...toLevel(willLevel), ...facts });
    } else settings.push(field);
  }
  return withoutMissing({ id, subscriptions, publishes, will, ...toClientChanges(settings) });
}
