// What is said of two messages' spacing, held against every run of the search.
import { expect, test } from 'vitest';
import { search } from '../sim/explore/search.ts';
import type { Qos } from '../trace/event.ts';
import type { ExploreRequest } from './exploration.ts';
import { exploreRequestOf } from './exploreRequest.ts';
import { sayBounds } from './proofBounds.ts';
import { apartMs, type Spacing, spacingMsOf, spacingOf } from './spacing.ts';

function requestAt(qos: Qos, spacingMs: number, drops: number, more = {}): ExploreRequest {
  const settings = new Map(
    Object.entries({ qos: String(qos), rate: String(1000 / spacingMs), ...more }),
  ) as Parameters<typeof exploreRequestOf>[0]['settings'];
  const limits = { drops, cuts: 0, crashes: 0, cleanReconnects: 0 };
  const request = exploreRequestOf({ messages: 2, limits, settings }, (name) => name);
  if (!request.ok) throw new Error('No request');
  return request.value;
}

/** In how many runs a packet of the first message is sent, or under way, once the second is published. */
function overlapsIn({ scenario, limits }: ExploreRequest): readonly boolean[] {
  return [...search(scenario, limits)].map(({ events }) => {
    const [first, second] = events.filter(({ kind }) => kind === 'message-published');
    if (first?.kind !== 'message-published' || second === undefined) throw new Error('Not two');
    return events.some(
      (event) =>
        event.kind === 'packet-sent' &&
        event.packet.messageUid === first.messageUid &&
        Math.max(event.at, event.arrivesAt ?? 0) > second.at,
    );
  });
}

const EACH: readonly (readonly [Qos, number, Spacing])[] = [
  [0, 1, 'overlapping'],
  [0, 2000, 'apart'],
  [1, 1, 'overlapping'],
  [1, 100, 'overlapping'],
  [1, 1000, 'between'],
  [1, 2000, 'apart'],
  [2, 1, 'overlapping'],
  [2, 100, 'overlapping'],
  [2, 1000, 'between'],
  [2, 2000, 'apart'],
];

test.each(EACH)('at QoS %i, %i ms apart, two messages are %s', (qos, ms, spacing) => {
  const request = requestAt(qos, ms, 1);
  expect(spacingMsOf(request.scenario)).toBe(ms);
  expect(spacingOf(request)).toBe(spacing);
  const overlaps = overlapsIn(request);
  expect(overlaps.length).toBeGreaterThan(2);
  if (spacing === 'overlapping') expect(overlaps.every(Boolean)).toBe(true);
  else if (spacing === 'apart') expect(overlaps.some(Boolean)).toBe(false);
  else expect(new Set(overlaps).size).toBe(2);
});

test.each([0, 1, 2, 8])(
  'with %i losses the spacing that is offered is apart at each level',
  (drops) => {
    for (const qos of [0, 1, 2] as const) {
      const ms = apartMs(requestAt(qos, 100, drops).scenario, requestAt(qos, 100, drops).limits);
      expect(spacingOf(requestAt(qos, ms, drops))).toBe('apart');
    }
  },
);

test('what is not known is not said: after a reconnect alone, or with a fault', () => {
  expect(spacingOf(requestAt(2, 60_000, 1, { resend: 'reconnect' }))).toBe('between');
  const request = requestAt(2, 60_000, 1);
  expect(spacingOf({ ...request, limits: { ...request.limits, cuts: 1 } })).toBe('between');
});

test('the bounds say how far apart they are, and that nothing else was searched', () => {
  expect(sayBounds(requestAt(2, 100, 2))).toContain(
    'The second is published 100 ms after the first, while that is on its way; no other time between them was searched.',
  );
});
