// English texts of the lesson in course/handover.ts.

import type { LessonTexts } from '../texts.ts';

export const handover: LessonTexts = {
  title: 'With PUBLISH, or with PUBREL',
  about: 'When a receiver hands a QoS 2 message on is its own choice, and it costs time.',
  steps: {
    'held-back': {
      title: 'Held back until PUBREL',
      text: [
        'A receiver has a QoS 2 message when the PUBLISH comes, and may forget its number when the PUBREL comes. At which of the two it hands the message on, the specification leaves to it.',
        'Here both receivers, broker and subscriber, wait for PUBREL. A packet’s trip over a hop takes 300 ms.',
      ],
      captions: {
        'broker-holds': 'The broker has A, and waits.',
        released: 'PUBREL has come: the broker sends A on.',
        'subscriber-holds': 'The subscriber has A, and its application does not yet.',
        'released-again': 'PUBREL has come here, too: A is handed over.',
      },
      question: 'How long does A take from publish() to the application?',
      answers: {
        'two-ways': '600 ms, two trips',
        'four-ways': '1,200 ms, four trips',
        'six-ways': '1,800 ms, six trips',
      },
      after: {
        six: '1,800 ms: three trips on each hop,',
        'after-pubrel': 'PUBLISH, PUBREC and PUBREL.',
      },
    },
    'at-once': {
      title: 'Handed on at once',
      text: [
        'The same message. Now both receivers hand it on as soon as the PUBLISH comes, and keep the number alone.',
      ],
      captions: { forwarded: 'The broker sends A on at once.' },
      question: 'How long does A take now?',
      answers: {
        'two-ways': '600 ms, two trips',
        'four-ways': '1,200 ms, four trips',
        'six-ways': '1,800 ms, six trips',
      },
      after: {
        two: '600 ms, as at QoS 0.',
        'before-pubrel':
          'The PUBREL that would have released it at the subscriber has not even come yet.',
      },
    },
    'a-lost-pubrec': {
      title: 'Is it still once?',
      text: [
        'Handing on at once looks careless. So let us lose the PUBREC, with both receivers handing on at once.',
      ],
      captions: { dies: 'The PUBREC is lost.', again: 'The PUBLISH is sent again.' },
      question: 'How often will the subscriber’s application have A?',
      answers: { once: 'Once', twice: 'Twice', never: 'Never' },
      after: {
        'came-twice': 'The broker got the PUBLISH twice,',
        'forwarded-once': 'and sent A on once: it is the number that it goes by, not the moment.',
      },
    },
  },
  keep: 'What QoS 2 costs in time depends on when the receivers hand over: from as fast as QoS 0 to three times as long.',
};
