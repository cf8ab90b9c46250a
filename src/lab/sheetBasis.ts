// What a decision sheet's figures rest on, as sentences: what was simulated, over which network, and
// what the reader's messages may have that the simulated ones have not.

import { describeCommand } from '../scenario/describeCommand.ts';
import { patternsOf } from '../scenario/patterns.ts';
import { findProfile, ILLUSTRATIVE, sayProfile } from '../scenario/profiles.ts';
import type { NetworkSettings, Scenario } from '../scenario/scenario.ts';
import { listWords } from '../trace/words.ts';
import { DAYS, type LevelMonth, type SheetRequest } from './sheet.ts';
import { formatRounded, formatShare } from './sheetWords.ts';
import { countOf, formatCount } from './words.ts';

const DAY_SEC = 86_400;

export function sayBasis(request: SheetRequest, months: readonly LevelMonth[]): readonly string[] {
  const { plan, perDay, payload } = request;
  const { base } = plan;
  return [
    ...saySimulated(request, months),
    sayNetwork(base.network),
    ...sayScript(base),
    `A month is ${DAYS} days: ${countOf(perDay * DAYS, 'message')} of ${formatCount(payload)} bytes each. ${saySubscribers(months)}`.trim(),
    'Bytes are those of MQTT’s packets on both hops, sent again and lost ones too, without what TCP, TLS and IP add.',
    'An interval holds the true figure with 95 % probability: from how the runs differ, and for what was never seen from how many messages there were.',
    ...sayRate(base, perDay),
  ];
}

function saySimulated({ plan }: SheetRequest, months: readonly LevelMonth[]): readonly string[] {
  const [month] = months;
  if (month === undefined) return [];
  const { seed } = plan.base;
  const last = (seed + plan.replications - 1) >>> 0;
  const seeds = plan.replications === 1 ? `seed ${seed}` : `seeds ${seed} to ${last}`;
  const each = Math.round(month.pairs / month.runs);
  const title = plan.base.title === undefined ? '' : `“${plan.base.title}”, `;
  return [
    `Simulated: ${title}${countOf(month.runs, 'run')} at each level (${seeds}), with ${countOf(each, 'delivery', 'deliveries')} to be made in each.`,
  ];
}

function saySubscribers([month]: readonly LevelMonth[]): string {
  if (month === undefined || month.subscribers === 1) return '';
  return `Each is for ${formatRounded(month.subscribers)} subscribers, and counts once for each of them.`;
}

/** `4G, LTE: 35 ms each way … Source: …`, or its figures. */
export function sayNetwork(network: NetworkSettings): string {
  const { model, latencyMs, jitterMs, burstMs, cutsPerMin } = network;
  const over = model === 'tcp' ? 'Over TCP' : 'Over lossy packets';
  const profile = findProfile(network);
  if (profile !== undefined) {
    const { source, label } = profile;
    const from = source === ILLUSTRATIVE ? 'illustrative' : `source: ${source}`;
    return `${over}, ${label}: ${sayProfile(profile)} (${from}).`;
  }
  const most = jitterMs === 0 ? '' : ` to ${formatRounded(latencyMs + jitterMs)}`;
  const parts = [
    `${formatRounded(latencyMs)}${most} ms each way`,
    sayLosses(network),
    ...(burstMs > 0 ? [`in bursts of ${formatRounded(burstMs)} ms`] : []),
    ...(cutsPerMin > 0 ? [`${formatRounded(cutsPerMin)} cuts a minute`] : []),
  ];
  return `${over}: ${parts.join(', ')} (figures of your own: no source).`;
}

function sayLosses(network: NetworkSettings): string {
  const { lossHop1Up, lossHop1Down, lossHop2Up, lossHop2Down } = network;
  const losses = [lossHop1Up, lossHop1Down, lossHop2Up, lossHop2Down];
  const [first = 0] = losses;
  if (losses.every((loss) => loss === first)) return `${formatShare(first)} lost`;
  return `lost ${listWords(losses.map(formatShare))} (publisher up and down, subscriber up and down)`;
}

function sayScript({ script }: Scenario): readonly string[] {
  const doings = script.filter(({ command }) => command.kind !== 'publish');
  const [first] = doings;
  if (first === undefined) return [];
  const what = doings.length === 1 ? describeCommand(first.command) : `${doings.length} things`;
  return [`The scenario does something of its own on the way, once publishing has begun: ${what}.`];
}

/** Where time decides, the pace of the messages matters. */
function sayRate(scenario: Scenario, perDay: number): readonly string[] {
  const rates = patternsOf(scenario).map(({ ratePerSec }) => ratePerSec);
  const rate = rates.reduce((sum, each) => sum + each, 0);
  if (rate === 0) return [];
  const yours = perDay / DAY_SEC;
  const { burstMs, cutsPerMin, model, bytesPerSec } = scenario.network;
  const byTime = [
    ...(burstMs > 0 ? ['bursts'] : []),
    ...(cutsPerMin > 0 ? ['cuts'] : []),
    ...(model === 'tcp' ? ['TCP’s timers'] : []),
    ...(model === 'tcp' && bytesPerSec > 0 ? ['the limited rate'] : []),
  ];
  const pace = `Simulated at ${sayPace(rate)}; yours, spread evenly over the day, are ${sayPace(yours)}.`;
  return byTime.length === 0
    ? [
        `${pace} Here each packet is lost by itself, so that this decides nothing but who waits for whom.`,
      ]
    : [`${pace} What ${listWords(byTime)} do depends on that: set the rate to yours to be sure.`];
}

function sayPace(perSec: number): string {
  if (perSec >= 1) return `${formatRounded(perSec)} a second`;
  return `one in ${formatRounded(1 / perSec)} s`;
}
