// What `--json` says of applications: the verdict at the run's end, for the presets that have one.
import { expect, test } from 'vitest';
import { fromMs } from '../base/time.ts';
import { changedPreset } from '../testing/applicationRun.ts';
import { presetScenario } from '../testing/presetRun.ts';
import { runHeadless } from './headlessRun.ts';
import { formatReport } from './simReport.ts';

test('a preset with an application says what has become of it', () => {
  const report = runHeadless(changedPreset('account-ledger', { qos: '1' }));
  expect(report.application).toEqual([
    {
      useCase: 'ledger',
      client: 'sub',
      ignoreRepeats: false,
      harm: 'doubled',
      count: 2,
      harms: { doubled: 2, lost: 0, stale: 0, gap: 0 },
      sentence: 'Payments 1 and 3 were booked twice: 28.40 EUR too much.',
      cost: 'The cost: 28.40 EUR to pay back.',
      pending: 0,
    },
  ]);
  expect(formatReport(report)).toMatch(
    /ledger \(sub\): Payments 1 and 3 were booked twice: 28\.40 EUR too much\. The cost: .*\n$/,
  );
});

test('without harm there is no cost, and one without an application says nothing', () => {
  const { application } = runHeadless(changedPreset('account-ledger', {}));
  expect(application).toMatchObject([{ harm: 'none', count: 0, pending: 0 }]);
  expect(Object.keys(application?.[0] ?? {})).not.toContain('cost');
  expect(Object.keys(runHeadless(presetScenario('lost-puback')))).not.toContain('application');
});

test('while messages are on their way, the verdict says so, and that is no harm', () => {
  const { application } = runHeadless(changedPreset('account-ledger', {}), { until: fromMs(2500) });
  expect(application).toMatchObject([{ harm: 'none', pending: 2 }]);
  expect(application?.[0]?.sentence).toMatch(
    /^1 payment was booked once and 2 are on their way\.$/,
  );
});

test('an application that joins by a command has its verdict too', () => {
  const scenario = changedPreset('chat-thread', {});
  const [, sub] = scenario.clients;
  if (sub === undefined) throw new Error('no subscriber');
  const client = { ...sub, id: 'late', ignoreRepeats: false };
  const commands = [{ at: fromMs(5000), command: { kind: 'add-client', client } }] as const;
  const { application } = runHeadless(scenario, { commands });
  expect(application?.map((each) => [each.client, each.ignoreRepeats])).toEqual([
    ['sub', true],
    ['late', false],
  ]);
  expect(application?.[1]?.harm).toBe('doubled');
});

test('the counters are those of the same run without applications', () => {
  const scenario = changedPreset('mixed-day', { qos: '1' });
  const { application, ...metrics } = runHeadless(scenario);
  expect(application).toHaveLength(3);
  const topics = scenario.clients.map((client) => {
    const subscriptions = client.subscriptions.map(({ filter, qos }) => ({
      filter: `${filter}/#`,
      qos,
    }));
    return { ...client, subscriptions };
  });
  expect(runHeadless({ ...scenario, clients: topics })).toEqual(metrics);
});
