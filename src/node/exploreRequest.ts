// What the arguments of `explore` ask for: one or two messages of the default preset, with settings on
// top, and how much may be done to them.

import { failed, ok, type Result } from '../base/result.ts';
import { integerFrom } from '../scenario/limits.ts';
import { parseValue } from '../scenario/parse.ts';
import { DEFAULT_PRESET } from '../scenario/presets/presets.ts';
import { applySettings, readValue, SETTING_NAMES, type SettingName } from '../scenario/settings.ts';
import type { ExploreRequest } from '../sim/explore/explore.ts';
import { parseFlags } from './flags.ts';

export type ExploreArgs =
  | { readonly kind: 'help' }
  | { readonly kind: 'search'; readonly search: ExploreRequest; readonly json: boolean };

/** Flags of how much may be done, with the most that a search takes in reasonable time. */
export const LIMIT_FLAGS = {
  drops: { field: 'drops', max: 8 },
  cuts: { field: 'cuts', max: 3 },
  crashes: { field: 'crashes', max: 3 },
  'clean-reconnects': { field: 'cleanReconnects', max: 3 },
} as const;
type LimitFlag = keyof typeof LIMIT_FLAGS;
const LIMIT_NAMES = Object.keys(LIMIT_FLAGS) as readonly LimitFlag[];

/** What the search does itself: the network is to lose nothing, and to take always as long. */
const OURS: ReadonlySet<SettingName> = new Set([
  'messages',
  'loss',
  'loss-hop1-up',
  'loss-hop1-down',
  'loss-hop2-up',
  'loss-hop2-down',
  'burst-ms',
  'jitter-ms',
  'duplication',
  'reordering',
  'reorder-ms',
  'cuts-per-min',
  'seed',
] satisfies SettingName[]);

/** Two microseconds: there is an instant in between. */
const LATENCY_MIN_MS = 0.002;

export const EXPLORE_SETTINGS = SETTING_NAMES.filter((name) => !OURS.has(name));

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
  const settings = new Map<SettingName, string>([['messages', messages]]);
  for (const name of EXPLORE_SETTINGS) {
    const text = texts.get(name);
    if (text !== undefined) settings.set(name, text);
  }
  const { scenario, errors } = applySettings(
    DEFAULT_PRESET.scenario,
    settings,
    (name) => `--${name}`,
  );
  if (errors.length > 0) return failed(errors);
  const { latencyMs } = scenario.network;
  if (latencyMs < LATENCY_MIN_MS) {
    const expected = `at least ${LATENCY_MIN_MS}: what arrives at once cannot be dropped on its way`;
    return failed([{ field: '--latency-ms', value: String(latencyMs), expected }]);
  }
  const search = { scenario, messages: messages === '1' ? 1 : 2, limits } as const;
  return ok({ kind: 'search', search, json: switches.has('json') });
}
