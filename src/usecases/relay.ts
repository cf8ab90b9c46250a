// A switch that is told to turn off: a heater does what it was told last.

import { textIn } from './facts.ts';
import { NOTHING_SHOWN, readNumbered, showLatest } from './forms.ts';
import { judgeActs, setBackOf } from './judge.ts';
import { figure, listOf, nameAll, span } from './phrases.ts';
import { missedUntil } from './tally.ts';
import type { LatestState, UseCase } from './useCase.ts';

const WATTS = 2000;

export const relay: UseCase<LatestState> = {
  name: 'switch',
  preset: 'switch-off',
  title: 'A switch that is told to turn off',
  group: 'event',
  topic: 'home/heater/set',
  recommended: 1,
  ignoresRepeats: true,
  isTwiceHarmless: true,
  wrong: 0,
  start: NOTHING_SHOWN,
  read: (facts) => (typeof facts.on === 'boolean' ? readNumbered(facts, undefined) : undefined),
  act: showLatest,
  wanted: (facts) => (facts.on === true ? 'on' : 'off'),
  judge(state, tally, at) {
    const missed = missedUntil(tally, relay, at);
    const back = setBackOf(state, tally);
    const says = back.map(({ n, facts }) => `command ${n} (${sayOn(facts.on)}) came again, late`);
    const words = {
      thing: 'command',
      fine: 'obeyed',
      lost: (): string => {
        const [first] = tally.lost.first;
        const isOne = tally.lost.count === 1 && first !== undefined;
        const what = isOne ? ` (${sayOn(first.facts.on)})` : '';
        return `${nameAll(tally.lost, 'command')}${what} never came`;
      },
      cost: (): string => {
        const [tooLong, tooShort] = [missed.get('off') ?? 0, missed.get('on') ?? 0];
        const parts = [
          ...(tooLong > 0 ? [`ran ${span(tooLong)} too long (${wattHours(tooLong)} Wh)`] : []),
          ...(tooShort > 0 ? [`stood cold for ${span(tooShort)}`] : []),
        ];
        const now = back.map(
          ({ facts }) => `is ${String(facts.on === true ? 'on' : 'off')} now, and should not be`,
        );
        const all = [...parts, ...now];
        return all.length === 0 ? 'By luck it was so already.' : `The heater ${listOf(all)}.`;
      },
    };
    return judgeActs(tally, words, { count: back.length, says: listOf(says) });
  },
};

export function sayOn(on: unknown): string {
  return on === true ? '“on”' : '“off”';
}

function wattHours(us: number): string {
  return figure((WATTS * us) / 3_600_000_000);
}

/** What the heater does, as far as it was told. */
export function heaterOf({ shown }: LatestState): string {
  const facts = shown.get('')?.facts;
  return facts === undefined ? '' : textIn(facts, 'on') === 'true' ? 'on' : 'off';
}
