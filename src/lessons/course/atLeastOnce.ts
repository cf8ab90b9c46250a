// QoS 1: first the data is killed, then the acknowledgement.

import {
  acknowledged,
  arrived,
  delivered,
  doubled,
  dropped,
  figure,
  SETTLED,
  sent,
  stored,
} from '../fact.ts';
import { lesson, shown, task } from '../lesson.ts';

const PUBLISH1 = { type: 'PUBLISH', hop: 1 } as const;
const PUBACK1 = { type: 'PUBACK', hop: 1 } as const;
/** Any message: who misses the moment with the first one can try with the next. */
const TWICE_AT_1 = figure('duplicates', { min: 1 }, { level: 1 });
const TIMES = { once: delivered('A', 1), twice: delivered('A', 2), never: delivered('A', 0) };

export const atLeastOnce = lesson(
  'at-least-once',
  shown('keep-until-answered', 'preset=lost-publish', dropped(PUBLISH1), {
    captions: { keeps: stored('pub', 'A', 'message') },
    after: { dead: dropped(PUBLISH1), 'still-kept': stored('pub', 'A', 'message') },
  }),
  shown('kill-the-data', 'preset=lost-publish', SETTLED, {
    from: dropped(PUBLISH1),
    captions: {
      again: sent({ ...PUBLISH1, attempt: 2 }),
      through: arrived({ ...PUBLISH1, attempt: 2 }),
    },
    answers: TIMES,
    after: { once: delivered('A', 1), told: acknowledged('A') },
  }),
  shown('kill-the-answer', 'preset=lost-puback', SETTLED, {
    captions: {
      through: arrived({ ...PUBLISH1, attempt: 1 }),
      dies: dropped(PUBACK1),
      first: delivered('A', 1),
      again: sent({ ...PUBLISH1, attempt: 2 }),
      second: delivered('A', 2),
    },
    answers: TIMES,
    after: { twice: delivered('A', 2), why: doubled('A', 'publisherResend') },
  }),
  shown('what-the-publisher-saw', 'preset=lost-puback', SETTLED, {
    from: sent({ ...PUBLISH1, attempt: 2 }),
    after: {
      'sent-twice': sent(PUBLISH1, { min: 2, max: 2 }),
      'one-answer': arrived(PUBACK1, { min: 1, max: 1 }),
    },
  }),
  task(
    'double-it',
    'preset=playground',
    TWICE_AT_1,
    'preset=playground&do=1.2:publish,pub,qoscope/demo,1,hello;1.2:drop,PUBACK,1',
    { after: { twice: TWICE_AT_1, why: dropped({ type: 'PUBACK' }) } },
  ),
);
