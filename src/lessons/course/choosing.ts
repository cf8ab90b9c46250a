// Choosing a level for each message, by what a loss and a repeat cost.

import { all, figure, NONE, settledAfter } from '../fact.ts';
import { lesson, shown } from '../lesson.ts';

const DAY = 'preset=mixed-day';
const POSITIONS = { topic: 'fleet/van-7/position' } as const;
const CHAT = { topic: 'chat/team/lines' } as const;
const PAYMENTS = { topic: 'shop/payments' } as const;

export const choosing = lesson(
  'choosing',
  shown('each-its-own', DAY, settledAfter(60), {
    answers: {
      'position-lost': figure('lost', { min: 1 }, POSITIONS),
      'payment-lost': figure('lost', { min: 1 }, PAYMENTS),
    },
    after: {
      'positions-lost': figure('lost', { min: 1 }, POSITIONS),
      'chat-doubled': all(figure('lost', NONE, CHAT), figure('duplicates', { min: 1 }, CHAT)),
      packets: figure('packets', { min: 295, max: 295 }),
      'payments-once': all(figure('lost', NONE, PAYMENTS), figure('duplicates', NONE, PAYMENTS)),
    },
  }),
  shown('all-at-zero', 'preset=mixed-day&qos=0', settledAfter(60), {
    after: {
      'some-lost': all(figure('lost', { min: 1 }, PAYMENTS), figure('lost', { min: 1 }, CHAT)),
    },
  }),
  shown('all-at-one', 'preset=mixed-day&qos=1', settledAfter(60), {
    after: {
      'none-lost': figure('lost', NONE),
      'many-twice': all(
        figure('duplicates', { min: 1 }, POSITIONS),
        figure('duplicates', { min: 1 }, PAYMENTS),
      ),
    },
  }),
  shown('all-at-two', 'preset=mixed-day&qos=2', settledAfter(60), {
    answers: {
      'more-packets': figure('packets', { min: 591 }),
      'as-many': figure('packets', { max: 590 }),
    },
    after: {
      'all-once': all(figure('lost', NONE), figure('duplicates', NONE)),
      packets: figure('packets', { min: 591 }),
    },
  }),
);
