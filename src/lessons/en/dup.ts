// English texts of the lesson in course/dup.ts.

import type { LessonTexts } from '../texts.ts';

export const dup: LessonTexts = {
  title: 'What DUP says, and what it does not',
  about: 'A flag that sounds like “you have this already”, and means something else.',
  steps: {
    'sent-before': {
      title: 'Sent before',
      text: [
        'A PUBLISH has a flag called [[DUP]]. A sender sets it to 1 when it sends the same PUBLISH another time.',
        'Here, A’s PUBLISH to the subscriber is lost.',
      ],
      captions: {
        first: 'The broker sends A to the subscriber, with DUP 0.',
        dies: 'That PUBLISH is lost.',
        again: 'No PUBACK has come, so the broker sends A again.',
      },
      after: {
        flag: 'This time with DUP 1: it was sent before.',
        'had-none': 'The subscriber has had nothing so far.',
      },
    },
    'with-dup-1': {
      title: 'With DUP 1',
      text: ['The PUBLISH with DUP 1 is on its way to a subscriber that has never seen A.'],
      question: 'When it arrives, what is A to the subscriber’s application?',
      answers: { new: 'New, for it has had no A so far', old: 'A repeat, as DUP says' },
      after: {
        'first-time': 'A is new: this is the first time that the application has it,',
        'with-dup':
          'and it came with DUP 1. A subscriber that throws such packets away loses messages.',
      },
    },
    'the-other-hop': {
      title: 'On the other hop',
      text: [
        'The next message, B, reaches the broker and the subscriber. The broker’s PUBACK to the publisher is lost.',
      ],
      captions: {
        first: 'B is delivered.',
        again: 'The publisher has had no PUBACK: it sends B again.',
      },
      after: {
        'dup-on-hop-1': 'With DUP 1, for it has sent B before.',
        'b-once': 'The application has had B once, so far.',
      },
    },
    'which-flag': {
      title: 'Which flag now?',
      text: [
        'The broker takes the second PUBLISH for a new message and sends B to the subscriber once more.',
      ],
      question: 'Which DUP does that PUBLISH to the subscriber have?',
      answers: { 'dup-1': 'DUP 1, for the application has B already', 'dup-0': 'DUP 0' },
      after: {
        'two-callbacks': 'The application has B twice.',
        'no-flag':
          'Both times with DUP 0: on this hop nothing was sent again. Each hop has a DUP flag of its own, and the broker never copies the one that came in.',
        'nothing-lost': 'Nothing was lost.',
      },
    },
  },
  keep: 'DUP 1 means “sent before on this hop”. It is no mark of a repeat: to know one, an application needs an id in the message.',
};
