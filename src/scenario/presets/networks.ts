// What networks do: loss that TCP turns into delay, loss in bursts, packets that are copied and packets
// that overtake.

import type { Qos } from '../../mqtt/packets/packet.ts';
import type { NetworkSettings, ScriptEntry } from '../scenario.ts';
import { type Preset, presetOf, SLOW_NETWORK } from './preset.ts';
import { patternOf, publishAt, publishEach, stepAt } from './steps.ts';

const group = 'Networks';

type Told = Pick<Preset, 'name' | 'title' | 'sentence' | 'lookFor'>;

function lossEverywhere(probability: number) {
  return {
    lossHop1Up: probability,
    lossHop1Down: probability,
    lossHop2Up: probability,
    lossHop2Down: probability,
  };
}

/** The same messages for two models of the network. */
function tenEach(told: Told, model: NetworkSettings['model']): Preset {
  return presetOf(
    { ...told, group },
    {
      network: { ...SLOW_NETWORK, ...lossEverywhere(0.2), model },
      publishes: [
        patternOf(0, { ratePerSec: 0.5, startMs: 0, count: 10 }),
        patternOf(1, { ratePerSec: 0.5, startMs: 600, count: 10 }),
        patternOf(2, { ratePerSec: 0.5, startMs: 1200, count: 10 }),
      ],
    },
  );
}

const lossyLoss = tenEach(
  {
    name: 'lossy-loss',
    title: '20 % loss, packet by packet',
    sentence: 'Ten messages at each level while a fifth of all packets is lost, on average.',
    lookFor:
      'QoS 0 loses messages and QoS 1 doubles some. Open tcp-loss beside it: the same messages over TCP.',
  },
  'lossy',
);

const tcpLoss = tenEach(
  {
    name: 'tcp-loss',
    title: '20 % loss under TCP',
    sentence:
      'Ten messages at each level while a fifth of all TCP segments is lost, on average, and TCP sends them again.',
    lookFor:
      'Every message arrives once, QoS 0 too, and some come seconds late: a lost segment holds up all that is behind it.',
  },
  'tcp',
);

/** A reading five times a second. */
function readings(told: Told, burstMs: number): Preset {
  return presetOf(
    { ...told, group },
    {
      seed: 5,
      network: { ...SLOW_NETWORK, lossHop1Up: 0.1, burstMs },
      publishes: [patternOf(0, { ratePerSec: 5, startMs: 0, count: 600 })],
    },
  );
}

const evenLoss = readings(
  {
    name: 'even-loss',
    title: 'Even loss',
    sentence:
      'Five QoS 0 readings a second for two minutes, on a link that loses a tenth of them, each by itself.',
    lookFor:
      'Sixty-one of 600 are lost, and no gap is longer than two readings. Open burst-loss beside it.',
  },
  0,
);

const burstLoss = readings(
  {
    name: 'burst-loss',
    title: 'Loss in bursts',
    sentence: 'The same readings, and as many lost, in bursts of a second on average.',
    lookFor:
      'Sixty-one of 600 are lost in both, here in ten gaps of up to seventeen readings: the mean does not say how long an application must do without.',
  },
  1000,
);

/** A change of the network for what is sent at one instant alone. */
function meanwhile(
  atMs: number,
  changes: Partial<NetworkSettings>,
  step: ScriptEntry,
  back: Partial<NetworkSettings>,
): readonly ScriptEntry[] {
  return [
    stepAt(atMs, { kind: 'set-network', changes }),
    step,
    stepAt(atMs, { kind: 'set-network', changes: back }),
  ];
}

const copied = (atMs: number, qos: Qos) =>
  meanwhile(atMs, { duplication: 1 }, publishAt(atMs, qos, `at QoS ${qos}`), { duplication: 0 });

const networkCopies = presetOf(
  {
    name: 'network-copies',
    group,
    title: 'A network that copies',
    sentence:
      'One message at each level; the network delivers each PUBLISH of the publisher twice.',
    lookFor:
      'QoS 0 and QoS 1 arrive twice although nobody has sent anything again; QoS 2 arrives once, for the broker still holds the Packet Identifier.',
  },
  { network: SLOW_NETWORK, script: [...copied(0, 0), ...copied(1500, 1), ...copied(3500, 2)] },
);

const overtakingQos2 = presetOf(
  {
    name: 'overtaking-qos2',
    group,
    title: 'QoS 2 twice: a PUBLISH that comes too late',
    sentence:
      'A QoS 2 PUBLISH is held up in the network; the one that is sent again overtakes it, and the exchange is over when the first one comes.',
    lookFor:
      'The message arrives twice: the broker has let go of the Packet Identifier and takes the late PUBLISH for a new message. MQTT counts on a network that keeps the order.',
  },
  {
    network: { ...SLOW_NETWORK, reorderMs: 4000 },
    script: meanwhile(0, { reordering: 1 }, publishAt(0, 2), { reordering: 0 }),
  },
);

const overtaking = presetOf(
  {
    name: 'overtaking',
    group,
    title: 'Packets that overtake',
    sentence: 'Six QoS 0 messages on a network that holds up half of all packets.',
    lookFor: 'Nothing is lost and nothing doubled, and the application gets them in another order.',
  },
  {
    seed: 8,
    network: { ...SLOW_NETWORK, reordering: 0.5, reorderMs: 1000 },
    script: publishEach(0, 200, 0, 6),
  },
);

export const NETWORKS: readonly Preset[] = [
  lossyLoss,
  tcpLoss,
  evenLoss,
  burstLoss,
  networkCopies,
  overtaking,
  overtakingQos2,
];
