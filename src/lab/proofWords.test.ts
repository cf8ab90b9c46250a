// What a search adds up to in words: held against searches that are run here, and against figures that
// are made up.
import { describe, expect, test } from 'vitest';
import type { SettingName } from '../scenario/settings.ts';
import { exploreAll } from '../sim/explore/explore.ts';
import {
  type Exploration,
  type ExploreRequest,
  type Flaw,
  NOTHING_FOUND,
  type SearchLimits,
} from './exploration.ts';
import { exploreRequestOf } from './exploreRequest.ts';
import { sayBounds } from './proofBounds.ts';
import { nameFlaw, type Proof, sayEffort, sayProof, sayStep } from './proofWords.ts';

interface Asked extends Partial<SearchLimits> {
  readonly messages?: 1 | 2;
  readonly settings?: Partial<Record<SettingName, string>>;
}

function ask({ messages = 1, settings = {}, ...some }: Asked): ExploreRequest {
  const limits = { drops: 0, cuts: 0, crashes: 0, cleanReconnects: 0, ...some };
  const texts = new Map(Object.entries(settings) as [SettingName, string][]);
  const request = exploreRequestOf({ messages, limits, settings: texts }, (name) => name);
  if (!request.ok) throw new Error(JSON.stringify(request.errors));
  return request.value;
}

function prove(asked: Asked): Proof {
  const request = ask(asked);
  return { request, found: exploreAll(request), status: 'done' };
}

const say = (asked: Asked) => sayProof(prove(asked)).text;

function made(asked: Asked, found: Partial<Exploration>, status: Proof['status'] = 'done'): Proof {
  const { exactlyOnce: _, ...flaws } = found.outcomes ?? NOTHING_FOUND.outcomes;
  const shown = { ...NOTHING_FOUND, flaws: { ...flaws, outOfOrder: 0 }, ...found };
  return { request: ask(asked), found: shown, status };
}

describe('a whole search', () => {
  test('of QoS 0 says at most once', () => {
    expect(say({ drops: 4, settings: { qos: '0' } })).toBe(
      'In all 3 runs with at most 4 losses, QoS 0 delivered at most once; never in 2 of them.',
    );
  });

  test('of QoS 1 says at least once', () => {
    expect(say({ drops: 4, settings: { qos: '1' } })).toBe(
      'In all 231 runs with at most 4 losses, QoS 1 delivered at least once; more than once in 216 of them.',
    );
  });

  test('of QoS 2 says exactly once', () => {
    expect(say({ drops: 4, settings: { qos: '2' } })).toBe(
      'In all 769 runs with at most 4 losses, QoS 2 delivered exactly once.',
    );
  });

  test('that breaks QoS 2 says nothing of exactly once', () => {
    const { kind, text } = sayProof(prove({ cleanReconnects: 1, settings: { qos: '2' } }));
    expect(kind).toBe('proved');
    expect(text).toMatch(
      /^In all \d+ runs with at most 1 clean reconnect, QoS 2 delivered at most once; never in \d+ of them\.$/,
    );
  });

  test('in which both happen counts, and claims nothing of all runs', () => {
    const { kind, text } = sayProof(
      prove({ drops: 1, cleanReconnects: 1, settings: { qos: '1' } }),
    );
    expect(kind).toBe('counted');
    expect(text).toMatch(
      /^Of \d+ runs with at most 1 loss and 1 clean reconnect, QoS 1 delivered exactly once in \d+; more than once in \d+ and never in \d+ of them\.$/,
    );
  });

  test('in which nothing may go wrong has one run', () => {
    expect(say({ settings: { qos: '1' } })).toBe(
      'In the one run in which nothing goes wrong, QoS 1 delivered exactly once.',
    );
  });

  test('names the subscription’s level where it is the lower one', () => {
    expect(say({ drops: 1, settings: { qos: '2', 'sub-qos': '0' } })).toMatch(
      /, QoS 2 to a QoS 0 subscription delivered at most once; never in 1 of them\.$/,
    );
  });

  test('of two messages says whether they came in order', () => {
    expect(say({ messages: 2, settings: { qos: '2' } })).toBe(
      'In the one run in which nothing goes wrong, QoS 2 delivered both messages exactly once, in order.',
    );
    expect(say({ messages: 2, drops: 1, settings: { qos: '2' } })).toMatch(
      /^In all \d+ runs with at most 1 loss, QoS 2 delivered both messages exactly once; out of order in \d+ of them\.$/,
    );
  });
});

describe('a claim about all runs', () => {
  test('is not made of at least once where a message of a doubled pair is missing', () => {
    // A came twice, and B never: its run counts as more than once.
    const outcomes = { exactlyOnce: 1, moreThanOnce: 1, never: 0, pending: 0 };
    const proof = made({ messages: 2, drops: 2 }, { runs: 2, outcomes, atLeastOnce: 1 });
    expect(sayProof(proof)).toMatchObject({ kind: 'counted' });
    expect(sayProof(proof).text).not.toMatch(/at least once/);
  });

  test('is not made by a search that was stopped', () => {
    const outcomes = { exactlyOnce: 1234, moreThanOnce: 0, never: 0, pending: 0 };
    const found = { runs: 1234, outcomes, atLeastOnce: 1234 };
    expect(sayProof(made({ drops: 4 }, found, 'stopped'))).toEqual({
      kind: 'open',
      text: 'QoS 1: stopped after 1,234 runs. Exactly once in each. The rest was not run: this is no proof.',
    });
    expect(sayProof(made({ drops: 4 }, found, 'running')).kind).toBe('open');
  });

  test('stands apart from what else there is to count', () => {
    const outcomes = { exactlyOnce: 1, moreThanOnce: 0, never: 2, pending: 3 };
    expect(sayProof(made({ drops: 1 }, { runs: 6, outcomes, atLeastOnce: 1 })).text).toBe(
      'In all 6 runs with at most 1 loss, QoS 1 delivered at most once; never in 2 of them and still under way after 600 s in 3 of them.',
    );
  });
});

describe('a counterexample', () => {
  const example = (asked: Asked, flaw: Flaw) => {
    const found = prove(asked).found.shortest[flaw];
    if (found === undefined) throw new Error(`No ${flaw}`);
    return found;
  };

  test('lists what was lost, by its message and its attempt', () => {
    const one = example({ drops: 1, settings: { qos: '1' } }, 'moreThanOnce');
    expect(one.steps.map(sayStep)).toEqual(['PUBACK of A lost, from broker to pub']);
    expect(sayEffort(one)).toBe('1 loss');
  });

  test('names the message of two', () => {
    const one = example({ messages: 2, drops: 1, settings: { qos: '0' } }, 'never');
    expect(one.steps.map(sayStep)).toEqual(['PUBLISH of A lost, from pub to broker']);
  });

  test('says whom a fault befell', () => {
    const clean = example({ cleanReconnects: 1, settings: { qos: '2' } }, 'never');
    expect(clean.steps.map(sayStep)[0]).toMatch(
      /^Connection of (pub|sub) cut; it comes back with a new session$/,
    );
    const crash = example({ crashes: 1, settings: { qos: '1', store: 'memory' } }, 'never');
    expect(sayEffort(crash)).toBe('1 crash');
    expect(crash.steps.map(sayStep)).toEqual(['Crash of broker, which starts again after 100 ms']);
  });

  test('says when it shows, and not before its last step', () => {
    for (const flaw of ['moreThanOnce', 'never'] as const) {
      const one = example({ drops: 1, cleanReconnects: 1, settings: { qos: '1' } }, flaw);
      expect(one.at).toBeGreaterThanOrEqual(one.steps.at(-1)?.at ?? Infinity);
    }
  });

  test('over TCP needs the end of a connection', () => {
    expect(say({ drops: 2, settings: { qos: '1', network: 'tcp' } })).toMatch(
      /delivered exactly once\.$/,
    );
    const cut = example({ cuts: 1, settings: { qos: '1', network: 'tcp' } }, 'moreThanOnce');
    expect(cut.steps.map(sayStep)[0]).toMatch(/^Connection of (pub|sub) cut$/);
  });

  test('is named by what became of one message, or of one of two', () => {
    expect(nameFlaw('never', 1)).toBe('Never');
    expect(nameFlaw('never', 2)).toBe('One of the two never');
  });
});

describe('what bounds a search', () => {
  const bounds = (asked: Asked) => sayBounds(ask(asked)).join('\n');

  test('is said with the figures that it was run with', () => {
    const text = bounds({
      drops: 3,
      settings: { qos: '2', 'latency-ms': '20', 'resend-ms': '700' },
    });
    expect(text).toMatch(/At most 3 losses: of PUBLISH/);
    expect(text).toMatch(/Each hop takes 20 ms/);
    expect(text).toMatch(/after 700 ms is sent again, without end/);
    expect(text).toMatch(/for 600 s after the last thing done/);
    expect(text).toMatch(/forwards on PUBREL/);
    expect(text).not.toMatch(/undefined|NaN|fault|crash/);
  });

  test('speaks of faults where there are any, and of a store that forgets', () => {
    const text = bounds({
      crashes: 1,
      cleanReconnects: 1,
      settings: { store: 'memory', version: '4' },
    });
    expect(text).toMatch(/strikes right after all that happens at an instant/);
    expect(text).toMatch(/with nothing of what it had stored/);
    expect(text).toMatch(/Clean Session/);
  });

  test('speaks of segments over TCP, and of no timer', () => {
    const text = bounds({ drops: 1, settings: { network: 'tcp' } });
    expect(text).toMatch(/TCP’s segments/);
    expect(text).toMatch(/after a reconnect alone/);
  });

  test('tells what else is set', () => {
    expect(bounds({ settings: { ack: 'last' } })).toMatch(/Besides, it is set: ack=last\./);
    expect(bounds({})).not.toMatch(/Besides/);
  });
});

describe('a search that is not over', () => {
  const some = { runs: 70, outcomes: { exactlyOnce: 70, moreThanOnce: 0, never: 0, pending: 0 } };

  test('says how much there is, and at a guess how much of it that is', () => {
    const proof = made({ drops: 8 }, some, 'running');
    expect(sayProof({ ...proof, far: { firsts: 4, share: 0.234 } }).text).toBe(
      'QoS 1: 70 runs so far, about 23 % of what there seems to be.',
    );
    expect(sayProof({ ...proof, far: { firsts: 4, share: 0.999 } }).text).toMatch(/about 99 %/);
    expect(sayProof({ ...proof, far: { firsts: 4, share: 0.001 } }).text).toMatch(/less than 1 %/);
  });

  test('says why it waits', () => {
    const proof = made({ drops: 4 }, some, 'held');
    expect(sayProof({ ...proof, far: { firsts: 600, share: 0 } })).toEqual({
      kind: 'open',
      text: 'QoS 1: 600 things can go wrong first; with at most 4 losses that is some 5,400,000,000 runs. So large a search waits for a press.',
    });
  });

  test('says that it was not made', () => {
    expect(sayProof(made({ drops: 4 }, {}, 'failed')).text).toBe(
      'QoS 1: not searched, because its worker failed.',
    );
  });
});

test('of two messages a run counts for each flaw that it has', () => {
  const both: Asked = { messages: 2, drops: 1, cleanReconnects: 1, settings: { qos: '1' } };
  const { found } = prove(both);
  const { runs, outcomes, flaws } = found;
  expect(outcomes.exactlyOnce + flaws.moreThanOnce + flaws.never).toBeGreaterThan(runs);
  expect(outcomes.never).toBeLessThan(flaws.never);
  expect(flaws.never).toBe(49);
  expect(say(both)).toContain('one of the two never in 49 of them');
});

test('what is sent again late is waited for', () => {
  expect(say({ drops: 1, settings: { qos: '2', 'resend-ms': '700000' } })).toBe(
    'In all 9 runs with at most 1 loss, QoS 2 delivered exactly once.',
  );
});
