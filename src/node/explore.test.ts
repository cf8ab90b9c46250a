// The arguments of `explore`, and what it prints of what it finds.
import { describe, expect, test } from 'vitest';
import { formatInputError } from '../base/result.ts';
import type { ExploreRequest } from '../lab/exploration.ts';
import { EXPLORE_SETTINGS } from '../lab/exploreRequest.ts';
import { parseLink } from '../scenario/link.ts';
import { exploreAll } from '../sim/explore/explore.ts';
import { endingOf } from '../sim/explore/outcome.ts';
import { play } from '../sim/explore/play.ts';
import { formatExploration, formatExploreHelp, toExploreJson } from './exploreReport.ts';
import { LIMIT_FLAGS, parseExploreArgs } from './exploreRequest.ts';

function searchOf(line: string): ExploreRequest {
  const parsed = parseExploreArgs(line === '' ? [] : line.split(' '));
  if (!parsed.ok) throw new Error(parsed.errors.map(formatInputError).join('\n'));
  if (parsed.value.kind !== 'search') throw new Error('No search');
  return parsed.value.search;
}

function errorsOf(line: string): readonly string[] {
  const parsed = parseExploreArgs(line.split(' '));
  return parsed.ok ? [] : parsed.errors.map(formatInputError);
}

describe('the arguments', () => {
  test('say the level, the subscription, the messages and the limits', () => {
    const line =
      '--qos 2 --sub-qos 1 --drops 3 --cuts 1 --crashes 2 --clean-reconnects 3 --messages 2';
    const { scenario, messages, limits } = searchOf(line);
    expect(limits).toEqual({ drops: 3, cuts: 1, crashes: 2, cleanReconnects: 3 });
    expect(messages).toBe(2);
    const [pub, sub] = scenario.clients;
    expect(pub?.publishes).toMatchObject([{ qos: 2, count: 2 }]);
    expect(sub?.subscriptions).toMatchObject([{ qos: 1 }]);
  });

  test.each([
    ['--qos 3', '--qos: got "3", expected 0, 1 or 2'],
    ['--drops 9', '--drops: got "9", expected a whole number from 0 to 8'],
    ['--cuts -1', '--cuts: got "-1", expected a whole number from 0 to 3'],
    ['--messages 3', '--messages: got "3", expected 1 or 2'],
    ['--loss 0.1', '--loss: got an unknown flag, expected one of those that --help lists'],
    [
      '--latency-ms 0',
      '--latency-ms: got 0, expected at least 0.002: what arrives at once cannot be dropped on its way',
    ],
  ])('%s is refused', (line, message) => {
    expect(errorsOf(line)).toEqual([message]);
  });
});

test('the help names every flag', () => {
  const help = formatExploreHelp();
  for (const name of [...EXPLORE_SETTINGS, ...Object.keys(LIMIT_FLAGS), 'messages', 'json']) {
    expect(help).toContain(`--${name} `);
  }
});

describe('what it finds', () => {
  const search = searchOf('--qos 1 --drops 2');
  const found = exploreAll(search);

  test('is JSON of a documented shape, whose links lead to the run', () => {
    const json = JSON.parse(JSON.stringify(toExploreJson(search, found)));
    const { runs, outcomes, shortest, ...rest } = json;
    expect(rest).toEqual({
      level: 1,
      subscriptionLevel: 2,
      maxDrops: 2,
      maxCuts: 0,
      maxCrashes: 0,
      maxCleanReconnects: 0,
      outOfOrder: 0,
      flaws: { ...found.flaws },
    });
    expect(runs).toBe(outcomes.exactlyOnce + outcomes.moreThanOnce);
    expect(Object.keys(shortest)).toEqual(['moreThanOnce']);
    expect(shortest.moreThanOnce.drops).toEqual([
      { hop: expect.any(Number), direction: expect.any(String), type: 'PUBACK', attempt: 1 },
    ]);
    const { scenario, commands, ignored } = parseLink(shortest.moreThanOnce.link);
    expect(ignored).toEqual([]);
    expect(endingOf(play(scenario, commands), 1).outcome).toBe('moreThanOnce');
  });

  test('is a table with the least that it takes', () => {
    const text = formatExploration(search, found);
    expect(text).toMatch(/^\d+ runs\ndelivered exactly once +\d+\n/);
    expect(text).toContain(`In all ${found.runs} runs with at most 2 losses, QoS 1 delivered`);
    expect(text).toMatch(/What bounds the search:\n {2}One message from one publisher/);
    expect(text).toMatch(/Least that it takes to be delivered more than once:\n {2}drop PUBACK/);
    expect(text).toMatch(/#\/simulate\?messages=1&do=[^ ]+kill,/);
  });
});
