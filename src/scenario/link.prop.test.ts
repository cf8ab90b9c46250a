// Links by the thousand: what is written leads back to the same run, and nothing that is read throws.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromUs } from '../base/time.ts';
import {
  commandsFor,
  numberFrom,
  probabilities,
  wholeFrom,
  withholdings,
} from '../testing/scenarioArbitraries.ts';
import { formatLink, parseLink } from './link.ts';
import { parseCommand } from './parse.ts';
import { PRESETS } from './presets/presets.ts';
import type { SettingValue } from './setting.ts';
import {
  applySettings,
  SETTING_NAMES,
  SETTINGS,
  type Setting,
  type SettingName,
} from './settings.ts';
import { LANES_MAX, variantOf } from './variants.ts';

const SEED = 20_261_108;

const command = commandsFor('pub', 'sub');
const instant = fc.integer({ min: 0, max: 86_400_000_000 }).map(fromUs);
const commands = fc
  .array(fc.record({ at: instant, command }), { maxLength: 6 })
  .map((list) => list.sort((a, b) => a.at - b.at));

const numbers = (min: number, max: number) => numberFrom(min, max).map(String);
const wholes = (min: number, max: number) => wholeFrom(min, max).map(String);
const orUnlimited = (texts: fc.Arbitrary<string>) => fc.oneof(texts, fc.constant('unlimited'));
const words = (...choice: readonly string[]) => fc.constantFrom(...choice);
const chances = probabilities.map(String);

const TEXTS: Readonly<Record<SettingName, fc.Arbitrary<string>>> = {
  qos: wholes(0, 2),
  'sub-qos': wholes(0, 2),
  messages: orUnlimited(wholes(0, 10_000_000)),
  rate: numbers(0.001, 100_000),
  network: words('lossy', 'tcp'),
  loss: chances,
  'loss-hop1-up': chances,
  'loss-hop1-down': chances,
  'loss-hop2-up': chances,
  'loss-hop2-down': chances,
  'burst-ms': numbers(0, 3_600_000),
  'latency-ms': numbers(0, 60_000),
  'jitter-ms': numbers(0, 60_000),
  duplication: chances,
  reordering: chances,
  'reorder-ms': numbers(0, 60_000),
  'bytes-per-sec': wholes(0, 1_000_000_000),
  'cuts-per-min': numbers(0, 600),
  resend: words('model', 'timer', 'reconnect'),
  'resend-ms': numbers(1, 3_600_000),
  'qos2-forward': words('pubrel', 'publish'),
  'broker-ack': words('first', 'last'),
  'granted-qos': wholes(0, 2),
  overlapping: words('one', 'each'),
  inflight: wholes(1, 65_535),
  queue: wholes(0, 1_000_000),
  'queue-drop': words('newest', 'oldest'),
  store: words('memory', 'autosave', 'persistent'),
  'autosave-sec': numbers(1, 86_400),
  'resend-limit': orUnlimited(wholes(0, 1_000_000)),
  'qos2-handover': words('pubrel', 'publish'),
  ack: words('first', 'last'),
  'handler-ms': numbers(0, 3_600_000),
  withholds: withholdings.map((types) => types.join('/') || 'none'),
  'ignore-repeats': words('true', 'false'),
  'keep-alive-sec': wholes(0, 65_535),
  'clean-start': words('true', 'false'),
  'session-expiry-sec': wholes(0, 4_294_967_295),
  'session-lost': words('discard', 'resend'),
  'offline-publish': words('queue', 'queueAll', 'refuse'),
  'reconnect-ms': numbers(1, 1000),
  'reconnect-max-ms': numbers(1000, 3_600_000),
  version: words('4', '5'),
  seed: wholes(0, 4_294_967_295),
};

/** One setting of a lane: any but the seed. */
const laneSettings = fc.oneof(
  ...SETTING_NAMES.filter((name) => name !== 'seed').map((name) =>
    TEXTS[name].map((text) => [name, text] as const),
  ),
);
const lanes = fc.array(
  fc.array(laneSettings, { maxLength: 3 }).map((settings) => variantOf(canonical(settings))),
  { minLength: 1, maxLength: LANES_MAX },
);

/** As settings show themselves; who contradict each other by themselves are left out. */
function canonical(settings: readonly (readonly [SettingName, string])[]) {
  const without = settings.filter(([name]) => !name.startsWith('reconnect'));
  return without.map(([name, text]) => {
    const { readText, showText }: Setting = SETTINGS[name];
    return [name, showText(readText(text) as SettingValue)] as const;
  });
}

const run = fc.record({
  preset: fc.constantFrom(...PRESETS),
  texts: fc.record(TEXTS, { requiredKeys: [] }),
  commands,
  lanes: fc.option(lanes, { nil: undefined }),
  view: fc.constantFrom('simulate', 'compare', 'learn/qos-1', undefined),
  t: fc.option(instant, { nil: undefined }),
});

test('a written link leads back to the same settings, commands, view and instant', () => {
  fc.assert(
    fc.property(run, ({ preset, texts, commands: given, lanes: compared, view, t }) => {
      const known = SETTING_NAMES.flatMap((key) => {
        const { needs }: Setting = SETTINGS[key];
        const text = texts[key];
        const fits = needs === undefined || needs.isIn(preset.scenario);
        return text === undefined || !fits ? [] : [[key, text] as const];
      });
      const { scenario, errors } = applySettings(preset.scenario, new Map(known), (key) => key);
      expect(errors).toEqual([]);
      for (const { command: one } of given) expect(parseCommand(one, '').ok).toBe(true);
      const lanes = compared;
      const said = { view, preset: preset.name, scenario, commands: given, lanes, t };
      const link = formatLink(said);
      expect(link).toBeTypeOf('string');
      expect(parseLink(link ?? '')).toEqual({ ...said, ignored: [] });
      // As a whole address, and as the browser gives it back.
      const address = `https://example.org/a/${link?.startsWith('#') ? '' : '#'}${link}`;
      expect(parseLink(new URL(address).hash)).toEqual({ ...said, ignored: [] });
    }),
    { seed: SEED, numRuns: 1000 },
  );
});

const good =
  '#/simulate?preset=lost-puback&qos=1&loss=0.2&seed=42&do=3.4:publish,pub,a/b,1,Hey,+you;5:net,loss=0.1,latency-ms=20;6:kill,pub/hand/1:PUBLISH.1;7:drop,PUBACK,1;8:start,pub,auto,x,2,1.5,9,0,hi;9:stop,pub,auto;9:hole,pub;9:offline,sub,silent,5;9:online,sub;9:crash,sub,lost,20;9:down,30;9:client,sub,withholds=PUBACK/PUBREC,clean-start=true&withholds=PUBACK&reconnect-ms=5&lanes=qos:0;qos:1,ignore-repeats:true;-&t=3.4';
const pieces = good.split(/(?<=[#/?&=:;,.%+])/);
const anything = fc.oneof(
  fc
    .tuple(
      fc.nat(good.length),
      fc.nat(12),
      fc.oneof(fc.string({ maxLength: 4, unit: 'binary' }), fc.constantFrom(...'%;,:=&?#/+-.')),
    )
    .map(([from, length, text]) => good.slice(0, from) + text + good.slice(from + length)),
  fc
    .array(fc.constantFrom(...pieces, '__proto__=', '%', '%zz', '\0', '\ud800'), { maxLength: 40 })
    .map((list) => list.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
);

test('no text makes it throw', () => {
  const parsed = (text: string): void => {
    const unnamed = parseLink(text).ignored.filter(({ expected }) => expected === '');
    expect(unnamed).toEqual([]);
  };
  fc.assert(fc.property(anything, parsed), { seed: SEED, numRuns: 20_000 });
});

test('what is made of any text can be written as a link again', () => {
  fc.assert(
    fc.property(anything, (text) => {
      const { ignored: _, ...said } = parseLink(text);
      const again = formatLink(said);
      expect(again).toBeTypeOf('string');
      expect(parseLink(again ?? '')).toEqual({ ...said, ignored: [] });
    }),
    { seed: SEED, numRuns: 2000 },
  );
});
