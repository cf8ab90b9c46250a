// The broker sends at the lower of the published level and the one that was subscribed with.

import {
  acknowledged,
  all,
  arrived,
  delivered,
  doubled,
  dropped,
  lost,
  NONE,
  SETTLED,
  sent,
} from '../fact.ts';
import { lesson, shown, task } from '../lesson.ts';

const ONE = 'preset=downgraded-to-qos1';
const ZERO = 'preset=downgraded-to-qos0';

export const lowerOfTwo = lesson(
  'lower-of-two',
  shown('two-levels', ONE, delivered('A'), {
    captions: {
      'hop-1': sent({ type: 'PUBREC', hop: 1 }),
      'hop-2': sent({ type: 'PUBLISH', hop: 2, qos: 1 }),
    },
    after: {
      'qos-2-there': sent({ type: 'PUBLISH', hop: 1, qos: 2 }),
      'qos-1-here': sent({ type: 'PUBLISH', hop: 2, qos: 1 }),
      'no-pubrec': sent({ type: 'PUBREC', hop: 2 }, NONE),
    },
  }),
  shown('one-lost-answer', ONE, SETTLED, {
    from: delivered('A'),
    captions: { dies: dropped({ type: 'PUBACK', hop: 2 }) },
    answers: { once: delivered('A', 1), twice: delivered('A', 2), never: delivered('A', 0) },
    after: { twice: doubled('A', 'brokerResend') },
  }),
  shown('subscribed-at-0', ZERO, all(acknowledged('A'), lost('A')), {
    captions: {
      dies: dropped({ type: 'PUBLISH', hop: 2 }),
      complete: arrived({ type: 'PUBCOMP' }),
    },
    answers: {
      success: all(acknowledged('A'), delivered('A', 0)),
      'finds-out': all(acknowledged('A'), delivered('A', 1)),
    },
    after: { complete: acknowledged('A'), gone: lost('A', 'packetLost') },
  }),
  task(
    'raise-it',
    ONE,
    all(SETTLED, delivered('A', 1), sent({ type: 'PUBREC', hop: 2 })),
    'preset=downgraded-to-qos1&sub-qos=2',
    { after: { once: delivered('A', 1), 'four-packets': sent({ type: 'PUBREC', hop: 2 }) } },
  ),
);
