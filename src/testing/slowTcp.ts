// What a TCP direction is to do, said slowly: each answer is found anew from the whole log of a run.
// For tests.

import { fromUs } from '../base/time.ts';
import { addSample, backOff, createRoundTrip } from '../network/tcp/roundTrip.ts';
import type { TcpAck, TcpSegment } from '../network/tcp/tcpSegment.ts';
import type { TcpHost } from './tcpHost.ts';

export interface Finished {
  readonly host: TcpHost<number>;
  readonly count: number;
  /** `nth.transmission` of those that a kill has taken. */
  readonly killed: ReadonlySet<string>;
}

export const nameOf = ({ nth, transmission }: TcpSegment<number>) => `${nth}.${transmission}`;

/** In the order in which they arrived. */
export function arrivalsOf({ host, killed }: Finished): readonly TcpSegment<number>[] {
  return host.segments.filter((s) => s.lostAt === undefined && !killed.has(nameOf(s)));
}

/** The fast re-sends that stand together in the log from line `i` on. */
export function fastResendsFrom(host: TcpHost<number>, i: number): number[] {
  const what = host.log[i]?.what;
  if (what?.kind !== 'send-segment' || what.segment.why !== 'fast-retransmit') return [];
  return [what.segment.nth, ...fastResendsFrom(host, i + 1)];
}

/**
 * What the acknowledgement in line `i` of the log calls for, from all lines before it and from what
 * has really arrived: all that was sent for the last time before what it answers, and has not
 * arrived; while recovering, or with three arrived beyond the first gap.
 */
export function resendsDueAfter(finished: Finished, i: number): number[] {
  const before = finished.host.log.slice(0, i).map(({ what }) => what);
  const line = finished.host.log[i]?.what;
  if (line?.kind !== 'had-ack' || before.some(({ kind }) => kind === 'give-up')) return [];
  const answered = line.ack.order;
  const arrivals = arrivalsOf(finished);
  const known = arrivals.slice(0, arrivals.findIndex(({ order }) => order === answered) + 1);
  const arrived = new Set(known.map(({ nth }) => nth));
  const sent = before.flatMap((what) => (what.kind === 'send-segment' ? [what.segment] : []));
  const firsts = sent.filter(({ why }) => why === 'first');
  const missing = firsts.map(({ nth }) => nth).filter((nth) => !arrived.has(nth));
  const gap = missing[0] ?? Infinity;
  const beyond = [...arrived].filter((nth) => nth > gap).length;
  if (gap > recoveringTo(finished.host, i) && beyond < 3) return [];
  return missing.filter(
    (nth) => sent.findLast((s) => s.nth === nth && s.order > answered) === undefined,
  );
}

/** The last place that had been sent when the last recovery began; none begins within another. */
function recoveringTo(host: TcpHost<number>, lines: number): number {
  let [to, sent, awaited] = [0, 0, 1];
  for (const { what } of host.log.slice(0, lines)) {
    if (what.kind === 'had-ack') awaited = Math.max(awaited, what.ack.ackNumber);
    if (what.kind !== 'send-segment') continue;
    const { why, nth } = what.segment;
    if (why === 'timeout' || (why === 'fast-retransmit' && awaited > to)) to = sent;
    sent = Math.max(sent, nth);
  }
  return to;
}

/** After each instant: [the instant, when the timer is set to, when it should be]. */
type TimerLine = readonly [at: number, told: number | undefined, expected: number | undefined];

/** Starts again from all round trips and failures so far whenever the timer is to be started. */
export function timersOf(host: TcpHost<number>): readonly TimerLine[] {
  const lines: TimerLine[] = [];
  let [awaited, sent, failures, backOffs, leftAt] = [1, 0, 0, 0, 0];
  let samples: number[] = [];
  let known = new Set<number>();
  let expectedAt: number | undefined;
  let toldAt: number | undefined;
  const start = (at: number) => Math.max(at, leftAt) + timeoutAfter(samples, backOffs);
  for (const [i, { at, what }] of host.log.entries()) {
    if (what.kind === 'had-ack') {
      const { ackNumber, echoes } = what.ack;
      const size = known.size;
      known = new Set([...known, ...placesIn(what.ack)]);
      if (known.size > size) [samples, backOffs] = [[...samples, at - echoes], 0];
      if (ackNumber > awaited) {
        [awaited, failures] = [ackNumber, 0];
        expectedAt = awaited > sent ? undefined : start(at);
      }
    } else if (what.kind === 'send-segment') {
      const { nth } = what.segment;
      sent = Math.max(sent, nth);
      leftAt = what.segment.leftAt;
      if (nth === awaited || expectedAt === undefined) expectedAt = start(at);
    } else if (what.kind === 'had-timeout') {
      lines.push([at, at, expectedAt]);
      [failures, backOffs] = [failures + 1, backOffs + 1];
      expectedAt = undefined;
      toldAt = undefined;
    } else if (what.kind === 'give-up') {
      return [...lines, [failures, 16, 16]];
    }
    const isTimers = 'timer' in what && what.timer === 'retransmission';
    if (isTimers) toldAt = what.kind === 'set-timer' ? what.at : undefined;
    if (host.log[i + 1]?.at !== at) lines.push([at, toldAt, expectedAt]);
  }
  return lines;
}

function placesIn({ highest, gaps }: TcpAck): readonly number[] {
  return Array.from({ length: highest }, (_, i) => i + 1).filter((nth) => !gaps.includes(nth));
}

function timeoutAfter(samples: readonly number[], failures: number): number {
  const roundTrip = createRoundTrip();
  for (const sample of samples) addSample(roundTrip, fromUs(sample));
  for (let i = 0; i < failures; i++) backOff(roundTrip);
  return roundTrip.timeout;
}
