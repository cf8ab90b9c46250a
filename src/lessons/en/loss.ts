// English texts of the lesson in course/loss.ts.

import type { LessonTexts } from '../texts.ts';

export const loss: LessonTexts = {
  title: 'What a lost packet costs',
  about: 'At QoS 0 a message is sent once, and nobody looks back.',
  steps: {
    'one-lost-packet': {
      title: 'One packet is lost',
      text: [
        'Networks lose packets: a radio is disturbed, a router is full. In this simulator each packet can be lost by itself, which is how you can see what each level does about it. (What MQTT usually runs on, TCP, is more complicated; there is a lesson about that.)',
        'A is published at QoS 0, and its PUBLISH will die on the way to the broker.',
      ],
      captions: { leaves: 'A leaves the publisher.', dies: 'Its PUBLISH is lost.' },
      question: 'How often will the subscriber’s application have A?',
      answers: { once: 'Once', twice: 'Twice', never: 'Never' },
      after: {
        'never-came': 'A is lost for good.',
        'nothing-kept': 'The publisher has kept nothing that it could send again,',
        'no-answer': 'and there is no PUBACK at QoS 0 that it could miss.',
        'only-packet': 'One PUBLISH was all there ever was.',
      },
    },
    'the-second-hop': {
      title: 'On the other hop',
      text: [
        'The same loss, one hop further: the broker has A, and the PUBLISH to the subscriber dies.',
      ],
      captions: {
        'broker-has-it': 'The broker has A, and sends it on.',
        dies: 'This PUBLISH is lost.',
      },
      question: 'How often will the subscriber’s application have A now?',
      answers: { once: 'Once', twice: 'Twice', never: 'Never' },
      after: {
        'never-came': 'At QoS 0 the broker, too, sends once.',
        'broker-let-go': 'It has kept nothing either.',
      },
    },
    'two-chances': {
      title: 'Two chances to get lost',
      text: [
        'A hundred messages at QoS 0, ten a second, on a network that loses every fifth packet on average. Each message has to cross two hops.',
      ],
      question: 'How many of the hundred will arrive?',
      answers: { most: 'About 80', 'two-thirds': 'About 64', half: 'About 50' },
      after: {
        published: 'A hundred messages were published.',
        delivered:
          'Nearer to 64 than to 80 of them have arrived: four fifths get through the first hop, and four fifths of those through the second, on average.',
        'nothing-doubled': 'And none came twice. What is never sent again cannot double.',
      },
    },
    'kill-one': {
      title: 'Your turn',
      text: [
        'Nothing has been published here yet. Choose QoS 0 and press *Publish*. (In QoScope itself, on a phone, the choice is under *More*.) While a packet is on its way you can press it, and then *Kill*.',
        'You can pause whenever you like, and step back: this is a simulation. If A has arrived, start again.',
      ],
      task: 'Publish a message, A, at QoS 0 and see to it that it never arrives.',
      after: { gone: 'A is lost,', 'one-attempt': 'and nobody tries again.' },
    },
  },
  keep: 'At QoS 0 a lost packet is a lost message, and neither end is told.',
};
