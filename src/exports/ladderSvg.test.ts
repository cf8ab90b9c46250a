// The picture of a ladder: what it shows is the trace's, it stands by itself, and its colours are the page's.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fromSec, TIME_ZERO } from '../base/time.ts';
import { PRESETS } from '../scenario/presets/presets.ts';
import { runPreset, runScenario } from '../testing/presetRun.ts';
import { LADDER_COLOURS, type Theme } from './ladderColours.ts';
import { formatLadderSvg, LADDER_PACKETS_MAX, type LadderOptions } from './ladderSvg.ts';

const base: LadderOptions = {
  span: { from: TIME_ZERO, to: fromSec(3.2) },
  theme: 'light',
  width: 1200,
  title: 'A lost PUBACK',
  conditions: 'lossy packets, 300 ms each way, seed 1.',
};

const { index } = runPreset('lost-puback', 4);

function count(svg: string | undefined, pattern: RegExp): number {
  return [...(svg ?? '').matchAll(pattern)].length;
}

test('a lost PUBACK at 1.2 s: what is drawn, to the letter', () => {
  const span = { from: fromSec(1.2), to: fromSec(1.8) };
  const svg = formatLadderSvg(index, { ...base, span, width: 500, link: '#/simulate' });
  expect(svg).toMatchInlineSnapshot(`
    "<svg xmlns="http://www.w3.org/2000/svg" role="img" font-family="system-ui, sans-serif" width="500" height="466" viewBox="0 0 500 466">
    <title>A lost PUBACK</title>
    <desc>lossy packets, 300 ms each way, seed 1. #/simulate</desc>
    <rect width="500" height="466" fill="#f5f4f0"/>
    <text x="16" y="26" fill="#16181a" font-size="17" font-weight="650">A lost PUBACK</text>
    <text x="16" y="46" fill="#4a4d50" font-size="12">lossy packets, 300 ms each way, seed 1.</text>
    <rect x="92" y="198" width="388" height="16" fill="#d9d6ce" fill-opacity="0.5"/><path d="M92 90H480" stroke="#4a4d50" stroke-width="1"/><path d="M92 198H480" stroke="#4a4d50" stroke-width="1"/><path d="M92 214H480" stroke="#4a4d50" stroke-width="1"/><path d="M92 322H480" stroke="#4a4d50" stroke-width="1"/><text x="82" y="94" text-anchor="end" font-size="12" fill="#16181a">pub</text><text x="82" y="210" text-anchor="end" font-size="12" fill="#16181a">broker</text><text x="82" y="326" text-anchor="end" font-size="12" fill="#16181a">sub</text>
    <path d="M92 90V358" stroke="#d9d6ce" stroke-dasharray="1 4"/><text x="92" y="370" text-anchor="middle" font-size="11" fill="#4a4d50">1.2 s</text><path d="M221 90V358" stroke="#d9d6ce" stroke-dasharray="1 4"/><text x="221.33" y="370" text-anchor="middle" font-size="11" fill="#4a4d50">1.4 s</text><path d="M351 90V358" stroke="#d9d6ce" stroke-dasharray="1 4"/><text x="350.67" y="370" text-anchor="middle" font-size="11" fill="#4a4d50">1.6 s</text><path d="M480 90V358" stroke="#d9d6ce" stroke-dasharray="1 4"/><text x="480" y="370" text-anchor="middle" font-size="11" fill="#4a4d50">1.8 s</text>
    <svg x="92" y="56" width="388" height="314" viewBox="92 56 388 314"><path d="M-102 214L92 322" fill="none" stroke="#4a4d50" stroke-width="1"/><path d="M92 90L286 198" fill="none" stroke="#806000" stroke-width="1.5"/><path d="M286 198L397.09 136.15" fill="none" stroke="#806000" stroke-width="1.5"/><path d="M286 214L480 322" fill="none" stroke="#806000" stroke-width="1.5"/><path d="M480 322L674 214" fill="none" stroke="#806000" stroke-width="1.5"/></svg><rect x="181.5" y="139.5" width="15" height="9" rx="4.5" fill="#ffb703" stroke="#806000" stroke-width="1.5"/><circle cx="341.55" cy="167.08" r="4.5" fill="#f5f4f0" stroke="#806000" stroke-width="1.5"/><rect x="375.5" y="263.5" width="15" height="9" rx="4.5" fill="#ffb703" stroke="#806000" stroke-width="1.5"/><path d="M391.59 130.65l11 11m0-11l-11 11" fill="none" stroke="#700306" stroke-width="2.5"/><text x="408.09" y="140.15" font-size="11" font-family="ui-monospace, Consolas, monospace" fill="#700306">PUBACK A</text><text x="200" y="148" font-size="11" font-family="ui-monospace, Consolas, monospace" fill="#806000">PUBLISH A</text><text x="394" y="272" font-size="11" font-family="ui-monospace, Consolas, monospace" fill="#806000">PUBLISH A</text>
    <text text-anchor="middle" font-size="11" font-weight="600" x="92" y="82" font-family="ui-monospace, Consolas, monospace" fill="#806000">A</text><path d="M480 324l5 8h-10z" fill="#806000"/><text text-anchor="middle" font-size="11" font-weight="600" x="480" y="343" font-family="ui-monospace, Consolas, monospace" fill="#16181a">A</text>
    <path d="M10 396h14" stroke="#1264c8" stroke-width="3"/><text x="28" y="400" font-size="11" fill="#16181a">QoS 0</text><path d="M76 396h14" stroke="#806000" stroke-width="3"/><text x="94" y="400" font-size="11" fill="#16181a">QoS 1</text><path d="M142 396h14" stroke="#3f0a94" stroke-width="3"/><text x="160" y="400" font-size="11" fill="#16181a">QoS 2</text><rect x="206.5" y="391.5" width="15" height="9" rx="4.5" fill="#f5f4f0" stroke="#4a4d50" stroke-width="1.5"/><text x="226" y="400" font-size="11" fill="#16181a">PUBLISH</text><circle cx="293" cy="396" r="4.5" fill="#f5f4f0" stroke="#4a4d50" stroke-width="1.5"/><text x="305" y="400" font-size="11" fill="#16181a">PUBACK</text><rect x="361" y="392" width="8" height="8" fill="#f5f4f0" stroke="#4a4d50" stroke-width="1.5"/><text x="377" y="400" font-size="11" fill="#16181a">PUBREC</text><path d="M16 408.5l5.5 5.5-5.5 5.5-5.5-5.5z" fill="#f5f4f0" stroke="#4a4d50" stroke-width="1.5"/><text x="28" y="418" font-size="11" fill="#16181a">PUBREL</text><circle cx="88" cy="414" r="4.5" fill="#f5f4f0" stroke="#4a4d50" stroke-width="1.5"/><circle cx="88" cy="414" r="1.75" fill="#f5f4f0" stroke="#4a4d50" stroke-width="1.5"/><text x="100" y="418" font-size="11" fill="#16181a">PUBCOMP</text><path d="M162.5 414h9" fill="#f5f4f0" stroke="#4a4d50" stroke-width="1.5"/><text x="179" y="418" font-size="11" fill="#16181a">CONNECT, SUBSCRIBE …</text><path d="M323.5 408.5l11 11m0-11l-11 11" stroke="#700306" stroke-width="2.5" fill="none"/><text x="341" y="418" font-size="11" fill="#16181a">lost</text><path d="M383 414h14" fill="#f5f4f0" stroke="#4a4d50" stroke-width="1.5" stroke-dasharray="5 3"/><text x="401" y="418" font-size="11" fill="#16181a">sent again</text><path d="M10 432h14" fill="#f5f4f0" stroke="#4a4d50" stroke-width="1.5" stroke-dasharray="2 4"/><text x="28" y="436" font-size="11" fill="#16181a">away</text><path d="M76 428l5 8h-10z" fill="#4a4d50"/><text x="88" y="436" font-size="11" fill="#16181a">delivered</text><path d="M168 428l5 8h-10z" fill="#b4356f"/><text x="180" y="436" font-size="11" fill="#16181a">delivered again</text>
    </svg>
    "
  `);
});

describe.each(PRESETS.map(({ name }) => name))('%s', (name) => {
  const run = runPreset(name, 12);
  const span = { from: TIME_ZERO, to: fromSec(12) };
  const svg = formatLadderSvg(run.index, { ...base, span });

  test('each packet that is on the wire in the span has a line, each lost one a cross', () => {
    const flights = run.index.flights.overlapping(span.from, span.to);
    expect(flights.length).toBeGreaterThan(3);
    // A packet that goes on in the next row is drawn in both.
    const drawn = count(svg, /<path d="M[\d. -]+L[^"]*" fill="none"/g);
    expect(drawn).toBeGreaterThanOrEqual(flights.length);
    const lost = flights.filter(({ fate, until }) => fate === 'lost' && until <= span.to).length;
    const crosses = count(svg, /l11 11m0-11l-11 11/g);
    // One stands in the legend.
    expect(crosses - 1).toBeGreaterThanOrEqual(lost);
    if (lost === 0) expect(crosses).toBe(1);
  });

  test('it is XML that stands by itself: no style, script, font file, or address', () => {
    expect(svg).not.toMatch(/<style|<script|<image|<use|href|@import|url\(| id=/);
    expect(svg).not.toMatch(/&(?!amp;|lt;|gt;|quot;)/);
    expect(svg).not.toContain('NaN');
    expect(svg).not.toContain('undefined');
    expect(svg).not.toContain('Infinity');
    // Each element that is opened is closed, in order.
    const open: string[] = [];
    for (const [, close, element, self] of (svg ?? '').matchAll(
      /<(\/?)([a-zA-Z]+)(?:\s[^<>]*?)?(\/?)>/g,
    )) {
      if (close === '/') expect(open.pop()).toBe(element);
      else if (self !== '/') open.push(element ?? '');
    }
    expect(open).toEqual([]);
  });
});

test('a title with signs of XML, control characters and turned text is a title', () => {
  const title = '<script>&"\u0007\u202Eevil\uD800';
  const svg = formatLadderSvg(index, { ...base, title });
  expect(svg).toContain('<title>&lt;script&gt;&amp;&quot;\uFFFD\uFFFDevil\uFFFD</title>');
});

test('the packets of the message in focus have names, all others stand back', () => {
  const mixed = runPreset('mixed', 8).index;
  const span = { from: TIME_ZERO, to: fromSec(8) };
  const [first] = mixed.messages;
  const svg = formatLadderSvg(mixed, { ...base, span, focus: first?.uid });
  const names = [...(svg ?? '').matchAll(/>(PUB\w+ [A-Z]+)[^<]*</g)].map(([, name]) => name);
  expect(names).toContain('PUBLISH A');
  expect(names.filter((name) => !name?.endsWith(' A'))).toEqual([]);
  expect(count(svg, /opacity="0.28"/g)).toBeGreaterThan(10);
  expect(formatLadderSvg(mixed, { ...base, span })).not.toContain('opacity="0.28"');
});

describe.each([
  ['a stretch of a packet’s way', 0.9, 0.95],
  ['a stretch at whose end packets are on their way', 1.2, 1.9],
] as const)('%s', (_, from, to) => {
  const span = { from: fromSec(from), to: fromSec(to) };
  const svg = formatLadderSvg(index, { ...base, span }) ?? '';
  const [, left = '', width = ''] = /<svg x="([\d.]+)" y="\d+" width="([\d.]+)"/.exec(svg) ?? [];

  test('is drawn over all of the width, and nothing goes on beyond its end', () => {
    expect(Number(width)).toBeGreaterThan(150);
    const end = Number(left) + Number(width);
    const rings = [...svg.matchAll(/<circle cx="([\d.]+)"[^>]*stroke="#806000"/g)];
    for (const [, x] of rings) expect(Number(x)).toBeLessThanOrEqual(end);
    // Outside the box that cuts them off there are no lines of packets.
    expect(svg.replace(/<svg x=.*?<\/svg>/gs, '')).not.toMatch(/<path d="M[\d. -]+L/);
  });
});

test('what is lost and has no room for its name has its letter at least', () => {
  const span = { from: TIME_ZERO, to: fromSec(12) };
  const svg = formatLadderSvg(runPreset('mixed', 12).index, { ...base, span });
  // One cross, and no name, stands in the legend.
  const crosses = count(svg, /l11 11m0-11l-11 11/g) - 1;
  expect(crosses).toBeGreaterThan(3);
  const fill = LADDER_COLOURS.light.loss;
  const pattern = new RegExp(
    `<text [^>]*font-size="11" font-family[^>]*fill="${fill}">(PUB\\w+ )?[A-Z]`,
    'g',
  );
  expect(count(svg, pattern)).toBe(crosses);
});

test('when the broker is down its band is empty and says so, and the lines of those cut off are broken', () => {
  const crash = runPreset('broker-crash-before-puback', 5).index;
  const span = { from: TIME_ZERO, to: fromSec(5) };
  const svg = formatLadderSvg(crash, { ...base, span });
  const place = /<text x="([\d.]+)" y="210" text-anchor="middle"[^>]*>crashed</.exec(svg ?? '');
  // From 1.65 s to 2.45 s, at 217.6 px a second.
  expect(Number(place?.[1])).toBeCloseTo(92 + 2.05 * 217.6, 0);
  // Two of the broker's, one of each client's.
  expect(count(svg, /stroke-dasharray="4 2"/g)).toBe(4);
  expect(formatLadderSvg(index, base)).not.toContain('>crashed<');
});

test('what is sent again is dashed, its answer is not, and neither is a second CONNECT', () => {
  const dashed = (name: string, sec: number): number => {
    const span = { from: TIME_ZERO, to: fromSec(sec) };
    const svg = formatLadderSvg(runPreset(name, sec).index, { ...base, span });
    const inLegend = 1;
    return count(svg, /stroke-dasharray="5 3"/g) - inLegend;
  };
  expect(dashed('lost-puback', 4)).toBe(1);
  expect(dashed('broker-crash-before-puback', 8)).toBe(2);
});

test('in a narrow picture the legend goes on in another line', () => {
  const narrow = formatLadderSvg(index, { ...base, width: 480 }) ?? '';
  const xs = [
    ...narrow.matchAll(/<text x="([\d.]+)" y="[\d.]+" font-size="11" fill="[^"]+">([^<]+)</g),
  ];
  expect(xs.map(([, , says]) => says)).toContain('sent again');
  for (const [, x, says = ''] of xs) expect(Number(x) + says.length * 6.9).toBeLessThanOrEqual(480);
});

test('a long run is drawn in at most eleven rows, whatever its length', () => {
  const long = runPreset('mixed', 200).index;
  const svg = formatLadderSvg(long, { ...base, span: { from: TIME_ZERO, to: fromSec(200) } });
  expect(count(svg, /<svg /g)).toBeLessThanOrEqual(1 + 11);
});

test('an instant, a stretch with nothing in it, and an empty run have a picture', () => {
  for (const [from, to] of [
    [1.3, 1.3],
    [3.5, 3.6],
  ] as const) {
    const svg = formatLadderSvg(index, { ...base, span: { from: fromSec(from), to: fromSec(to) } });
    expect(svg).toContain('</svg>');
    expect(svg).not.toContain('NaN');
  }
});

test('more packets than anybody can tell apart are not drawn', () => {
  const { scenario } = PRESETS.find(({ name }) => name === 'default') ?? { scenario: undefined };
  if (scenario === undefined) throw new Error('no such preset');
  const [pub, ...others] = scenario.clients;
  const publishes = (pub?.publishes ?? []).map((one) => ({ ...one, count: 2000, ratePerSec: 500 }));
  const clients = pub === undefined ? [] : [{ ...pub, publishes }, ...others];
  const busy = runScenario({ ...scenario, clients }, 4).index;
  const span = { from: TIME_ZERO, to: fromSec(4) };
  expect(busy.flights.overlapping(span.from, span.to).length).toBeGreaterThan(LADDER_PACKETS_MAX);
  expect(formatLadderSvg(busy, { ...base, span })).toBeUndefined();
});

describe('its colours are those of tokens.css', () => {
  const css = readFileSync(new URL('../ui/tokens.css', import.meta.url), 'utf8');
  const token = (name: string, theme: Theme): string => {
    const [, value = ''] = new RegExp(`--${name}:\\s*([^;]+);`).exec(css) ?? [];
    const [, other] = /var\(\s*--([\w-]+)\s*\)/.exec(value) ?? [];
    if (other !== undefined) return token(other, theme);
    const [, light = '', dark = ''] = /light-dark\((#\w+), (#\w+)\)/.exec(value) ?? [];
    return theme === 'light' ? light : dark;
  };
  test.each(['light', 'dark'] as const)('%s', (theme) => {
    const { lines, fills, ...rest } = LADDER_COLOURS[theme];
    expect(rest).toEqual({
      canvas: token('c-canvas', theme),
      rule: token('c-rule', theme),
      ink: token('c-ink', theme),
      inkSoft: token('c-ink-soft', theme),
      loss: token('c-loss', theme),
      dup: token('c-dup', theme),
    });
    expect(lines).toEqual([0, 1, 2].map((level) => token(`c-q${level}`, theme)));
    expect(fills).toEqual([0, 1, 2].map((level) => token(`c-q${level}-fill`, theme)));
    expect([...lines, ...fills].every((colour) => /^#[0-9a-f]{6}$/.test(colour))).toBe(true);
  });
});

test('instants of a picture lie within its width', () => {
  const svg = formatLadderSvg(index, { ...base, width: 700 }) ?? '';
  const [, width] = /<svg [^>]*width="(\d+)"/.exec(svg) ?? [];
  expect(width).toBe('700');
  const xs = [...svg.matchAll(/<text [^>]*?x="([\d.-]+)"/g)].map(([, x]) => Number(x));
  expect(xs.filter((x) => x < 0 || x > 700)).toEqual([]);
});
