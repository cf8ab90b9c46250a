// English texts of the lesson in course/overTcp.ts.

import type { LessonTexts } from '../texts.ts';

export const overTcp: LessonTexts = {
  title: 'What really happens over TCP',
  about: 'TCP loses nothing while it lives. Then it dies.',
  steps: {
    'a-fifth-is-lost': {
      title: 'A fifth is lost',
      text: [
        'So far each packet could be lost by itself. MQTT 3.1.1 and 5.0 run on a transport that sends again what gets lost, in order: as a rule on TCP.',
        'Thirty messages, ten at each level, while a fifth of all segments is lost. (TCP calls its packets segments.)',
      ],
      captions: {
        'a-segment': 'A segment is lost. TCP will send it again; MQTT does not even see it.',
      },
      question: 'What becomes of the ten messages at QoS 0?',
      answers: { some: 'Some are lost', none: 'None is lost' },
      after: {
        'segments-lost': 'Segments were lost,',
        'no-message-lost': 'and no message was, at any level: over TCP, loss is delay.',
        'none-twice': 'None came twice either.',
      },
    },
    'a-connection-ends': {
      title: 'A connection ends',
      text: [
        'So what is QoS for? One message at QoS 1 over TCP. The connection is cut while the PUBACK is on its way.',
      ],
      captions: { acks: 'A has come to the broker, which answers.' },
      after: {
        'lost-with-it': 'The PUBACK is lost with the connection.',
        'still-kept': 'The publisher still keeps A: it has no answer.',
      },
    },
    'which-was-it': {
      title: 'Did it get through?',
      text: [
        'The publisher connects again. TCP cannot tell it what the other end’s program had received before.',
      ],
      captions: {
        first: 'The subscriber’s application has A.',
        resumed: 'The publisher is connected again, and its session goes on.',
        again: 'It sends A again, with DUP 1.',
      },
      question: 'How often will the subscriber’s application have A?',
      answers: { once: 'Once', twice: 'Twice', never: 'Never' },
      after: {
        twice:
          'Twice. This is when MQTT sends again over TCP: on a new connection, and at no other time.',
      },
    },
    silence: {
      title: 'Silence',
      text: [
        'The worst end of a connection is one that nobody is told of. From half a second on nothing gets through to this subscriber. A is published at QoS 0, B at QoS 1.',
        'Both ends have agreed on a [[Keep Alive]] of 10 seconds: hear nothing for too long, and the connection is over.',
      ],
      captions: {
        silenced: 'From here on nothing gets through. Neither end knows.',
        'b-acked': 'The publisher has its PUBACK for B: the broker has it.',
        noticed: 'The broker has heard nothing for one and a half times the Keep Alive.',
        back: 'The subscriber has noticed, too, and connects again.',
      },
      after: {
        'late-b': 'B has come, many seconds late.',
        'no-a': 'A is lost: at QoS 0 the broker had nothing left to send.',
      },
    },
  },
  keep: 'Over TCP it is not packets that lose or double your messages, but connections that end.',
};
