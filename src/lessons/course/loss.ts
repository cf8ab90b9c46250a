// What a lost packet does to a message that nobody repeats.

import {
  arrived,
  delivered,
  dropped,
  figure,
  lost,
  NONE,
  not,
  sent,
  settledAfter,
  stored,
} from '../fact.ts';
import { lesson, shown, task } from '../lesson.ts';

const PUBLISH1 = { type: 'PUBLISH', hop: 1 } as const;
const PUBLISH2 = { type: 'PUBLISH', hop: 2 } as const;

export const loss = lesson(
  'loss',
  shown('one-lost-packet', 'preset=lost-publish-qos0', lost('A'), {
    captions: { leaves: sent(PUBLISH1), dies: dropped(PUBLISH1) },
    answers: { once: delivered('A', 1), twice: delivered('A', 2), never: delivered('A', 0) },
    after: {
      'never-came': lost('A', 'packetLost'),
      'nothing-kept': not(stored('pub', 'A')),
      'no-answer': sent({ type: 'PUBACK' }, NONE),
      'only-packet': sent(PUBLISH1, { max: 1 }),
    },
  }),
  shown('the-second-hop', 'preset=lost-publish-hop2&qos=0', lost('A'), {
    captions: { 'broker-has-it': arrived(PUBLISH1), dies: dropped(PUBLISH2) },
    answers: { once: delivered('A', 1), twice: delivered('A', 2), never: delivered('A', 0) },
    after: { 'never-came': lost('A', 'packetLost'), 'broker-let-go': not(stored('broker', 'A')) },
  }),
  shown('two-chances', 'preset=default&qos=0&loss=0.2&seed=4', settledAfter(100), {
    answers: {
      most: figure('delivered', { min: 73 }),
      'two-thirds': figure('delivered', { min: 55, max: 72 }),
      half: figure('delivered', { max: 54 }),
    },
    after: {
      published: figure('published', { min: 100, max: 100 }),
      delivered: figure('delivered', { min: 55, max: 72 }),
      'nothing-doubled': figure('duplicates', NONE),
    },
  }),
  task(
    'kill-one',
    'preset=playground',
    lost('A', 'packetLost'),
    'preset=playground&do=1.2:publish,pub,qoscope/demo,0,hello;1.2:drop,PUBLISH,2',
    { after: { gone: lost('A'), 'one-attempt': sent({ type: 'PUBLISH', hop: 2 }, { max: 1 }) } },
  ),
);
