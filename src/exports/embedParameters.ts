// What an author chooses of an embed, as the attributes that say it: the run as a link has it, and of
// the frame only what differs from what it does by itself (embed/parameters.ts reads them).

import type { SimTime } from '../base/time.ts';
import { formatLink, type Link } from '../scenario/link.ts';
import { OWN_SCENARIO, WHOLE_PARTS } from '../scenario/linkScenario.ts';
import { formatTime, parseText } from '../scenario/linkText.ts';

export interface EmbedChoices {
  readonly theme: 'auto' | 'light' | 'dark';
  readonly caption: boolean;
  /** The ladder behind the now line. */
  readonly trail: boolean;
  readonly counters: boolean;
  readonly controls: boolean;
  /** Packets can be pressed, and killed. */
  readonly interactive: boolean;
  /** Where playing begins; undefined: at the start of publishing. */
  readonly start: SimTime | undefined;
  /** Where playing stops on its way. */
  readonly pauseAt: SimTime | undefined;
  /** Where playing ends; undefined: when nothing is outstanding any more. */
  readonly end: SimTime | undefined;
  /** Virtual seconds for a second of screen; undefined: the frame's own. */
  readonly speed: number | undefined;
  readonly autoplay: boolean;
  readonly loop: boolean;
  /** `click`: nothing is simulated before somebody presses Play. */
  readonly load: 'visible' | 'click';
}

/** What a frame does by itself. */
export const EMBED_DEFAULTS: EmbedChoices = {
  theme: 'auto',
  caption: true,
  trail: true,
  counters: false,
  controls: true,
  interactive: true,
  start: undefined,
  pauseAt: undefined,
  end: undefined,
  speed: undefined,
  autoplay: false,
  loop: false,
  load: 'visible',
};

type EmbeddedRun = Pick<Link, 'preset' | 'scenario' | 'commands'>;

/** By the element's attributes. @returns undefined where no link can say the run */
export function formatEmbedParameters(
  run: EmbeddedRun,
  choices: EmbedChoices,
): Readonly<Record<string, string>> | undefined {
  const { preset, scenario, commands } = run;
  const link = formatLink({ view: undefined, preset, scenario, commands, t: undefined });
  if (link === undefined) return undefined;
  const parts = link.split('&').filter((part) => part !== '');
  return {
    // Also where a link leaves it out: another default would be another run.
    ...(preset === OWN_SCENARIO ? {} : { preset }),
    ...Object.fromEntries(parts.map(readPart)),
    ...formatChoices(choices),
  };
}

/** What the element hands on as it stands: its structure comes before its percent-encoding. */
const STRUCTURED: readonly string[] = [...WHOLE_PARTS, 'do'];

function readPart(part: string): readonly [name: string, value: string] {
  const [, name = '', value = ''] = /^([^=]*)=?(.*)$/s.exec(part) ?? [];
  return [name, STRUCTURED.includes(name) ? value : (parseText(value) ?? value)];
}

/** What the frame calls what it is told, in the order in which a snippet has it. */
const NAMES: readonly (readonly [field: keyof EmbedChoices, name: string])[] = [
  ['theme', 'theme'],
  ['caption', 'caption'],
  ['trail', 'trail'],
  ['counters', 'counters'],
  ['controls', 'controls'],
  ['interactive', 'interactive'],
  ['start', 'start'],
  ['pauseAt', 'pause-at'],
  ['end', 'end'],
  ['speed', 'speed'],
  ['autoplay', 'autoplay'],
  ['loop', 'loop'],
  ['load', 'load'],
];
const INSTANTS: ReadonlySet<keyof EmbedChoices> = new Set(['start', 'pauseAt', 'end']);

function formatChoices(choices: EmbedChoices): Readonly<Record<string, string>> {
  const said = NAMES.flatMap(([field, name]) => {
    const value = choices[field];
    if (value === undefined || value === EMBED_DEFAULTS[field]) return [];
    return [[name, INSTANTS.has(field) ? formatTime(value as SimTime) : String(value)] as const];
  });
  return Object.fromEntries(said);
}
