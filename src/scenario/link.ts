// A run as the hash of the page's address: a preset, the settings that differ from it, the commands
// given by hand, the playhead's speed, and the instant that is looked at. What settings cannot say of a
// scenario, or a scenario that is no preset's, is said whole (linkScenario.ts). This is the form's first
// version; a later one would carry `v=2`, and what has no `v` will go on being read as this one.
//
//   #/simulate?preset=lost-puback&loss=0.2&seed=42&speed=0.1&do=3.4:drop,PUBLISH,1&t=3.4

import type { InputError } from '../base/result.ts';
import { changedSettings } from './changedSettings.ts';
import { formatCommands } from './linkCommands.ts';
import { formatLab, LAB_PART_NAMES, type Lab, parseLab } from './linkLab.ts';
import { formatLanes, parseLanes } from './linkLanes.ts';
import { LEARN_PART_NAMES, type Learn, parseLearn } from './linkLearn.ts';
import { nameSome, parseRunLink, type RunLink } from './linkRun.ts';
import {
  formatBrokersOwn,
  formatTitle,
  formatWhole,
  OWN_SCENARIO,
  ownBase,
  type Whole,
} from './linkScenario.ts';
import { formatText, formatTime } from './linkText.ts';
import { DEFAULT_PRESET, findPreset } from './presets/presets.ts';
import { isSameData } from './sameData.ts';
import type { Scenario } from './scenario.ts';
import { areSameLanes, type Variant } from './variants.ts';

/** What a link says. */
export interface Link extends RunLink {
  /** What is compared; absent: the link does not say. */
  readonly lanes?: readonly Variant[] | undefined;
  /** What a link to the Lab says beside that; absent elsewhere. */
  readonly lab?: Lab | undefined;
  /** What a link to the course leads to; absent elsewhere. Such a link is only read. */
  readonly learn?: Learn | undefined;
}

export interface ParsedLink extends Link {
  /** Each part that could not be used; all others were. */
  readonly ignored: readonly InputError[];
}

/**
 * Never throws. Without a preset the link is about the default run.
 *
 * @param text a whole address, its hash, or what follows the hash's question mark
 */
export function parseLink(text: string): ParsedLink {
  const { parts, ignored, ...run } = parseRunLink(text, moreNamesOf);
  const lanesText = parts.get('lanes');
  const compared = lanesText === undefined ? undefined : parseLanes(lanesText, run.scenario);
  const asked = run.view === LAB ? parseLab(parts) : undefined;
  const taught = run.view === LEARN ? parseLearn(parts) : undefined;
  return {
    ...run,
    lanes: compared?.lanes,
    ...(asked === undefined ? {} : { lab: asked.lab }),
    ...(taught === undefined ? {} : { learn: taught.learn }),
    ignored: nameSome(
      [ignored, compared?.errors ?? [], asked?.errors ?? [], taught?.errors ?? []].flat(),
    ),
  };
}

const LAB = 'lab';
const LEARN = 'learn';

function moreNamesOf(view: string | undefined): readonly string[] {
  if (view === LEARN) return ['lanes', ...LEARN_PART_NAMES];
  return view === LAB ? ['lanes', ...LAB_PART_NAMES] : ['lanes'];
}

/**
 * The hash of the page's address with its `#`, or without a view what follows the question mark. As short
 * as it goes: what differs from the preset as settings, and only where these cannot say it, the clients,
 * the script or both whole.
 *
 * @returns undefined when a command or the instant lies beyond a day, or the preset is not known
 */
export function formatLink(said: Link): string | undefined {
  const { preset, scenario } = said;
  if (preset === OWN_SCENARIO) {
    const base = ownBase(scenario);
    const whole = { clients: true, script: scenario.script.length > 0 };
    const parts = [...formatTitle(scenario), ...partsOf(base, scenario, whole)];
    return faithful(formatAll(parts, said), said);
  }
  const known = findPreset(preset);
  if (known === undefined) return undefined;
  const named = preset === DEFAULT_PRESET.name ? [] : [`preset=${formatText(preset)}`];
  // Without a preset, clients would be a scenario of one's own.
  const always = [`preset=${formatText(preset)}`];
  for (const whole of WHOLES) {
    const { clients, script } = scenario;
    const base = {
      ...known.scenario,
      ...(whole.clients ? { clients } : {}),
      ...(whole.script ? { script } : {}),
    };
    const name = whole.clients ? always : named;
    const link = formatAll([...name, ...partsOf(base, scenario, whole)], said);
    if (faithful(link, said) !== undefined) return link;
  }
  return undefined;
}

/** What is said whole, the shortest first. */
const WHOLES: readonly Whole[] = [
  { clients: false, script: false },
  { clients: false, script: true },
  { clients: true, script: false },
  { clients: true, script: true },
];

/** @param base with what is said whole */
function partsOf(base: Scenario, scenario: Scenario, whole: Whole): readonly string[] {
  const settings = changedSettings(base, scenario);
  const shown = [...settings].map(([name, value]) => `${name}=${formatText(value)}`);
  const own = formatBrokersOwn(base, settings, scenario);
  return [...formatWhole(scenario, whole), ...own, ...shown];
}

function formatAll(scenario: readonly string[], said: Link): string {
  const { view, commands, lanes, lab, speed, t } = said;
  const parts = [...scenario];
  if (speed !== undefined) parts.push(`speed=${speed}`);
  if (commands.length > 0) parts.push(`do=${formatCommands(commands)}`);
  if (lanes !== undefined) parts.push(`lanes=${formatLanes(lanes)}`);
  if (lab !== undefined) parts.push(...formatLab(lab));
  if (t !== undefined) parts.push(`t=${formatTime(t)}`);
  const query = parts.join('&');
  return view === undefined ? query : `#/${view}${query === '' ? '' : `?${query}`}`;
}

function faithful(link: string, said: Link): string | undefined {
  return isFaithful(link, said) ? link : undefined;
}

/** Whether the link, read again, leads to the same run. A preset's title is no part of a run. */
function isFaithful(link: string, said: Link): boolean {
  const { ignored, scenario, lanes, lab = {}, ...read } = parseLink(link);
  const { view, preset, commands, speed, t, lanes: saidLanes, lab: saidLab = {} } = said;
  const isOwn = preset === OWN_SCENARIO;
  const titled = isOwn ? said.scenario : { ...said.scenario, title: scenario.title };
  const withoutTitle = { view, preset, commands, speed, t, scenario: titled };
  const sameLanes =
    lanes === undefined || saidLanes === undefined
      ? lanes === saidLanes
      : areSameLanes(lanes, saidLanes);
  if (ignored.length > 0 || !sameLanes || !isSameData(lab, saidLab)) return false;
  return isSameData({ ...read, scenario }, withoutTitle);
}
