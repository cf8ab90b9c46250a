// Named networks: what each of them sets, and where its figures come from. A profile is one way of
// both hops; what it does not say of itself (the model, when something is sent again) stays as it is.
// Round trips of a source are halved, an uplink's rate stands for both directions, and where a source
// has no loss there is none: what no source was found for is marked as illustrative.

import { isSameData } from './sameData.ts';
import type { NetworkSettings } from './scenario.ts';

/** What a profile speaks of. */
export type ProfileSettings = Omit<NetworkSettings, 'model' | 'reorderMs' | 'resend' | 'resendMs'>;

export const ILLUSTRATIVE = 'illustrative';

export interface NetworkProfile {
  readonly name: string;
  readonly label: string;
  readonly network: ProfileSettings;
  /** Title, year and place of the figures, or that there is none. */
  readonly source: string;
}

interface Figures extends Partial<Omit<ProfileSettings, `loss${string}`>> {
  readonly latencyMs: number;
  /** On both hops, both ways. */
  readonly loss?: number;
}

const PAGE_TEST = 'WebPageTest, connectivity profiles';

export const NETWORK_PROFILES: readonly NetworkProfile[] = [
  profile('lan', 'Wired, same building', { latencyMs: 1 }, ILLUSTRATIVE),
  profile(
    'wifi',
    'Wi-Fi, a campus',
    { latencyMs: 3, jitterMs: 17 },
    'Sui et al., MobiSys 2016: median 3 ms, 90th percentile 20 ms',
  ),
  profile(
    'cable',
    'Cable at home',
    { latencyMs: 14, bytesPerSec: 125_000 },
    `${PAGE_TEST}: Cable, 28 ms RTT, 1 Mbit/s up`,
  ),
  profile(
    'lte',
    '4G, LTE',
    { latencyMs: 35, bytesPerSec: 1_500_000 },
    `${PAGE_TEST}: LTE, 70 ms RTT, 12 Mbit/s`,
  ),
  profile(
    '3g',
    '3G',
    { latencyMs: 150, bytesPerSec: 96_000 },
    `${PAGE_TEST}: 3G, 300 ms RTT, 768 kbit/s up`,
  ),
  profile(
    'edge',
    '2.5G, EDGE',
    { latencyMs: 420, bytesPerSec: 25_000 },
    `${PAGE_TEST}: Edge, 840 ms RTT, 200 kbit/s up`,
  ),
  profile(
    '2g',
    '2G',
    { latencyMs: 650, bytesPerSec: 4000 },
    `${PAGE_TEST}: 2G, 1300 ms RTT, 32 kbit/s up`,
  ),
  profile(
    'nb-iot',
    'NB-IoT',
    { latencyMs: 837 },
    'Ugwuanyi et al., Electronics 10 (18), 2021: 837 ms measured',
  ),
  profile(
    'leo',
    'Satellite, low orbit',
    { latencyMs: 20, jitterMs: 10 },
    'Starlink, UCLouvain, APNIC blog, November 2022: median RTT 50 ms, quartiles 40 and 60',
  ),
  profile(
    'geo',
    'Satellite, geostationary',
    { latencyMs: 279 },
    'RFC 2488, section 2: 279 ms, from the edge of its view',
  ),
  profile(
    'train',
    'On a train',
    { latencyMs: 60, jitterMs: 200, loss: 0.05, burstMs: 2000, cutsPerMin: 1 },
    ILLUSTRATIVE,
  ),
  profile(
    'noisy-radio',
    'Noisy sensor radio',
    { latencyMs: 50, jitterMs: 100, loss: 0.2, burstMs: 300 },
    ILLUSTRATIVE,
  ),
];

/** The profile that a network is, if it is one. */
export function findProfile(network: NetworkSettings): NetworkProfile | undefined {
  return NETWORK_PROFILES.find((one) => isSameData({ ...network, ...one.network }, network));
}

/** `35 ms each way, 1,500 kB/s`. */
export function sayProfile({ network }: NetworkProfile): string {
  const { latencyMs, jitterMs, lossHop1Up, burstMs, bytesPerSec, cutsPerMin } = network;
  const most = jitterMs === 0 ? '' : ` to ${latencyMs + jitterMs}`;
  const parts = [`${latencyMs}${most} ms each way`];
  if (lossHop1Up > 0) {
    const bursts = burstMs > 0 ? ` in bursts of ${burstMs} ms` : '';
    parts.push(`${lossHop1Up * 100} % lost${bursts}`);
  }
  if (cutsPerMin > 0)
    parts.push(cutsPerMin === 1 ? 'a cut a minute' : `${cutsPerMin} cuts a minute`);
  if (bytesPerSec > 0) parts.push(`${bytesPerSec / 1000} kB/s over TCP`);
  return parts.join(', ');
}

function profile(
  name: string,
  label: string,
  { loss = 0, ...figures }: Figures,
  source: string,
): NetworkProfile {
  const network: ProfileSettings = {
    lossHop1Up: loss,
    lossHop1Down: loss,
    lossHop2Up: loss,
    lossHop2Down: loss,
    burstMs: 0,
    jitterMs: 0,
    duplication: 0,
    reordering: 0,
    bytesPerSec: 0,
    cutsPerMin: 0,
    ...figures,
  };
  return { name, label, network, source };
}
