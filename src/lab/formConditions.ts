// Why a sweep's figure need not be that of its closed form, beside what spoils the form in any run: how
// the runs end, what fills up, and what is measured of several subscribers at once.

import { resendsByTimer } from '../scenario/resends.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { type Unmet, WAITING } from '../trace/closedForms.ts';
import type { MeasureName } from './measures.ts';

/** Of a hop that all of a message's subscribers have in common, or of all of their deliveries. */
const SHARE_A_HOP: ReadonlySet<MeasureName> = new Set<MeasureName>([
  'packets',
  'resent',
  'duplicates-sent',
  'stored-seconds',
]);

/** @param isTime whether the figure is a latency, which what is under way at the end does not change */
export function sweepConditions(
  scenario: Scenario,
  untilMs: number | undefined,
  measure: MeasureName,
  isTime: boolean,
): readonly Unmet[] {
  const { broker, clients, network } = scenario;
  const subscribers = clients.filter(({ subscriptions }) => subscriptions.length > 0);
  const slow = subscribers.filter(({ handlerMs }) => handlerMs > 0);
  const windows = [broker, ...clients].map(({ receiveMaximum }) => receiveMaximum);
  const messages = clients
    .flatMap(({ publishes }) => publishes)
    .reduce((sum, { count = Infinity }) => sum + count, 0);
  const roundTripMs = 2 * (network.latencyMs + network.jitterMs);
  return [
    ...when(!isTime && untilMs !== undefined, 'runs are ended after a set time'),
    ...when(messages > Math.min(...windows) + broker.queueLimit, 'a queue can overflow'),
    ...when(
      slow.some(({ acknowledge }) => acknowledge === 'last'),
      'the application takes its time before it acknowledges',
    ),
    ...when(
      broker.overlapping === 'each' &&
        subscribers.some(({ subscriptions }) => subscriptions.length > 1),
      'a message comes once for each subscription',
    ),
    ...when(
      measure === 'stored-seconds' && resendsByTimer(network) && network.resendMs <= roundTripMs,
      'an answer can be later than the re-send',
    ),
    ...when(
      SHARE_A_HOP.has(measure) && subscribers.length > 1,
      'several subscribers have a hop in common',
    ),
  ];
}

/** Of the mean delivery time where packets are lost, beside those of the losses themselves. */
export function meanConditions({ broker, clients, network }: Scenario): readonly Unmet[] {
  const windows = [broker, ...clients].map(({ receiveMaximum }) => receiveMaximum);
  const messages = clients
    .flatMap(({ publishes }) => publishes)
    .reduce((sum, { count = Infinity }) => sum + count, 0);
  return [
    ...when(network.jitterMs > 0, 'latency has jitter'),
    ...when(messages > Math.min(...windows), WAITING),
    ...when(
      clients.some(({ handlerMs }) => handlerMs > 0),
      'the application takes its time',
    ),
  ];
}

function when(isUnmet: boolean, clause: Unmet): readonly Unmet[] {
  return isUnmet ? [clause] : [];
}
