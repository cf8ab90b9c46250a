// English texts of the lesson in course/exactlyOnce.ts.

import type { LessonTexts } from '../texts.ts';

export const exactlyOnce: LessonTexts = {
  title: 'QoS 2, packet by packet',
  about: 'Four packets, each lost in turn, and the message arrives once.',
  steps: {
    'four-packets': {
      title: 'Four packets',
      text: [
        'The trouble at QoS 1 was that the receiver forgets. At QoS 2 it remembers: it keeps the PUBLISH’s number, the [[Packet Identifier]], until the sender has said that it will not send this PUBLISH again.',
        'That takes four packets on each hop. First without any loss.',
      ],
      captions: {
        publish: 'PUBLISH: here is A, with a number.',
        pubrec: '[[PUBREC]]: I have it, and I keep the number.',
        pubrel: '[[PUBREL]]: good, I shall not send it again. You may forget the number.',
        pubcomp: '[[PUBCOMP]]: forgotten.',
      },
      after: {
        'one-of-each': 'One of each has been sent on the first hop,',
        'all-free': 'and the number is free there for another message.',
      },
    },
    'lose-publish': {
      title: 'Lose the PUBLISH',
      text: ['From here on one of the four dies in each run. First the PUBLISH.'],
      captions: { dies: 'The PUBLISH is lost.', again: 'It is sent again.' },
      question: 'How often will the subscriber’s application have A?',
      answers: { once: 'Once', twice: 'Twice', never: 'Never' },
      after: {
        once: 'Once,',
        'one-got-through': 'for only one of the two got through. QoS 1 could have done that.',
      },
    },
    'lose-pubrec': {
      title: 'Lose the PUBREC',
      text: [
        'This is the loss that doubles a message at QoS 1: the data arrives, the answer does not.',
      ],
      captions: {
        dies: 'The PUBREC is lost.',
        again: 'The publisher sends its PUBLISH again.',
        known: 'The broker still has the number: it answers, and does nothing else.',
      },
      question: 'How often will the subscriber’s application have A?',
      answers: { once: 'Once', twice: 'Twice', never: 'Never' },
      after: {
        'both-got-through': 'Both PUBLISH packets reached the broker,',
        'forwarded-once': 'and it sent A on once, because it knew the number again.',
      },
    },
    'lose-pubrel': {
      title: 'Lose the PUBREL',
      text: ['The publisher has its PUBREC, and its PUBREL is lost.'],
      captions: {
        waits: 'The broker has A and the number, and waits for PUBREL.',
        dies: 'The PUBREL is lost.',
        again: 'No PUBCOMP has come: the publisher sends PUBREL again.',
      },
      question: 'How often will the subscriber’s application have A?',
      answers: { once: 'Once', twice: 'Twice', never: 'Never' },
      after: {
        once: 'Once, and late: this broker sends a message on when it is released.',
        'no-publish-again': 'The PUBLISH was not sent again. After PUBREC it never is.',
      },
    },
    'lose-pubcomp': {
      title: 'Lose the PUBCOMP',
      text: [
        'The last of the four is lost. The broker is done with A; the publisher does not know.',
      ],
      captions: { dies: 'The PUBCOMP is lost.', again: 'The publisher sends PUBREL again.' },
      question: 'How often will the subscriber’s application have A?',
      answers: { once: 'Once', twice: 'Twice', never: 'Never' },
      after: {
        once: 'Once. A PUBREL carries no message, so it cannot double one.',
        unknown:
          'The broker has forgotten the number, answers PUBCOMP all the same and says so: [[Reason Code]] 0x92. (That is MQTT 5.0. The version before it, 3.1.1, answers without a code.)',
      },
    },
  },
  keep: 'QoS 2 delivers once because the receiver keeps the Packet Identifier until the sender promises not to use it again.',
};
