// A typing indicator: each second the writer's application says whether she is typing.

import { NOTHING_SHOWN, readFrom, showLatest } from './forms.ts';
import { judgeShown } from './judge.ts';
import type { LatestState, UseCase } from './useCase.ts';

export const typing: UseCase<LatestState> = {
  name: 'typing',
  preset: 'typing-indicator',
  title: 'A typing indicator',
  group: 'transient',
  topic: 'chat/team/typing',
  recommended: 0,
  ignoresRepeats: false,
  wrong: 1,
  freshMs: 1500,
  start: NOTHING_SHOWN,
  read: (facts) => (typeof facts.typing === 'boolean' ? readFrom(facts, 'who') : undefined),
  act: showLatest,
  measure: (a, b) => (a.typing === b.typing ? 0 : 1),
  judge: (_, tally, at) =>
    judgeShown(tally, at, {
      thing: 'update',
      place: 'the indicator',
      jumped: 'the indicator went wrong',
      far: () => '',
    }),
};
