// A gauge on a dashboard: the pressure in a boiler, four times a second.

import { numberIn } from './facts.ts';
import { NOTHING_SHOWN, readNumbered, showLatest } from './forms.ts';
import { judgeShown } from './judge.ts';
import { figure } from './phrases.ts';
import type { LatestState, UseCase } from './useCase.ts';

export const gauge: UseCase<LatestState> = {
  name: 'gauge',
  preset: 'dashboard-gauge',
  title: 'A gauge on a dashboard',
  group: 'transient',
  topic: 'plant/boiler-2/pressure',
  recommended: 0,
  ignoresRepeats: false,
  wrong: 1,
  freshMs: 800,
  start: NOTHING_SHOWN,
  read: (facts) => readNumbered(facts, undefined, 'bar'),
  act: showLatest,
  measure: (a, b) => Math.abs(numberIn(a, 'bar') - numberIn(b, 'bar')),
  judge: (_, tally, at) =>
    judgeShown(tally, at, {
      thing: 'reading',
      place: 'the gauge',
      jumped: 'the needle went back',
      far: (bar) => (bar < 0.05 ? '' : ` ${figure(bar)} bar`),
    }),
};
