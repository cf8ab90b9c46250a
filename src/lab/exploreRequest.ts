// What a search is asked for: one or two messages of the default preset, with settings on top, and how
// much may be done to them. The command line, links and the form all ask for it here.

import { failed, ok, type Result } from '../base/result.ts';
import type { Lab } from '../scenario/linkLab.ts';
import { DEFAULT_PRESET } from '../scenario/presets/presets.ts';
import type { Scenario } from '../scenario/scenario.ts';
import {
  applySettings,
  SETTING_NAMES,
  SETTINGS,
  type Setting,
  type SettingName,
} from '../scenario/settings.ts';
import type { Qos } from '../trace/event.ts';
import type { ExploreRequest, SearchLimits } from './exploration.ts';

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

/** What can be set besides. */
export const EXPLORE_SETTINGS = SETTING_NAMES.filter((name) => !OURS.has(name));

/** Two microseconds: there is an instant in between. */
export const LATENCY_MIN_MS = 0.002;

export interface ExploreWish {
  readonly messages: 1 | 2;
  readonly limits: SearchLimits;
  /** Of `EXPLORE_SETTINGS`; others are left out. */
  readonly settings: ReadonlyMap<SettingName, string>;
}

/** @param fieldOf how an error names a setting: `--qos` on the command line, `qos` in a link */
export function exploreRequestOf(
  { messages, limits, settings }: ExploreWish,
  fieldOf: (name: SettingName) => string,
): Result<ExploreRequest> {
  const texts = new Map<SettingName, string>([['messages', String(messages)]]);
  for (const name of EXPLORE_SETTINGS) {
    const text = settings.get(name);
    if (text !== undefined) texts.set(name, text);
  }
  const { scenario, errors } = applySettings(DEFAULT_PRESET.scenario, texts, fieldOf);
  if (errors.length > 0) return failed(errors);
  const { latencyMs } = scenario.network;
  if (latencyMs < LATENCY_MIN_MS) {
    const expected = `at least ${LATENCY_MIN_MS}: what arrives at once cannot be dropped on its way`;
    return failed([{ field: fieldOf('latency-ms'), value: String(latencyMs), expected }]);
  }
  return ok({ scenario, messages, limits });
}

/** What Prove searches: each level that its link names, or all three, with the settings of a scenario. */
export function exploreRequestsOf(scenario: Scenario, lab: Lab): Result<readonly ExploreRequest[]> {
  const requests: ExploreRequest[] = [];
  for (const qos of (lab.levels ?? LEVELS).split(',')) {
    const settings = new Map(exploreSettingsOf(scenario)).set('qos', qos);
    const wish = { messages: lab.two === true ? 2 : 1, limits: limitsOf(lab), settings } as const;
    const request = exploreRequestOf(wish, (name) => name);
    if (!request.ok) return request;
    requests.push(request.value);
  }
  return ok(requests);
}

/** A fault can strike at so many more instants than a packet can be lost. */
const FAULT_WEIGHT = 2;
const SHORT_MAX = 4;

/** Whether a search is over in a moment, so that nobody has to start it. */
export function isShort(requests: readonly ExploreRequest[]): boolean {
  return requests.every(({ limits: { drops, cuts, crashes, cleanReconnects } }) => {
    return drops + FAULT_WEIGHT * (cuts + crashes + cleanReconnects) <= SHORT_MAX;
  });
}

/** A search that begins by itself goes on as long as there seem to be no more runs than these. */
export const RUNS_UNASKED = 20_000;

export const LEVELS = '0,1,2';

/** What a link does not say is so: a proof of a few losses, without faults. */
export function limitsOf({ drops, cuts, crashes, cleanReconnects }: Lab): SearchLimits {
  return {
    drops: drops ?? DROPS,
    cuts: cuts ?? 0,
    crashes: crashes ?? 0,
    cleanReconnects: cleanReconnects ?? 0,
  };
}

export const DROPS = 4;

/** What of a scenario a search can be given, as far as it is not the default's. */
export function exploreSettingsOf(scenario: Scenario): ReadonlyMap<SettingName, string> {
  const texts = new Map<SettingName, string>();
  for (const name of EXPLORE_SETTINGS) {
    const { read, showText }: Setting = SETTINGS[name];
    const value = read(scenario);
    if (value === undefined) continue;
    const text = showText(value);
    const usual = read(DEFAULT_PRESET.scenario);
    if (usual === undefined || text !== showText(usual)) texts.set(name, text);
  }
  return texts;
}

/** The levels of a request's way: as it is published, and as it goes to the subscriber. */
export function levelsOf({ scenario }: ExploreRequest): { readonly qos: Qos; readonly hop2: Qos } {
  const [publisher, subscriber] = scenario.clients;
  const qos = publisher?.publishes[0]?.qos ?? 0;
  const asked = subscriber?.subscriptions[0]?.qos ?? qos;
  return { qos, hop2: Math.min(qos, asked, scenario.broker.grantedQosMax) as Qos };
}
