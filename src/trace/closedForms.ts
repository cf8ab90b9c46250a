// What theory says of a message's way, as far as it has formulas: how long each clock runs in units of
// L, the latency of one hop; how long the broker keeps the message; how many copies arrive. And the
// conditions under which each formula holds, so that nobody reads it where it does not.

import { resendsByTimer } from '../scenario/resends.ts';
import type { NetworkSettings, Scenario } from '../scenario/scenario.ts';
import type { Qos } from './event.ts';
import type { LatencyClock } from './metrics.ts';

/** All of a message's way that its formulas depend on. */
export interface Path {
  /** On hop 1: as it is published. */
  readonly qos: Qos;
  /** On hop 2: the lower of that and what the subscription was granted. */
  readonly hop2Qos: Qos;
  /** QoS 2 on hop 1: when the broker forwards it. */
  readonly forward: 'pubrel' | 'publish';
  /** QoS 2 on hop 2: when the subscriber hands it over. */
  readonly handOver: 'pubrel' | 'publish';
}

/** Undefined where subscribers differ in what decides it. */
export function pathOf({ broker, clients }: Scenario, qos: Qos): Path | undefined {
  const subscribers = clients.filter(({ subscriptions }) => subscriptions.length > 0);
  const levels = new Set(
    subscribers.flatMap(({ subscriptions }) =>
      subscriptions.map((each) => Math.min(qos, each.qos, broker.grantedQosMax) as Qos),
    ),
  );
  const handOvers = new Set(subscribers.map(({ qos2HandOver }) => qos2HandOver));
  const [hop2Qos] = levels;
  const [handOver] = handOvers;
  if (hop2Qos === undefined || handOver === undefined || levels.size > 1) return undefined;
  if (hop2Qos === 2 && handOvers.size > 1) return undefined;
  return { qos, hop2Qos, forward: broker.qos2Forward, handOver };
}

/** In units of L; undefined: nothing is answered that this clock could wait for. */
export type LatencyForms = Readonly<Record<LatencyClock, number | undefined>>;

/** Without loss and jitter. Publish is at 0, the broker has PUBLISH at L. */
export function latencyForms(path: Path): LatencyForms {
  const forwardedAt = forwardAt(path);
  const { qos, hop2Qos, handOver } = path;
  return {
    // PUBLISH; with hand-over on PUBREL also PUBREC and PUBREL.
    deliveryMs: forwardedAt + (hop2Qos === 2 && handOver === 'pubrel' ? 3 : 1),
    publisherHandshakeMs: qos === 0 ? undefined : 2 * qos,
    subscriberHandshakeMs: hop2Qos === 0 ? undefined : forwardedAt + 2 * hop2Qos,
  };
}

function forwardAt({ qos, forward }: Path): number {
  return qos === 2 && forward === 'pubrel' ? 3 : 1;
}

/**
 * How long the broker keeps each message, in units of L, without loss and jitter: its stay for each of
 * its subscribers added up.
 */
export function storageForm(path: Path, subscribers = 1): number {
  // Until PUBREL the publisher's exchange keeps it, from PUBREL to PUBACK or PUBREC each subscriber's.
  return forwardAt(path) - 1 + (path.hop2Qos === 0 ? 0 : 2 * subscribers);
}

/** How long it would be if each exchange kept it to its end. */
export function storageUntilComplete(path: Path, subscribers = 1): number {
  return forwardAt(path) - 1 + 2 * path.hop2Qos * subscribers;
}

/** Of one pair of message and subscriber, on lossy packets with a re-send timer: expected values. */
export interface LossForms {
  /** Probability that the application gets it. */
  readonly delivered: number;
  /** Callbacks. */
  readonly copies: number;
  /** Callbacks beyond the first. */
  readonly secondCopies: number;
  /** On both hops. */
  readonly packets: number;
  /** Those of them that had been sent before. */
  readonly resent: number;
}

/** Undefined where a direction loses everything and the sender never gives up. */
export function lossForms({ qos, hop2Qos }: Path, network: NetworkSettings): LossForms | undefined {
  const { lossHop1Up, lossHop1Down, lossHop2Up, lossHop2Down } = network;
  const one = hopForms(qos, lossHop1Up, lossHop1Down);
  const two = hopForms(hop2Qos, lossHop2Down, lossHop2Up);
  if (one === undefined || two === undefined) return undefined;
  const copies = one.copies * two.copies;
  // At QoS 1 then 0, each copy that hop 1 makes has a chance of its own.
  const missed = lossHop2Down;
  const allMissed =
    qos === 1 ? (missed * (1 - lossHop1Down)) / (1 - lossHop1Down * missed) : missed;
  const delivered = one.reached * (hop2Qos === 0 ? 1 - allMissed : 1);
  const packets = one.packets + one.copies * two.packets;
  const resent = one.resent + one.copies * two.resent;
  return { delivered, copies, secondCopies: copies - delivered, packets, resent };
}

interface HopForms {
  /** How many PUBLISH are handed on. */
  readonly copies: number;
  /** Probability that one is. */
  readonly reached: number;
  readonly packets: number;
  readonly resent: number;
}

/** @param forth loss on PUBLISH's way @param back loss on its answers' */
function hopForms(qos: Qos, forth: number, back: number): HopForms | undefined {
  if (qos === 0) return { copies: 1 - forth, reached: 1 - forth, packets: 1, resent: 0 };
  const through = (1 - forth) * (1 - back);
  if (through === 0) return undefined;
  // Each round is sent until it and its answer get through; each arrival is answered.
  const rounds = 1 / through + 1 / (1 - back);
  const again = 1 / through - 1;
  if (qos === 1) return { copies: 1 / (1 - back), reached: 1, packets: rounds, resent: again };
  return { copies: 1, reached: 1, packets: 2 * rounds, resent: 2 * again };
}

/** A condition of a formula that does not hold, as a clause: `the network loses packets`. */
export type Unmet = string;

export const WAITING: Unmet = 'messages wait for a window';

/** Why latencies and storage times need not be those of the formulas. */
export function latencyConditions(scenario: Scenario, network: NetworkSettings): readonly Unmet[] {
  const { clients, broker } = scenario;
  return [
    ...when(losesAnything(network), 'packets are lost'),
    ...when(network.jitterMs > 0, 'latency has jitter'),
    ...when(network.latencyMs === 0, 'latency is 0'),
    ...when(network.model === 'lossy' && network.reordering > 0, 'packets overtake each other'),
    ...when(network.model === 'tcp' && network.bytesPerSec > 0, 'connections have a limited rate'),
    ...when(network.cutsPerMin > 0, 'connections are cut'),
    ...when(
      clients.some(({ handlerMs }) => handlerMs > 0),
      'the application takes its time',
    ),
    ...when(
      clients.some(({ withholds }) => withholds.length > 0),
      'acknowledgements are withheld',
    ),
    ...when(
      inFlightMost(scenario, network) >
        Math.min(broker.receiveMaximum, ...clients.map(({ receiveMaximum }) => receiveMaximum)),
      WAITING,
    ),
    ...scripted(scenario),
  ];
}

/** Why copies, deliveries and packets need not be those of the formulas. */
export function lossConditions(scenario: Scenario, network: NetworkSettings): readonly Unmet[] {
  const { model, resendMs, latencyMs, jitterMs } = network;
  const { clients, broker } = scenario;
  const hasTimer = resendsByTimer(network);
  const loses = losesAnything(network);
  return [
    ...when(loses && model === 'tcp', 'TCP sends again what is lost'),
    ...when(loses && !hasTimer, 'nothing is sent again without a reconnect'),
    ...when(
      hasTimer && resendMs <= 2 * (latencyMs + jitterMs),
      'an answer can be later than the re-send',
    ),
    ...when(loses && network.burstMs > 0, 'losses come in bursts'),
    ...when(model === 'lossy' && network.duplication > 0, 'the network copies packets'),
    ...when(model === 'lossy' && network.reordering > 0, 'packets overtake each other'),
    ...when(network.cutsPerMin > 0, 'connections are cut'),
    ...when(
      [broker, ...clients].some(({ resendLimit }) => resendLimit !== undefined),
      'senders give up',
    ),
    ...when(
      clients.some(({ withholds }) => withholds.length > 0),
      'acknowledgements are withheld',
    ),
    ...scripted(scenario),
  ];
}

function scripted({ script }: Scenario): readonly Unmet[] {
  return when(
    script.some(({ command }) => command.kind !== 'publish'),
    'the scenario’s script interferes',
  );
}

export function losesAnything(network: NetworkSettings): boolean {
  const { lossHop1Up, lossHop1Down, lossHop2Up, lossHop2Down } = network;
  return lossHop1Up + lossHop1Down + lossHop2Up + lossHop2Down > 0;
}

/** How many messages of the patterns can be unacknowledged at once. */
function inFlightMost({ clients }: Scenario, { latencyMs }: NetworkSettings): number {
  const perSec = clients
    .flatMap(({ publishes }) => publishes)
    .reduce((sum, { ratePerSec }) => sum + ratePerSec, 0);
  return Math.ceil((perSec * 4 * latencyMs) / 1000);
}

function when(isUnmet: boolean, clause: Unmet): readonly Unmet[] {
  return isUnmet ? [clause] : [];
}
