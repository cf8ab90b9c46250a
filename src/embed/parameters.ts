// What the address of an embed says: a link (scenario/link.ts), and beside that how the frame looks and
// what it does by itself.

import type { InputError } from '../base/result.ts';
import { type SimTime, TIME_ZERO } from '../base/time.ts';
import { parseRunLink, type RunLink } from '../scenario/linkRun.ts';
import { formatTime, parseText, parseTime, TIME_TEXT } from '../scenario/linkText.ts';
import { showValue } from '../scenario/parse.ts';

export interface EmbedParameters {
  /** `auto`: as the host's page or the visitor's system has it. */
  readonly theme: 'auto' | 'light' | 'dark';
  readonly autoplay: boolean;
  readonly controls: boolean;
  /** The ladder behind the now line. */
  readonly trail: boolean;
  readonly counters: boolean;
  /** The sentence that says what just happened. */
  readonly caption: boolean;
  /** Packets can be pressed, and killed. */
  readonly interactive: boolean;
  /** Where playing begins; absent: at the start of publishing. */
  readonly start: SimTime | undefined;
  readonly 'pause-at': readonly SimTime[];
  /** Where playing ends; absent: when nothing is outstanding any more. */
  readonly end: SimTime | undefined;
  readonly loop: boolean;
  /** Virtual seconds for a second of screen. */
  readonly speed: number | undefined;
  /** `click`: nothing is simulated before somebody presses Play. */
  readonly load: 'visible' | 'click';
  /** The origin of the page that the frame is in; absent: it is told nothing, and tells nothing. */
  readonly host: string | undefined;
}

const DEFAULTS: EmbedParameters = {
  theme: 'auto',
  autoplay: false,
  controls: true,
  trail: true,
  counters: false,
  caption: true,
  interactive: true,
  start: undefined,
  'pause-at': [],
  end: undefined,
  loop: false,
  speed: undefined,
  load: 'visible',
  host: undefined,
};

export interface Embed {
  readonly parameters: EmbedParameters;
  readonly link: RunLink;
  /** The link as it was given: without the screen, and without what is about the frame. */
  readonly query: string;
  /** Each part that could not be used; all others were. */
  readonly ignored: readonly InputError[];
}

/** How a parameter is read. */
interface Reading {
  /** @returns undefined for a text that is no value of it */
  readonly read: (text: string) => unknown;
  readonly expected: string;
}

const SPEED = { min: 0.01, max: 100 } as const;
const STOPS_MAX = 50;

/** The name alone says true. */
const FLAG_VALUES = new Map([
  ['', true],
  ['true', true],
  ['false', false],
]);
const FLAG: Reading = { read: (text) => FLAG_VALUES.get(text), expected: 'true or false' };
const INSTANT: Reading = { read: parseTime, expected: TIME_TEXT };

const READINGS: Readonly<Record<keyof EmbedParameters, Reading>> = {
  theme: oneOf(['auto', 'light', 'dark']),
  autoplay: FLAG,
  controls: FLAG,
  trail: FLAG,
  counters: FLAG,
  caption: FLAG,
  interactive: FLAG,
  start: INSTANT,
  'pause-at': {
    read: readStops,
    expected: `up to ${STOPS_MAX} instants with commas between them, each ${TIME_TEXT}`,
  },
  end: INSTANT,
  loop: FLAG,
  speed: { read: readSpeed, expected: `a number from ${SPEED.min} to ${SPEED.max}` },
  load: oneOf(['visible', 'click']),
  host: { read: readOrigin, expected: 'an origin such as https://example.org, or null' },
};

export const PARAMETER_NAMES: readonly string[] = Object.keys(READINGS);

/** Never throws. @param hash of the embed page's address */
export function parseEmbed(hash: string): Embed {
  const [path, said] = splitHash(hash);
  const { parameters, rest, ignored } = readParameters(said, PARAMETER_NAMES);
  const query = rest.join('&');
  const {
    parts: _,
    ignored: unread,
    ...link
  } = parseRunLink(`${path}${query}`, () => PARAMETER_NAMES);
  ignored.push(...unread);
  if (link.view !== undefined && link.view !== 'simulate') {
    const { view } = link;
    ignored.push({ field: 'screen', value: showValue(view), expected: 'simulate, or none' });
  }
  return inOrder({ parameters, link, query, ignored });
}

interface ReadParameters {
  readonly parameters: EmbedParameters;
  /** The parts that are none of them. */
  readonly rest: readonly string[];
  readonly ignored: InputError[];
}

/** @param said a query @param names which parameters there are */
export function readParameters(said: string, names: readonly string[]): ReadParameters {
  const ignored: InputError[] = [];
  const found: Record<string, unknown> = {};
  const rest = said.split('&').filter((part) => {
    const [name, raw, isBare] = splitPart(part);
    if (!names.includes(name)) return true;
    const reading = READINGS[name as keyof EmbedParameters];
    const text = isBare ? '' : parseText(raw);
    const value = text === undefined ? undefined : reading.read(text);
    const isRepeated = Object.hasOwn(found, name);
    if (value === undefined || isRepeated) {
      const expected = isRepeated ? sayOnce(name) : reading.expected;
      ignored.push({ field: name, value: showValue(raw), expected });
    } else found[name] = value;
    return false;
  });
  return { parameters: { ...DEFAULTS, ...found } as EmbedParameters, rest, ignored };
}

/** Of a query: `name=value`, or a bare name. */
export function splitPart(part: string): readonly [name: string, raw: string, isBare: boolean] {
  const [, name = '', equals, raw = ''] = /^([^=]*)(=?)(.*)$/s.exec(part) ?? [];
  return [name, raw, equals === ''];
}

export function sayOnce(name: string): string {
  return `one ${name} alone: the first counts`;
}

/** An end before the beginning is none. */
function inOrder(embed: Embed): Embed {
  const { start = TIME_ZERO, end } = embed.parameters;
  if (end === undefined || start < end) return embed;
  const wrong = { field: 'end', value: formatTime(end), expected: 'an instant after start' };
  const parameters = { ...embed.parameters, end: undefined };
  return { ...embed, parameters, ignored: [...embed.ignored, wrong] };
}

/** As the link's parser takes it: up to the question mark, and what follows. */
export function splitHash(hash: string): readonly [path: string, query: string] {
  const [, path = '', query = ''] = /^(#?(?:\/[^?]*)?\??)(.*)$/s.exec(hash) ?? [];
  return [path, query];
}

function oneOf(values: readonly string[]): Reading {
  const read = (text: string) => (values.includes(text) ? text : undefined);
  return { read, expected: values.join(', ') };
}

function readStops(text: string): readonly SimTime[] | undefined {
  const stops = text.split(',').map(parseTime);
  if (stops.length > STOPS_MAX) return undefined;
  const known = stops.filter((at) => at !== undefined);
  return known.length === stops.length ? known.sort((a, b) => a - b) : undefined;
}

function readSpeed(text: string): number | undefined {
  const speed = /^\d*\.?\d+$/.test(text) ? Number(text) : Number.NaN;
  return speed >= SPEED.min && speed <= SPEED.max ? speed : undefined;
}

/** `null` is the origin of a page from a file. */
function readOrigin(text: string): string | undefined {
  if (text === 'null') return text;
  return URL.canParse(text) && new URL(text).origin === text ? text : undefined;
}
