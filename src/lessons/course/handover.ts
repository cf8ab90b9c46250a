// When a QoS 2 receiver hands a message on: with PUBLISH, or with PUBREL.

import {
  all,
  arrived,
  delivered,
  dropped,
  not,
  ONCE,
  SETTLED,
  sent,
  stored,
  TWICE,
  took,
} from '../fact.ts';
import { lesson, shown } from '../lesson.ts';

const HELD = 'preset=one-message&qos=2';
const AT_ONCE = 'preset=one-message&qos=2&qos2-forward=publish&qos2-handover=publish';
const PUBLISH1 = { type: 'PUBLISH', hop: 1 } as const;
const PUBLISH2 = { type: 'PUBLISH', hop: 2 } as const;
const PUBREL1 = { type: 'PUBREL', hop: 1 } as const;
const PUBREL2 = { type: 'PUBREL', hop: 2 } as const;
const TOOK = {
  'two-ways': took('A', 600),
  'four-ways': took('A', 1200),
  'six-ways': took('A', 1800),
};

export const handover = lesson(
  'handover',
  shown('held-back', HELD, delivered('A'), {
    captions: {
      'broker-holds': stored('broker', 'A', 'message'),
      released: sent(PUBLISH2),
      'subscriber-holds': stored('sub', 'A', 'message'),
      'released-again': arrived(PUBREL2),
    },
    answers: TOOK,
    after: { six: took('A', 1800), 'after-pubrel': all(arrived(PUBREL1), arrived(PUBREL2)) },
  }),
  shown('at-once', AT_ONCE, delivered('A'), {
    captions: { forwarded: sent(PUBLISH2) },
    answers: TOOK,
    after: { two: took('A', 600), 'before-pubrel': not(arrived(PUBREL2)) },
  }),
  shown('a-lost-pubrec', 'preset=lost-pubrec&qos2-forward=publish&qos2-handover=publish', SETTLED, {
    captions: { dies: dropped({ type: 'PUBREC', hop: 1 }), again: sent(PUBLISH1, TWICE) },
    answers: { once: delivered('A', 1), twice: delivered('A', 2), never: delivered('A', 0) },
    after: {
      'came-twice': arrived(PUBLISH1, TWICE),
      'forwarded-once': sent(PUBLISH2, ONCE),
    },
  }),
);
