// What a decision sheet's figures rest on, as sentences: what was simulated, over which network, and
// what the reader's messages may have that the simulated ones have not.

import { changedSettings } from '../scenario/changedSettings.ts';
import { describeCommand } from '../scenario/describeCommand.ts';
import { patternsOf } from '../scenario/patterns.ts';
import { DEFAULT_PRESET } from '../scenario/presets/presets.ts';
import { findProfile, ILLUSTRATIVE, sayProfile } from '../scenario/profiles.ts';
import type { NetworkSettings, Scenario } from '../scenario/scenario.ts';
import type { SettingName } from '../scenario/settings.ts';
import { listWords } from '../trace/words.ts';
import { RUNS_MIN } from './interval.ts';
import { lucksOf } from './luck.ts';
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
    sayIntervals(request),
    ...sayEnd(request),
    ...saySettings(base),
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

function sayIntervals({ plan }: SheetRequest): string {
  const lucks = lucksOf(plan);
  if (lucks.every((luck) => luck === 'none')) return 'Nothing here is left to luck.';
  if (plan.replications < RUNS_MIN) {
    return `There are no intervals: fewer than ${RUNS_MIN} runs do not say how sure a figure is.`;
  }
  const trials = lucks.includes('together')
    ? 'runs there were, because whole stretches of messages share their luck'
    : 'messages there were';
  return `An interval holds the true figure with 95 % probability: from how the runs differ, and for what was never seen from how many ${trials}.`;
}

function sayEnd({ plan: { untilMs } }: SheetRequest): readonly string[] {
  if (untilMs === undefined) return [];
  return [
    `Each run was ended after ${formatRounded(untilMs / 1000)} s: of what was under way then nothing more is counted, so that a month can lose, repeat and send more than it says here.`,
  ];
}

/** What no other sentence says. */
function saySettings(scenario: Scenario): readonly string[] {
  const set = [...changedSettings(DEFAULT_PRESET.scenario, scenario)]
    .filter(([name]) => !SAID.has(name))
    .map(([name, text]) => `${name}=${text}`);
  return set.length === 0 ? [] : [`Besides, it is set: ${set.join(', ')}.`];
}

const SAID: ReadonlySet<SettingName> = new Set<SettingName>([
  'seed',
  'qos',
  'messages',
  'rate',
  'network',
  'latency-ms',
  'jitter-ms',
  'loss',
  'loss-hop1-up',
  'loss-hop1-down',
  'loss-hop2-up',
  'loss-hop2-down',
  'burst-ms',
  'cuts-per-min',
]);

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
  const { burstMs, cutsPerMin, model, bytesPerSec, jitterMs } = scenario.network;
  const { broker, clients } = scenario;
  const usual = DEFAULT_PRESET.scenario.broker;
  const byTime = [
    ...(jitterMs > 0 ? ['jitter'] : []),
    ...(burstMs > 0 ? ['bursts'] : []),
    ...(cutsPerMin > 0 ? ['cuts'] : []),
    ...(model === 'tcp' ? ['TCP’s timers'] : []),
    ...(model === 'tcp' && bytesPerSec > 0 ? ['the limited rate'] : []),
    ...([broker, ...clients].some((side) => side.receiveMaximum < usual.receiveMaximum)
      ? ['a window']
      : []),
    ...(broker.queueLimit < usual.queueLimit ? ['the queue’s limit'] : []),
    ...(clients.some(({ handlerMs }) => handlerMs > 0) ? ['a slow application'] : []),
    ...(scenario.script.some(({ command }) => command.kind !== 'publish')
      ? ['what the scenario does by itself']
      : []),
  ];
  const pace = `Simulated at ${sayPace(rate)}; yours, spread evenly over the day, are ${sayPace(yours)}.`;
  return byTime.length === 0
    ? [
        `${pace} Here each packet is lost by itself, and nothing that is set has to do with how many messages are under way: the pace decides nothing.`,
      ]
    : [
        `${pace} What comes of ${listWords(byTime)} depends on that: set the rate to yours to be sure.`,
      ];
}

function sayPace(perSec: number): string {
  if (perSec >= 1) return `${formatRounded(perSec)} a second`;
  return `one in ${formatRounded(1 / perSec)} s`;
}
