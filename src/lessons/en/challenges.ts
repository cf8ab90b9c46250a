// The challenges in English.

import type { ChallengeTexts } from '../texts.ts';

export const challenges: Readonly<Record<string, ChallengeTexts>> = {
  'one-kill-two-copies': {
    title: 'One kill, two copies',
    task: 'Make a QoS 1 message arrive twice. You have one kill.',
    hints: [
      'The publisher sends again when it hears nothing, whatever the reason.',
      'Let the PUBLISH through, and kill the [[PUBACK]] that answers it.',
    ],
    done: 'Whoever sent again could not know that the first PUBLISH had got through.',
  },
  'dup-and-new': {
    title: 'DUP 1, and new',
    task: 'Let the subscriber’s application have the first message, A, once, from a PUBLISH with [[DUP]] 1.',
    hints: [
      'DUP is set by whoever sends again, on their own hop.',
      'Kill the first PUBLISH between broker and subscriber.',
    ],
    done: 'Whoever throws away what has DUP 1 would have lost this message.',
  },
  'late-and-once': {
    title: 'Late, and once',
    task: 'Deliver the first message more than five seconds after it was published, and once.',
    hints: [
      'A message can wait for somebody.',
      'Take the subscriber offline for a while, and publish at QoS 1 or 2.',
    ],
    done: 'It was kept until it could be delivered: that is what a [[session]] is for.',
  },
  'two-three-two-three': {
    title: '1, 2, 3, 2, 3',
    task: 'Publish three messages, and let the application have A, B, C, B, C in this order.',
    hints: [
      'B and C have to be delivered, and not acknowledged, when something happens.',
      'At QoS 1, publish three in quick succession, and cut the subscriber’s connection while the PUBACKs of B and C are on their way.',
    ],
    done: 'Each was sent again in its first order. MQTT has kept its promise.',
  },
  'stop-the-window': {
    title: 'Stop the window',
    task: 'Make the messages pile up at the broker, five at least, without losing one and without ending a connection.',
    hints: [
      'The broker sends no more messages than the [[window]] allows until the first ones are acknowledged.',
      'See to it that the subscriber’s PUBACKs are never sent: in the controls, under *Break things*, *Slow, silent or forgetful*, it can *Withhold acknowledgements*.',
    ],
    done: 'Everything looks alive, and nothing moves. This is what “it stopped after 20 messages” is.',
  },
  'qos-2-twice': {
    title: 'QoS 2, twice',
    task: 'Make a QoS 2 message arrive twice. The subscriber here hands a message over when its PUBLISH comes, works on it for a second, and then answers.',
    hints: [
      'The broker sends again what has not been answered, and the subscriber knows a repeat by what it has stored.',
      'Crash the subscriber while its application is at the message.',
    ],
    done: 'The application had it, and nobody knew. Exactly-once delivery is not exactly-once processing.',
  },
  'success-and-lost': {
    title: 'Success, and lost',
    task: 'Make QoS 2 lose the first message, A, although its publisher was told that it succeeded. This broker has its store in memory.',
    hints: [
      '[[PUBCOMP]] says that the broker has it. From then on there is one copy.',
      'Take the subscriber offline, publish at QoS 2, wait for PUBCOMP, and crash the broker.',
    ],
    done: 'The publisher had let go of it, and the broker had the only copy.',
  },
  'all-at-sixty': {
    title: 'All of it, at 60 % loss',
    task: 'Deliver all hundred messages at 60 % loss, 95 % of them within three seconds. Loss, latency, network model and the number of messages stay as they are.',
    hints: [
      'At QoS 0 about sixteen of a hundred get through.',
      'QoS 1 delivers all of them, too late. Send again sooner: a quarter of a second will do.',
    ],
    done: 'Time was bought with packets, and at QoS 1 with second copies.',
  },
};
