// Live cursors: where the others point on a shared board.

import { type Facts, numberIn } from './facts.ts';
import { NOTHING_SHOWN, readFrom, showLatest } from './forms.ts';
import { judgeShown } from './judge.ts';
import type { LatestState, UseCase } from './useCase.ts';

export const cursors: UseCase<LatestState> = {
  name: 'cursors',
  preset: 'live-cursors',
  title: 'Live cursors',
  group: 'transient',
  topic: 'board/9/cursor',
  recommended: 0,
  ignoresRepeats: false,
  wrong: 1,
  freshMs: 600,
  start: NOTHING_SHOWN,
  read: (facts) => readFrom(facts, 'who', 'x', 'y'),
  act: showLatest,
  measure: pixelsBetween,
  judge: (_, tally, at) =>
    judgeShown(tally, at, {
      thing: 'place',
      place: 'the board',
      jumped: 'a cursor jumped back',
      far: (pixels) => (pixels < 0.5 ? '' : ` ${Math.round(pixels)} px`),
    }),
};

function pixelsBetween(a: Facts, b: Facts): number {
  const x = numberIn(a, 'x') - numberIn(b, 'x');
  const y = numberIn(a, 'y') - numberIn(b, 'y');
  return Math.sqrt(x * x + y * y);
}
