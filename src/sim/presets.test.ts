// Each preset shows the one fact that it is there to show, and does it in the frozen way.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { fromMs, fromSec, type SimTime } from '../base/time.ts';
import { parseScenario } from '../scenario/parse.ts';
import { isEndless } from '../scenario/patterns.ts';
import { findPreset, PRESETS } from '../scenario/presets/presets.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { TraceEvent } from '../trace/event.ts';
import { formatGoldenLine } from '../trace/goldenLine.ts';
import { simulate } from './simulate.ts';

function scenarioOf(name: string): Scenario {
  const preset = findPreset(name);
  if (preset === undefined) throw new Error(`no preset ${name}`);
  return preset.scenario;
}

function traceOf(scenario: Scenario, until?: SimTime): TraceEvent[] {
  const events: TraceEvent[] = [];
  const limit = until === undefined ? {} : { until };
  simulate(scenario, { onEvent: (event) => events.push(event), ...limit });
  return events;
}

function publishesOnHop1(events: readonly TraceEvent[]): boolean[] {
  return events.flatMap((event) =>
    event.kind === 'packet-sent' && event.packet.type === 'PUBLISH' && event.packet.hop === 1
      ? [event.packet.dup]
      : [],
  );
}

describe('every preset', () => {
  test.each(PRESETS)('$name is a scenario that a file could hold', ({ scenario }) => {
    const file: unknown = JSON.parse(JSON.stringify(scenario));
    expect(parseScenario(file)).toEqual({ ok: true, value: scenario });
  });

  test('has a name and a title of its own, and mixed alone is without end', () => {
    expect(new Set(PRESETS.map(({ name }) => name)).size).toBe(PRESETS.length);
    expect(new Set(PRESETS.map(({ title }) => title)).size).toBe(PRESETS.length);
    for (const { title, scenario } of PRESETS) expect(scenario.title).toBe(title);
    const endless = PRESETS.filter(({ scenario }) => isEndless(scenario));
    expect(endless.map(({ name }) => name)).toEqual(['mixed']);
  });
});

describe('what a preset is there to show', () => {
  test('default: every message is delivered once, after two one-way latencies', () => {
    const level = simulate(scenarioOf('default')).levels['1'];
    expect(level).toMatchObject({ published: 100, delivered: 100, duplicates: 0, lost: 0 });
    expect(level.deliveryMs).toMatchObject({ n: 100, p50: 100, p99: 100, max: 100 });
    expect(level.publisherHandshakeMs.max).toBe(100);
    expect(level.subscriberHandshakeMs.max).toBe(150);
    expect(level.packetsSent).toMatchObject({ PUBLISH: 200, PUBACK: 200 });
  });

  test('lost-puback: the message arrives twice, because the publisher sent it again', () => {
    const level = simulate(scenarioOf('lost-puback')).levels['1'];
    expect(level).toMatchObject({ published: 1, delivered: 1, duplicates: 1, lost: 0, pending: 0 });
    expect(level.duplicatesByCause.publisherResend).toBe(1);
    expect(level.deliveryMs.max).toBe(600);
    expect(level.publisherHandshakeMs.max).toBe(1000 + 600);
    const events = traceOf(scenarioOf('lost-puback'));
    expect(publishesOnHop1(events)).toEqual([false, true]);
  });

  test('lost-publish: the same two sends on hop 1, and the message arrives once, late', () => {
    const level = simulate(scenarioOf('lost-publish')).levels['1'];
    expect(level).toMatchObject({ published: 1, delivered: 1, duplicates: 0, lost: 0, pending: 0 });
    expect(level.deliveryMs.max).toBe(1000 + 600);
    expect(level.publisherHandshakeMs.max).toBe(1000 + 600);
    const events = traceOf(scenarioOf('lost-publish'));
    expect(publishesOnHop1(events)).toEqual([false, true]);
  });

  test('lost-pubrec: PUBLISH is sent again, and the message arrives once', () => {
    const level = simulate(scenarioOf('lost-pubrec')).levels['2'];
    expect(level).toMatchObject({ published: 1, delivered: 1, duplicates: 0, lost: 0, pending: 0 });
    const events = traceOf(scenarioOf('lost-pubrec'));
    expect(publishesOnHop1(events)).toEqual([false, true]);
    // The lost PUBREC costs one re-send: 6L without it.
    expect(level.deliveryMs.max).toBe(1000 + 6 * 300);
  });

  test('playground: everyone gets ready, and nothing is published or lost', () => {
    const events = traceOf(scenarioOf('playground'));
    expect(events.at(-1)?.kind).toBe('publishing-started');
    const kinds = new Set(events.map(({ kind }) => kind));
    expect(kinds).not.toContain('message-published');
    expect(kinds).not.toContain('packet-lost');
  });

  test('mixed: QoS 0 loses, QoS 1 doubles, QoS 2 does neither; about a message a second', () => {
    const { levels } = simulate(scenarioOf('mixed'), { until: fromSec(600) });
    const published = levels['0'].published + levels['1'].published + levels['2'].published;
    expect(published).toBeGreaterThan(590);
    expect(published).toBeLessThan(610);
    expect(levels['0'].lost).toBeGreaterThan(30);
    expect(levels['0'].duplicates).toBe(0);
    expect(levels['1']).toMatchObject({ lost: 0 });
    expect(levels['1'].duplicates).toBeGreaterThan(10);
    expect(levels['2']).toMatchObject({ lost: 0, duplicates: 0 });
  });
});

describe('golden traces', () => {
  // The default run repeats itself: its first half second of publishing shows five messages.
  const untils: ReadonlyMap<string, SimTime> = new Map([
    ['default', fromMs(700)],
    ['mixed', fromSec(10)],
  ]);

  test.each(PRESETS)('$name: the trace is the frozen one', ({ name, scenario }) => {
    const events = traceOf(scenario, untils.get(name));
    const trace = `${events.map(formatGoldenLine).join('\n')}\n`;
    const path = fileURLToPath(new URL(`golden/${name}.trace.txt`, import.meta.url));
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(path, trace);
    expect(existsSync(path), `${path} is missing: write it with UPDATE_GOLDEN=1`).toBe(true);
    expect(trace).toBe(readFileSync(path, 'utf8'));
  });
});
