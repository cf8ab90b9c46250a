// A sensor's chart, drawn as readings come: each second one point at its right end.

import { numberIn } from './facts.ts';
import { NOTHING_SHOWN, readNumbered, showLatest } from './forms.ts';
import { judgeShown } from './judge.ts';
import { figure } from './phrases.ts';
import type { LatestState, UseCase } from './useCase.ts';

export const chart: UseCase<LatestState> = {
  name: 'chart',
  preset: 'sensor-chart',
  title: 'A sensor’s chart',
  group: 'transient',
  topic: 'greenhouse/3/temperature',
  recommended: 0,
  ignoresRepeats: false,
  wrong: 1,
  freshMs: 1500,
  start: NOTHING_SHOWN,
  read: (facts) => readNumbered(facts, undefined, 'celsius'),
  act: showLatest,
  measure: (a, b) => Math.abs(numberIn(a, 'celsius') - numberIn(b, 'celsius')),
  judge: (_, tally, at) =>
    judgeShown(tally, at, {
      thing: 'reading',
      place: 'the end of the chart',
      jumped: 'the line went back in time',
      far: (celsius) => (celsius < 0.05 ? '' : ` ${figure(celsius)} °C`),
    }),
};
