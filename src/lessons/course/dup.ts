// The DUP flag belongs to a hop, and says "sent before", not "you have this".

import {
  acknowledged,
  all,
  arrived,
  delivered,
  doubled,
  dropped,
  lost,
  not,
  sent,
  settledAfter,
} from '../fact.ts';
import { lesson, shown } from '../lesson.ts';

const RUN = 'preset=dup-is-not-duplicate';
const A2 = { type: 'PUBLISH', hop: 2, message: 'A' } as const;
const B1 = { type: 'PUBLISH', hop: 1, message: 'B' } as const;
const B2 = { type: 'PUBLISH', hop: 2, message: 'B' } as const;

export const dup = lesson(
  'dup',
  shown('sent-before', RUN, sent({ ...A2, dup: true }), {
    captions: {
      first: sent({ ...A2, dup: false }),
      dies: dropped(A2),
      again: sent({ ...A2, dup: true }),
    },
    after: { flag: sent({ ...A2, dup: true }), 'had-none': delivered('A', 0) },
  }),
  shown('with-dup-1', RUN, delivered('A'), {
    from: sent({ ...A2, dup: true }),
    answers: {
      new: all(arrived({ ...A2, dup: true }), delivered('A', 1)),
      old: delivered('A', 2),
    },
    after: { 'first-time': delivered('A', 1), 'with-dup': arrived({ ...A2, dup: true }) },
  }),
  shown('the-other-hop', RUN, sent({ ...B1, dup: true }), {
    from: sent(B1),
    captions: {
      first: delivered('B', 1),
      again: sent({ ...B1, dup: true }),
    },
    after: { 'dup-on-hop-1': sent({ ...B1, dup: true }), 'b-once': delivered('B', 1) },
  }),
  shown('which-flag', RUN, settledAfter(2), {
    from: sent({ ...B1, dup: true }),
    answers: {
      'dup-1': sent({ ...B2, dup: true }),
      'dup-0': all(not(sent({ ...B2, dup: true })), delivered('B', 2)),
    },
    after: {
      'two-callbacks': doubled('B', 'publisherResend'),
      'no-flag': arrived({ ...B2, dup: true }, { max: 0 }),
      'nothing-lost': all(not(lost('A')), not(lost('B')), acknowledged('B')),
    },
  }),
);
