// Links by the thousand: what is written leads back to the same run, and nothing that is read throws.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromUs } from '../base/time.ts';
import { formatLink, parseLink } from './link.ts';
import { PACKET_TYPES } from './packetTypes.ts';
import { parseCommand } from './parse.ts';
import { PRESETS } from './presets/presets.ts';
import type { Command, NetworkSettings, PublishPattern } from './scenario.ts';
import {
  applySettings,
  SETTING_NAMES,
  SETTINGS,
  type Setting,
  type SettingName,
} from './settings.ts';

const SEED = 20_261_108;

const number = fc.double({ min: 0, max: 1, noNaN: true, noDefaultInfinity: true });
const qos = fc.constantFrom(0, 1, 2);
const topic = fc.oneof(
  fc.constantFrom('qoscope/demo', 'a,b;c&d=e', '%41/é/\u{1f600}', ' /?:@'),
  fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => !/[+#\0]/.test(text)),
);
const payload = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }));
const name = fc.stringMatching(/^[A-Za-z0-9_-]{1,23}$/);
const client = fc.constantFrom('pub', 'sub');

const changes: fc.Arbitrary<Partial<NetworkSettings>> = fc.oneof(
  number.map((p) => ({ lossHop1Up: p, lossHop1Down: p, lossHop2Up: p, lossHop2Down: p })),
  fc.record(
    {
      model: fc.constant('lossy' as const),
      lossHop1Up: number,
      lossHop1Down: number,
      lossHop2Up: number,
      lossHop2Down: number,
      latencyMs: fc.integer({ min: 0, max: 60_000 }),
      jitterMs: number,
      resend: fc.constantFrom('timer', 'reconnect'),
      resendMs: fc.double({ min: 1, max: 3_600_000, noNaN: true }),
    },
    { requiredKeys: [] },
  ),
);

const pattern: fc.Arbitrary<PublishPattern> = fc.record(
  {
    name,
    topic,
    qos,
    payload,
    ratePerSec: fc.double({ min: 0.001, max: 100_000, noNaN: true }),
    startMs: fc.double({ min: 0, max: 86_400_000, noNaN: true }),
    count: fc.integer({ min: 0, max: 10_000_000 }),
  },
  { requiredKeys: ['name', 'topic', 'qos', 'payload', 'ratePerSec', 'startMs'] },
);

const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ kind: fc.constant('publish' as const), client, topic, qos, payload }),
  fc.record({ kind: fc.constant('set-network' as const), changes }),
  fc.record({ kind: fc.constant('cut-connection' as const), client }),
  fc.record({ kind: fc.constant('kill-packet' as const), uid: payload }),
  fc.record({
    kind: fc.constant('drop-next' as const),
    packetType: fc.constantFrom(...PACKET_TYPES),
    hop: fc.constantFrom(1 as const, 2 as const),
  }),
  fc.record({ kind: fc.constant('start-publishing' as const), client, pattern }),
  fc.record({ kind: fc.constant('stop-publishing' as const), client, name }),
);

const instant = fc.integer({ min: 0, max: 86_400_000_000 }).map(fromUs);
const commands = fc
  .array(fc.record({ at: instant, command }), { maxLength: 6 })
  .map((list) => list.sort((a, b) => a.at - b.at));

const TEXTS: Readonly<Record<SettingName, fc.Arbitrary<string>>> = {
  qos: qos.map(String),
  'sub-qos': qos.map(String),
  loss: number.map(String),
  'loss-hop1-up': number.map(String),
  'loss-hop1-down': number.map(String),
  'loss-hop2-up': number.map(String),
  'loss-hop2-down': number.map(String),
  'latency-ms': fc.double({ min: 0, max: 60_000, noNaN: true }).map(String),
  'jitter-ms': fc.double({ min: 0, max: 60_000, noNaN: true }).map(String),
  resend: fc.constantFrom('timer', 'reconnect'),
  'resend-ms': fc.double({ min: 1, max: 3_600_000, noNaN: true }).map(String),
  network: fc.constant('lossy'),
  'qos2-forward': fc.constantFrom('pubrel', 'publish'),
  'qos2-handover': fc.constantFrom('pubrel', 'publish'),
  inflight: fc.integer({ min: 1, max: 65_535 }).map(String),
  queue: fc.integer({ min: 0, max: 1_000_000 }).map(String),
  messages: fc.oneof(fc.integer({ min: 0, max: 10_000_000 }).map(String), fc.constant('unlimited')),
  rate: fc.double({ min: 0.001, max: 100_000, noNaN: true }).map(String),
  version: fc.constantFrom('4', '5'),
  seed: fc.integer({ min: 0, max: 4_294_967_295 }).map(String),
};

const run = fc.record({
  preset: fc.constantFrom(...PRESETS),
  texts: fc.record(TEXTS, { requiredKeys: [] }),
  commands,
  view: fc.constantFrom('simulate', 'learn/qos-1', undefined),
  t: fc.option(instant, { nil: undefined }),
});

test('a written link leads back to the same settings, commands, view and instant', () => {
  fc.assert(
    fc.property(run, ({ preset, texts, commands: given, view, t }) => {
      const known = SETTING_NAMES.flatMap((key) => {
        const { needs }: Setting = SETTINGS[key];
        const text = texts[key];
        const fits = needs === undefined || needs.isIn(preset.scenario);
        return text === undefined || !fits ? [] : [[key, text] as const];
      });
      const { scenario, errors } = applySettings(preset.scenario, new Map(known), (key) => key);
      expect(errors).toEqual([]);
      for (const { command: one } of given) expect(parseCommand(one, '').ok).toBe(true);
      const said = { view, preset: preset.name, scenario, commands: given, t };
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
  '#/simulate?preset=lost-puback&qos=1&loss=0.2&seed=42&do=3.4:publish,pub,a/b,1,Hey,+you;5:net,loss=0.1,latency-ms=20;6:kill,pub/hand/1:PUBLISH.1;7:drop,PUBACK,1;8:start,pub,auto,x,2,1.5,9,0,hi;9:stop,pub,auto&t=3.4';
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
