// English texts of the lesson in course/sessions.ts.

import type { LessonTexts } from '../texts.ts';

export const sessions: LessonTexts = {
  title: 'While you were away',
  about: 'What the broker keeps for a subscriber that is offline, and for how long.',
  steps: {
    'three-messages': {
      title: 'Three messages',
      text: [
        'What the broker knows of a client is its [[session]]: its subscriptions, and what is waiting for it. A session can outlive the connection.',
        'The subscriber goes offline, and its session is kept. Then three messages are published: A at QoS 0, B at QoS 1, C at QoS 2.',
      ],
      captions: {
        away: 'The subscriber disconnects.',
        'a-gone': 'A comes to the broker, and there is nobody to send it to.',
        'b-waits': 'B waits in the session.',
      },
      after: {
        'a-lost':
          'A is lost: this broker, like most, keeps nothing of QoS 0 for those who are away.',
        'b-and-c-wait': 'B and C wait.',
      },
    },
    'back-again': {
      title: 'Back again',
      text: [
        'The subscriber connects again, under the same name, its client id, and without asking for a new session.',
      ],
      captions: {
        back: 'It connects.',
        sends: 'The broker has its session, and sends what has waited.',
      },
      question: 'How many of the three will its application have?',
      answers: { three: 'Three', two: 'Two', none: 'None' },
      after: { two: 'Two: B and C.', 'not-a': 'A is gone.' },
    },
    'no-session': {
      title: 'No session',
      text: [
        'The same three messages. This time the subscriber’s session ends with its connection: that is [[Clean Session]] in the older version, MQTT 3.1.1, and a [[Session Expiry Interval]] of 0 in 5.0.',
      ],
      captions: { ended: 'The session ends. The broker does not know this subscriber any more.' },
      question: 'What becomes of the messages?',
      answers: { wait: 'B and C wait, as before', gone: 'All three are lost' },
      after: {
        'all-lost': 'All three are lost: nobody is subscribed.',
        'still-success': 'And the publisher’s exchanges have all completed.',
        'nobody-there':
          'MQTT 5.0 can tell the publisher, if it looks: the PUBACK says 0x10, no matching subscribers.',
      },
    },
    full: {
      title: 'A queue has an end',
      text: [
        'The session is kept again, and five QoS 1 messages are published. This broker’s queue holds three.',
      ],
      captions: {
        'd-gone': 'The queue is full: D is thrown away.',
        back: 'The subscriber is back.',
      },
      question: 'How many will arrive?',
      answers: { five: 'All five, for QoS 1 is at least once', three: 'Three' },
      after: {
        'two-lost': 'D and E did not fit,',
        'all-acknowledged': 'although each of them has its PUBACK.',
      },
    },
  },
  keep: 'Messages wait for you only in a session that is kept, at QoS 1 or 2, and while there is room.',
};
