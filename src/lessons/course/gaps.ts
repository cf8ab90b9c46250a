// QoS 0: what a gap costs depends on what the next message says.

import { all, any, delivered, figure, lost, NONE, not, says, settledAfter } from '../fact.ts';
import { lesson, shown } from '../lesson.ts';

const MAP = 'preset=vehicle-on-map';
const SWITCH = 'preset=switch-off&qos=0';

export const gaps = lesson(
  'gaps',
  shown('positions', MAP, delivered('L'), {
    captions: { early: delivered('A'), gap: lost('K') },
    answers: { wrong: not(delivered('L')), right: all(lost('K'), delivered('L')) },
    after: { 'k-lost': lost('K'), 'l-came': delivered('L') },
  }),
  shown('the-whole-drive', MAP, settledAfter(36), {
    from: delivered('L'),
    after: {
      'ten-lost': figure('lost', { min: 10, max: 10 }),
      'newer-came': delivered('AJ'),
      'no-repeats': figure('duplicates', NONE),
    },
  }),
  shown('a-switch', SWITCH, lost('D'), {
    captions: { on: delivered('C'), off: lost('D') },
    answers: { 'stays-on': all(delivered('C'), lost('D')), 'goes-off': delivered('D') },
    after: { 'd-was-off': all(says('D', '{"on":false,"n":4}'), lost('D')) },
  }),
  shown('the-same-at-qos-1', 'preset=switch-off', settledAfter(8), {
    answers: {
      'one-missing': any(lost('D'), lost('F')),
      'all-came': figure('lost', NONE),
    },
    after: {
      'nothing-lost': figure('lost', NONE),
      'some-twice': figure('duplicates', { min: 5, max: 5 }),
    },
  }),
);
