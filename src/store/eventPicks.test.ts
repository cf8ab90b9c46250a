import { expect, test } from 'vitest';
import { fromMs, fromSec, type SimTime } from '../base/time.ts';
import { runPreset } from '../testing/presetRun.ts';
import type { TraceEvent } from '../trace/event.ts';
import { StateFold } from '../trace/stateFold.ts';
import { TraceIndex } from '../trace/traceIndex.ts';
import { EventPicks } from './eventPicks.ts';

const isDelivery = (event: TraceEvent) => event.kind === 'message-delivered';

function pickedUntil(picks: EventPicks, index: TraceIndex, t: SimTime) {
  const count = picks.countUntil(index, t);
  return Array.from({ length: count }, (_, nth) => index.events[picks.placeOf(nth)]);
}

const { index: whole, start } = runPreset('mixed', 20);

test('picks are those wanted until an instant, while the trace grows', () => {
  const picks = new EventPicks(isDelivery);
  const index = new TraceIndex();
  for (let i = 0; i < whole.events.length; i += 137) {
    index.append(whole.events.slice(i, i + 137));
    const t = (index.events.at(-1)?.at ?? 0) as SimTime;
    const wanted = index.eventsBetween(fromMs(-1), t).filter(isDelivery);
    expect(pickedUntil(picks, index, t)).toEqual(wanted);
  }
});

test('after a fork they are those of the new future', () => {
  const picks = new EventPicks(isDelivery);
  const index = new TraceIndex();
  index.append(whole.events);
  const end = (start + fromSec(20)) as SimTime;
  const before = picks.countUntil(index, end);
  const cut = index.countUntil((start + fromSec(10)) as SimTime);
  index.truncate(cut);
  expect(picks.countUntil(index, end)).toBe(whole.events.slice(0, cut).filter(isDelivery).length);
  index.append(whole.events.slice(cut));
  expect(picks.countUntil(index, end)).toBe(before);
});

test('each says which of the picks it is, and others say that they are none', () => {
  const picks = new EventPicks(isDelivery);
  const count = picks.countUntil(whole, (start + fromSec(20)) as SimTime);
  for (let nth = 0; nth < count; nth++) expect(picks.nthAt(picks.placeOf(nth))).toBe(nth);
  expect(picks.nthAt(0)).toBeUndefined();
});

test('what is left of history that is folded away is not picked', () => {
  const fold = new StateFold();
  const cut = whole.countUntil((start + fromSec(10)) as SimTime);
  for (const event of whole.events.slice(0, cut)) fold.add(event);
  const index = new TraceIndex(fold.state());
  index.append(whole.events.slice(cut));
  const picks = new EventPicks(() => true);
  const count = picks.countUntil(index, (start + fromSec(20)) as SimTime);
  expect(count).toBe(whole.events.length - cut);
  expect(index.events[picks.placeOf(0)]).toBe(whole.events[cut]);
});
