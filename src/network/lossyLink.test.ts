// A lossy link, with texts for packets: it knows nothing of what it carries but the key.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mixText } from '../base/random.ts';
import { fromUs, type SimTime } from '../base/time.ts';
import { EvenLoss } from './lossProcess.ts';
import {
  createLossyDirection,
  type Fate,
  type LossySettings,
  sendOverLossyLink,
} from './lossyLink.ts';

const keyOf = (packet: string): number => mixText(42, packet);
const settings = (latency: number, jitter = 0): LossySettings => ({
  latency: fromUs(latency),
  jitter: fromUs(jitter),
  reordering: 0,
  reorderBy: fromUs(0),
});

/** Sends texts one after the other, each some time after the one before. */
function sendAll(
  packets: readonly { readonly text: string; readonly gap: number }[],
  link: LossySettings,
  probability: number,
): { sentAt: number; fate: Fate }[] {
  const direction = createLossyDirection();
  const loss = new EvenLoss(probability);
  let now = 0;
  return packets.map(({ text, gap }) => {
    now += gap;
    const lost = loss.isLost(keyOf(text));
    const fate = sendOverLossyLink(direction, link, keyOf(text), lost, now as SimTime);
    return { sentAt: now, fate };
  });
}

const streams = fc.array(
  fc.record({ text: fc.string({ maxLength: 5 }), gap: fc.integer({ min: 0, max: 300 }) }),
  { minLength: 1, maxLength: 60 },
);
const links = fc.record({
  latency: fc.integer({ min: 0, max: 1000 }).map(fromUs),
  jitter: fc.constantFrom(0, 1, 500, 5000).map(fromUs),
  reordering: fc.constant(0),
  reorderBy: fc.constantFrom(0, 1_000).map(fromUs),
});

describe('a lossy link', () => {
  test('v5 §4.2: jitter never overtakes: what is sent later is due no earlier, be either lost or not (property)', () => {
    const property = fc.property(streams, links, fc.double({ min: 0, max: 1 }), (list, link, p) => {
      const dues = sendAll(list, link, p).map(({ fate }) => fate.dueAt);
      for (const [i, dueAt] of dues.entries())
        expect(dueAt).toBeGreaterThanOrEqual(dues[i - 1] ?? 0);
    });
    fc.assert(property, { seed: 1, numRuns: 300 });
  });

  test('is due after latency and at most the jitter, unless it must wait for one before it (property)', () => {
    const property = fc.property(streams, links, (list, link) => {
      let before = 0;
      for (const { sentAt, fate } of sendAll(list, link, 0.5)) {
        const earliest = sentAt + link.latency;
        expect(fate.dueAt).toBeGreaterThanOrEqual(Math.max(earliest, before));
        expect(fate.dueAt).toBeLessThanOrEqual(Math.max(earliest + link.jitter, before));
        expect(Number.isInteger(fate.dueAt)).toBe(true);
        before = fate.dueAt;
      }
    });
    fc.assert(property, { seed: 2, numRuns: 300 });
  });

  test('loses a packet between sending and due, never outside (property)', () => {
    const property = fc.property(streams, links, (list, link) => {
      for (const { sentAt, fate } of sendAll(list, link, 1)) {
        expect(fate.lostAt).toBeGreaterThanOrEqual(sentAt);
        expect(fate.lostAt).toBeLessThanOrEqual(fate.dueAt);
      }
    });
    fc.assert(property, { seed: 3, numRuns: 300 });
  });

  test('spreads jitter evenly, both ends reached', () => {
    const extras = Array.from({ length: 3000 }, (_, i) => {
      return sendOverLossyLink(
        createLossyDirection(),
        settings(100, 4),
        keyOf(String(i)),
        false,
        fromUs(0),
      ).dueAt;
    });
    const counts = [100, 101, 102, 103, 104].map((at) => extras.filter((x) => x === at).length);
    for (const count of counts) expect(Math.abs(count - 600)).toBeLessThan(90);
  });

  test('decides by its key alone what it loses: neither latency, jitter nor the packets before matter', () => {
    const texts = Array.from({ length: 500 }, (_, i) => String(i));
    const fates = (link: LossySettings, list: readonly string[]) =>
      new Map(
        sendAll(
          list.map((text) => ({ text, gap: 3 })),
          link,
          0.3,
        ).map(({ fate }, i) => [list[i], fate.lostAt !== undefined]),
      );
    const plain = fates(settings(50), texts);
    const shuffled = fates(settings(9000, 700), [...texts].reverse());
    expect([...shuffled].every(([text, lost]) => plain.get(text) === lost)).toBe(true);
  });
});
