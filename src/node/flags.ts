// A command's arguments as flags: those that take a text, and those that stand alone. Of a flag
// given twice the last one counts. What the texts mean is the command's business.

import { parseArgs } from 'node:util';
import { failed, ok, type Result } from '../base/result.ts';

export interface KnownFlags {
  /** Names without dashes. */
  readonly texts: readonly string[];
  readonly switches: readonly string[];
}

export interface Flags {
  readonly texts: ReadonlyMap<string, string>;
  readonly switches: ReadonlySet<string>;
}

/** @returns what was given, or the first thing that is wrong, with `--name` as its field */
export function parseFlags(args: readonly string[], known: KnownFlags): Result<Flags> {
  const options = Object.fromEntries([
    ...known.texts.map((name) => [name, { type: 'string' }] as const),
    ...known.switches.map((name) => [name, { type: 'boolean' }] as const),
  ]);
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true });
  const texts = new Map<string, string>();
  const switches = new Set<string>();
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue;
    if (token.kind === 'positional') {
      const value = JSON.stringify(token.value);
      return failed([{ field: 'argument', value, expected: 'flags alone, such as --qos 1' }]);
    }
    const { name, rawName: field, value } = token;
    const given = value === undefined ? 'nothing' : JSON.stringify(value);
    if (known.texts.includes(name)) {
      if (value === undefined) return failed([{ field, value: given, expected: 'a value' }]);
      texts.set(name, value);
    } else if (known.switches.includes(name)) {
      if (value !== undefined) return failed([{ field, value: given, expected: 'no value' }]);
      switches.add(name);
    } else {
      const expected = 'one of those that --help lists';
      return failed([{ field, value: 'an unknown flag', expected }]);
    }
  }
  return ok({ texts, switches });
}
