// A run as the hash of the page's address: a preset, the settings that differ from it, the commands
// given by hand, and the instant that is looked at. This is the form's first version; a later one
// would carry `v=2`, and what has no `v` will go on being read as this one.
//
//   #/simulate?preset=lost-puback&loss=0.2&seed=42&do=3.4:drop,PUBLISH,1&t=3.4

import type { InputError } from '../base/result.ts';
import type { SimTime } from '../base/time.ts';
import { changedSettings } from './changedSettings.ts';
import { formatCommands, joinersOf, parseCommands } from './linkCommands.ts';
import { formatLab, LAB_PART_NAMES, type Lab, parseLab } from './linkLab.ts';
import { formatLanes, parseLanes } from './linkLanes.ts';
import { formatText, formatTime, parseText, parseTime, TIME_TEXT } from './linkText.ts';
import { showValue } from './parse.ts';
import { DEFAULT_PRESET, findPreset, type Preset } from './presets/presets.ts';
import { isSameData } from './sameData.ts';
import type { Scenario, TimedCommand } from './scenario.ts';
import { applySettings, isSettingName, type SettingName } from './settings.ts';
import { areSameLanes, type Variant } from './variants.ts';

/** What a link says. */
export interface Link {
  /** The screen, such as `simulate`; undefined when the link names none. */
  readonly view: string | undefined;
  readonly preset: string;
  /** The preset's, with the settings applied. */
  readonly scenario: Scenario;
  /** Given by hand, in order of time. */
  readonly commands: readonly TimedCommand[];
  /** What is compared; absent: the link does not say. */
  readonly lanes?: readonly Variant[] | undefined;
  /** What a link to the Lab says beside that; absent elsewhere. */
  readonly lab?: Lab | undefined;
  /** The instant that is looked at. */
  readonly t: SimTime | undefined;
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
  const ignored: InputError[] = [];
  const { path, query } = splitAddress(text);
  const view = chooseView(path, ignored);
  const parts = splitQuery(query, view === LAB, ignored);
  const preset = choosePreset(parts.get('preset'), ignored);
  const texts = new Map<SettingName, string>();
  for (const [name, value] of parts) if (isSettingName(name)) texts.set(name, value);
  const { scenario, errors } = applySettings(preset.scenario, texts, (name) => name);
  ignored.push(...errors);
  const clients = [...scenario.clients.map(({ id }) => id), ...joinersOf(scenario.script)];
  const given = parseCommands(parts.get('do') ?? '', clients);
  ignored.push(...given.errors);
  const lanesText = parts.get('lanes');
  const compared = lanesText === undefined ? undefined : parseLanes(lanesText, scenario);
  ignored.push(...(compared?.errors ?? []));
  const asked = view === LAB ? parseLab(parts) : undefined;
  ignored.push(...(asked?.errors ?? []));
  return {
    view,
    preset: preset.name,
    scenario,
    commands: given.commands,
    lanes: compared?.lanes,
    ...(asked === undefined ? {} : { lab: asked.lab }),
    t: chooseInstant(parts.get('t'), ignored),
    ignored,
  };
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

/** The parts by name, percent-decoded but for `do` and `lanes`, whose structure is read first. */
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
    const value = name === 'do' || name === 'lanes' ? raw : parseText(raw);
    const expected = objectionTo(name, value, parts, isLab);
    if (expected !== undefined) ignored.push({ field: name, value: showValue(raw), expected });
    else if (value !== undefined) parts.set(name, value);
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
    return 'no such part: a link has preset, do, lanes, t and the settings';
  if (value === undefined) return 'percent-encoded UTF-8';
  return parts.has(name) ? `one ${name} alone: the first counts` : undefined;
}

/** The view whose links have more parts. */
const LAB = 'lab';
const PART_NAMES: readonly string[] = ['preset', 'do', 'lanes', 't'];

function isPartName(name: string): boolean {
  return PART_NAMES.includes(name) || isSettingName(name);
}

function choosePreset(name: string | undefined, ignored: InputError[]): Preset {
  if (name === undefined) return DEFAULT_PRESET;
  const preset = findPreset(name);
  if (preset !== undefined) return preset;
  const expected = 'the name of a preset';
  ignored.push({ field: 'preset', value: showValue(name), expected });
  return DEFAULT_PRESET;
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
 * The hash of the page's address with its `#`, or without a view what follows the question mark.
 * Writes only what differs from the preset.
 *
 * @returns undefined when the run cannot be said so: its scenario is not the preset with other
 * settings (it came from a file), or a command or instant lies beyond a day
 */
export function formatLink({
  view,
  preset,
  scenario,
  commands,
  lanes,
  lab,
  t,
}: Link): string | undefined {
  const known = findPreset(preset);
  if (known === undefined) return undefined;
  const parts = preset === DEFAULT_PRESET.name ? [] : [`preset=${formatText(preset)}`];
  for (const [name, value] of changedSettings(known.scenario, scenario)) {
    parts.push(`${name}=${formatText(value)}`);
  }
  if (commands.length > 0) parts.push(`do=${formatCommands(commands)}`);
  if (lanes !== undefined) parts.push(`lanes=${formatLanes(lanes)}`);
  if (lab !== undefined) parts.push(...formatLab(lab));
  if (t !== undefined) parts.push(`t=${formatTime(t)}`);
  const query = parts.join('&');
  const link = view === undefined ? query : `#/${view}${query === '' ? '' : `?${query}`}`;
  return isFaithful(link, { view, preset, scenario, commands, lanes, lab, t }) ? link : undefined;
}

/** Whether the link, read again, leads to the same run. A title is no part of a run. */
function isFaithful(link: string, said: Link): boolean {
  const { ignored, scenario, lanes, lab = {}, ...read } = parseLink(link);
  const { lanes: saidLanes, lab: saidLab = {}, ...rest } = said;
  const withoutTitle = { ...rest, scenario: { ...said.scenario, title: scenario.title } };
  const sameLanes =
    lanes === undefined || saidLanes === undefined
      ? lanes === saidLanes
      : areSameLanes(lanes, saidLanes);
  if (ignored.length > 0 || !sameLanes || !isSameData(lab, saidLab)) return false;
  return isSameData({ ...read, scenario }, withoutTitle);
}
