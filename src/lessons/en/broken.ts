// English texts of the lesson in course/broken.ts.

import type { LessonTexts } from '../texts.ts';

export const broken: LessonTexts = {
  title: 'How exactly-once breaks',
  about: 'QoS 2 rests on what both ends remember, and on a network that keeps the order.',
  steps: {
    'a-clean-start': {
      title: 'One end forgets',
      text: [
        'The broker in this run hands a message on as soon as the PUBLISH comes. The connection is cut while its PUBREC is on the way.',
        'The publisher connects again with [[Clean Start]], which ends its old session at the broker, and sends A again all the same. Some libraries do that.',
      ],
      captions: {
        cut: 'The connection is cut, and the PUBREC with it.',
        first: 'The subscriber’s application has A.',
        forgotten: 'Clean Start: the broker forgets the session, and A’s number with it.',
        again: 'A is sent again.',
      },
      question: 'How often will the subscriber’s application have A?',
      answers: { once: 'Once', twice: 'Twice', never: 'Never' },
      after: { twice: 'The number by which the broker would have known A was gone.' },
    },
    'a-crash': {
      title: 'A crash',
      text: [
        'This broker keeps everything in memory. It crashes when the publisher has its PUBREC, before the PUBREL arrives.',
      ],
      captions: { crashes: 'The broker crashes, and forgets everything.' },
      question: 'How often will the subscriber’s application have A?',
      answers: { once: 'Once', twice: 'Twice', never: 'Never' },
      after: {
        never:
          'The publisher let go of A when it had the PUBREC, and the broker had the only copy.',
      },
    },
    'told-that-it-worked': {
      title: 'Told that it worked',
      text: [
        'MQTT 3.1.1. The PUBREL is lost with the connection, and the publisher’s session, a clean one, ends with it. The publisher connects again and goes on where it was: it sends PUBREL.',
      ],
      captions: {
        discarded: 'The session has ended, and A, which waited for its PUBREL, with it.',
        'asks-on': 'The publisher sends PUBREL again.',
      },
      question: 'The broker answers PUBCOMP: success. Where is A?',
      answers: { arrived: 'It has arrived', vanished: 'It never arrives' },
      after: {
        told: 'The publisher’s exchange is complete.',
        'never-came':
          'And A is lost. PUBCOMP said that nothing is kept under this number; that was true.',
      },
    },
    overtaken: {
      title: 'Overtaken',
      text: [
        'Nobody forgets anything here. One packet is held up in the network for so long that others overtake it. MQTT counts on that never happening.',
      ],
      captions: {
        again: 'No answer: the publisher sends A again.',
        over: 'The exchange is complete, and the number free again.',
        late: 'Now the first PUBLISH comes, late. To the broker it is a new message.',
      },
      question: 'How often will the subscriber’s application have A?',
      answers: { once: 'Once', twice: 'Twice', never: 'Never' },
      after: { twice: 'Nobody has forgotten anything, and A came twice all the same.' },
    },
    'booked-twice': {
      title: 'Delivered once, done twice',
      text: [
        'The last one is not MQTT’s fault. A ledger books each payment that is delivered, and answers when it is done. It crashes when it has booked payment B, and not answered yet.',
      ],
      captions: {
        booked: 'B is handed over, and booked.',
        crashes: 'The ledger’s process crashes, and forgets what it was at.',
        again: 'B comes again, and is booked again.',
      },
      after: {
        twice:
          'Exactly-once delivery is not exactly-once processing. A ledger that must not book twice has to know a payment again by a number of its own.',
      },
    },
  },
  keep: 'QoS 2 is exactly once while both ends keep their state and the network keeps the order; and only as far as the application’s door.',
};
