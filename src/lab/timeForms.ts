// What theory says of two figures of time that whole runs have: how long a delivery takes on average
// when packets are lost, and how many messages a second a window lets through.

import type { Scenario } from '../scenario/scenario.ts';
import type { Path } from '../trace/closedForms.ts';

/**
 * Mean time to the first callback, of those delivered, in ms. Loss over the lossy network, with a
 * re-send timer longer than a round trip, the same latency always, and no window.
 */
export function meanDelivery(path: Path, { network }: Scenario): number | undefined {
  const { lossHop1Up: up, lossHop1Down: back, lossHop2Down: down } = network;
  const { lossHop2Up: answer, latencyMs, resendMs } = network;
  if (Math.max(up, back, down, answer) === 1) return undefined;
  const { qos, hop2Qos, forward, handOver } = path;
  // How many times something is sent again until it is there, or until its answer is.
  const there = (forth: number) => 1 / (1 - forth) - 1;
  const answered = (forth: number, home: number) => 1 / ((1 - forth) * (1 - home)) - 1;
  if (qos === 0) return 2 * latencyMs;
  if (qos === 1) return 2 * latencyMs + resendMs * roundsAtLeastOnce(up, back, down, hop2Qos > 0);
  const waitsForPubrel = forward === 'pubrel';
  const hop1 = waitsForPubrel ? answered(up, back) + there(up) : there(up);
  const isLate = hop2Qos === 2 && handOver === 'pubrel';
  const hop2 = hop2Qos === 0 ? 0 : isLate ? answered(down, answer) + there(down) : there(down);
  const hops = (waitsForPubrel ? 3 : 1) + (isLate ? 3 : 1);
  return hops * latencyMs + resendMs * (hop1 + hop2);
}

/** So small a probability that nothing came yet changes no figure. */
const NEGLIGIBLE = 1e-12;

/**
 * QoS 1: how many re-send times pass until the first copy is there. Each PUBLISH that reaches the broker
 * makes a copy, which has its own chances on hop 2 from then on: one, or one each re-send time.
 */
function roundsAtLeastOnce(up: number, back: number, down: number, isAgain: boolean): number {
  const never = isAgain ? 0 : (down * (1 - back)) / (1 - back * down);
  let sum = 0;
  // That nothing has come within so many rounds: of a copy made in the first, and of the message.
  let copyMissing = 1;
  let missing = 1;
  while (missing - never > NEGLIGIBLE) {
    sum += missing - never;
    copyMissing = isAgain ? copyMissing * down : down;
    missing = up * missing + (1 - up) * copyMissing * (back * missing + 1 - back);
  }
  // The first round takes no time.
  sum -= 1 - never;
  return sum / (1 - never);
}

/**
 * Messages a second from the first CONNECT to the last acknowledgement: over the lossy network, without
 * loss, of one publisher with one pattern. Undefined: it is not made like that.
 */
export function throughputForm(path: Path, scenario: Scenario): number | undefined {
  const { network, clients, broker, script } = scenario;
  const patterns = clients.flatMap(({ publishes }) => publishes);
  const [pattern] = patterns;
  const subscribers = clients.filter(({ subscriptions }) => subscriptions.length > 0);
  if (pattern?.count === undefined || patterns.length > 1 || subscribers.length > 1)
    return undefined;
  const { count, ratePerSec, startMs } = pattern;
  if (network.model === 'tcp' || startMs > 0 || script.length > 0 || ratePerSec === 0) {
    return undefined;
  }
  const { qos, hop2Qos, forward } = path;
  const window = Math.min(broker.receiveMaximum, ...clients.map((each) => each.receiveMaximum));
  const gap = 1000 / ratePerSec;
  const roundTrip = 2 * qos * network.latencyMs;
  const last = count - 1;
  const isFull = qos > 0 && window * gap < roundTrip;
  const published = isFull
    ? Math.floor(last / window) * roundTrip + (last % window) * gap
    : last * gap;
  // CONNECT and SUBSCRIBE with their answers, and the way of the last message.
  const forwarded = qos === 2 && forward === 'pubrel' ? 3 : 1;
  const way = Math.max(2 * qos, forwarded + (hop2Qos === 0 ? 1 : 2 * hop2Qos));
  return (count * 1000) / (published + (4 + way) * network.latencyMs);
}
