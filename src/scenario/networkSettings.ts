// The named settings of the network.

import { changeNetwork, commonOf } from './changes.ts';
import { LIMITS, modelSchema, resendSchema } from './limits.ts';
import { networkSetting, setting } from './setting.ts';

const probability = '0..1';

/** What is more exact comes later and wins. */
export const NETWORK_SETTINGS = {
  network: networkSetting(
    'model',
    'lossy|tcp',
    'lossy: each packet is lost by itself; tcp: loss becomes delay',
    modelSchema,
  ),
  loss: setting({
    values: probability,
    says: 'probability that a packet is lost, on both hops and both ways',
    schema: LIMITS.probability,
    read: ({ network: n }) =>
      commonOf([n.lossHop1Up, n.lossHop1Down, n.lossHop2Up, n.lossHop2Down]),
    set: (s, p) =>
      changeNetwork(s, { lossHop1Up: p, lossHop1Down: p, lossHop2Up: p, lossHop2Down: p }),
  }),
  'loss-hop1-up': networkSetting(
    'lossHop1Up',
    probability,
    'loss from the publisher to the broker',
    LIMITS.probability,
  ),
  'loss-hop1-down': networkSetting(
    'lossHop1Down',
    probability,
    'loss from the broker to the publisher',
    LIMITS.probability,
  ),
  'loss-hop2-up': networkSetting(
    'lossHop2Up',
    probability,
    'loss from the subscriber to the broker',
    LIMITS.probability,
  ),
  'loss-hop2-down': networkSetting(
    'lossHop2Down',
    probability,
    'loss from the broker to the subscriber',
    LIMITS.probability,
  ),
  'burst-ms': networkSetting(
    'burstMs',
    'MS',
    'mean length of a burst of losses; 0: each loss by itself',
    LIMITS.burstMs,
  ),
  'latency-ms': networkSetting('latencyMs', 'MS', 'latency of a hop, one way', LIMITS.latencyMs),
  'jitter-ms': networkSetting(
    'jitterMs',
    'MS',
    'added to the latency, evenly from 0 to this',
    LIMITS.jitterMs,
  ),
  duplication: networkSetting(
    'duplication',
    probability,
    'lossy: probability that the network copies a packet',
    LIMITS.probability,
  ),
  reordering: networkSetting(
    'reordering',
    probability,
    'lossy: probability that a packet is held up and overtaken',
    LIMITS.probability,
  ),
  'reorder-ms': networkSetting(
    'reorderMs',
    'MS',
    'by how much it is held up, evenly from 0 to this',
    LIMITS.reorderMs,
  ),
  'bytes-per-sec': networkSetting(
    'bytesPerSec',
    'N',
    'tcp: what a connection carries, each way; 0: no limit',
    LIMITS.bytesPerSec,
  ),
  'cuts-per-min': networkSetting(
    'cutsPerMin',
    'N',
    "how often each client's connection is cut, on average",
    LIMITS.cutsPerMin,
  ),
  resend: networkSetting(
    'resend',
    'model|timer|reconnect',
    'model: timer if lossy, reconnect if tcp; 5.0 forbids the timer',
    resendSchema,
  ),
  'resend-ms': networkSetting(
    'resendMs',
    'MS',
    'with the timer: send it again after this long',
    LIMITS.resendMs,
  ),
} as const;
