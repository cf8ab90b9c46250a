// What a library's code for a setting is.

import type { CodeSettings, End } from './codeSettings.ts';

export const LIBRARIES = ['mqttjs', 'paho', 'hivemq', 'mosquitto', 'espidf'] as const;
export type LibraryName = (typeof LIBRARIES)[number];

/** Both ends, each a program by itself. */
export interface Snippet {
  readonly publisher: string;
  readonly subscriber: string;
}

export interface Library {
  readonly title: string;
  /** Of the language, as a highlighter knows it. */
  readonly language: 'javascript' | 'python' | 'java' | 'shell' | 'c';
  /** Whose options these are. */
  readonly version: string;
  readonly format: (settings: CodeSettings) => Snippet;
}

/** The protocol's own default: no limit worth naming. */
const WINDOW_DEFAULT = 65_535;

/** What an end's CONNECT says of its window; undefined: nothing. */
export function receiveMaximumOf(end: End): number | undefined {
  if (!('receiveMaximum' in end) || end.receiveMaximum >= WINDOW_DEFAULT) return undefined;
  return end.receiveMaximum;
}

/** How many of its own messages the publisher may have unacknowledged; undefined: no limit of its own. */
export function sendMaximumOf(end: End): number | undefined {
  return 'sendMaximum' in end && end.sendMaximum < WINDOW_DEFAULT ? end.sendMaximum : undefined;
}

/** Lines that are there, joined. */
export function lines(...parts: readonly (string | false | undefined)[]): string {
  return `${parts.filter((part) => part !== false && part !== undefined).join('\n')}\n`;
}

/** As text in double quotes in JavaScript, Python, Java and C. */
export function quote(text: string): string {
  return JSON.stringify(text);
}

/** As one word of a shell. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
