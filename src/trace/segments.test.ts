// TCP's part of a trace, from events made by hand: what flies, what waits, and what is told of it.
import { describe, expect, test } from 'vitest';
import { fromMs, type SimTime } from '../base/time.ts';
import type { PacketRecord, TraceEvent, TraceEventOf } from './event.ts';
import { formatGoldenLine } from './goldenLine.ts';
import { tell } from './narration.ts';
import { TraceIndex } from './traceIndex.ts';

function packet(nth: number): PacketRecord {
  return {
    ...{ uid: `pub/p/${nth}:PUBLISH.1`, from: 'pub', to: 'broker', connection: 1, hop: 1 },
    ...{ type: 'PUBLISH', qos: 1, dup: false, packetId: nth, messageUid: `pub/p/${nth}` },
    ...{ level: 1, copy: 1, attempt: 1, reasonCode: 0, bytes: 20, because: 'qos1-publish' },
  };
}

const [first, second] = [packet(1), packet(2)];

function sent(of: PacketRecord, ms: number): TraceEvent[] {
  const at = fromMs(ms);
  const facts = { publisher: 'pub', topic: 't', qos: 1, payload: 'x', subscribers: [] } as const;
  const messageUid = of.messageUid ?? '';
  return [
    { kind: 'message-published', at, messageUid, ...facts },
    { kind: 'packet-sent', at, packet: of },
  ];
}

function segment(
  of: PacketRecord,
  ms: number,
  transmission: number,
  more: Partial<TraceEventOf<'segment-sent'>> = {},
): TraceEvent {
  const facts = {
    packet: of,
    transmission,
    why: transmission === 1 ? 'first' : 'timeout',
  } as const;
  return { kind: 'segment-sent', at: fromMs(ms), ...facts, dueAt: fromMs(ms + 50), ...more };
}

const lost: TraceEvent = {
  kind: 'segment-lost',
  at: fromMs(20),
  packet: first,
  transmission: 1,
  cause: 'network',
};
const waits: TraceEvent = {
  kind: 'segment-arrived',
  at: fromMs(60),
  packet: second,
  transmission: 1,
  awaits: first.uid,
};

/** The first of two packets is lost and sent again; the second waits for it. */
const gap: readonly TraceEvent[] = [
  ...sent(first, 0),
  segment(first, 0, 1, { lostAt: fromMs(20) }),
  ...sent(second, 10),
  segment(second, 10, 1),
  lost,
  waits,
  segment(first, 200, 2),
  { kind: 'segment-arrived', at: fromMs(250), packet: first, transmission: 2 },
  { kind: 'packet-arrived', at: fromMs(250), packet: first },
  { kind: 'packet-arrived', at: fromMs(250), packet: second },
];

function indexOf(events: readonly TraceEvent[]): TraceIndex {
  const index = new TraceIndex();
  index.append(events);
  return index;
}

describe('over TCP', () => {
  const index = indexOf(gap);
  const flying = (ms: number) => index.flightsAt(fromMs(ms)).map(({ name }) => name);

  test('segments fly, under their packet’s name and a new one for each time that they go again', () => {
    expect(flying(15)).toEqual([first.uid, second.uid]);
    expect(flying(30)).toEqual([second.uid]);
    expect(flying(100)).toEqual([]);
    expect(flying(210)).toEqual([`${first.uid}#2`]);
    expect(index.flightsOf(first.uid).map(({ transmission }) => transmission)).toEqual([1, 2]);
  });

  test('a packet’s own name finds its first transmission, with its loss', () => {
    expect(index.flight(first.uid)).toMatchObject({ fate: 'lost', lossCause: 'network' });
    expect(index.flight(`${first.uid}#2`)?.fate).toBe('arrives');
  });

  test('a packet sent makes no flight by itself', () => {
    expect(indexOf(sent(first, 0)).flights.items).toEqual([]);
  });

  test('what came before its turn waits at its receiver until the gap is filled', () => {
    expect(index.heldAt(fromMs(59))).toEqual([]);
    expect(index.heldAt(fromMs(60))).toMatchObject([{ packet: second, awaits: first.uid }]);
    expect(index.heldAt(fromMs(249))).toHaveLength(1);
    expect(index.heldAt(fromMs(250))).toEqual([]);
  });

  test('the end of the connection ends what is on the wire and what waits', () => {
    const cut = { at: fromMs(220), kind: 'packet-lost', cause: 'connection' } as const;
    const isBefore = ({ at }: TraceEvent) => at < cut.at;
    const lostToo = [first, second].map((packet): TraceEvent => ({ ...cut, packet }));
    const ended = indexOf([...gap.filter(isBefore), ...lostToo]);
    expect(ended.flightsAt(cut.at)).toEqual([]);
    expect(ended.heldAt(cut.at)).toEqual([]);
    expect(ended.flight(`${first.uid}#2`)).toMatchObject({
      ...{ fate: 'lost', until: cut.at, lossCause: 'connection' },
    });
    expect(ended.flight(first.uid)).toMatchObject({ until: fromMs(20), lossCause: 'network' });
    expect(ended.flight(second.uid)?.fate).toBe('arrives');
  });

  test('an arrival and a loss at one instant are told apart by whether the receiver had it', () => {
    const at = fromMs(60);
    const end: TraceEvent = { kind: 'packet-lost', at, packet: second, cause: 'connection' };
    const start = [...sent(second, 10), segment(second, 10, 1)];
    expect(indexOf([...start, end]).flight(second.uid)?.fate).toBe('lost');
    expect(indexOf([...start, waits, end]).flight(second.uid)?.fate).toBe('arrives');
  });
});

describe('is told', () => {
  const index = indexOf(gap);
  const said = (event: TraceEvent) => tell(event, index)?.text;

  test('that a segment was lost', () => {
    expect(said(lost)).toBe('The segment with the PUBLISH of A was lost on its way to the broker.');
  });

  test('that TCP sends it again, and what made it do so', () => {
    expect(said(segment(first, 200, 2))).toBe(
      'No TCP acknowledgement came in time: TCP sends the PUBLISH of A again.',
    );
    expect(said(segment(first, 200, 2, { why: 'fast-retransmit' }))).toBe(
      'What was sent later has arrived, and this has not: TCP sends the PUBLISH of A again.',
    );
    expect(said(segment(first, 0, 1))).toBeUndefined();
  });

  test('that a packet waits for the one before it', () => {
    expect(said(waits)).toBe(
      'The PUBLISH of B is there and has to wait: the PUBLISH of A before it is missing.',
    );
  });
});

test('a line of a golden trace says what TCP does', () => {
  const at = fromMs(60) as SimTime;
  const ack = { from: 'broker', to: 'pub', answers: second.uid, transmission: 1 } as const;
  const lines = [
    segment(first, 0, 1, { lostAt: fromMs(20) }),
    lost,
    waits,
    { kind: 'tcp-ack-sent', at, ...ack, dueAt: fromMs(110), arrivesAt: fromMs(110) } as const,
  ].map((event) => formatGoldenLine(event).replace(/.* q1 +20 B /, ''));
  expect(lines).toEqual([
    'pub/p/1:PUBLISH.1              transmission 1, first: lost at 0.020000',
    'pub/p/1:PUBLISH.1              transmission 1 by network',
    'pub/p/2:PUBLISH.1              transmission 1, waits for pub/p/1:PUBLISH.1',
    '    0.060000 tcp-ack-sent         broker > pub   of pub/p/2:PUBLISH.1, transmission 1: arrives at 0.110000',
  ]);
});
