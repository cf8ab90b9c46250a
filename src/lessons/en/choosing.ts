// English texts of the lesson in course/choosing.ts.

import type { LessonTexts } from '../texts.ts';

export const choosing: LessonTexts = {
  title: 'Choosing a level',
  about: 'A level is chosen for each message, by what a loss and a repeat would cost.',
  steps: {
    'each-its-own': {
      title: 'Each its own',
      text: [
        'One connection carries three kinds of messages: a van’s positions at QoS 0, a chat at QoS 1 and payments at QoS 2. For a while a fifth of all packets is lost.',
      ],
      question: 'Which of these will happen?',
      answers: { 'position-lost': 'A position is lost', 'payment-lost': 'A payment is lost' },
      after: {
        'positions-lost': 'Positions are lost, and the next one makes up for it.',
        'chat-doubled':
          'No line of the chat is lost. Some come more than once, and the chat knows them again by their numbers.',
        packets: 'It took 295 packets.',
        'payments-once': 'Each payment comes once.',
      },
    },
    'all-at-zero': {
      title: 'All at QoS 0',
      text: ['The same traffic, everything at QoS 0.'],
      after: { 'some-lost': 'Now payments and chat lines are among the lost.' },
    },
    'all-at-one': {
      title: 'All at QoS 1',
      text: ['Everything at QoS 1.'],
      after: {
        'none-lost': 'Nothing is lost,',
        'many-twice':
          'and many messages come more than once: old positions among them, and payments.',
      },
    },
    'all-at-two': {
      title: 'All at QoS 2',
      text: [
        'Everything at QoS 2, to be on the safe side. With each message at its own level it took 295 packets.',
      ],
      question: 'And now?',
      answers: { 'more-packets': 'More than twice as many', 'as-many': 'At most twice as many' },
      after: {
        'all-once': 'Everything arrives once,',
        packets:
          'and it takes more than twice the packets, for positions that nobody needs any more when they come.',
      },
    },
  },
  keep: 'State that the next message replaces: 0. An event that must arrive, to a receiver that can ignore repeats: 1. What can neither be lost nor done twice: 2, and an id of your own in the message.',
};
