// What waits for a subscriber that is away, and where.

import {
  acknowledged,
  all,
  delivered,
  figure,
  happened,
  lost,
  SETTLED,
  sent,
  settledAfter,
  stored,
} from '../fact.ts';
import { lesson, shown } from '../lesson.ts';

const KEPT = 'preset=subscriber-offline';
const CLEAN = 'preset=subscriber-offline-clean';
const FULL = 'preset=queue-full';

export const sessions = lesson(
  'sessions',
  shown('three-messages', KEPT, acknowledged('C'), {
    captions: {
      away: happened('client-offline', 'sub'),
      'a-gone': lost('A'),
      'b-waits': stored('broker', 'B'),
    },
    after: {
      'a-lost': lost('A', 'offline'),
      'b-and-c-wait': all(stored('broker', 'B', 'message'), stored('broker', 'C', 'message')),
    },
  }),
  shown('back-again', KEPT, SETTLED, {
    from: acknowledged('C'),
    captions: {
      back: happened('connection-opened', 'sub', { min: 2 }),
      sends: sent({ type: 'PUBLISH', hop: 2 }),
    },
    answers: {
      three: figure('delivered', { min: 3 }),
      two: figure('delivered', { min: 2, max: 2 }),
      none: figure('delivered', { max: 0 }),
    },
    after: { two: all(delivered('B'), delivered('C')), 'not-a': delivered('A', 0) },
  }),
  shown('no-session', CLEAN, acknowledged('C'), {
    captions: { ended: happened('session-ended', 'sub') },
    answers: {
      wait: stored('broker', 'C', 'message'),
      gone: all(lost('A'), lost('B'), lost('C')),
    },
    after: {
      'all-lost': all(lost('A'), lost('B'), lost('C')),
      'still-success': all(acknowledged('B'), acknowledged('C')),
      'nobody-there': sent({ type: 'PUBACK', hop: 1, reasonCode: 0x10 }),
    },
  }),
  shown('full', FULL, settledAfter(5), {
    captions: { 'd-gone': lost('D'), back: happened('session-resumed', 'sub') },
    answers: {
      five: figure('delivered', { min: 5 }),
      three: figure('delivered', { min: 3, max: 3 }),
    },
    after: {
      'two-lost': all(lost('D', 'queueFull'), lost('E', 'queueFull')),
      'all-acknowledged': all(acknowledged('D'), acknowledged('E')),
    },
  }),
);
