// A segment's luck is a function of its packet's key and of its transmission's number.
import { describe, expect, test } from 'vitest';
import { mixText } from '../../base/random.ts';
import { fromUs } from '../../base/time.ts';
import { linkOf, TcpHost } from '../../testing/tcpHost.ts';
import { EvenLoss } from '../lossProcess.ts';
import { ackKey, decideFate, transmissionKey } from './tcpSegment.ts';

const keyOf = (text: string): number => mixText(42, text);
const COUNT = 300;
const texts = Array.from({ length: COUNT }, (_, i) => `packet ${i}`);

interface Way {
  readonly latencyMs?: number;
  readonly jitterMs?: number;
  readonly everyMs?: number;
  readonly bytesPerSec?: number;
}

function runOf({ everyMs = 10, ...link }: Way, list = texts): TcpHost<string> {
  const host = new TcpHost<string>(linkOf({ ...link, loss: 0.3, ackLoss: 0.3 }));
  list.forEach((text, i) => {
    host.atMs(i * everyMs, () => host.send(text, keyOf(text)));
  });
  host.run();
  return host;
}

/** Whether each transmission was lost, and whether the acknowledgement that it caused was. */
function fatesOf(host: TcpHost<string>): ReadonlyMap<string, boolean> {
  const items = new Map(host.segments.map(({ nth, item }) => [nth, item]));
  return new Map([
    ...host.segments.map((s) => [`${s.item}.${s.transmission}`, s.lostAt !== undefined] as const),
    ...host.acks.map((a) => {
      return [`${items.get(a.nth)}.${a.transmission} ack`, a.lostAt !== undefined] as const;
    }),
  ]);
}

/** @returns how many transmissions and acknowledgements both runs have */
function expectSameLuck(a: TcpHost<string>, b: TcpHost<string>): number {
  const other = fatesOf(b);
  const shared = [...fatesOf(a)].filter(([name]) => other.has(name));
  for (const [name, lost] of shared) expect([name, other.get(name)]).toEqual([name, lost]);
  return shared.length;
}

describe("a segment's luck", () => {
  const plain = runOf({});

  test('does not hang on latency, jitter, link rate, or how fast packets follow each other', () => {
    for (const way of [
      { latencyMs: 3 },
      { latencyMs: 900 },
      { jitterMs: 200 },
      { bytesPerSec: 3_000 },
      { everyMs: 1 },
      { everyMs: 700 },
    ]) {
      expect(expectSameLuck(plain, runOf(way))).toBeGreaterThan(COUNT * 1.5);
    }
  });

  test('does not hang on what was sent before it', () => {
    expect(expectSameLuck(plain, runOf({}, texts.slice(100)))).toBeGreaterThan(COUNT);
    expect(expectSameLuck(plain, runOf({}, [...texts].reverse()))).toBeGreaterThan(COUNT);
  });

  test('is at its first transmission that of the packet on lossy packets', () => {
    const firsts = plain.segments.filter(({ why }) => why === 'first');
    expect(firsts.length).toBe(COUNT);
    const even = new EvenLoss(0.3);
    for (const { item, lostAt } of firsts) {
      expect([item, lostAt !== undefined]).toEqual([item, even.isLost(keyOf(item))]);
    }
  });

  test('is its own for each transmission and for each acknowledgement', () => {
    const many = Array.from({ length: 4000 }, (_, i) => keyOf(`${i}`));
    const even = new EvenLoss(0.5);
    const lots = many.map((key) => {
      const keys = [1, 2, 3, 4, 5].map((transmission) => transmissionKey(key, transmission));
      return [...keys, ...keys.map(ackKey)].map((each) => even.isLost(each));
    });
    for (let a = 0; a < 10; a++)
      for (let b = 0; b < a; b++) {
        const same = lots.filter((lot) => lot[a] === lot[b]).length;
        expect(Math.abs(same / lots.length - 0.5)).toBeLessThan((4 * 0.5) / Math.sqrt(lots.length));
      }
  });

  test('at a higher loss still loses whatever is lost at a lower one', () => {
    const lostAt = (loss: number) => {
      const { forward } = linkOf({ loss });
      const now = fromUs(0);
      const fate = (item: string) => {
        const sent = { key: keyOf(item), item, ruledOut: false, sentAt: now, leftAt: now };
        return decideFate({ lastDueAt: now }, forward, sent);
      };
      return new Set(texts.filter((text) => fate(text).lostAt !== undefined));
    };
    const many = lostAt(0.5);
    expect([...lostAt(0.2)].every((text) => many.has(text))).toBe(true);
    expect(many.size).toBeGreaterThan(lostAt(0.2).size);
  });

  test('is drawn in vain where a rule has its first transmission lost', () => {
    const host = new TcpHost<string>(linkOf());
    host.atMs(0, () => host.send('a', 1, { ruledOut: true }));
    host.run();
    expect(host.segments.map(({ lossCause }) => lossCause)).toEqual(['rule', undefined]);
  });
});

test('two runs of the same are the same to the last effect', () => {
  expect(runOf({ jitterMs: 30 }).log).toEqual(runOf({ jitterMs: 30 }).log);
});
