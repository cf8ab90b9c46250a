import { describe, expect, test } from 'vitest';
import { fromMs, fromSec, type SimTime } from '../base/time.ts';
import { runPreset } from '../testing/presetRun.ts';
import { formatLetter } from './letters.ts';
import { SpanList } from './spanList.ts';
import { TraceIndex } from './traceIndex.ts';

const mixed = runPreset('mixed', 20);

function laterBy(start: SimTime, ms: number): SimTime {
  return (start + fromMs(ms)) as SimTime;
}

describe('packets on the wire', () => {
  test('at an instant are those sent by then and not yet at their end', () => {
    const { index, start } = mixed;
    for (let ms = 0; ms < 20_000; ms += 370) {
      const t = laterBy(start, ms);
      const slow = index.flights.items.filter(({ from, until }) => from <= t && t < until);
      expect(index.flightsAt(t)).toEqual(slow);
    }
  });

  test('that were lost end where they died, with the cause', () => {
    const { index, start } = runPreset('lost-puback', 5);
    const flight = index.flight('pub/hand/1:PUBACK.1');
    expect(flight?.fate).toBe('lost');
    expect(flight?.lossCause).toBe('rule');
    expect(flight?.until).toBeGreaterThan(laterBy(start, 300));
    expect(flight?.until).toBeLessThan(laterBy(start, 600));
  });
});

describe('what nodes store', () => {
  test('at an instant is what was stored by then and not yet released', () => {
    const { index, start } = mixed;
    for (let ms = 0; ms < 20_000; ms += 370) {
      const t = laterBy(start, ms);
      const slow = index.stores.items.filter(
        ({ from, until }) => from <= t && (until === undefined || t < until),
      );
      expect(index.storesAt(t)).toEqual(slow);
    }
  });

  test('is the message until PUBREC and the identifier alone from then on', () => {
    const { index, start } = runPreset('lost-pubrec', 10);
    const [kept] = index.stores.items;
    expect(kept?.node).toBe('pub');
    expect(kept?.from).toBe(laterBy(start, 0));
    expect(kept?.identifierFrom).toBe(laterBy(start, 1600));
    expect(kept?.until).toBe(laterBy(start, 2200));
    expect(kept?.awaits).toBe('PUBCOMP');
  });

  test('knows when its re-send timer fires', () => {
    const { index, start } = runPreset('lost-puback', 10);
    const [kept] = index.stores.items;
    expect(kept?.resends.map(({ firesAt }) => firesAt)).toEqual([
      laterBy(start, 1000),
      laterBy(start, 2000),
    ]);
  });
});

test('a fork leaves an index like that of the shorter trace', () => {
  const { index } = runPreset('mixed', 20);
  const count = index.countUntil(fromSec(9));
  const short = new TraceIndex();
  short.append(index.events.slice(0, count));
  index.truncate(count);
  expect(index.events).toEqual(short.events);
  expect(index.flights.items).toEqual(short.flights.items);
  expect(index.stores.items).toEqual(short.stores.items);
  expect(index.messages).toEqual(short.messages);
  expect(index.deliveries).toEqual(short.deliveries);
});

test('nodes are called by their part when it is theirs alone', () => {
  const { index } = mixed;
  expect(index.nameOf('pub')).toBe('the publisher');
  expect(index.nameOf('sub')).toBe('the subscriber');
  expect(index.nameOf('broker')).toBe('the broker');
  expect(index.nameOf('somebody')).toBe('somebody');
});

test('letters go on after Z with two', () => {
  expect([0, 25, 26, 27, 51, 52, 701, 702].map(formatLetter)).toEqual([
    'A',
    'Z',
    'AA',
    'AB',
    'AZ',
    'BA',
    'ZZ',
    'AAA',
  ]);
});

test('a span list finds open spans however old they are', () => {
  const list = new SpanList<{ from: SimTime; until: SimTime | undefined }>();
  list.push({ from: 0 as SimTime, until: undefined });
  for (let i = 1; i < 50; i++) {
    list.push({ from: (i * 10) as SimTime, until: (i * 10 + 5) as SimTime });
    list.noteEnd(5);
  }
  const found = list.overlapping(402 as SimTime, 403 as SimTime);
  expect(found.map(({ from }) => from)).toEqual([0, 400]);
});
