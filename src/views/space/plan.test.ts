// TCP's segments in the picture, from events made by hand: each time that a packet goes on the wire
// it is drawn as a packet is.
import { expect, test } from 'vitest';
import { fromMs, type SimTime } from '../../base/time.ts';
import { DEFAULT_CLIENT } from '../../scenario/defaults.ts';
import type { PacketRecord, TraceEvent } from '../../trace/event.ts';
import { TraceIndex } from '../../trace/traceIndex.ts';
import { placesOf } from './cast.ts';
import { SpacePlan } from './plan.ts';

const packet: PacketRecord = {
  ...{ uid: 'pub/p/1:PUBLISH.1', from: 'pub', to: 'broker', connection: 1, hop: 1 },
  ...{ type: 'PUBLISH', qos: 0, dup: false, packetId: 0, messageUid: 'pub/p/1', level: 0 },
  ...{ copy: 1, attempt: 1, reasonCode: 0, bytes: 20, because: 'qos0-once' },
};
const again = `${packet.uid}#2`;

function segment(ms: number, transmission: number, lostMs?: number): TraceEvent {
  const facts = { packet, transmission, dueAt: fromMs(ms + 100) };
  const why = transmission === 1 ? 'first' : 'timeout';
  const lost = lostMs === undefined ? {} : { lostAt: fromMs(lostMs) };
  return { kind: 'segment-sent', at: fromMs(ms), ...facts, why, ...lost };
}

const start: readonly TraceEvent[] = [
  {
    ...{ kind: 'message-published', at: fromMs(0), messageUid: 'pub/p/1', publisher: 'pub' },
    ...{ topic: 't', qos: 0, payload: 'x', subscribers: [] },
  },
  { kind: 'packet-sent', at: fromMs(0), packet },
];

function planOf(events: readonly TraceEvent[]): SpacePlan {
  const index = new TraceIndex();
  index.append([...start, ...events]);
  const client = { id: 'pub', subscriptions: [], publishes: [], ...DEFAULT_CLIENT };
  const plan = new SpacePlan(index, {
    ...{ places: placesOf([client]), hopHeight: 200, pxPerUs: 0.0005, charWidth: 7 },
    ...{ stepped: false, marksMax: { upper: 3, lower: 3 } },
  });
  plan.catchUp();
  return plan;
}

/** Which flights have a box on the stage, and which of them stand where they were lost. */
function drawnAt(plan: SpacePlan, ms: number): string[] {
  const t: SimTime = fromMs(ms);
  return plan.glyphTracks
    .boxesIn({ client: 'pub', down: true }, t, t)
    .filter(({ from, until }) => from <= t && t < until)
    .map(({ rider, parked }) => `${rider.uid}${parked ? ' lost' : ''}`);
}

const lost: TraceEvent = {
  ...{ kind: 'segment-lost', at: fromMs(40), packet, transmission: 1, cause: 'network' },
};

test('a segment that is lost and the one that goes again are drawn each by itself', () => {
  const plan = planOf([segment(0, 1, 40), lost, segment(90, 2)]);
  expect(drawnAt(plan, 20)).toEqual([packet.uid]);
  expect(drawnAt(plan, 50)).toEqual([`${packet.uid} lost`]);
  expect(drawnAt(plan, 150)).toEqual([again]);
  expect(plan.spots.spotOf(packet.uid)).toMatchObject({ lost: true, until: fromMs(40) });
  expect(plan.spots.spotOf(again)).toMatchObject({ lost: false, from: fromMs(90) });
  expect(plan.familyOf(packet.messageUid).map(({ name }) => name)).toEqual([packet.uid, again]);
});

test('two transmissions may be on the wire at once, on tracks of their own', () => {
  const arrived: TraceEvent[] = [
    { kind: 'segment-arrived', at: fromMs(100), packet, transmission: 1 },
    { kind: 'packet-arrived', at: fromMs(100), packet },
  ];
  const plan = planOf([segment(0, 1), segment(10, 2), ...arrived]);
  expect(drawnAt(plan, 60)).toEqual([packet.uid, again]);
  expect(drawnAt(plan, 105)).toEqual([again]);
});

test('the end of the connection loses what is on the wire, and that alone', () => {
  const end: TraceEvent = { kind: 'packet-lost', at: fromMs(120), packet, cause: 'connection' };
  const plan = planOf([segment(0, 1, 40), lost, segment(90, 2), end]);
  expect(plan.spots.spotOf(packet.uid)?.until).toBe(fromMs(40));
  expect(plan.spots.spotOf(again)).toMatchObject({ lost: true, until: fromMs(120) });
  expect(drawnAt(plan, 121)).toContain(`${again} lost`);
});

test('a packet sent is not drawn before its segment is', () => {
  expect(drawnAt(planOf([]), 0)).toEqual([]);
});
