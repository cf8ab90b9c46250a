// What MQTT really runs on: TCP repeats what is lost, and cannot save a connection that ends.

import {
  acknowledged,
  all,
  delivered,
  doubled,
  dropped,
  figure,
  happened,
  lost,
  NONE,
  SETTLED,
  sent,
  settledAfter,
  stored,
} from '../fact.ts';
import { lesson, shown } from '../lesson.ts';

export const overTcp = lesson(
  'over-tcp',
  shown('a-fifth-is-lost', 'preset=tcp-loss', settledAfter(30), {
    captions: { 'a-segment': happened('segment-lost') },
    answers: {
      some: figure('lost', { min: 1 }, { level: 0 }),
      none: figure('lost', NONE, { level: 0 }),
    },
    after: {
      'segments-lost': happened('segment-lost'),
      'no-message-lost': figure('lost', NONE),
      'none-twice': figure('duplicates', NONE),
    },
  }),
  shown('a-connection-ends', 'preset=tcp-cut', dropped({ type: 'PUBACK', hop: 1 }), {
    captions: { acks: sent({ type: 'PUBACK', hop: 1 }) },
    after: {
      'lost-with-it': dropped({ type: 'PUBACK', hop: 1 }),
      'still-kept': stored('pub', 'A', 'message'),
    },
  }),
  shown('which-was-it', 'preset=tcp-cut', SETTLED, {
    from: dropped({ type: 'PUBACK', hop: 1 }),
    captions: {
      first: delivered('A', 1),
      resumed: happened('session-resumed', 'pub'),
      again: sent({ type: 'PUBLISH', hop: 1, dup: true }),
    },
    answers: { once: delivered('A', 1), twice: delivered('A', 2), never: delivered('A', 0) },
    after: { twice: doubled('A', 'publisherResend') },
  }),
  shown('silence', 'preset=black-hole-subscriber', settledAfter(2), {
    captions: {
      silenced: happened('connection-silenced', 'sub'),
      'b-acked': acknowledged('B'),
      noticed: happened('connection-closed', 'sub'),
      back: happened('session-resumed', 'sub'),
    },
    after: {
      'late-b': all(delivered('B', 1)),
      'no-a': lost('A', 'connectionLost'),
    },
  }),
);
