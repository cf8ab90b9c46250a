// Applications in a run: which there are, that they act on what the trace delivers and on nothing else,
// and that what is said of them is what the counters count.
import { describe, expect, test } from 'vitest';
import type { SimTime } from '../base/time.ts';
import { patternsOf, payloadByHand } from '../scenario/patterns.ts';
import { findPreset } from '../scenario/presets/presets.ts';
import { changedPreset, playApplications } from '../testing/applicationRun.ts';
import { eventsOf } from '../testing/checkedRuns.ts';
import { playScenario } from '../testing/presetRun.ts';
import type { TraceEvent } from '../trace/event.ts';
import { ApplicationFold, applicationsOf, verdictOf } from './applications.ts';
import { readFacts } from './facts.ts';
import { messagesOf } from './tally.ts';
import { USE_CASE_GROUPS } from './useCase.ts';
import { USE_CASES } from './useCases.ts';

describe('the list of use cases', () => {
  test('names each once, and stands in the order of its groups', () => {
    for (const facts of ['name', 'preset', 'title', 'topic'] as const) {
      expect(new Set(USE_CASES.map((useCase) => useCase[facts])).size).toBe(USE_CASES.length);
    }
    const groups = USE_CASES.map(({ group }) => group);
    expect(groups.filter((group, i) => group !== groups[i - 1])).toEqual(USE_CASE_GROUPS);
  });

  test.each(USE_CASES)('$name: its preset runs it, at the level that it needs', (useCase) => {
    const preset = findPreset(useCase.preset);
    expect(preset?.title).toBe(useCase.title);
    const [application, ...others] = applicationsOf(changedPreset(useCase.preset, {}));
    expect([application?.useCase.name, others]).toEqual([useCase.name, []]);
    expect(application?.ignoreRepeats).toBe(useCase.ignoresRepeats);
    const levels = preset?.scenario.clients.flatMap(({ publishes }) => publishes.map((p) => p.qos));
    expect(new Set(levels)).toEqual(new Set([useCase.recommended]));
  });

  test.each(USE_CASES)('$name: it understands everything that its preset publishes', (useCase) => {
    const { events } = playScenario(changedPreset(useCase.preset, {}));
    for (const { payload } of eventsOf(events, 'message-published')) {
      const facts = readFacts(payload);
      expect(facts && useCase.read(facts), payload).toBeDefined();
    }
  });

  test.each(USE_CASES)('$name: what is none of its messages it leaves alone', (useCase) => {
    for (const payload of [
      '',
      'Hello 1',
      'null',
      '[1]',
      '{}',
      '{"n":1}',
      '{"n":"1"}',
      '{"n":{}}',
    ]) {
      const facts = readFacts(payload);
      expect(facts && useCase.read(facts), payload).toBeUndefined();
    }
  });
});

describe('what is said is what is counted', () => {
  const settings = [
    {},
    { qos: '0' },
    { qos: '1', 'ignore-repeats': 'false' },
    { qos: '1', 'ignore-repeats': 'true', 'cuts-per-min': '20' },
    { qos: '2', network: 'tcp', 'cuts-per-min': '20', 'clean-start': 'true' },
    { qos: '2', duplication: '0.2', reordering: '0.2' },
  ] as const;

  test.each(USE_CASES)('$name: published, lost and repeated are the counters’', ({ preset }) => {
    for (const changes of settings) {
      const { applications, metrics } = playApplications(changedPreset(preset, changes));
      const levels = Object.values(metrics.levels);
      const sum = (of: (level: (typeof levels)[number]) => number): number =>
        levels.reduce((total, level) => total + of(level), 0);
      const [tally] = applications.map((each) => each.tally);
      expect(tally?.published).toBe(sum((level) => level.published));
      expect(tally?.pending.size).toBe(sum((level) => level.pending));
      expect(tally?.lost.count).toBe(sum((level) => level.lost));
      const repeats = (tally?.doubled.count ?? 0) + (tally?.ignored ?? 0);
      expect(repeats).toBe(sum((level) => level.duplicates));
    }
  });

  test.each(['account-ledger', 'on-chain-trigger', 'stock-counter'])(
    '%s: the sum is that of the callbacks, and the harm is what it differs by',
    (preset) => {
      for (const qos of ['0', '1', '2']) {
        const scenario = changedPreset(preset, { qos });
        const { applications } = playApplications(scenario);
        const { events } = playScenario(scenario);
        const published = eventsOf(events, 'message-published');
        const worth = ({ payload }: { readonly payload: string }): number => {
          const facts = readFacts(payload) ?? {};
          return Number(facts.cents ?? facts.take);
        };
        const byUid = new Map(published.map((event) => [event.messageUid, worth(event)]));
        const callbacks = eventsOf(events, 'message-delivered').map((e) => byUid.get(e.messageUid));
        const [application] = applications;
        const state = application?.state;
        const booked = callbacks.reduce<number>((sum, value) => sum + (value ?? 0), 0);
        expect(state?.form === 'entries' && [state.total, state.count]).toEqual([
          booked,
          callbacks.length,
        ]);
        const all = published.reduce((sum, event) => sum + worth(event), 0);
        const { lost, doubled } = application?.tally ?? {};
        expect((doubled?.weight ?? 0) - (lost?.weight ?? 0)).toBe(booked - all);
      }
    },
  );
});

describe('at any instant', () => {
  const verdictsAt = (preset: string, changes: Readonly<Record<string, string>>) => {
    const scenario = changedPreset(preset, changes);
    const seen: { at: number; sentence: string; harm: string; pending: number }[] = [];
    playApplications(scenario, ([application], { at }) => {
      if (application === undefined) return;
      const { sentence, harm, pending } = verdictOf(application, at);
      if (seen.at(-1)?.sentence !== sentence) seen.push({ at, sentence, harm, pending });
    });
    return seen;
  };

  test('before anything is published there is nothing to say', () => {
    expect(verdictsAt('account-ledger', {})[0]).toMatchObject({
      sentence: 'Nothing has been published yet.',
      harm: 'none',
      pending: 0,
    });
  });

  test('what is on its way is told and is no harm; what is lost is, from the loss on', () => {
    const seen = verdictsAt('account-ledger', { qos: '0' });
    expect(seen[1]).toMatchObject({ harm: 'none', pending: 1 });
    expect(seen[1]?.sentence).toBe('0 payments were booked once and 1 is on its way.');
    const first = seen.findIndex(({ harm }) => harm === 'lost');
    expect(seen[first]?.sentence).toBe('Payment 2 was never booked: 49.90 EUR missing.');
    expect(seen.slice(first).every(({ harm }) => harm === 'lost')).toBe(true);
  });

  test('a gap is there until the next position closes it', () => {
    const seen = verdictsAt('vehicle-on-map', {});
    const gap = seen.find(({ harm }) => harm === 'gap');
    expect(gap?.sentence).toMatch(
      /^The newest position is lost: the map has stood still for 0\.\d s, and the next position closes the gap\.$/,
    );
    expect(seen.at(-1)).toMatchObject({ harm: 'none' });
    expect(seen.at(-1)?.sentence).toMatch(
      /^\d+ of 36 positions never came; each gap closed with the next one, after \d\.\d s at most\.$/,
    );
  });

  test('an earlier state is not changed by what comes after it', () => {
    const scenario = changedPreset('mixed-day', { qos: '1' });
    const { events } = playScenario(scenario);
    const fold = new ApplicationFold();
    let now = applicationsOf(scenario);
    const kept: { now: typeof now; at: SimTime; said: string }[] = [];
    const say = (apps: typeof now, at: SimTime): string =>
      JSON.stringify(apps.map((each) => [verdictOf(each, at), each.state]));
    for (const event of events) {
      now = fold.add(now, event);
      if (kept.length < 200) kept.push({ now, at: event.at, said: say(now, event.at) });
    }
    for (const { now: then, at, said } of kept) expect(say(then, at)).toBe(said);
  });
});

describe('what is published besides', () => {
  const withScript = (preset: string, atMs: number, payload: string) => {
    const scenario = changedPreset(preset, {});
    const [{ topic = '', qos = 0 } = {}] = patternsOf(scenario);
    const command = { kind: 'publish' as const, client: 'pub', topic, qos, payload };
    return { ...scenario, script: [...scenario.script, { atMs, command }] };
  };

  test('is said where the application does not know it, and is in no sum', () => {
    for (const { preset } of USE_CASES) {
      const before = playApplications(changedPreset(preset, {}));
      const { applications, verdicts } = playApplications(withScript(preset, 60_000, 'Hello 1'));
      const [was, is] = [before.applications[0]?.tally, applications[0]?.tally];
      expect([is?.unread, is?.published]).toEqual([1, was?.published]);
      expect(verdicts[0]?.sentence).toMatch(/^[A-Z\d].*\. 1 message on its topic was no [a-z]+\.$/);
    }
  });

  test.each(USE_CASES)(
    '$name: a message by hand is one of its own, at any time, and no harm comes of it',
    ({ preset, start }) => {
      const [pattern] = patternsOf(changedPreset(preset, {}));
      if (pattern === undefined) throw new Error(`${preset} publishes`);
      for (const [atMs, so] of [
        [2100, 3],
        [60_000, pattern.count ?? 0],
      ] as const) {
        const payload = payloadByHand(pattern, so, 1) ?? '';
        const { applications, verdicts } = playApplications(withScript(preset, atMs, payload));
        const { published, unread } = applications[0]?.tally ?? {};
        const all = patternsOf(changedPreset(preset, {}));
        const own = all.reduce((sum, { count = 0 }) => sum + count, 0);
        expect([published, unread]).toEqual([own + 1, 0]);
        // A single one may get lost at QoS 0; what is shown then is not old.
        const { lost, doubled, stale } = verdicts[0]?.harms ?? {};
        expect([start.form, lost, doubled, stale]).toEqual([start.form, 0, 0, 0]);
      }
    },
  );

  test('an audit log with too many records says how many, of how many acts', () => {
    const { verdicts } = playApplications(changedPreset('audit-log', { qos: '1', loss: '0.4' }));
    expect(verdicts[0]?.cost).toMatch(
      /^The log of 14 acts has \d+ records too many: it proves nothing\.$/,
    );
    const zero = playApplications(changedPreset('audit-log', { qos: '0' })).verdicts[0];
    expect(zero?.cost).toMatch(/^The log of 14 acts lacks \d+: it proves nothing\.$/);
  });
});

describe('an endless run', () => {
  test('is kept small: the last entries, spans of numbers, and the first few harmed', () => {
    const [chat] = USE_CASES.filter(({ name }) => name === 'chat');
    const scenario = changedPreset('chat-thread', { qos: '0', messages: '5000', rate: '100' });
    const { applications } = playApplications(scenario);
    const [application] = applications;
    const { state, tally } = application ?? {};
    expect(application?.useCase).toBe(chat);
    expect(state?.form === 'entries' && state.entries.length).toBe(40);
    expect(state?.form === 'entries' && state.count).toBe(5000 - (tally?.lost.count ?? 0));
    expect(tally?.lost.first).toHaveLength(5);
    expect(tally && messagesOf(tally.lost)).toBeGreaterThan(500);
    expect(JSON.stringify([...(tally?.acted.values() ?? [])]).length).toBeLessThan(10_000);
    expect(tally?.pending.size).toBe(0);
  });
});

test('an event that is none of an application’s leaves all as they are', () => {
  const scenario = changedPreset('account-ledger', {});
  const fold = new ApplicationFold();
  const before = applicationsOf(scenario);
  const event: TraceEvent = { kind: 'publishing-started', at: 0 as SimTime };
  expect(fold.add(before, event)).toBe(before);
});
