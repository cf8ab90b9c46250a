// How exactly-once breaks: state that one side has lost, and packets that overtake.

import {
  acknowledged,
  all,
  arrived,
  delivered,
  doubled,
  happened,
  lost,
  SETTLED,
  sent,
  settledAfter,
} from '../fact.ts';
import { lesson, shown } from '../lesson.ts';

const TIMES = { once: delivered('A', 1), twice: delivered('A', 2), never: delivered('A', 0) };

export const broken = lesson(
  'broken',
  shown('a-clean-start', 'preset=clean-start-qos2-twice', SETTLED, {
    captions: {
      cut: happened('connection-closed', 'pub'),
      first: delivered('A', 1),
      forgotten: happened('session-ended', 'pub'),
      again: sent({ type: 'PUBLISH', hop: 1, dup: true }),
    },
    answers: TIMES,
    after: { twice: delivered('A', 2) },
  }),
  shown('a-crash', 'preset=broker-crash-before-pubrel-memory', lost('A'), {
    captions: { crashes: happened('node-crashed', 'broker') },
    answers: TIMES,
    after: { never: lost('A', 'stateLost') },
  }),
  shown('told-that-it-worked', 'preset=clean-start-lost-pubrel', acknowledged('A'), {
    captions: {
      discarded: lost('A', 'stateLost'),
      'asks-on': sent({ type: 'PUBREL', hop: 1, attempt: 2 }),
    },
    answers: { arrived: delivered('A', 1), vanished: delivered('A', 0) },
    after: { told: acknowledged('A'), 'never-came': all(lost('A'), delivered('A', 0)) },
  }),
  shown('overtaken', 'preset=overtaking-qos2', SETTLED, {
    captions: {
      again: sent({ type: 'PUBLISH', hop: 1, attempt: 2 }),
      over: acknowledged('A'),
      late: arrived({ type: 'PUBLISH', hop: 1, attempt: 1 }),
    },
    answers: TIMES,
    after: { twice: delivered('A', 2) },
  }),
  shown('booked-twice', 'preset=crash-after-booking', settledAfter(3), {
    captions: {
      booked: delivered('B', 1),
      crashes: happened('node-crashed', 'sub'),
      again: delivered('B', 2),
    },
    after: { twice: doubled('B', 'stateLost') },
  }),
);
