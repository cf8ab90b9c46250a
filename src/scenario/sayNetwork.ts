// A network in a line: `lossy packets, 50 to 150 ms each way, 10 % lost, sent again after 1000 ms`.

import { resendsByTimer } from './resends.ts';
import type { NetworkSettings } from './scenario.ts';

export function sayNetwork(network: NetworkSettings): string {
  const { model, latencyMs, jitterMs, duplication, reordering, bytesPerSec, cutsPerMin } = network;
  const most = jitterMs === 0 ? '' : ` to ${latencyMs + jitterMs}`;
  const isLossy = model === 'lossy';
  return [
    isLossy ? 'lossy packets' : 'TCP',
    `${latencyMs}${most} ms each way`,
    sayLoss(network),
    ...(isLossy && duplication > 0 ? [`${percent(duplication)} copied`] : []),
    ...(isLossy && reordering > 0 ? [`${percent(reordering)} held up`] : []),
    ...(!isLossy && bytesPerSec > 0 ? [`${bytesPerSec} B/s`] : []),
    ...(cutsPerMin > 0 ? [`${cutsPerMin} cuts a minute`] : []),
    sayResend(network),
  ].join(', ');
}

const WAYS = [
  ['lossHop1Up', 'up on hop 1'],
  ['lossHop1Down', 'down on hop 1'],
  ['lossHop2Up', 'up on hop 2'],
  ['lossHop2Down', 'down on hop 2'],
] as const;

function sayLoss(network: NetworkSettings): string {
  const { burstMs } = network;
  const losing = WAYS.filter(([key]) => network[key] > 0);
  if (losing.length === 0) return 'nothing lost';
  const bursts = burstMs > 0 ? ` in bursts of ${burstMs} ms` : '';
  const all = new Set(WAYS.map(([key]) => network[key]));
  if (all.size === 1) return `${percent(network.lossHop1Up)} lost${bursts}`;
  const parts = losing.map(([key, way]) => `${percent(network[key])} ${way}`);
  return `lost${bursts} ${parts.join(' and ')}`;
}

function sayResend(network: NetworkSettings): string {
  return resendsByTimer(network)
    ? `sent again after ${network.resendMs} ms`
    : 'sent again on reconnect alone';
}

/** 0.2 → `20 %`, without the noise of binary fractions. */
function percent(share: number): string {
  return `${Math.round(share * 1e6) / 1e4} %`;
}
