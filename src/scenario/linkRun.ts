// The part of a link that makes the run: a preset, the settings that differ from it, what of the scenario
// is said whole, the commands given by hand, the playhead's speed, and the instant that is looked at.
// link.ts knows what else a link can say.

import type { InputError } from '../base/result.ts';
import type { SimTime } from '../base/time.ts';
import { LIMITS } from './limits.ts';
import { joinersOf, parseCommands } from './linkCommands.ts';
import { OWN_SCENARIO, readWhole, WHOLE_PARTS } from './linkScenario.ts';
import { parseText, parseTime, TIME_TEXT } from './linkText.ts';
import { parseValue, showField, showValue } from './parse.ts';
import { DEFAULT_PRESET, findPreset, type Preset } from './presets/presets.ts';
import type { Scenario, TimedCommand } from './scenario.ts';
import { applySettings, isSettingName, readValue, type SettingName } from './settings.ts';

export interface RunLink {
  /** The screen, such as `simulate`; undefined when the link names none. */
  readonly view: string | undefined;
  /** `own` for a scenario that is no preset's. */
  readonly preset: string;
  /** The preset's, with the settings applied. */
  readonly scenario: Scenario;
  /** Given by hand, in order of time. */
  readonly commands: readonly TimedCommand[];
  /** Virtual seconds for a second of screen; absent: the link does not say. */
  readonly speed?: number | undefined;
  /** The instant that is looked at. */
  readonly t: SimTime | undefined;
}

interface ParsedRunLink extends RunLink {
  /** All that it says, by name. */
  readonly parts: ReadonlyMap<string, string>;
  /** Each part that could not be used; all others were. */
  readonly ignored: readonly InputError[];
}

/** What is read as it stands: its structure comes before its percent-encoding. */
const STRUCTURED: readonly string[] = [...WHOLE_PARTS, 'do', 'lanes'];
/** Of the form that this is. */
const VERSION = '1';

/**
 * Never throws. Without a preset the link is about the default run.
 *
 * @param text a whole address, its hash, or what follows the hash's question mark
 * @param more names of what else a link to this screen may say
 */
export function parseRunLink(
  text: string,
  more: (view: string | undefined) => readonly string[] = () => [],
): ParsedRunLink {
  const ignored: InputError[] = [];
  const { path, query } = splitAddress(text);
  const view = chooseView(path, ignored);
  const names = new Set([
    'preset',
    ...WHOLE_PARTS,
    'do',
    ...more(view),
    'title',
    'speed',
    't',
    'v',
  ]);
  const parts = splitQuery(query, names, ignored);
  const { preset, base } = chooseBase(parts, ignored);
  const texts = new Map<SettingName, string>();
  for (const [name, value] of parts) if (isSettingName(name)) texts.set(name, value);
  const { scenario, errors } = applySettings(base, texts, (name) => name);
  ignored.push(...errors);
  const clients = [...scenario.clients.map(({ id }) => id), ...joinersOf(scenario.script)];
  const { commands, errors: refused } = parseCommands(parts.get('do') ?? '', clients);
  ignored.push(...refused);
  const speed = chooseSpeed(parts.get('speed'), ignored);
  const t = chooseInstant(parts.get('t'), ignored);
  refuseVersion(parts.get('v'), ignored);
  const said = speed === undefined ? {} : { speed };
  return { view, preset, scenario, commands, ...said, t, parts, ignored };
}

/** So many parts are named; nobody reads more. */
const IGNORED_MAX = 40;

/** The first of them, and how many more there are. */
export function nameSome(ignored: readonly InputError[]): readonly InputError[] {
  if (ignored.length <= IGNORED_MAX) return ignored;
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
  names: ReadonlySet<string>,
  ignored: InputError[],
): ReadonlyMap<string, string> {
  const parts = new Map<string, string>();
  for (const part of query.split('&')) {
    if (part === '') continue;
    const equalsAt = part.indexOf('=');
    const name = equalsAt < 0 ? part : part.slice(0, equalsAt);
    const raw = equalsAt < 0 ? '' : part.slice(equalsAt + 1);
    const value = STRUCTURED.includes(name) ? raw : parseText(raw);
    const expected = objectionTo(name, value, parts, names);
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
  names: ReadonlySet<string>,
): string | undefined {
  if (!names.has(name) && !isSettingName(name)) {
    return `no such part: a link has ${[...names].join(', ')} and the settings`;
  }
  if (value === undefined) return 'percent-encoded UTF-8';
  return parts.has(name) ? `one ${name} alone: the first counts` : undefined;
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
