// Each myth and each challenge, held against its runs.

import { describe, expect, test } from 'vitest';
import { parseLink } from '../scenario/link.ts';
import { eventsOfRun } from '../testing/lessonRuns.ts';
import { brokenConditions, type Challenge } from './challenge.ts';
import { CHALLENGES } from './challenges.ts';
import { ENGLISH } from './en/texts.ts';
import { instantsOf } from './factFold.ts';
import { MYTHS } from './myths.ts';

describe('a myth', () => {
  test('is each of the fifteen, in their order, with its texts', () => {
    expect(MYTHS).toHaveLength(15);
    expect(Object.keys(ENGLISH.myths)).toEqual(MYTHS.map(({ name }) => name));
    for (const { name, happened } of MYTHS) {
      expect(Object.keys(ENGLISH.myths[name]?.happened ?? {})).toEqual(Object.keys(happened));
    }
  });

  test.each(MYTHS)('$name: what happened, happens in this order', ({ run, happened }) => {
    const instants = instantsOf(Object.values(happened), eventsOfRun(run));
    for (const [i, name] of Object.keys(happened).entries()) {
      expect(instants[i], name).toBeGreaterThan(instants[i - 1] ?? -1);
    }
  });
});

function isDone({ run, goal, conditions }: Challenge, attempt: string): boolean {
  const broken = brokenConditions(conditions, parseLink(run).scenario, parseLink(attempt));
  return broken.length === 0 && instantsOf([goal], eventsOfRun(attempt))[0] !== undefined;
}

describe('a challenge', () => {
  test('has texts, and no texts are without one', () => {
    expect(Object.keys(ENGLISH.challenges)).toEqual(CHALLENGES.map(({ name }) => name));
  });

  test.each(CHALLENGES)('$name: is not done by itself', (challenge) => {
    expect(isDone(challenge, challenge.run)).toBe(false);
  });

  test.each(CHALLENGES)('$name: its solution does it', (challenge) => {
    expect(isDone(challenge, challenge.solution)).toBe(true);
  });

  test.each(CHALLENGES)('$name: what comes near does not', (challenge) => {
    expect(isDone(challenge, challenge.nearMiss)).toBe(false);
  });

  test('dup-and-new: the repeat of what has arrived is not new', () => {
    const challenge = CHALLENGES.find(({ name }) => name === 'dup-and-new');
    const attempt = 'preset=playground&do=1.2:drop,PUBREC,2;1.2:publish,pub,qoscope/demo,2,hello';
    expect(challenge && isDone(challenge, attempt)).toBe(false);
  });
});
