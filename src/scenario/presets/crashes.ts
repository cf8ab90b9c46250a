// Processes that end: the broker's, with its store and without it, at three places of an exchange; and
// the subscriber's, which has acknowledged too early or too late.

import type { BrokerSettings, ScriptEntry } from '../scenario.ts';
import { CALM_NETWORK, type Preset, presetOf } from './preset.ts';
import { leaveAt, publishAt, publishEach, stepAt } from './steps.ts';

const group = 'Crashes';

type Told = Pick<Preset, 'name' | 'title' | 'sentence' | 'lookFor'>;

/** @param broker what is left of its sessions */
function brokerCrash(
  told: Told,
  broker: Partial<BrokerSettings>,
  script: readonly ScriptEntry[],
): Preset {
  return presetOf({ ...told, group }, { network: CALM_NETWORK, broker, script });
}

const crashAt = (atMs: number) => stepAt(atMs, { kind: 'crash-broker', restartMs: 800 });

const KEPT = { store: 'persistent' } as const;
const MEMORY = { store: 'memory' } as const;

/** The PUBACK is on its way, and so is the message to the subscriber. */
const BEFORE_PUBACK = [publishAt(0, 1), crashAt(450)];
/** The PUBACK is there; the subscriber is not. */
const AFTER_PUBACK = [leaveAt(0, 'sub', 4000), publishAt(500, 1), crashAt(1500)];
/** The publisher has had PUBREC; its PUBREL is on its way. */
const BEFORE_PUBREL = [publishAt(0, 2), crashAt(700)];

const beforePuback = brokerCrash(
  {
    name: 'broker-crash-before-puback',
    title: 'Broker crash before PUBACK',
    sentence: 'The broker crashes while its PUBACK is on its way, and starts again with its store.',
    lookFor:
      'The message arrives twice: the broker has kept it, and the publisher sends it again because it has no PUBACK.',
  },
  KEPT,
  BEFORE_PUBACK,
);

const beforePubackMemory = brokerCrash(
  {
    name: 'broker-crash-before-puback-memory',
    title: 'Broker crash before PUBACK, no store',
    sentence: 'The broker crashes while its PUBACK is on its way, and starts again with nothing.',
    lookFor:
      'The message is lost: Session Present is 0, so the publisher discards its half of the session as 5.0 asks it to.',
  },
  MEMORY,
  BEFORE_PUBACK,
);

const afterPuback = brokerCrash(
  {
    name: 'broker-crash-after-puback',
    title: 'Broker crash after PUBACK',
    sentence:
      'The broker crashes when it has acknowledged a QoS 1 message that waits for an offline subscriber, and starts again with its store.',
    lookFor: 'The message is still there, and arrives once when the subscriber is back.',
  },
  KEPT,
  AFTER_PUBACK,
);

const afterPubackMemory = brokerCrash(
  {
    name: 'broker-crash-after-puback-memory',
    title: 'Acknowledged and lost',
    sentence:
      'The broker crashes when it has acknowledged a QoS 1 message that waits for an offline subscriber, and starts again with nothing.',
    lookFor:
      'The message is lost, and nobody sends it again: the publisher has its PUBACK and has let go of it.',
  },
  MEMORY,
  AFTER_PUBACK,
);

const beforePubrel = brokerCrash(
  {
    name: 'broker-crash-before-pubrel',
    title: 'Broker crash between PUBREC and PUBREL',
    sentence:
      'The broker crashes when its PUBREC has arrived and the PUBREL has not, and starts again with its store.',
    lookFor:
      'The publisher sends PUBREL again, on the session that both have kept, and the message arrives once.',
  },
  KEPT,
  BEFORE_PUBREL,
);

const beforePubrelMemory = brokerCrash(
  {
    name: 'broker-crash-before-pubrel-memory',
    title: 'Broker crash between PUBREC and PUBREL, no store',
    sentence:
      'The broker crashes when its PUBREC has arrived and the PUBREL has not, and starts again with nothing.',
    lookFor:
      'The message is lost: the publisher has let go of it at PUBREC, and the broker had the only copy.',
  },
  MEMORY,
  BEFORE_PUBREL,
);

const autosave = brokerCrash(
  {
    name: 'broker-crash-autosave',
    title: 'Broker crash between two saves',
    sentence:
      'The broker saves its store every two seconds; one message comes before a save, one after it, then it crashes.',
    lookFor: 'Both have their PUBACK. The first message was saved and arrives; the second is lost.',
  },
  { store: 'autosave', autosaveSec: 2 },
  [
    leaveAt(0, 'sub', 5000),
    publishAt(0, 1, 'before the save'),
    publishAt(1500, 1, 'after the save'),
    crashAt(2500),
  ],
);

const autosaveTwice = brokerCrash(
  {
    name: 'broker-crash-autosave-twice',
    title: 'Broker goes back to what it knew',
    sentence:
      'The broker saves while a QoS 2 message is on its way to the subscriber, and crashes after it has been delivered.',
    lookFor:
      'The broker starts with the old save and sends the message again; the subscriber has let go of the Packet Identifier. QoS 2, twice.',
  },
  { store: 'autosave', autosaveSec: 3 },
  [publishAt(500, 2), crashAt(3000)],
);

function subscriberCrash(acknowledge: 'first' | 'last', told: Told): Preset {
  return presetOf(
    { ...told, group },
    {
      network: CALM_NETWORK,
      sub: { acknowledge, handlerMs: 2000 },
      script: [
        ...publishEach(0, 200, 1, 2),
        stepAt(1500, { kind: 'crash-client', client: 'sub', store: 'kept', restartMs: 1000 }),
      ],
    },
  );
}

const acknowledgesFirst = subscriberCrash('first', {
  name: 'subscriber-crash-acks-first',
  title: 'Subscriber crash, acknowledged before',
  sentence:
    'A subscriber acknowledges messages before its slow application has them, and crashes while the second one waits.',
  lookFor:
    'The second message is lost in the subscriber’s memory: the broker has its PUBACK and does not send it again.',
});

const acknowledgesLast = subscriberCrash('last', {
  name: 'subscriber-crash-acks-last',
  title: 'Subscriber crash, acknowledged after',
  sentence:
    'A subscriber acknowledges messages after its slow application is done with them, and crashes during the first one.',
  lookFor:
    'The first message comes again and is handled twice; nothing is lost. This is the order that an idempotent consumer wants.',
});

export const CRASHES: readonly Preset[] = [
  beforePuback,
  beforePubackMemory,
  afterPuback,
  afterPubackMemory,
  beforePubrel,
  beforePubrelMemory,
  autosave,
  autosaveTwice,
  acknowledgesFirst,
  acknowledgesLast,
];
