// A TCP direction under random loss, jitter, rates, changes and kills, against obvious slow models
// that look at the whole log for every answer.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { draw, mix } from '../../base/random.ts';
import {
  arrivalsOf,
  type Finished,
  fastResendsFrom,
  nameOf,
  resendsDueAfter,
  timersOf,
} from '../../testing/slowTcp.ts';
import { linkOf, TcpHost } from '../../testing/tcpHost.ts';
import type { TcpSegment } from './tcpSegment.ts';

const percent = (max: number) => fc.integer({ min: 0, max }).map((p) => p / 100);
const links = fc.record({
  latencyMs: fc.integer({ min: 0, max: 400 }),
  jitterMs: fc.constantFrom(0, 0, 5, 300),
  loss: percent(60),
  ackLoss: percent(60),
  bytesPerSec: fc.constantFrom(undefined, undefined, undefined, undefined, 500, 20_000),
});
const runs = fc.record({
  seed: fc.integer(),
  gapsMs: fc.array(fc.constantFrom(0, 0, 1, 7, 40, 900), { minLength: 1, maxLength: 40 }),
  first: links,
  later: links,
  killsMs: fc.array(fc.integer({ min: 0, max: 5_000 }), { maxLength: 4 }),
});
type RunOf<T> = T extends fc.Arbitrary<infer R> ? R : never;

/** Items are the numbers from 1 on; the link changes after half of them. */
function finish({ seed, gapsMs, first, later, killsMs }: RunOf<typeof runs>): Finished {
  const host = new TcpHost<number>(linkOf(first));
  const killed = new Set<string>();
  let at = 0;
  gapsMs.forEach((gap, i) => {
    at += gap;
    host.atMs(at, () => {
      if (i * 2 >= gapsMs.length) host.settings = linkOf(later);
      host.send(i + 1, draw(mix(seed, i)), { bytes: 1 + (i % 300) });
    });
  });
  for (const ms of killsMs) {
    host.atMs(ms, () => {
      const ended = (s: TcpSegment<number>) => (s.lostAt ?? s.dueAt) < host.now;
      for (const segment of host.segments) if (!ended(segment)) killed.add(nameOf(segment));
      host.kill();
    });
  }
  host.run();
  return { host, count: gapsMs.length, killed };
}

const check = (seed: number, claim: (finished: Finished) => void, numRuns = 400) =>
  fc.assert(
    fc.property(runs, (run) => claim(finish(run))),
    { seed, numRuns },
  );

describe('a TCP direction', () => {
  test('delivers in order, each item once, and all of them unless it gives up (property)', () => {
    let gaveUp = 0;
    check(1, ({ host, count }) => {
      const items = host.deliveries.map(([item]) => item);
      expect(items).toEqual(items.map((_, i) => i + 1));
      if (host.logged('give-up').length > 0) gaveUp++;
      else expect(items.length).toBe(count);
    });
    expect(gaveUp).toBeGreaterThan(0);
    expect(gaveUp).toBeLessThan(200);
  });

  test('delivers an item when the first copy of it and of all before it have arrived (property)', () => {
    check(2, (finished) => {
      const arrivals = arrivalsOf(finished);
      for (const [item, atMs] of finished.host.deliveries) {
        const firsts = Array.from({ length: item }, (_, i) =>
          Math.min(...arrivals.filter(({ nth }) => nth === i + 1).map(({ dueAt }) => dueAt)),
        );
        expect(atMs * 1000).toBeCloseTo(Math.max(...firsts), 6);
      }
    });
  });

  test('acknowledges each arrival at once, and says what has arrived by then (property)', () => {
    check(3, (finished) => {
      const arrivals = arrivalsOf(finished);
      const { acks } = finished.host;
      expect(acks.map(({ sentAt }) => sentAt)).toEqual(arrivals.map(({ dueAt }) => dueAt));
      for (const [i, { ackNumber, highest, gaps, order, echoes }] of acks.entries()) {
        const had = arrivals.slice(0, i + 1).map(({ nth }) => nth);
        const missing = Array.from({ length: highest }, (_, k) => k + 1).filter(
          (nth) => !had.includes(nth),
        );
        expect(highest).toBe(Math.max(...had));
        expect(gaps).toEqual(missing);
        expect(ackNumber).toBe(missing[0] ?? highest + 1);
        expect([order, echoes]).toEqual([arrivals[i]?.order, arrivals[i]?.leftAt]);
      }
    });
  });

  test('sends each item first in order, and again by the timer the first unacknowledged one alone (property)', () => {
    check(4, ({ host, count }) => {
      const firsts = host.segments.filter(({ why }) => why === 'first').map(({ nth }) => nth);
      expect(firsts).toEqual(firsts.map((_, i) => i + 1));
      if (host.logged('give-up').length === 0) expect(firsts.length).toBe(count);
      let awaited = 1;
      for (const { what } of host.log) {
        if (what.kind === 'had-ack') awaited = Math.max(awaited, what.ack.ackNumber);
        if (what.kind !== 'send-segment' || what.segment.why !== 'timeout') continue;
        expect(what.segment.nth).toBe(awaited);
      }
    });
  });

  test('re-sends by acknowledgements what they show to be missing, at once, and nothing else (property)', () => {
    let resent = 0;
    check(5, (finished) => {
      const { host } = finished;
      // With a rate it may have to wait.
      if (host.segments.some(({ sentAt, leftAt }) => leftAt > sentAt)) return;
      for (const [i, { what }] of host.log.entries()) {
        if (what.kind !== 'had-ack') continue;
        const due = resendsDueAfter(finished, i);
        resent += due.length;
        expect(fastResendsFrom(host, i + 1)).toEqual(due);
      }
    });
    expect(resent).toBeGreaterThan(200);
  });

  test('re-sends nothing in vain by acknowledgements: none of its copies is to arrive (property)', () => {
    let resent = 0;
    check(7, (finished) => {
      const arrivals = arrivalsOf(finished);
      for (const { why, nth, order } of finished.host.segments) {
        if (why !== 'fast-retransmit') continue;
        resent++;
        expect(arrivals.filter((s) => s.nth === nth && s.order < order)).toEqual([]);
      }
    });
    expect(resent).toBeGreaterThan(500);
  });

  test('has its timer where RFC 6298 puts it, after every instant, and gives up at the 16th (property)', () => {
    check(6, ({ host }) => {
      for (const [at, told, due] of timersOf(host)) expect([at, told]).toEqual([at, due]);
      expect(host.direction.sender.timeoutAt).toBe(undefined);
      expect(host.direction.sender.wakeAt).toBe(undefined);
    });
  });
});
