// How values stand in a link: texts with as little percent-encoding as the structure allows, and
// instants in seconds, exact to the microsecond.

import { fromUs, type SimTime } from '../base/time.ts';

/** Structure of a link's `do` part, which a text must not contain as it is. */
export const COMMAND_END = ';';
export const FIELD_END = ',';

/** `Hey, you` → `Hey%2C+you`. A space is `+`; `/` and `:` stand for themselves. */
export function formatText(text: string): string {
  return encodeURIComponent(text)
    .replace(/%20/g, '+')
    .replace(/%2F/g, '/')
    .replace(/%3A/g, ':')
    .replace(/[!'()*]/g, escapeMark);
}

/**
 * `Hey, you?` → `Hey,+you%3F`: for a command's last field, which takes the rest with its commas. A
 * last punctuation mark is escaped, because programs that find addresses in a text leave it out.
 */
export function formatLastText(text: string): string {
  return escapeEnd(formatText(text).replace(/%2C/g, ',').replace(/%3D/g, '=').replace(/%3F/g, '?'));
}

export function escapeEnd(text: string): string {
  return text.replace(/[.,:?]$/, escapeMark);
}

function escapeMark(mark: string): string {
  return `%${mark.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** @returns undefined for percent-encoding that is not UTF-8 */
export function parseText(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    return undefined;
  }
}

/** 3400000 → `3.4`. */
export function formatTime(time: SimTime): string {
  const us = time % 1_000_000;
  const fraction = us === 0 ? '' : `.${String(us).padStart(6, '0').replace(/0+$/, '')}`;
  return `${Math.floor(time / 1_000_000)}${fraction}`;
}

export const TIME_MAX_SEC = 86_400;
export const TIME_TEXT = `a number of seconds from 0 to ${TIME_MAX_SEC}, with up to 6 decimals`;

export function parseTime(text: string): SimTime | undefined {
  const [, seconds, fraction = ''] = /^(\d{1,5})(?:\.(\d{1,6}))?$/.exec(text) ?? [];
  if (seconds === undefined) return undefined;
  const us = Number(seconds) * 1_000_000 + Number(fraction.padEnd(6, '0'));
  return us <= TIME_MAX_SEC * 1_000_000 ? fromUs(us) : undefined;
}
