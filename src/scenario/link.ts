// A run as the hash of the page's address: a preset, the settings that differ from it, the commands
// given by hand, the playhead's speed, and the instant that is looked at. What settings cannot say of a
// scenario, or a scenario that is no preset's, is said whole (linkScenario.ts). This is the form's first
// version; a later one would carry `v=2`, and what has no `v` will go on being read as this one.
//
//   #/simulate?preset=lost-puback&loss=0.2&seed=42&speed=0.1&do=3.4:drop,PUBLISH,1&t=3.4

import type { InputError } from '../base/result.ts';
import type { SimTime } from '../base/time.ts';
import { changedSettings } from './changedSettings.ts';
import { LIMITS } from './limits.ts';
import { formatCommands, joinersOf, parseCommands } from './linkCommands.ts';
import { formatLab, LAB_PART_NAMES, type Lab, parseLab } from './linkLab.ts';
import { formatLanes, parseLanes } from './linkLanes.ts';
import {
  formatBrokersOwn,
  formatTitle,
  formatWhole,
  OWN_SCENARIO,
  ownBase,
  readWhole,
  WHOLE_PARTS,
  type Whole,
} from './linkScenario.ts';
import { formatText, formatTime, parseText, parseTime, TIME_TEXT } from './linkText.ts';
import { parseValue, showField, showValue } from './parse.ts';
import { DEFAULT_PRESET, findPreset, type Preset } from './presets/presets.ts';
import { isSameData } from './sameData.ts';
import type { Scenario, TimedCommand } from './scenario.ts';
import { applySettings, isSettingName, readValue, type SettingName } from './settings.ts';
import { areSameLanes, type Variant } from './variants.ts';

/** What a link says. */
export interface Link {
  /** The screen, such as `simulate`; undefined when the link names none. */
  readonly view: string | undefined;
  /** `own` for a scenario that is no preset's. */
  readonly preset: string;
  /** The preset's, with the settings applied. */
  readonly scenario: Scenario;
  /** Given by hand, in order of time. */
  readonly commands: readonly TimedCommand[];
  /** What is compared; absent: the link does not say. */
  readonly lanes?: readonly Variant[] | undefined;
  /** What a link to the Lab says beside that; absent elsewhere. */
  readonly lab?: Lab | undefined;
  /** Virtual seconds for a second of screen; absent: the link does not say. */
  readonly speed?: number | undefined;
  /** The instant that is looked at. */
  readonly t: SimTime | undefined;
}

export interface ParsedLink extends Link {
  /** Each part that could not be used; all others were. Of many, the last one says how many more. */
  readonly ignored: readonly InputError[];
}

/**
 * Never throws. Without a preset the link is about the default run.
 *
 * @param text a whole address, its hash, or what follows the hash's question mark
 */
export function parseLink(text: string): ParsedLink {
  const ignored: InputError[] = [];
  const { path, query } = splitAddress(text);
  const view = chooseView(path, ignored);
  const parts = splitQuery(query, view === LAB, ignored);
  const { preset, base } = chooseBase(parts, ignored);
  const texts = new Map<SettingName, string>();
  for (const [name, value] of parts) if (isSettingName(name)) texts.set(name, value);
  const { scenario, errors } = applySettings(base, texts, (name) => name);
  ignored.push(...errors);
  const clients = [...scenario.clients.map(({ id }) => id), ...joinersOf(scenario.script)];
  const given = parseCommands(parts.get('do') ?? '', clients);
  ignored.push(...given.errors);
  const lanesText = parts.get('lanes');
  const compared = lanesText === undefined ? undefined : parseLanes(lanesText, scenario);
  ignored.push(...(compared?.errors ?? []));
  const asked = view === LAB ? parseLab(parts) : undefined;
  ignored.push(...(asked?.errors ?? []));
  const speed = chooseSpeed(parts.get('speed'), ignored);
  const t = chooseInstant(parts.get('t'), ignored);
  refuseVersion(parts.get('v'), ignored);
  return {
    view,
    preset,
    scenario,
    commands: given.commands,
    lanes: compared?.lanes,
    ...(asked === undefined ? {} : { lab: asked.lab }),
    ...(speed === undefined ? {} : { speed }),
    t,
    ignored: ignored.length > IGNORED_MAX ? shortened(ignored) : ignored,
  };
}

/** So many parts are named; nobody reads more. */
const IGNORED_MAX = 40;

function shortened(ignored: readonly InputError[]): readonly InputError[] {
  const more = ignored.length - IGNORED_MAX;
  const value = `${more} more that cannot be used`;
  const rest = { field: 'link', value, expected: 'fewer' };
  return [...ignored.slice(0, IGNORED_MAX), rest];
}

/** A hash is told by its `#`, an address without one by its scheme, a path by its `/`. */
function splitAddress(text: string): { readonly path: string; readonly query: string } {
  const hashAt = text.indexOf('#');
  const isAddress = hashAt < 0 && /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
  if (isAddress) return { path: '', query: /\?(.*)$/s.exec(text)?.[1] ?? '' };
  const rest = text.slice(hashAt + 1);
  const queryAt = rest.indexOf('?');
  const hasPath = rest.startsWith('/');
  if (!hasPath) return { path: '', query: queryAt === 0 ? rest.slice(1) : rest };
  if (queryAt < 0) return { path: rest, query: '' };
  return { path: rest.slice(0, queryAt), query: rest.slice(queryAt + 1) };
}

/** The parts by name, percent-decoded but for those whose structure is read first. */
function splitQuery(
  query: string,
  isLab: boolean,
  ignored: InputError[],
): ReadonlyMap<string, string> {
  const parts = new Map<string, string>();
  for (const part of query.split('&')) {
    if (part === '') continue;
    const equalsAt = part.indexOf('=');
    const name = equalsAt < 0 ? part : part.slice(0, equalsAt);
    const raw = equalsAt < 0 ? '' : part.slice(equalsAt + 1);
    const value = STRUCTURED.includes(name) ? raw : parseText(raw);
    const expected = objectionTo(name, value, parts, isLab);
    if (expected !== undefined) {
      ignored.push({ field: showField(name), value: showValue(raw), expected });
    } else if (value !== undefined) parts.set(name, value);
  }
  return parts;
}

function objectionTo(
  name: string,
  value: string | undefined,
  parts: ReadonlyMap<string, string>,
  isLab: boolean,
): string | undefined {
  if (!isPartName(name) && !(isLab && LAB_PART_NAMES.includes(name)))
    return `no such part: a link has ${PART_NAMES.join(', ')} and the settings`;
  if (value === undefined) return 'percent-encoded UTF-8';
  return parts.has(name) ? `one ${name} alone: the first counts` : undefined;
}

/** The view whose links have more parts. */
const LAB = 'lab';
const STRUCTURED: readonly string[] = [...WHOLE_PARTS, 'do', 'lanes'];
const PART_NAMES: readonly string[] = ['preset', ...STRUCTURED, 'title', 'speed', 't', 'v'];
/** Of the form that this is. */
const VERSION = '1';

function isPartName(name: string): boolean {
  return PART_NAMES.includes(name) || isSettingName(name);
}

interface Base {
  readonly preset: string;
  readonly base: Scenario;
}

/** A preset, or clients without one; with what is said whole of it. */
function chooseBase(parts: ReadonlyMap<string, string>, ignored: InputError[]): Base {
  const isOwn = parts.has('clients') && !parts.has('preset');
  if (isOwn) {
    const base = readWhole(undefined, parts, ignored);
    if (base !== undefined) return { preset: OWN_SCENARIO, base };
    return { preset: DEFAULT_PRESET.name, base: DEFAULT_PRESET.scenario };
  }
  const { name, scenario } = choosePreset(parts.get('preset'), ignored);
  return { preset: name, base: readWhole(scenario, parts, ignored) ?? scenario };
}

function choosePreset(name: string | undefined, ignored: InputError[]): Preset {
  if (name === undefined) return DEFAULT_PRESET;
  const preset = findPreset(name);
  if (preset !== undefined) return preset;
  const expected = 'the name of a preset';
  ignored.push({ field: 'preset', value: showValue(name), expected });
  return DEFAULT_PRESET;
}

function chooseSpeed(text: string | undefined, ignored: InputError[]): number | undefined {
  if (text === undefined) return undefined;
  const parsed = parseValue(LIMITS.speed, readValue(text), 'speed');
  if (parsed.ok) return parsed.value;
  ignored.push(...parsed.errors);
  return undefined;
}

function refuseVersion(text: string | undefined, ignored: InputError[]): void {
  if (text === undefined || text === VERSION) return;
  const expected = `${VERSION}, or no v: this is read as version ${VERSION}`;
  ignored.push({ field: 'v', value: showValue(text), expected });
}

function chooseView(path: string, ignored: InputError[]): string | undefined {
  const view = path.replace(/^\/|\/$/g, '');
  if (view === '') return undefined;
  if (/^[a-z0-9-]+(\/[a-z0-9-]+)*$/.test(view)) return view;
  ignored.push({
    field: 'view',
    value: showValue(view),
    expected: 'a screen such as simulate',
  });
  return undefined;
}

function chooseInstant(text: string | undefined, ignored: InputError[]): SimTime | undefined {
  if (text === undefined) return undefined;
  const t = parseTime(text);
  if (t === undefined) ignored.push({ field: 't', value: showValue(text), expected: TIME_TEXT });
  return t;
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
