// Parts of a command in a link that several verbs have: values, and options as `1/retain/expiry-sec=60`.

import { readValue } from './settings.ts';

/** An option's name, and the field that it is. Of those that are flags, the name alone says true. */
const OPTIONS = {
  payloads: 'payloads',
  retain: 'retain',
  'expiry-sec': 'expirySec',
  count: 'count',
  'start-ms': 'startMs',
  'delay-sec': 'delaySec',
  'no-local': 'noLocal',
  'retain-as-published': 'retainAsPublished',
  'retain-handling': 'retainHandling',
} as const;

type Field = (typeof OPTIONS)[keyof typeof OPTIONS];

/** @param of without what is as it would be anyway */
export function formatOptions(
  qos: number,
  of: { readonly [K in Field]?: number | boolean },
): string {
  const options = Object.entries(OPTIONS).map(([name, field]) => {
    const value = of[field];
    if (value === undefined) return '';
    return value === true ? `/${name}` : `/${name}=${value}`;
  });
  return `${qos}${options.join('')}`;
}

/** A list as the option that says how many follow. */
export function countOf(payloads: readonly string[] | undefined): { readonly payloads?: number } {
  return payloads === undefined ? {} : { payloads: payloads.length };
}

/** A level with options; an option that there is not becomes a field that nothing has. */
export function toLevel(text: string | undefined): Record<string, unknown> {
  const [qos, ...options] = text?.split('/') ?? [];
  const entries = options.map((option): readonly [string, unknown] => {
    const [, name = '', value] = /^([^=]*)=?(.*)$/s.exec(option) ?? [];
    if (!isOption(name)) return [`/${option}`, ''];
    if (value === '' || value === 'true') return [OPTIONS[name], true];
    return [OPTIONS[name], value === 'false' ? false : toValue(value)];
  });
  return { qos: toValue(qos), ...Object.fromEntries(entries) };
}

/** A pattern's level, with as many payloads as it says of the texts that follow. */
export function toLevelWithPayloads(
  text: string | undefined,
  texts: readonly string[],
): Record<string, unknown> {
  const level = toLevel(text);
  const { payloads: count } = level;
  const isThere = typeof count === 'number' && Number.isInteger(count) && count <= texts.length;
  return isThere ? { ...level, payloads: texts.slice(0, count) } : level;
}

function isOption(name: string): name is keyof typeof OPTIONS {
  return Object.hasOwn(OPTIONS, name);
}

export function toValue(text: string | undefined): number | string | undefined {
  return text === undefined ? undefined : readValue(text);
}

export function withoutMissing(input: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}
