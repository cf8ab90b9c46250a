// What the arguments of `explore` say: how much may be done to how many messages, with which settings.

import { failed, ok, type Result } from '../base/result.ts';
import { type ExploreRequest, SEARCH_MAX } from '../lab/exploration.ts';
import { EXPLORE_SETTINGS, exploreRequestOf } from '../lab/exploreRequest.ts';
import { integerFrom } from '../scenario/limits.ts';
import { parseValue } from '../scenario/parse.ts';
import { readValue, type SettingName } from '../scenario/settings.ts';
import { parseFlags } from './flags.ts';

export type ExploreArgs =
  | { readonly kind: 'help' }
  | { readonly kind: 'search'; readonly search: ExploreRequest; readonly json: boolean };

/** Flags of how much may be done, with the most that a search takes in reasonable time. */
export const LIMIT_FLAGS = {
  drops: { field: 'drops', max: SEARCH_MAX.drops },
  cuts: { field: 'cuts', max: SEARCH_MAX.cuts },
  crashes: { field: 'crashes', max: SEARCH_MAX.crashes },
  'clean-reconnects': { field: 'cleanReconnects', max: SEARCH_MAX.cleanReconnects },
} as const;
type LimitFlag = keyof typeof LIMIT_FLAGS;
const LIMIT_NAMES = Object.keys(LIMIT_FLAGS) as readonly LimitFlag[];

const KNOWN = {
  texts: [...EXPLORE_SETTINGS, ...LIMIT_NAMES, 'messages'],
  switches: ['help', 'json'],
};

export function parseExploreArgs(args: readonly string[]): Result<ExploreArgs> {
  const parsed = parseFlags(args, KNOWN);
  if (!parsed.ok) return parsed;
  const { texts, switches } = parsed.value;
  if (switches.has('help')) return ok({ kind: 'help' });
  const messages = texts.get('messages') ?? '1';
  if (messages !== '1' && messages !== '2') {
    return failed([{ field: '--messages', value: JSON.stringify(messages), expected: '1 or 2' }]);
  }
  const limits = { drops: 0, cuts: 0, crashes: 0, cleanReconnects: 0 };
  for (const name of LIMIT_NAMES) {
    const text = texts.get(name);
    if (text === undefined) continue;
    const { field, max } = LIMIT_FLAGS[name];
    const value = parseValue(integerFrom(0, max), readValue(text), `--${name}`);
    if (!value.ok) return failed(value.errors.map((e) => ({ ...e, value: JSON.stringify(text) })));
    limits[field] = value.value;
  }
  const settings = new Map<SettingName, string>();
  for (const name of EXPLORE_SETTINGS) {
    const text = texts.get(name);
    if (text !== undefined) settings.set(name, text);
  }
  const wish = { messages: messages === '1' ? 1 : 2, limits, settings } as const;
  const search = exploreRequestOf(wish, (name) => `--${name}`);
  if (!search.ok) return search;
  return ok({ kind: 'search', search: search.value, json: switches.has('json') });
}
