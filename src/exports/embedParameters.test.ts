import { describe, expect, test } from 'vitest';
import { fromSec } from '../base/time.ts';
import { formatHash } from '../element/hash.ts';
import { parseEmbed } from '../embed/parameters.ts';
import { parseLink } from '../scenario/link.ts';
import { DEFAULT_PRESET, PRESETS } from '../scenario/presets/presets.ts';
import { EMBED_DEFAULTS, type EmbedChoices, formatEmbedParameters } from './embedParameters.ts';

/** What the frame reads of the element's attributes. */
function readBack(link: string, choices: Partial<EmbedChoices> = {}) {
  const { preset, scenario, commands } = parseLink(link);
  const said = formatEmbedParameters(
    { preset, scenario, commands },
    { ...EMBED_DEFAULTS, ...choices },
  );
  const attributes = Object.entries(said ?? {}).map(([name, value]) => ({ name, value }));
  // The element tells the theme by itself: it changes while the frame plays.
  const theme = said?.theme === undefined ? '' : `&theme=${said.theme}`;
  return { said, read: parseEmbed(formatHash(attributes, true) + theme) };
}

describe('what an author chooses', () => {
  test('starts from what the frame does by itself, of which nothing is said', () => {
    const { said, read } = readBack('#/simulate?preset=lost-puback');
    expect(said).toEqual({ preset: 'lost-puback' });
    const { 'pause-at': pauseAt, host: _, ...parameters } = read.parameters;
    expect({ ...parameters, pauseAt: pauseAt[0] }).toEqual(EMBED_DEFAULTS);
  });

  test('each choice is one attribute, which the frame reads as it was meant', () => {
    const chosen: EmbedChoices = {
      theme: 'dark',
      caption: false,
      trail: false,
      counters: true,
      controls: false,
      interactive: false,
      start: fromSec(1.25),
      pauseAt: fromSec(2.000001),
      end: fromSec(3),
      speed: 0.1,
      autoplay: true,
      loop: true,
      load: 'click',
    };
    const { said, read } = readBack('#/simulate?preset=mixed', chosen);
    expect(Object.keys(said ?? {})).toHaveLength(1 + Object.keys(chosen).length);
    expect(said).toMatchObject({ start: '1.25', 'pause-at': '2.000001', trail: 'false' });
    expect(read.ignored).toEqual([]);
    const { pauseAt, ...others } = chosen;
    expect(read.parameters).toMatchObject({ ...others, 'pause-at': [pauseAt] });
  });

  test.each([
    ['theme', 'light', { theme: 'light' }],
    ['counters', true, { counters: 'true' }],
    ['speed', 1, { speed: '1' }],
  ] as const)('what does not differ is not said: %s alone', (field, value, expected) => {
    const { said } = readBack('#/simulate?preset=mixed', { [field]: value });
    expect(said).toEqual({ preset: 'mixed', ...expected });
  });
});

describe('the run', () => {
  test.each([
    ...PRESETS.map(({ name }) => `preset=${name}`),
    'preset=mixed&loss=0.2&seed=7&network=tcp',
    'preset=lost-puback&do=1.4:publish,pub,a/b,1,Fish+%26+chips;1.5:drop,PUBACK,1',
    'title=My+own+run&clients=pub;sub,sub=qoscope/%2B:2&script=1200:cut,sub',
  ])('in the frame is that of the link: %s', (query) => {
    const { preset, scenario, commands, ignored } = parseLink(`#/simulate?${query}`);
    expect(ignored).toEqual([]);
    const { read } = readBack(`#/simulate?${query}`);
    expect(read.ignored).toEqual([]);
    expect(read.link.preset).toBe(preset);
    expect(read.link.commands).toEqual(commands);
    // A title is HTML's own attribute: it names the frame.
    expect({ ...read.link.scenario, title: '' }).toEqual({ ...scenario, title: '' });
  });

  test('has its preset also where that is the usual one, and neither instant nor speed', () => {
    const { said } = readBack('#/simulate?speed=2&t=1.5');
    expect(said).toEqual({ preset: DEFAULT_PRESET.name });
  });

  test('that no link can say has no attributes', () => {
    const { scenario } = DEFAULT_PRESET;
    const run = { preset: 'gone', scenario, commands: [] };
    expect(formatEmbedParameters(run, EMBED_DEFAULTS)).toBeUndefined();
  });
});
