// Any scenario goes into a link and comes out of it, with any commands; and no text that looks like one
// makes reading throw, or leaves anything but the language's own objects behind.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromUs } from '../base/time.ts';
import { commandsFor, scenarios } from '../testing/scenarioArbitraries.ts';
import { formatLink, type Link, parseLink } from './link.ts';
import { OWN_SCENARIO } from './linkScenario.ts';
import { PRESETS } from './presets/presets.ts';

const SEED = 20_261_123;

const instant = fc.integer({ min: 0, max: 86_400_000_000 }).map(fromUs);
const commands = fc
  .array(fc.record({ at: instant, command: commandsFor('pub', 'sub') }), { maxLength: 4 })
  .map((list) => list.sort((a, b) => a.at - b.at));
const titles = fc.option(fc.string({ unit: 'grapheme', maxLength: 20 }), { nil: undefined });
const speeds = fc.option(fc.double({ min: 0.001, max: 1000, noNaN: true }), { nil: undefined });

function expectRoundTrip(said: Link): void {
  const link = formatLink(said);
  expect(link).toBeTypeOf('string');
  const { ignored, ...read } = parseLink(link ?? '');
  expect(ignored).toEqual([]);
  // Fields in any order; JSON is what the worker and a file are given.
  expect(read).toEqual(said);
  // As the browser gives it back, as a part of an address.
  const address = `https://example.org/a/${link?.startsWith('#') ? '' : '#'}${link}`;
  expect(parseLink(new URL(address).hash)).toEqual({ ...read, ignored });
}

test('any scenario of one’s own, with a title or without, and any commands', () => {
  fc.assert(
    fc.property(scenarios, titles, commands, speeds, (plain, title, given, speed) => {
      const scenario = title === undefined ? plain : { title, ...plain };
      const said = { view: 'simulate', preset: OWN_SCENARIO, scenario, commands: given };
      const more = { lanes: undefined, t: fromUs(1_234_567) };
      expectRoundTrip({ ...said, ...more, ...(speed === undefined ? {} : { speed }) });
    }),
    { seed: SEED, numRuns: 1000 },
  );
});

test('any scenario that was made of a preset, as far from it as it may be', () => {
  const parts = fc.record({
    network: fc.boolean(),
    broker: fc.boolean(),
    clients: fc.boolean(),
    script: fc.boolean(),
  });
  const preset = fc.constantFrom(...PRESETS);
  fc.assert(
    fc.property(preset, scenarios, parts, ({ name, scenario: of }, drawn, taken) => {
      const { network, broker, clients, script } = drawn;
      // A script is about the clients that it was drawn with.
      const both = taken.clients || taken.script;
      const scenario = {
        ...of,
        ...(taken.network ? { network } : {}),
        ...(taken.broker ? { broker } : {}),
        ...(both ? { clients, script } : {}),
      };
      const rest = { lanes: undefined, commands: [], t: undefined };
      expectRoundTrip({ view: 'simulate', preset: name, scenario, ...rest });
    }),
    { seed: SEED, numRuns: 500 },
  );
});

describe('each preset as a scenario of one’s own', () => {
  test.each(PRESETS.map(({ name, scenario }) => ({ name, scenario })))('$name', ({ scenario }) => {
    const rest = { lanes: undefined, commands: [], t: undefined };
    expectRoundTrip({ view: 'simulate', preset: OWN_SCENARIO, scenario, ...rest });
  });
});

/** What an enemy, a chat program or a clumsy hand makes of a link. */
const good =
  '#/simulate?clients=pub,pub=auto:1/payloads=2:2:a/b,hello,x,y,will=1/retain:w,gone,clean-start=true;sub,sub=a/%2B/c:1/no-local,keep-alive-sec=0&script=0:drop,PUBACK,1;1200:cut,sub;1500:add,x,sub=a:0&broker=inflight:20,resend-limit:3&title=My+run&loss=0.2&seed=42&speed=0.1&v=1&do=3.4:publish,pub,a/b,1,Hey;9:client,sub,ack=last&lanes=qos:0;-&t=3.4';
const pieces = good.split(/(?<=[#/?&=:;,.%+])/);
const hostile = [
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', '__proto__=1&', 'valueOf='],
  ...['javascript:alert(1)', '<img src=x onerror=alert(1)>', '"><script>', '$n', '{{1}}'],
  ...[
    '%00',
    '\u0000',
    '%0a',
    '\n',
    '%e2%80%ae',
    '\u202e',
    '\u2066',
    '\ufeff',
    '\ud800',
    '%ed%a0%80',
  ],
  ...['1e999', '-1e999', '9'.repeat(400), '0x10', 'NaN', 'Infinity', '-0', '1e-400', '٣', '0b1'],
  ...['%', '%zz', '%u0041', '%25%32%35', '&&&&', ';;;;', ',,,,', '====', '????', '####'],
];
const anything = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .array(fc.constantFrom(...pieces, ...hostile), { maxLength: 50 })
      .map((list) => list.join('')),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(
        fc.nat(good.length),
        fc.nat(20),
        fc.oneof(fc.constantFrom(...hostile), fc.string({ maxLength: 6, unit: 'binary' })),
      )
      .map(([from, length, text]) => good.slice(0, from) + text + good.slice(from + length)),
  },
  { weight: 1, arbitrary: fc.nat(good.length).map((length) => good.slice(0, length)) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 80 }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...hostile), fc.constantFrom(...hostile), fc.constantFrom(...hostile))
      .map(
        ([a, b, c]) =>
          `#/${a}?${b}=${c}&clients=${a},${b}=${c}&script=${c}:${a},${b}&do=${a}:cut,${b}`,
      ),
  },
);

/** In what is shown, no sign changes how the rest is read. */
const HIDDEN = /[\p{Control}\u2028\u2029\u202A-\u202E\u2066-\u2069\uFEFF]/u;

describe('100,000 malformed, cut and hostile links', () => {
  test.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])(
    'never throw, and name what is ignored: part %i of 10',
    (nth) => {
      const before = Object.keys(Object.prototype).length;
      let faults = 0;
      fc.assert(
        fc.property(anything, (text) => {
          const { ignored, scenario, commands } = parseLink(text);
          for (const { field, value, expected } of ignored) {
            faults++;
            const shown = `${field} ${value} ${expected}`;
            if (field === '' || expected === '' || shown.length > 1200 || HIDDEN.test(shown)) {
              throw new Error(`badly named: ${JSON.stringify({ field, value, expected })}`);
            }
          }
          if (ignored.length > 41 || scenario.clients.length === 0 || commands === undefined) {
            throw new Error('no run');
          }
        }),
        { seed: SEED + nth, numRuns: 10_000 },
      );
      expect(faults).toBeGreaterThan(10_000);
      expect(Object.keys(Object.prototype).length).toBe(before);
      expect('polluted' in {}).toBe(false);
    },
    120_000,
  );

  test('what was not wrong of them can be written as a link again', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const { ignored: _, ...said } = parseLink(text);
        expectRoundTrip(said);
      }),
      { seed: SEED, numRuns: 2000 },
    );
  });
});
