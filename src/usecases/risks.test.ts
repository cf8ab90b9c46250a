// What is said of a level before anybody has tried it, held against what twenty seeds of each use case's
// preset come to at that level.
import { describe, expect, test } from 'vitest';
import { TIME_ZERO } from '../base/time.ts';
import { type Changes, changedPreset, verdictsOver } from '../testing/applicationRun.ts';
import { riskAt, surroundingsOf } from './risks.ts';
import { USE_CASES } from './useCases.ts';

const SEEDS = 20;
const QOS = [0, 1, 2] as const;

function riskIn(preset: string, changes: Changes, qos: (typeof QOS)[number]) {
  const scenario = changedPreset(preset, changes);
  const topics = scenario.clients.flatMap(({ subscriptions }) => subscriptions);
  const useCase = USE_CASES.find(({ topic }) => topics.some(({ filter }) => filter === topic));
  if (useCase === undefined) throw new Error(`${preset} has no use case`);
  return riskAt(useCase, qos, surroundingsOf(scenario, [], useCase));
}

/** The kinds of harm that some seed ends with. */
function harmsIn(seeds: number, preset: string, changes: Changes): readonly string[] {
  const harms = verdictsOver(seeds, preset, changes).map(({ harm }) => harm);
  return [...new Set(harms)].filter((harm) => harm !== 'none');
}

describe.each(['false', 'true'])('where repeats are ignored: %s', (ignoring) => {
  test.each(USE_CASES)('$name: each level does the harm that it may do, and no other', (one) => {
    for (const qos of QOS) {
      const changes = { qos: `${qos}`, 'ignore-repeats': ignoring };
      const risk = riskIn(one.preset, { 'ignore-repeats': ignoring }, qos);
      const harms = harmsIn(SEEDS, one.preset, changes);
      expect([qos, harms]).toEqual([qos, risk === undefined ? [] : [risk]]);
    }
  });
});

test('a subscription at a lower level is the level that counts', () => {
  for (const subQos of QOS) {
    const changes = { 'sub-qos': `${subQos}` };
    const risk = riskIn('account-ledger', changes, 2);
    expect(risk).toBe(['lost', 'doubled', undefined][subQos]);
    const harms = harmsIn(SEEDS, 'account-ledger', { ...changes, qos: '2' });
    expect(harms).toEqual(risk === undefined ? [] : [risk]);
  }
});

test('no level is enough for a receiver that acts, crashes and forgets; ignoring repeats is', () => {
  for (const qos of [1, 2] as const) {
    for (const ignoring of ['true', 'false']) {
      const changes = { 'ignore-repeats': ignoring };
      const risk = riskIn('crash-after-booking', changes, qos);
      expect(risk).toBe(ignoring === 'true' ? undefined : 'doubled');
      const harms = harmsIn(1, 'crash-after-booking', { ...changes, qos: `${qos}` });
      expect(harms).toEqual(risk === undefined ? [] : [risk]);
    }
  }
});

test('a crash by hand counts as one of the script', () => {
  const scenario = changedPreset('account-ledger', {});
  const [ledger] = USE_CASES.filter(({ name }) => name === 'ledger');
  if (ledger === undefined) throw new Error('there is no ledger');
  const risk = (store: 'kept' | 'lost') =>
    riskAt(
      ledger,
      2,
      surroundingsOf(
        scenario,
        [
          {
            at: TIME_ZERO,
            command: { kind: 'crash-client', client: 'sub', store, restartMs: 1000 },
          },
        ],
        ledger,
      ),
    );
  expect([risk('kept'), risk('lost')]).toEqual([undefined, 'doubled']);
});
