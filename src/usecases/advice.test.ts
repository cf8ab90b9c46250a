// The decision guide: where its answers lead, and each of its statements against a run of the scenario
// that it rests on.
import { describe, expect, test } from 'vitest';
import { parseLink } from '../scenario/link.ts';
import { findPreset } from '../scenario/presets/presets.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { isSettingName, type SettingName } from '../scenario/settings.ts';
import { simulate } from '../sim/simulate.ts';
import { type ApplicationRun, changedPreset, playApplications } from '../testing/applicationRun.ts';
import type { Qos } from '../trace/event.ts';
import type { LevelMetrics, Metrics } from '../trace/metrics.ts';
import {
  type Advice,
  type Answers,
  advise,
  compareLink,
  examplesOf,
  QUESTIONS,
  questionsFor,
  type Shown,
  STATEMENTS,
  type StatementName,
  simulateLink,
} from './advice.ts';
import { REQUIREMENTS, requirementsFor } from './requirements.ts';

function changesOf(settings: string): Partial<Record<SettingName, string>> {
  return Object.fromEntries(
    [...new URLSearchParams(settings)].filter(([name]) => isSettingName(name)),
  );
}

function scenarioOf({ preset, settings }: Shown, more = ''): Scenario {
  return changedPreset(preset, { ...changesOf(settings), ...changesOf(more) });
}

/** @param more settings besides those of the statement */
function play(name: StatementName, more = ''): ApplicationRun {
  return playApplications(scenarioOf(STATEMENTS[name].shown, more));
}

function sumOf({ levels }: Metrics, count: (level: LevelMetrics) => number): number {
  return Object.values(levels).reduce((sum, level) => sum + count(level), 0);
}

const packets = (metrics: Metrics) =>
  sumOf(metrics, ({ packetsSent }) => Object.values(packetsSent).reduce((sum, n) => sum + n, 0));
const lost = (metrics: Metrics) => sumOf(metrics, (level) => level.lost);
const doubled = (metrics: Metrics) => sumOf(metrics, (level) => level.duplicates);
const delivered = (metrics: Metrics) => sumOf(metrics, (level) => level.delivered);

/** Verdicts of the run's applications together. */
const harms = ({ verdicts }: ApplicationRun, kind: 'lost' | 'doubled' | 'stale' | 'gap') =>
  verdicts.reduce((sum, verdict) => sum + verdict.harms[kind], 0);

/** What each statement claims, of the run that it rests on. */
const CLAIMS: Readonly<Record<StatementName, (run: ApplicationRun) => void>> = {
  'gap closes'(run) {
    expect(lost(run.metrics)).toBeGreaterThan(0);
    expect(sumOf(run.metrics, (level) => level.packetsResent)).toBe(0);
    expect([harms(run, 'gap'), harms(run, 'stale')]).toEqual([0, 0]);
  },
  'late is wrong'(run) {
    expect(harms(run, 'stale')).toBeGreaterThan(0);
  },
  'least effort'(run) {
    expect(run.metrics.broker.storedPeak).toBe(0);
    for (const qos of [1, 2]) {
      const other = play('least effort', `qos=${qos}`).metrics;
      expect(packets(other)).toBeGreaterThan(packets(run.metrics));
      expect(other.broker.storedPeak).toBeGreaterThan(0);
    }
  },
  arrives(run) {
    expect(lost(run.metrics)).toBe(0);
    expect(sumOf(run.metrics, (level) => level.packetsResent)).toBeGreaterThan(0);
    expect(harms(run, 'lost')).toBe(0);
  },
  'lost at QoS 0'(run) {
    expect(lost(run.metrics)).toBeGreaterThan(0);
    expect(sumOf(run.metrics, (level) => level.publisherHandshakeMs.n)).toBe(0);
    expect(harms(run, 'lost')).toBeGreaterThan(0);
  },
  'comes twice'(run) {
    expect(doubled(run.metrics)).toBeGreaterThan(0);
    expect([harms(run, 'doubled'), harms(run, 'lost')]).toEqual([0, 0]);
    expect(run.verdicts.map(({ harm }) => harm)).toEqual(['none']);
    expect(run.applications.map(({ ignoreRepeats }) => ignoreRepeats)).toEqual([false]);
  },
  'ignoring repeats'(run) {
    expect(doubled(run.metrics)).toBeGreaterThan(0);
    expect(run.verdicts.map(({ harm }) => harm)).toEqual(['none']);
  },
  'QoS 2 costs more'(run) {
    const one = play('QoS 2 costs more', 'qos=1').metrics;
    const two = run.metrics;
    expect(packets(two) / delivered(two)).toBeGreaterThan(packets(one) / delivered(one));
    expect(two.broker.storedMessageSeconds).toBeGreaterThan(one.broker.storedMessageSeconds);
    expect(two.levels[2].deliveryMs.p50).toBeGreaterThan(one.levels[1].deliveryMs.p50 ?? 0);
  },
  once(run) {
    expect([lost(run.metrics), doubled(run.metrics)]).toEqual([0, 0]);
    expect(sumOf(run.metrics, (level) => level.packetsResent)).toBeGreaterThan(0);
  },
  'doubled at QoS 1'(run) {
    expect(harms(run, 'doubled')).toBeGreaterThan(0);
  },
  'delivery is not processing'(run) {
    expect(harms(run, 'doubled')).toBeGreaterThan(0);
    for (const qos of [1, 2]) {
      expect(harms(play('delivery is not processing', `qos=${qos}`), 'doubled')).toBeGreaterThan(0);
    }
    const zero = play('delivery is not processing', 'qos=0');
    expect(harms(zero, 'doubled')).toBe(0);
    expect(sumOf(zero.metrics, (level) => level.packetsResent)).toBe(0);
  },
  'each at its own level'(run) {
    const two = play('each at its own level', 'qos=2');
    expect(run.verdicts.map(({ harm }) => harm)).not.toContain('lost');
    expect(run.verdicts.map(({ harm }) => harm)).not.toContain('doubled');
    expect(packets(two.metrics)).toBeGreaterThan(packets(run.metrics));
    expect(two.metrics.broker.storedMessageSeconds).toBeGreaterThan(
      run.metrics.broker.storedMessageSeconds,
    );
    const [kind] = Object.keys(run.metrics.patterns ?? {});
    const slowest = (metrics: Metrics) => metrics.patterns?.[kind ?? '']?.deliveryMs.p50 ?? 0;
    expect(slowest(two.metrics)).toBeGreaterThan(slowest(run.metrics));
  },
  'a key helps'(run) {
    expect(doubled(run.metrics)).toBeGreaterThan(0);
    expect(run.verdicts.map(({ harm }) => harm)).toEqual(['none']);
  },
  'a key is enough'(run) {
    expect(doubled(run.metrics)).toBeGreaterThan(0);
    expect(run.verdicts.map(({ harm }) => harm)).toEqual(['none']);
    const two = play('a key is enough', 'qos=2');
    expect(two.verdicts.map(({ harm }) => harm)).toEqual(['none']);
  },
};

describe('each statement is true of the run that it rests on', () => {
  test.each(Object.keys(CLAIMS) as StatementName[])('%s', (name) => {
    CLAIMS[name](play(name));
  });
});

function everyAnswer(): readonly Answers[] {
  const { loss, repeat, crash } = QUESTIONS;
  return loss.answers.flatMap((l) =>
    repeat.answers.flatMap((r) =>
      crash.answers.map((c) => ({ loss: l.value, repeat: r.value, crash: c.value })),
    ),
  );
}

function adviceOn(answers: Answers): Advice {
  const advice = advise(answers);
  if (advice === undefined) throw new Error('It is not answered to its end');
  return advice;
}

describe('three questions', () => {
  test('lead to PROTOCOL 7’s levels', () => {
    const transient = adviceOn({ loss: 'made good' });
    expect(transient).toMatchObject({ level: 0, group: 'transient' });
    const event = adviceOn({ loss: 'missed', repeat: 'ignored', crash: 'cannot' });
    expect(event).toMatchObject({ level: 1, group: 'event', ignoresRepeats: true, beware: [] });
    const act = adviceOn({ loss: 'missed', repeat: 'harmful', crash: 'can' });
    expect(act).toMatchObject({ level: 2, group: 'irreversible' });
    expect(act.beware).toContain('delivery is not processing');
  });

  test('are asked as far as they matter', () => {
    const names = (answers: Answers) => questionsFor(answers).map(({ name }) => name);
    expect(names({})).toEqual(['loss']);
    expect(names({ loss: 'made good' })).toEqual(['loss']);
    expect(names({ loss: 'missed' })).toEqual(['loss', 'repeat']);
    expect(names({ loss: 'missed', repeat: 'harmful' })).toEqual(['loss', 'repeat', 'crash']);
    expect(advise({ loss: 'missed', repeat: 'harmful' })).toBeUndefined();
  });

  test.each(everyAnswer())('$loss, $repeat, $crash: examples and links that work', (answers) => {
    const advice = adviceOn(answers);
    const examples = examplesOf(advice);
    expect(examples.length).toBeGreaterThan(1);
    for (const example of examples) {
      expect(example.recommended).toBe(advice.level);
      const link = parseLink(compareLink(advice, example));
      expect([link.ignored, link.view, link.preset]).toEqual([[], 'compare', example.preset]);
      const levels = link.lanes?.map(({ settings }) => settings.get('qos'));
      const other = advice.level === 0 ? 1 : advice.level - 1;
      expect(levels).toEqual([String(advice.level), String(other)]);
    }
    for (const name of [...advice.reasons, ...advice.beware]) {
      expect(parseLink(simulateLink(STATEMENTS[name].shown)).ignored).toEqual([]);
    }
  });
});

describe('show me', () => {
  test.each(everyAnswer())(
    '$loss, $repeat, $crash: the advised lane does no harm, the one beside it does',
    (answers) => {
      const advice = adviceOn(answers);
      for (const example of examplesOf(advice)) {
        const { lanes = [] } = parseLink(compareLink(advice, example));
        const found = lanes.map(({ settings }) => {
          const run = playApplications(changedPreset(example.preset, Object.fromEntries(settings)));
          return [example.name, run.verdicts[0]?.harm !== 'none'];
        });
        expect(found).toEqual([
          [example.name, false],
          [example.name, true],
        ]);
      }
    },
  );

  test('whom twice does not harm sees only what it does not harm, and the other way round', () => {
    const names = (repeat: NonNullable<Answers['repeat']>) =>
      examplesOf(adviceOn({ loss: 'missed', repeat, crash: 'cannot' })).map(({ name }) => name);
    expect(names('harmless')).toEqual(['order', 'switch']);
    expect(names('ignored')).toEqual(['chat', 'notifications']);
  });

  test('nothing advised at QoS 1 says that QoS 1 would do as well', () => {
    const { level, beware } = adviceOn({ loss: 'missed', repeat: 'ignored', crash: 'can' });
    expect([level, beware]).toEqual([1, ['delivery is not processing', 'a key helps']]);
    expect(beware.some((name) => /QoS 1 (would|does)/.test(STATEMENTS[name].says))).toBe(false);
    const act = adviceOn({ loss: 'missed', repeat: 'harmful', crash: 'can' });
    expect(act.beware).toEqual(['delivery is not processing', 'a key is enough']);
  });
});

describe('what must hold elsewhere', () => {
  const needed = REQUIREMENTS.flatMap((each) =>
    each.levels.map((level) => ({ name: each.name, level, each })),
  );

  test.each(needed)('$name, QoS $level: without it a promise is broken', ({ level, each }) => {
    const shown = each.missing(level);
    const scenario = scenarioOf(shown);
    expect(each.isMet(scenario, level) && each.name !== 'order').toBe(false);
    const { levels } = simulate(scenario);
    const { lost: gone, duplicates } = levels[level].published > 0 ? levels[level] : levels[1];
    expect(gone + duplicates).toBeGreaterThan(0);
  });

  test.each(needed)('$name, QoS $level: set as it says, it is kept', ({ level, each }) => {
    const scenario = scenarioOf(each.missing(level), each.how(level));
    expect(each.isMet(scenario, level)).toBe(true);
    const { levels } = simulate(scenario);
    const of = levels[level].published > 0 ? levels[level] : levels[1];
    expect(of.delivered).toBeGreaterThan(0);
    expect(of.lost).toBe(0);
    // A receiver that acknowledges last gets what it was at again: that is its price.
    if (each.name !== 'acknowledge last') expect(of.duplicates).toBe(0);
  });

  test.each([0, 1, 2] as Qos[])('QoS %i: is said of each example, and can be had', (level) => {
    const presets = ['vehicle-on-map', 'chat-thread', 'account-ledger'];
    const scenario = findPreset(presets[level] ?? '')?.scenario;
    if (scenario === undefined) throw new Error('There is a preset');
    for (const each of requirementsFor(level)) {
      expect(each.says(level, scenario)).toMatch(/^[A-Z].*\.$/);
      const set = changedPreset(presets[level] ?? '', changesOf(each.how(level)));
      expect(each.isMet(set, level)).toBe(true);
    }
    expect(requirementsFor(0)).toEqual([]);
  });
});
