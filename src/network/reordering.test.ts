// The two faults that break MQTT's ordered network: packets that are late by themselves, and
// packets that come twice. The seeds are fixed, not chosen.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mixText } from '../base/random.ts';
import { fromUs } from '../base/time.ts';
import { EvenLoss } from './lossProcess.ts';
import {
  createLossyDirection,
  isDuplicated,
  type LossySettings,
  networkCopyKey,
  sendInOrder,
  sendOverLossyLink,
} from './lossyLink.ts';

const keys = Array.from({ length: 6000 }, (_, i) => mixText(42, `${i}`));

const settings = (changes: Partial<LossySettings> = {}): LossySettings => ({
  latency: fromUs(50_000),
  jitter: fromUs(0),
  reordering: 0,
  reorderBy: fromUs(100_000),
  ...changes,
});

/** What becomes of a packet on a link where nothing was before it, sent at 0. */
function alone(key: number, link: LossySettings, lost = false) {
  const direction = createLossyDirection();
  return { ...sendOverLossyLink(direction, link, key, lost, fromUs(0)), direction };
}

/** Only a re-ordered packet leaves the link's memory as it was. */
const isReordered = (key: number, reordering: number): boolean =>
  alone(key, settings({ reordering })).direction.lastDueAt === 0;

/** Within three standard errors. */
function expectShare(hits: number, of: number, p: number): void {
  expect(Math.abs(hits / of - p)).toBeLessThanOrEqual(3 * Math.sqrt((p * (1 - p)) / of));
}

/** Where two things have nothing to do with each other they agree by chance alone. */
function expectIndependent(p: number, a: (key: number) => boolean, b: (key: number) => boolean) {
  const same = keys.filter((key) => a(key) === b(key)).length;
  expectShare(same, keys.length, p * p + (1 - p) * (1 - p));
}

const links = fc.record({
  latency: fc.integer({ min: 0, max: 1_000 }).map(fromUs),
  jitter: fc.constantFrom(0, 1, 500).map(fromUs),
  reordering: fc.constantFrom(0, 0.1, 0.5, 1),
  reorderBy: fc.constantFrom(0, 1, 3_000).map(fromUs),
});
const packets = fc.array(
  fc.record({ key: fc.integer(), gap: fc.integer({ min: 0, max: 200 }), lost: fc.boolean() }),
  { minLength: 1, maxLength: 60 },
);

describe('re-ordering', () => {
  test('at 0 changes no fate, however far it would reach (property)', () => {
    const property = fc.property(packets, links, (list, link) => {
      const [with0, plain] = [createLossyDirection(), createLossyDirection()];
      let at = 0;
      for (const { key, gap, lost } of list) {
        at += gap;
        const now = fromUs(at);
        const fate = sendOverLossyLink(with0, { ...link, reordering: 0 }, key, lost, now);
        expect(fate).toEqual(sendInOrder(plain, link, key, lost, now));
      }
    });
    fc.assert(property, { seed: 1, numRuns: 300 });
  });

  test('keeps all others in order, and lets none arrive before one that was due before it and kept it (property)', () => {
    let overtaken = 0;
    const property = fc.property(packets, links, (list, link) => {
      const direction = createLossyDirection();
      let at = 0;
      let orderedDue = 0;
      let latestDue = 0;
      for (const { key, gap, lost } of list) {
        at += gap;
        const now = fromUs(at);
        const { dueAt, lostAt } = sendOverLossyLink(direction, link, key, lost, now);
        const earliest = Math.max(now + link.latency, orderedDue);
        const latest = Math.max(now + link.latency + link.jitter, orderedDue);
        const reordered = isReordered(key, link.reordering);
        expect(Number.isInteger(dueAt)).toBe(true);
        expect(dueAt).toBeGreaterThanOrEqual(earliest);
        expect(dueAt).toBeLessThanOrEqual(latest + (reordered ? link.reorderBy : 0));
        if (lost) {
          expect(lostAt).toBeGreaterThanOrEqual(now);
          expect(lostAt).toBeLessThanOrEqual(dueAt);
        } else expect(lostAt).toBe(undefined);
        if (dueAt < latestDue) overtaken++;
        latestDue = Math.max(latestDue, dueAt);
        if (!reordered) orderedDue = dueAt;
        expect(direction.lastDueAt).toBe(orderedDue);
      }
    });
    fc.assert(property, { seed: 2, numRuns: 500 });
    expect(overtaken).toBeGreaterThan(200);
  });

  test('lets a packet be overtaken by those sent within its delay, and by no others', () => {
    const link = settings({ reordering: 0.5 });
    const late = keys.filter((key) => isReordered(key, 0.5));
    const prompt = keys.filter((key) => !isReordered(key, 0.5));
    for (const [i, key] of late.slice(0, 300).entries()) {
      const direction = createLossyDirection();
      const { dueAt } = sendOverLossyLink(direction, link, key, false, fromUs(0));
      const delay = dueAt - link.latency;
      const next = (now: number) =>
        sendOverLossyLink(direction, link, prompt[i] ?? 0, false, fromUs(now)).dueAt;
      if (delay > 0) expect(next(delay - 1)).toBeLessThan(dueAt);
      expect(next(delay + 1)).toBeGreaterThan(dueAt);
    }
  });

  test.each([0.01, 0.2, 0.7, 1])('at %f meets that share, each by its key alone', (p) => {
    const hits = keys.filter((key) => isReordered(key, p));
    expectShare(hits.length, keys.length, p);
    const more = new Set(keys.filter((key) => isReordered(key, Math.min(1, p + 0.2))));
    expect(hits.every((key) => more.has(key))).toBe(true);
  });

  test('spreads its delay evenly, both ends reached', () => {
    const link = settings({ reordering: 1, reorderBy: fromUs(4) });
    const delays = keys.map((key) => alone(key, link).dueAt - link.latency);
    for (const delay of [0, 1, 2, 3, 4]) {
      expectShare(delays.filter((each) => each === delay).length, keys.length, 1 / 5);
    }
  });

  test('has nothing to do with loss or jitter, nor its delay with any of them', () => {
    const loss = new EvenLoss(0.5);
    const isLost = (key: number) => loss.isLost(key);
    const reordered = (key: number) => isReordered(key, 0.5);
    const hasJitter = (key: number) => alone(key, settings({ jitter: fromUs(1) })).dueAt > 50_000;
    const isLate = (key: number) =>
      alone(key, settings({ reordering: 1, reorderBy: fromUs(1) })).dueAt > 50_000;
    const all = [isLost, reordered, hasJitter, isLate, (key: number) => isDuplicated(key, 0.5)];
    for (const [i, a] of all.entries())
      for (const b of all.slice(i + 1)) expectIndependent(0.5, a, b);
  });
});

describe('a network copy', () => {
  test.each([0, 0.01, 0.2, 0.7, 1])('is made at %f of that share of packets', (p) => {
    expectShare(keys.filter((key) => isDuplicated(key, p)).length, keys.length, p);
  });

  test('is made at a higher probability of all of which it is made at a lower one', () => {
    const few = keys.filter((key) => isDuplicated(key, 0.2));
    expect(few.every((key) => isDuplicated(key, 0.4))).toBe(true);
  });

  test("has luck of its own: loss, re-ordering and jitter are not the first one's", () => {
    for (const p of [0.2, 0.5]) {
      const loss = new EvenLoss(p);
      const reordered = (key: number) => isReordered(key, p);
      for (const isHit of [(key: number) => loss.isLost(key), reordered]) {
        expectShare(keys.filter((key) => isHit(networkCopyKey(key))).length, keys.length, p);
        expectIndependent(p, isHit, (key) => isHit(networkCopyKey(key)));
        expectIndependent(p, isHit, (key) => isHit(networkCopyKey(networkCopyKey(key))));
      }
    }
    const hasJitter = (key: number) => alone(key, settings({ jitter: fromUs(1) })).dueAt > 50_000;
    expectIndependent(0.5, hasJitter, (key) => hasJitter(networkCopyKey(key)));
  });

  test('has a key of its own for each packet, none of them another packet’s', () => {
    const copies = new Set(keys.map(networkCopyKey));
    expect(copies.size).toBe(keys.length);
    expect(keys.filter((key) => copies.has(key))).toEqual([]);
  });
});
