// English texts of the lesson in course/lowerOfTwo.ts.

import type { LessonTexts } from '../texts.ts';

export const lowerOfTwo: LessonTexts = {
  title: 'The lower of two levels',
  about: 'Published at QoS 2 is not received at QoS 2.',
  steps: {
    'two-levels': {
      title: 'Two levels',
      text: [
        'A level belongs to a hop. The publisher chooses one for its message; the subscriber names the highest that it wants when it subscribes; it stands in the subscriber’s box. To the subscriber the broker uses the lower of the two.',
        'Here A is published at QoS 2, and subscribed to at QoS 1.',
      ],
      captions: {
        'hop-1': 'On the first hop: PUBREC, the second of QoS 2’s four packets.',
        'hop-2': 'On the second hop the same message goes out at QoS 1.',
      },
      after: {
        'qos-2-there': 'QoS 2 from the publisher to the broker,',
        'qos-1-here': 'QoS 1 from the broker to the subscriber,',
        'no-pubrec': 'where there is no PUBREC.',
      },
    },
    'one-lost-answer': {
      title: 'One lost answer',
      text: ['The subscriber’s PUBACK is lost.'],
      captions: { dies: 'The PUBACK is lost.' },
      question: 'A was published at QoS 2. How often will the subscriber’s application have it?',
      answers: { once: 'Once', twice: 'Twice', never: 'Never' },
      after: { twice: 'Twice: the broker has sent it again, as QoS 1 does.' },
    },
    'subscribed-at-0': {
      title: 'Subscribed at QoS 0',
      text: ['Now the subscription is at QoS 0, and the PUBLISH to the subscriber is lost.'],
      captions: {
        dies: 'The PUBLISH to the subscriber is lost.',
        complete: 'The publisher has its PUBCOMP.',
      },
      question: 'The publisher has published at QoS 2. What does it find out?',
      answers: {
        success: 'Nothing. Its exchange completes, as always',
        'finds-out': 'That A has been delivered once',
      },
      after: {
        complete: 'Its exchange is complete, as far as PUBCOMP.',
        gone: 'And A is lost.',
      },
    },
    'raise-it': {
      title: 'Your turn',
      text: [
        'This is the first run again, with its lost PUBACK. In the controls (in QoScope itself, on a phone, under *More*), under *Broker and subscriber*, is the level that the subscriber asks for.',
      ],
      task: 'Make the message arrive exactly once, with four packets on both hops.',
      after: {
        once: 'Once,',
        'four-packets':
          'with QoS 2 on both hops. (The rule that drops a PUBACK finds none to drop.)',
      },
    },
  },
  keep: 'A subscriber gets the lower of two levels: the one that was published with and the one that it subscribed with.',
};
