// English texts of the lesson in course/twoHops.ts.

import type { LessonTexts } from '../texts.ts';

export const twoHops: LessonTexts = {
  title: 'One message, two hops',
  about: 'What happens between publish() and the program that wanted to hear it.',
  steps: {
    'to-the-broker': {
      title: 'To the broker',
      text: [
        'Three programs take part. A [[publisher]] has something to say, a [[subscriber]] wants to hear it, and a [[broker]] stands between them. Publisher and subscriber never talk to each other: each has a connection to the broker, and to nobody else.',
        'What is said is a [[message]]: a few bytes and a [[topic]], the name under which it is published. The subscriber has told the broker which topics it wants: that is a [[subscription]]. Publishers and subscribers are both called [[clients]].',
        'In the picture, time goes from left to right, and the thick line is now. The grey lines are what came before: both clients connected, and one subscribed. (The small words in the boxes can wait.) The message is called A.',
      ],
      captions: {
        leaves:
          'The publisher sends A to the broker. The packet that carries a message is called [[PUBLISH]].',
      },
      after: {
        'broker-has-it': 'The broker has A.',
        'nobody-else': 'The subscriber has not had it yet: that is a second way.',
      },
    },
    'to-the-subscriber': {
      title: 'To the subscriber',
      text: [
        'The way from publisher to broker is the first [[hop]]. The broker looks up who has subscribed to the topic, and then there is a second one.',
      ],
      captions: { forwards: 'The broker sends a PUBLISH of its own, on another connection.' },
      after: {
        arrives:
          'The subscriber’s application, the program behind its MQTT library, has A: it has been delivered. The triangle in its row marks that.',
        'two-packets':
          'Two packets were sent, one on each hop. Whatever happens to one of them, the other knows nothing of it.',
      },
    },
    'an-answer': {
      title: 'An answer',
      text: [
        'That was [[QoS]] 0: send it, and forget it. QoS stands for quality of service. A message has one of three levels, 0, 1 or 2, and the publisher chooses which.',
        'Here is the same message at QoS 1, where each PUBLISH is answered.',
      ],
      captions: {
        keeps: 'The publisher sends A and keeps it. The bar in its row is what it keeps.',
        answers:
          'The broker answers with a [[PUBACK]]: I have it. At the same instant it sends A on.',
        'lets-go': 'The PUBACK is there. The publisher lets go of A.',
      },
      after: {
        'two-answers':
          'There were two PUBACKs: one from the broker to the publisher, one from the subscriber to the broker.',
      },
    },
    'who-is-told': {
      title: 'Who is told what',
      text: [
        'Now the subscriber is away while A is published. It will be back in a few seconds, and the broker keeps what it has missed.',
      ],
      captions: {
        published: 'A is published at QoS 1. Nobody is there to hear it.',
        'broker-answers': 'The broker answers.',
      },
      question: 'What is the publisher told?',
      answers: { success: 'That all is well, by its PUBACK', failure: 'That nobody is there' },
      after: {
        told: 'The publisher has its PUBACK. To its program, publishing A has succeeded.',
        'not-there': 'And the subscriber’s application has had nothing yet.',
      },
    },
    'much-later': {
      title: 'Seconds later',
      text: [
        'The PUBACK said that the broker has A. What the broker does with it is another matter: the second hop.',
      ],
      captions: {
        waits: 'The broker keeps A for the subscriber.',
        back: 'The subscriber is back, and the broker sends A.',
      },
      after: {
        'there-now': 'Now A is delivered.',
        'no-more-news': 'The publisher hears nothing of it: the one PUBACK that it got was all.',
      },
    },
  },
  keep: 'Each hop is answered by itself: a PUBACK tells the publisher that the broker has the message, not that anyone else has.',
};
