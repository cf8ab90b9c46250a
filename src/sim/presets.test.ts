// What all presets have in common, and each one's trace in its frozen form. What each is there to
// show is in presets*.test.ts, by family.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { fromMs, fromSec, type SimTime } from '../base/time.ts';
import { parseScenario } from '../scenario/parse.ts';
import { isEndless } from '../scenario/patternChanges.ts';
import { PRESET_GROUPS, PRESETS } from '../scenario/presets/presets.ts';
import { APPLICATIONS } from '../scenario/presets/useCases.ts';
import { eventsOf } from '../testing/checkedRuns.ts';
import { duplicateCausesOf, playPreset } from '../testing/presetRun.ts';
import { DUPLICATE_CAUSES, LOSS_CAUSES } from '../trace/event.ts';
import { formatGoldenLine } from '../trace/goldenLine.ts';

const names = PRESETS.map(({ name }) => name);
/** For runs that go on, or repeat themselves. */
const untils: ReadonlyMap<string, SimTime> = new Map([
  ['default', fromMs(700)],
  ['mixed', fromSec(10)],
  ['flapping', fromSec(6)],
  ['lossy-loss', fromSec(6)],
  ['tcp-loss', fromMs(6500)],
  ['even-loss', fromSec(3)],
  ['burst-loss', fromMs(8300)],
  // What they are there for is for src/usecases to say, over many seeds.
  ...APPLICATIONS.map(({ name }) => [name, fromMs(2500)] as const),
]);

describe('every preset', () => {
  test.each(PRESETS)('$name is a scenario that a file could hold', ({ scenario }) => {
    const file: unknown = JSON.parse(JSON.stringify(scenario));
    expect(parseScenario(file)).toEqual({ ok: true, value: scenario });
  });

  test('has a name and a title of its own, and mixed alone is without end', () => {
    expect(new Set(names).size).toBe(PRESETS.length);
    expect(new Set(PRESETS.map(({ title }) => title)).size).toBe(PRESETS.length);
    for (const { title, scenario } of PRESETS) expect(scenario.title).toBe(title);
    const endless = PRESETS.filter(({ scenario }) => isEndless(scenario));
    expect(endless.map(({ name }) => name)).toEqual(['mixed']);
  });

  test('stands with its group, and the groups stand in their order', () => {
    const groups = PRESETS.map(({ group }) => group);
    expect(groups.filter((group, i) => group !== groups[i - 1])).toEqual(PRESET_GROUPS);
  });

  test('is called by words, and says in whole sentences of a readable length what it shows', () => {
    for (const { name, sentence, lookFor } of PRESETS) {
      expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      for (const text of [sentence, lookFor]) {
        expect(text).toMatch(/^[A-Z].*\.$/);
        expect(text.length).toBeLessThan(200);
      }
    }
  });

  test('does everything that its script says', () => {
    for (const name of names) {
      const { events } = playPreset(name, untils.get(name));
      expect(eventsOf(events, 'command-refused'), name).toEqual([]);
    }
  });

  test('keeps its name: links call it by that', () => {
    const first = ['default', 'lost-puback', 'lost-publish', 'lost-pubrec', 'playground', 'mixed'];
    expect(names).toEqual(expect.arrayContaining(first));
  });
});

describe('all presets together', () => {
  const runs = names.map((name) => playPreset(name, name === 'mixed' ? fromSec(60) : undefined));

  test('show every cause of a duplicate', () => {
    expect(new Set(runs.flatMap(duplicateCausesOf))).toEqual(new Set(DUPLICATE_CAUSES));
  });

  test('show every cause of a loss that a scenario can bring about', () => {
    const causes = runs.flatMap(({ events }) => eventsOf(events, 'message-lost'));
    // No scenario has a broker that refuses, or limits the size of a packet.
    const possible = LOSS_CAUSES.filter((cause) => cause !== 'refused' && cause !== 'tooLarge');
    expect(new Set(causes.map(({ cause }) => cause))).toEqual(new Set(possible));
  });

  test('leave no message undecided where they come to an end', () => {
    for (const [i, name] of names.entries()) {
      const { levels } = runs[i]?.metrics ?? {};
      if (name !== 'mixed') {
        expect([levels?.[0].pending, levels?.[1].pending, levels?.[2].pending], name).toEqual([
          0, 0, 0,
        ]);
      }
    }
  });
});

describe('golden traces', () => {
  test.each(PRESETS)('$name: the trace is the frozen one', ({ name }) => {
    const { events } = playPreset(name, untils.get(name));
    const trace = `${events.map(formatGoldenLine).join('\n')}\n`;
    const path = fileURLToPath(new URL(`golden/${name}.trace.txt`, import.meta.url));
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(path, trace);
    expect(existsSync(path), `${path} is missing: write it with UPDATE_GOLDEN=1`).toBe(true);
    expect(trace).toBe(readFileSync(path, 'utf8'));
  });
});
