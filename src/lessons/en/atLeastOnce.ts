// English texts of the lesson in course/atLeastOnce.ts.

import type { LessonTexts } from '../texts.ts';

export const atLeastOnce: LessonTexts = {
  title: 'Kill the data, then kill the answer',
  about: 'Why QoS 1 delivers at least once, and cannot promise more.',
  steps: {
    'keep-until-answered': {
      title: 'Kept until answered',
      text: [
        'At QoS 1 the sender keeps a message until its [[PUBACK]] comes. A is published, and its PUBLISH is lost.',
      ],
      captions: {
        keeps:
          'The publisher keeps A, and a clock starts: how long it waits before it sends again.',
      },
      after: {
        dead: 'The PUBLISH is lost,',
        'still-kept': 'and the publisher still has A.',
      },
    },
    'kill-the-data': {
      title: 'Without an answer',
      text: ['No PUBACK can come, because nothing has arrived that could be answered.'],
      captions: {
        again: 'The wait is over: A is sent again. The dashed line says so, and so does [[DUP]].',
        through: 'This one gets through.',
      },
      question: 'How often will the subscriber’s application have A?',
      answers: { once: 'Once', twice: 'Twice', never: 'Never' },
      after: {
        once: 'It came late, and it came.',
        told: 'The publisher has its PUBACK and has let go of A.',
      },
    },
    'kill-the-answer': {
      title: 'Now kill the answer',
      text: [
        'The same message. This time the PUBLISH gets through, and the PUBACK that answers it is lost.',
      ],
      captions: {
        through: 'The PUBLISH has arrived. The broker answers and sends A on.',
        dies: 'The PUBACK is lost.',
        first: 'The subscriber’s application has A.',
        again: 'The publisher has had no answer. It sends A again.',
        second: 'And A is handed over once more.',
      },
      question: 'How often will the subscriber’s application have A?',
      answers: { once: 'Once', twice: 'Twice', never: 'Never' },
      after: {
        twice: 'A [[second copy]], though nobody has done anything wrong.',
        why: 'The second PUBLISH is a new message to the broker: at QoS 1 it keeps nothing by which it could know A again.',
      },
    },
    'what-the-publisher-saw': {
      title: 'What the publisher saw',
      text: [
        'Put yourself in the publisher’s place. In both runs it sent A, waited in vain, sent A again, and got one PUBACK.',
        'Watch the end of the second run once more, with the publisher’s eyes.',
      ],
      after: {
        'sent-twice': 'It sent PUBLISH twice',
        'one-answer':
          'and one PUBACK came. Whether the data or the answer was lost, it cannot tell.',
      },
    },
    'double-it': {
      title: 'Your turn',
      text: [
        'Nothing has been published here yet. Publish at QoS 1, and kill one packet. If you miss the moment, publish again.',
      ],
      task: 'Make a QoS 1 message arrive twice.',
      after: { twice: 'Twice.', why: 'What had to die was an answer.' },
    },
  },
  keep: 'A lost PUBLISH and a lost PUBACK look the same to the sender: it sends again, and sometimes that is once too often.',
};
