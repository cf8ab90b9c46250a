// QoS 2, packet by packet, with each of the four lost in turn.

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
} from '../fact.ts';
import { lesson, shown } from '../lesson.ts';

const PUBLISH1 = { type: 'PUBLISH', hop: 1 } as const;
const PUBREC1 = { type: 'PUBREC', hop: 1 } as const;
const PUBREL1 = { type: 'PUBREL', hop: 1 } as const;
const PUBCOMP1 = { type: 'PUBCOMP', hop: 1 } as const;
const TIMES = { once: delivered('A', 1), twice: delivered('A', 2), never: delivered('A', 0) };

export const exactlyOnce = lesson(
  'exactly-once',
  shown('four-packets', 'preset=one-message&qos=2', arrived(PUBCOMP1), {
    captions: {
      publish: sent(PUBLISH1),
      pubrec: sent(PUBREC1),
      pubrel: sent(PUBREL1),
      pubcomp: sent(PUBCOMP1),
    },
    after: {
      'one-of-each': all(
        sent(PUBLISH1, ONCE),
        sent(PUBREC1, ONCE),
        sent(PUBREL1, ONCE),
        sent(PUBCOMP1, ONCE),
      ),
      'all-free': all(not(stored('pub', 'A')), not(stored('broker', 'A', 'identifier'))),
    },
  }),
  shown('lose-publish', 'preset=lost-publish&qos=2', SETTLED, {
    captions: { dies: dropped(PUBLISH1), again: sent(PUBLISH1, TWICE) },
    answers: TIMES,
    after: { once: delivered('A', 1), 'one-got-through': arrived(PUBLISH1, ONCE) },
  }),
  shown('lose-pubrec', 'preset=lost-pubrec', SETTLED, {
    captions: {
      dies: dropped(PUBREC1),
      again: sent({ ...PUBLISH1, dup: true }),
      known: arrived(PUBLISH1, TWICE),
    },
    answers: TIMES,
    after: {
      'both-got-through': arrived(PUBLISH1, TWICE),
      'forwarded-once': sent({ type: 'PUBLISH', hop: 2 }, ONCE),
    },
  }),
  shown('lose-pubrel', 'preset=lost-pubrel', SETTLED, {
    captions: { waits: stored('broker', 'A'), dies: dropped(PUBREL1), again: sent(PUBREL1, TWICE) },
    answers: TIMES,
    after: { once: delivered('A', 1), 'no-publish-again': sent(PUBLISH1, ONCE) },
  }),
  shown('lose-pubcomp', 'preset=lost-pubcomp', SETTLED, {
    captions: { dies: dropped(PUBCOMP1), again: sent(PUBREL1, TWICE) },
    answers: TIMES,
    after: {
      once: delivered('A', 1),
      unknown: sent({ ...PUBCOMP1, reasonCode: 0x92 }, ONCE),
    },
  }),
);
