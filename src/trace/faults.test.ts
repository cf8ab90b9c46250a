// Crashes, cuts and silence, from events made by hand: what is told of them, and who is connected.
import { describe, expect, test } from 'vitest';
import { fromMs } from '../base/time.ts';
import { LOSS_CAUSES, type StoreEntry, type TraceEvent } from './event.ts';
import { narrate, tell } from './narration.ts';
import { TraceIndex } from './traceIndex.ts';

const at = fromMs(1000);
const connection = 7;
const parts: readonly TraceEvent[] = [
  { kind: 'connection-opened', at: fromMs(0), client: 'pub', connection: 6 },
  { kind: 'connection-opened', at: fromMs(0), client: 'sub', connection },
  { kind: 'session-subscribed', at: fromMs(0), client: 'sub', filter: 't', qos: 1 },
  {
    ...{ kind: 'message-published', at: fromMs(1), messageUid: 'm', publisher: 'pub' },
    ...{ topic: 't', qos: 1, payload: 'x', subscribers: ['sub'] },
  },
];

function indexOf(events: readonly TraceEvent[]): TraceIndex {
  const index = new TraceIndex();
  index.append([...parts, ...events]);
  return index;
}

/** What is told of the last of some events. */
function said(...events: readonly TraceEvent[]): string | undefined {
  const last = events.at(-1);
  const sentence = last && tell(last, indexOf(events));
  return sentence && [sentence.text, sentence.point].filter(Boolean).join(' ');
}

describe('a crash', () => {
  const crashed: TraceEvent = { kind: 'node-crashed', at, node: 'broker' };
  const restarted: TraceEvent = { kind: 'node-restarted', at: fromMs(3000), node: 'broker' };
  const stored = (messageUid: string, packetId: number): TraceEvent => ({
    ...{ kind: 'session-stored', at: fromMs(2), node: 'broker' },
    entry: entry(messageUid, packetId),
  });
  const released = (event: TraceEvent): TraceEvent => {
    if (event.kind !== 'session-stored') throw new Error('nothing stored');
    return { ...event, kind: 'session-released', at, reason: 'stateLost' };
  };
  const [one, two] = [stored('m', 1), stored('n', 2)];

  test('of the broker is told, and what its store has kept', () => {
    expect(said(crashed)).toBe('The broker crashes.');
    expect(said(crashed, restarted)).toBe('The broker is back.');
    expect(said(one, two, crashed, released(one), restarted)).toBe(
      'The broker is back with 1 message in its store; before it crashed, there were 2.',
    );
    expect(said(one, crashed, released(one), restarted)).toBe(
      'The broker is back with no messages in its store; before it crashed, there was 1.',
    );
  });

  test('of a client is told by its part', () => {
    expect(said({ kind: 'node-crashed', at, node: 'sub' })).toBe('The subscriber crashes.');
    expect(said({ kind: 'node-restarted', at, node: 'sub' })).toBe('The subscriber is back.');
    const missed = { client: 'pub', pattern: 'p', nth: 3 };
    expect(said({ kind: 'publish-missed', at, ...missed })).toBe(
      'The publisher was down when a message was due: it was never published.',
    );
    expect(said({ kind: 'connection-refused', at, client: 'pub' })).toBe(
      'The publisher cannot connect: the broker is down.',
    );
  });

  test('counts more than a connection that ends with it', () => {
    const ended = { end: 'both', by: 'broker', reason: 'broker crashed' } as const;
    const closed: TraceEvent = {
      kind: 'connection-closed',
      at,
      client: 'sub',
      connection,
      ...ended,
    };
    const sentence = narrate(indexOf([crashed, closed]), fromMs(500), at);
    expect(sentence?.text).toBe('The broker crashes.');
  });
});

describe('a client that goes', () => {
  const offline: TraceEvent = { kind: 'client-offline', at, client: 'sub' };
  const taken = (how: 'disconnect' | 'reset' | 'silent'): TraceEvent => ({
    ...{ kind: 'command-applied', at },
    command: { kind: 'take-offline', client: 'sub', how },
  });

  test('is told with how it goes', () => {
    expect(said(offline)).toBe('The subscriber goes offline.');
    expect(said(taken('disconnect'), offline)).toBe('The subscriber disconnects, and stays away.');
    expect(said(taken('reset'), offline)).toBe('The subscriber is cut off, and stays away.');
    expect(said(taken('silent'), offline)).toBe(
      'The subscriber is gone, and the broker is not told.',
    );
    expect(said({ kind: 'client-online', at, client: 'sub' })).toBe(
      'The subscriber goes online again.',
    );
  });
});

describe('a connection', () => {
  const closed = (end: 'both' | 'client' | 'broker', of = connection): TraceEvent => ({
    ...{ kind: 'connection-closed', at, client: 'sub', connection: of, end },
    ...{ by: 'network', reason: 'no PINGRESP within Keep Alive' },
  });

  test('on which nothing gets through is told when neither end knows', () => {
    expect(said({ kind: 'connection-silenced', at, client: 'sub', connection })).toBe(
      'Nothing gets through on the subscriber’s connection any more; neither end knows yet.',
    );
  });

  test('is told to have ended, for both ends or as one of them sees it', () => {
    const ended = 'he connection of the subscriber has ended: no PINGRESP within Keep Alive.';
    expect(said(closed('both'))).toBe(`T${ended}`);
    expect(said(closed('client'))).toBe(`As the subscriber sees it, t${ended}`);
    expect(said(closed('broker'))).toBe(`As the broker sees it, t${ended}`);
  });

  test('is there for its client until its own end is closed, or its process gone', () => {
    const stateAfter = (event: TraceEvent) => indexOf([event]).conditionAt('sub', at);
    expect(stateAfter(closed('broker'))).toBe('connecting');
    expect(stateAfter(closed('client', 3))).toBe('connecting');
    expect(stateAfter(closed('client'))).toBe('disconnected');
    expect(stateAfter({ kind: 'node-crashed', at, node: 'sub' })).toBe('down');
    expect(stateAfter({ kind: 'node-crashed', at, node: 'broker' })).toBe('connecting');
  });
});

test('each cause of a loss is told in words of its own', () => {
  const told = LOSS_CAUSES.map((cause) =>
    said({ kind: 'message-lost', at, messageUid: 'm', level: 1, subscriber: 'sub', cause }),
  );
  expect(new Set(told).size).toBe(LOSS_CAUSES.length);
  expect(told.every((text) => text?.includes('A'))).toBe(true);
  expect(told).toContain('The state that held A is gone: the subscriber will never see it.');
});

test('of two equal entries of an inbox the one that came first leaves first', () => {
  const inbox = { ...entry('m', 0), store: 'inbox', awaits: 'handler' } as const;
  const event = (kind: 'session-stored' | 'session-released', ms: number): TraceEvent => ({
    ...{ kind, at: fromMs(ms), node: 'sub', entry: inbox },
  });
  const index = indexOf([
    event('session-stored', 10),
    event('session-stored', 20),
    event('session-released', 30),
    event('session-released', 40),
  ]);
  expect(index.storesAt(fromMs(25))).toHaveLength(2);
  expect(index.stores.items.map(({ from, until }) => [from, until])).toEqual([
    [fromMs(10), fromMs(30)],
    [fromMs(20), fromMs(40)],
  ]);
});

function entry(messageUid: string, packetId: number): StoreEntry {
  return {
    ...{ store: 'outgoing', peer: 'sub', packetId, messageUid, copy: 1, qos: 1 },
    ...{ holds: 'message', awaits: 'PUBACK', bytes: 10 },
  };
}
