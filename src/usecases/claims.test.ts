// What is claimed of each use case, over a hundred seeds: at the level that it needs no harm is left at
// the end, at the wrong one there is; and QoS 1 with a receiver that ignores repeats does as QoS 2.
import { describe, expect, test } from 'vitest';
import { changedPreset, playApplications, verdictsOver } from '../testing/applicationRun.ts';
import type { HarmKind } from './useCase.ts';
import { USE_CASES } from './useCases.ts';

const SEEDS = 100;

const transient = USE_CASES.filter(({ group }) => group === 'transient');
const counting = USE_CASES.filter(({ group }) => group !== 'transient');
const irreversible = USE_CASES.filter(({ group }) => group === 'irreversible');

function harmful(verdicts: readonly { readonly harms: Readonly<Record<HarmKind, number>> }[]) {
  const seedsWith = (kind: HarmKind) => verdicts.filter(({ harms }) => harms[kind] > 0).length;
  return {
    doubled: seedsWith('doubled'),
    lost: seedsWith('lost'),
    stale: seedsWith('stale'),
    gap: seedsWith('gap'),
  };
}

const NONE = { doubled: 0, lost: 0, stale: 0, gap: 0 };

describe('at the level that it needs', () => {
  test.each(USE_CASES)('$name: no harm at the end, in any seed', ({ preset }) => {
    const verdicts = verdictsOver(SEEDS, preset, {});
    expect(harmful(verdicts)).toEqual(NONE);
    for (const { harm, count, cost, pending } of verdicts) {
      expect([harm, count, cost, pending]).toEqual(['none', 0, undefined, 0]);
    }
  });

  test.each(transient)(
    '$name: each gap closes with the next that arrives, and nothing old is shown',
    ({ preset }) => {
      let gaps = 0;
      for (let seed = 1; seed <= SEEDS; seed++) {
        playApplications(changedPreset(preset, { seed: `${seed}` }), ([application], event) => {
          const { tracks, stale, gaps: closed } = application?.tally ?? {};
          expect(stale?.count).toBe(0);
          if (event.kind !== 'message-delivered') return;
          const [...now] = tracks?.values() ?? [];
          const shown = now.find(({ newest }) => newest?.at === event.at);
          expect(shown?.missing).toBe(0);
          gaps += closed?.closed ?? 0;
        });
      }
      expect(gaps).toBeGreaterThan(SEEDS);
    },
  );
});

describe('at the wrong level', () => {
  test.each(USE_CASES)('$name: harm, in nearly every seed', ({ preset, wrong, group }) => {
    const harm = harmful(verdictsOver(SEEDS, preset, { qos: `${wrong}` }));
    const kinds = { transient: 'stale', event: 'lost', irreversible: 'doubled' } as const;
    const { [kinds[group]]: seeds, ...others } = harm;
    expect(seeds).toBeGreaterThanOrEqual(group === 'transient' ? 100 : 88);
    expect(Object.values(others)).toEqual([0, 0, 0]);
  });

  test.each(irreversible)('$name: at QoS 0 something is lost', ({ preset }) => {
    const { lost, ...others } = harmful(verdictsOver(SEEDS, preset, { qos: '0' }));
    expect(lost).toBeGreaterThanOrEqual(88);
    expect(others).toEqual({ doubled: 0, stale: 0, gap: 0 });
  });

  test.each(transient)('$name: QoS 2 is no better than QoS 1', ({ preset }) => {
    const { stale } = harmful(verdictsOver(SEEDS, preset, { qos: '2' }));
    expect(stale).toBeGreaterThanOrEqual(95);
  });
});

describe('QoS 1 and a receiver that ignores repeats', () => {
  test.each(counting)('$name: the same harm as at QoS 2, which is none', ({ preset }) => {
    const ignoring = verdictsOver(SEEDS, preset, { qos: '1', 'ignore-repeats': 'true' });
    const exactlyOnce = verdictsOver(SEEDS, preset, { qos: '2', 'ignore-repeats': 'false' });
    expect(harmful(ignoring)).toEqual(NONE);
    expect(harmful(exactlyOnce)).toEqual(NONE);
    expect(ignoring.filter(({ sentence }) => / ignored\.$/.test(sentence)).length).toBeGreaterThan(
      80,
    );
  });

  const events = USE_CASES.filter(({ group }) => group === 'event');
  const minding = events.filter(({ isTwiceHarmless }) => isTwiceHarmless !== true);

  test('without it, what shows each message by itself shows some twice', () => {
    expect(minding.map(({ name }) => name)).toEqual(['chat', 'notifications']);
    for (const { preset } of minding) {
      const verdicts = verdictsOver(SEEDS, preset, { 'ignore-repeats': 'false' });
      expect(harmful(verdicts).doubled).toBeGreaterThanOrEqual(88);
    }
  });

  test('without it, what shows the last word alone comes to no harm: twice is harmless', () => {
    const harmless = events.filter(({ isTwiceHarmless }) => isTwiceHarmless === true);
    expect(harmless.map(({ name }) => name)).toEqual(['order', 'switch']);
    for (const { preset } of harmless) {
      expect(harmful(verdictsOver(SEEDS, preset, { 'ignore-repeats': 'false' }))).toEqual(NONE);
    }
  });
});

describe('a mixed day', () => {
  const over = (changes: Readonly<Record<string, string>>) => {
    const seen: Record<string, number> = {};
    for (let seed = 1; seed <= SEEDS; seed++) {
      const { applications, verdicts } = playApplications(
        changedPreset('mixed-day', { ...changes, seed: `${seed}` }),
      );
      applications.forEach(({ useCase: { name } }, i) => {
        const harmed = verdicts[i]?.harm === 'none' ? 0 : 1;
        seen[name] = (seen[name] ?? 0) + harmed;
      });
    }
    return seen;
  };

  test('each at its own level: no harm to any', () => {
    expect(over({})).toEqual({ vehicle: 0, chat: 0, ledger: 0 });
  });

  test('all at QoS 0: chat and payments are lost; all at QoS 2: the van jumps', () => {
    const all0 = over({ qos: '0' });
    expect(all0).toMatchObject({ vehicle: 0 });
    expect(Math.min(all0.chat ?? 0, all0.ledger ?? 0)).toBeGreaterThanOrEqual(88);
    const all2 = over({ qos: '2' });
    expect(all2).toMatchObject({ chat: 0, ledger: 0 });
    expect(all2.vehicle).toBeGreaterThanOrEqual(95);
  });
});

describe('exactly-once delivery is not exactly-once processing', () => {
  test.each(['1', '2'])(
    'at QoS %s a crash after booking books again, unless repeats are ignored',
    (qos) => {
      const harm = (ignoring: 'true' | 'false') =>
        harmful(verdictsOver(3, 'crash-after-booking', { qos, 'ignore-repeats': ignoring }));
      expect(harm('false')).toEqual({ ...NONE, doubled: 3 });
      expect(harm('true')).toEqual(NONE);
    },
  );
});
