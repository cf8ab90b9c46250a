// What a link to the Lab says beside its run: read, written, refused.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatInputError } from '../base/result.ts';
import { formatLink, parseLink } from './link.ts';
import type { Lab } from './linkLab.ts';
import { DEFAULT_PRESET } from './presets/presets.ts';

const RUN = {
  view: 'lab',
  preset: DEFAULT_PRESET.name,
  scenario: DEFAULT_PRESET.scenario,
  commands: [],
  t: undefined,
};

describe('a link to the Lab', () => {
  test('says a sweep so that it can be read', () => {
    const lab: Lab = { x: 'loss=0:0.5:0.05', measure: 'duplicates', levels: '1,2', yLog: true };
    const link = '#/lab?x=loss=0:0.5:0.05&measure=duplicates&levels=1,2&y-log=true';
    expect(formatLink({ ...RUN, lab })).toBe(link);
    expect(parseLink(link)).toMatchObject({ view: 'lab', lab, ignored: [] });
  });

  test('without parts is about what the Lab has by itself', () => {
    expect(formatLink(RUN)).toBe('#/lab');
    expect(parseLink('#/lab').lab).toEqual({});
  });

  test('has settings, as every link', () => {
    const { scenario, lab } = parseLink('#/lab?loss=0.2&part=prove&drops=3&clean-reconnects=1');
    expect(scenario.network.lossHop1Up).toBe(0.2);
    expect(lab).toEqual({ part: 'prove', drops: 3, cleanReconnects: 1 });
  });

  test('whatever it says, comes back as it was', () => {
    const word = fc.stringMatching(/^[a-z][a-z0-9-]{0,12}$/);
    const axis = fc.tuple(word, fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }));
    const labs = fc.record<Lab>(
      {
        part: fc.constantFrom('prove', 'sheet'),
        x: axis.map(([name, rest]) => `${name}=${rest}`),
        y: axis.map(([name, rest]) => `${name}=${rest}`),
        measure: word,
        levels: fc.shuffledSubarray(['0', '1', '2'], { minLength: 1 }).map((all) => all.join(',')),
        replications: fc.integer({ min: 1, max: 1_000_000 }),
        untilMs: fc.integer({ min: 0, max: 86_400_000 }),
        xLog: fc.boolean(),
        drops: fc.integer({ min: 0, max: 8 }),
        perDay: fc.integer({ min: 1, max: 1_000_000 }),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(labs, (lab) => {
        const link = formatLink({ ...RUN, lab });
        expect(link && parseLink(link)).toMatchObject({ ignored: [], lab });
      }),
      { seed: 71, numRuns: 300 },
    );
  });

  test.each([
    ['part=dream', 'part: got "dream", expected prove or sheet; a sweep needs no part'],
    ['x=loss', 'x: got "loss", expected SETTING=FROM:TO:STEP or SETTING=VALUE,VALUE,…'],
    ['levels=0,3', 'levels: got "0,3", expected levels such as 0,1,2, each once'],
    ['levels=1,1', 'levels: got "1,1", expected levels such as 0,1,2, each once'],
    ['replications=0', 'replications: got "0", expected a whole number from 1 to 1000000'],
    ['y-log=yes', 'y-log: got "yes", expected true or false'],
    ['drops=9', 'drops: got "9", expected a whole number from 0 to 8'],
  ])('%s is left out, and told', (part, message) => {
    const { lab, ignored } = parseLink(`#/lab?${part}&measure=lost`);
    expect(ignored.map(formatInputError)).toEqual([message]);
    expect(lab).toEqual({ measure: 'lost' });
  });

  test('its parts mean nothing on another screen', () => {
    const { lab, ignored } = parseLink('#/simulate?measure=lost');
    expect(lab).toBeUndefined();
    expect(ignored.map(({ field }) => field)).toEqual(['measure']);
  });
});
