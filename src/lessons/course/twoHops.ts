// One message crosses two hops, and each is acknowledged by itself.

import { acknowledged, arrived, delivered, not, sent, stored } from '../fact.ts';
import { lesson, shown } from '../lesson.ts';

const PUBLISH1 = { type: 'PUBLISH', hop: 1 } as const;
const PUBLISH2 = { type: 'PUBLISH', hop: 2 } as const;
const PUBACK1 = { type: 'PUBACK', hop: 1 } as const;
const PUBACK2 = { type: 'PUBACK', hop: 2 } as const;

export const twoHops = lesson(
  'two-hops',
  shown('to-the-broker', 'preset=one-message&qos=0', arrived(PUBLISH1), {
    captions: { leaves: sent(PUBLISH1) },
    after: { 'broker-has-it': arrived(PUBLISH1), 'nobody-else': delivered('A', 0) },
  }),
  shown('to-the-subscriber', 'preset=one-message&qos=0', delivered('A'), {
    from: arrived(PUBLISH1),
    captions: { forwards: sent(PUBLISH2) },
    after: {
      arrives: delivered('A'),
      'two-packets': sent({ type: 'PUBLISH' }, { min: 2, max: 2 }),
    },
  }),
  shown('an-answer', 'preset=one-message', arrived(PUBACK2), {
    captions: {
      keeps: stored('pub', 'A', 'message'),
      answers: sent(PUBACK1),
      'lets-go': not(stored('pub', 'A')),
    },
    after: { 'two-answers': sent({ type: 'PUBACK' }, { min: 2, max: 2 }) },
  }),
  shown('who-is-told', 'preset=puback-is-not-delivery', arrived(PUBACK1), {
    captions: { published: sent(PUBLISH1), 'broker-answers': sent(PUBACK1) },
    answers: {
      success: acknowledged('A'),
      failure: not(acknowledged('A')),
    },
    after: { told: acknowledged('A'), 'not-there': delivered('A', 0) },
  }),
  shown('much-later', 'preset=puback-is-not-delivery', delivered('A'), {
    from: arrived(PUBACK1),
    captions: { waits: stored('broker', 'A'), back: sent(PUBLISH2) },
    after: { 'there-now': delivered('A'), 'no-more-news': sent(PUBACK1, { min: 1, max: 1 }) },
  }),
);
