// The decision sheet's arithmetic, held against runs that are counted by hand, its words and its
// Markdown.
import { describe, expect, test } from 'vitest';
import { changeNetwork } from '../scenario/changes.ts';
import type { Lab } from '../scenario/linkLab.ts';
import { DEFAULT_PRESET } from '../scenario/presets/presets.ts';
import { NETWORK_PROFILES } from '../scenario/profiles.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { applySettings, type SettingName } from '../scenario/settings.ts';
import { simulate } from '../sim/simulate.ts';
import { runJobs } from '../sim/sweep/runJobs.ts';
import { cellsOf, jobCount, scenarioOf } from './plan.ts';
import { DAYS, type LevelMonth, monthOf, type SheetRequest, sheetOf } from './sheet.ts';
import { sayBasis, sayNetwork } from './sheetBasis.ts';
import { formatSheet } from './sheetMarkdown.ts';
import {
  formatBytes,
  formatDelay,
  formatRounded,
  formatShare,
  rowsOf,
  sayFigure,
  sayMonth,
} from './sheetWords.ts';
import { formatCount } from './words.ts';

function scenarioWith(settings: Partial<Record<SettingName, string>>): Scenario {
  const texts = new Map(Object.entries(settings) as [SettingName, string][]);
  return applySettings(DEFAULT_PRESET.scenario, texts, (name) => name).scenario;
}

function ask(scenario: Scenario, lab: Lab = {}): SheetRequest {
  const request = sheetOf(scenario, { replications: 10, ...lab });
  if (!request.ok) throw new Error(JSON.stringify(request.errors));
  return request.value;
}

function resultsOf({ plan }: SheetRequest) {
  return runJobs(
    plan,
    Array.from({ length: jobCount(plan) }, (_, job) => job),
  );
}

function months(request: SheetRequest): readonly LevelMonth[] {
  return monthOf(request, resultsOf(request));
}

const LOSSY = scenarioWith({ loss: '0.1', messages: '50' });

describe('a month', () => {
  const request = ask(LOSSY, { perDay: 2000, payload: 64 });
  const found = months(request);

  test('is that of ordinary runs, each message times what there is of it', () => {
    const cells = cellsOf(request.plan);
    for (const [nth, month] of found.entries()) {
      const cell = cells[nth];
      if (cell === undefined) throw new Error('No cell');
      let [lost, doubled, bytes, published] = [0, 0, 0, 0];
      for (let replication = 0; replication < request.plan.replications; replication++) {
        const level = simulate(scenarioOf(request.plan, cell, replication)).levels[cell.level];
        lost += level.lost;
        doubled += level.duplicates;
        bytes += level.bytesSent;
        published += level.published;
      }
      const times = (2000 * DAYS) / published;
      expect(month.lost.value).toBeCloseTo(lost * times, 6);
      expect(month.doubled.value).toBeCloseTo(doubled * times, 6);
      expect(month.bytes.value).toBeCloseTo(bytes * times, 3);
      expect(month.pairs).toBe(published);
    }
  });

  test('has every figure within its interval, and no interval below none', () => {
    for (const month of found) {
      for (const { figure } of rowsOf(found)) {
        const { value, interval } = figure(month) ?? { value: 0, interval: undefined };
        if (interval === undefined) continue;
        expect(interval.low).toBeGreaterThanOrEqual(0);
        expect(interval.low).toBeLessThanOrEqual(value);
        expect(interval.high).toBeGreaterThanOrEqual(value);
      }
    }
  });

  test('holds what theory expects of QoS 0 and 1', () => {
    const [zero, one] = found;
    const messages = 2000 * DAYS;
    expect(zero?.lost.interval?.low).toBeLessThan(messages * (1 - 0.81));
    expect(zero?.lost.interval?.high).toBeGreaterThan(messages * (1 - 0.81));
    expect(one?.doubled.interval?.low).toBeLessThan(messages * (1 / 0.81 - 1));
    expect(one?.doubled.interval?.high).toBeGreaterThan(messages * (1 / 0.81 - 1));
  });

  test('does not take what was never seen for impossible', () => {
    const two = found[2];
    expect(two?.doubled.value).toBe(0);
    // Of 500 trials without one: by the rule of three some 3 in 500.
    const most = two?.doubled.interval?.high ?? 0;
    expect(most / (2000 * DAYS)).toBeGreaterThan(2 / 500);
    expect(most / (2000 * DAYS)).toBeLessThan(5 / 500);
  });

  test('of more messages is larger by as much, and of larger ones has more bytes', () => {
    const results = resultsOf(request);
    const ten = monthOf({ ...request, perDay: 20_000 }, results);
    expect(ten[0]?.lost.value).toBeCloseTo((found[0]?.lost.value ?? 0) * 10, 6);
    const large = months(ask(LOSSY, { perDay: 2000, payload: 164 }));
    const [small, big] = [found[0]?.bytes.value ?? 0, large[0]?.bytes.value ?? 0];
    // Each PUBLISH has 100 bytes more, and one more for its length.
    expect(big - small).toBeCloseTo(101 * 2000 * DAYS * (1 + 0.9), -6);
  });

  test('says nothing of a level of which no run is there yet', () => {
    const results = resultsOf(request).slice(0, 10);
    expect(monthOf(request, results).map(({ level }) => level)).toEqual([0]);
    expect(monthOf(request, [])).toEqual([]);
  });
});

describe('what is asked', () => {
  test('is refused with why where it cannot be run', () => {
    const endless = scenarioWith({ messages: 'unlimited' });
    const refused = sheetOf(endless, {});
    expect(refused.ok ? [] : refused.errors).toMatchObject([{ field: 'until-ms' }]);
    expect(sheetOf(endless, { untilMs: 5000 }).ok).toBe(true);
    expect(sheetOf(LOSSY, { replications: 900_000 }).ok).toBe(false);
  });

  test('is the levels that the link names', () => {
    expect(months(ask(LOSSY, { levels: '1', replications: 2 })).map(({ level }) => level)).toEqual([
      1,
    ]);
  });
});

describe('figures', () => {
  test.each([
    [formatRounded, 0, '0'],
    [formatRounded, 0.004, 'less than 0.01'],
    [formatRounded, 0.4237, '0.424'],
    [formatRounded, 38.46, '38.5'],
    [formatRounded, 1234, '1,230'],
    [formatRounded, 999.9, '1,000'],
    [formatRounded, 1_234_567, '1,230,000'],
    [formatBytes, 0, '0 bytes'],
    [formatBytes, 999.96, '1 kB'],
    [formatBytes, 68_300_000, '68.3 MB'],
    [formatShare, 0, '0 %'],
    [formatShare, 1, '100 %'],
    [formatShare, 0.99996, '99.996 %'],
    [formatShare, 0.901, '90.1 %'],
    [formatShare, 0.9999999999, 'nearly 100 %'],
    [formatDelay, 100, '100 ms'],
    [formatDelay, 1350, '1.35 s'],
    [formatCount, 12_341, '12,341'],
    [formatCount, 999, '999'],
  ] as const)('%o of %d is %s', (format, value, text) => {
    expect(format(value)).toBe(text);
  });

  test('have their intervals in words', () => {
    const none = { value: 0, interval: { low: 0, high: 385 } };
    expect(sayFigure(none, formatRounded)).toEqual({ value: '0', interval: 'at most 385' });
    const some = { value: 40, interval: { low: 30, high: 50 } };
    expect(sayFigure(some, formatRounded).interval).toBe('30 to 50');
    expect(sayFigure({ value: 40, interval: undefined }, formatRounded).interval).toBe('');
  });
});

describe('the sheet', () => {
  const request = ask(LOSSY);
  const found = months(request);
  const conditions = [{ levels: 'QoS 1 and 2', says: 'It must hold.', isMet: false }];
  const text = formatSheet(request, found, conditions, 'http://127.0.0.1/#/lab?part=sheet');

  test('says of each level what comes of it, and of none what was not seen', () => {
    const [zero, one, two] = found.map((month) => sayMonth(request, month));
    expect(zero).toMatch(
      /^QoS 0: 300,000 messages a month take [\d.]+ MB on the wire; about [\d,]+ are lost\. Of 500 simulated none came again\.$/,
    );
    expect(one).toMatch(/; about [\d,]+ come again\. Of 500 simulated none was lost\.$/);
    expect(two).toMatch(/ on the wire\. Of 500 simulated none was lost and none came again\.$/);
  });

  test('is Markdown with a table as wide as its head', () => {
    const rows = text.split('\n').filter((line) => line.startsWith('|'));
    expect(rows.length).toBe(2 + rowsOf(found).length);
    for (const row of rows) expect(row.split('|').length).toBe(6);
    expect(text).toContain('- [ ] QoS 1 and 2: It must hold.');
    expect(text).toContain('(http://127.0.0.1/#/lab?part=sheet)');
    expect(text).not.toMatch(/undefined|NaN|null|Infinity/);
  });

  test('says what it rests on', () => {
    const basis = sayBasis(request, found).join('\n');
    expect(basis).toMatch(/10 runs at each level \(seeds 1 to 10\), with 50 deliveries/);
    expect(basis).toMatch(/300,000 messages of 100 bytes each/);
    expect(basis).toMatch(/Simulated at 10 a second; yours, .* one in 8\.64 s/);
    expect(basis).not.toMatch(/undefined|NaN/);
  });

  test('warns where time decides', () => {
    const bursts = ask(scenarioWith({ loss: '0.1', 'burst-ms': '500', messages: '20' }));
    expect(sayBasis(bursts, months(bursts)).join('\n')).toMatch(
      /What comes of bursts depends on that/,
    );
  });

  test('takes a window and a queue for what the pace decides, and names what is set', () => {
    const narrow = ask(scenarioWith({ loss: '0.2', queue: '1', inflight: '1', messages: '20' }));
    const basis = sayBasis(narrow, months(narrow)).join('\n');
    expect(basis).toMatch(/What comes of a window and the queue’s limit depends on that/);
    expect(basis).toMatch(/Besides, it is set: .*inflight=1/);
    expect(basis).not.toMatch(/the pace decides nothing/);
  });

  test('does not make a month of what was under way at an early end', () => {
    const cut = ask(scenarioWith({ loss: '0.3', messages: '50' }), { untilMs: 4000, levels: '2' });
    const found = months(cut);
    expect(found[0]?.pending.value).toBeGreaterThan(0);
    expect(found[0]?.pending.value).toBeLessThan(1);
    expect(found.map((month) => sayMonth(cut, month)).join()).toMatch(
      /[\d.]+ % were still under way when the runs ended/,
    );
    expect(sayBasis(cut, found).join()).toMatch(/Each run was ended after 4 s/);
  });

  test('says that too few runs have no intervals, and that runs are trials where luck is shared', () => {
    const few = ask(LOSSY, { replications: 3 });
    expect(sayBasis(few, months(few)).join()).toMatch(/fewer than 5 runs/);
    const bursts = ask(scenarioWith({ loss: '0.1', 'burst-ms': '500', messages: '20' }));
    expect(sayBasis(bursts, months(bursts)).join()).toMatch(/from how many runs there were/);
  });

  test('names a network with its source, or says that it has none', () => {
    for (const profile of NETWORK_PROFILES) {
      const { network } = changeNetwork(DEFAULT_PRESET.scenario, profile.network);
      expect(sayNetwork(network)).toContain(profile.label);
      expect(sayNetwork(network)).toMatch(/\((illustrative|source: .+)\)\.$/);
    }
    expect(sayNetwork(LOSSY.network)).toMatch(/10 % lost \(figures of your own: no source\)/);
  });
});
