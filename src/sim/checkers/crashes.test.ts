// Checkers of crashes and of clients' applications: each finds what is planted.
import { describe, expect, test } from 'vitest';
import type { SimTime } from '../../base/time.ts';
import { brokenTrace, faultsBy, plant } from '../../testing/planted.ts';
import type { StoreEntry, TraceEvent } from '../../trace/event.ts';
import { checkApplications } from './applications.ts';
import { checkCrashes } from './crashes.ts';

const broken = brokenTrace();
const any = () => true;
const isIn = (store: StoreEntry['store']) => (event: { entry: StoreEntry }) =>
  event.entry.store === store;

describe('a crash', () => {
  test('that leaves what it takes, or takes what it leaves, is found', () => {
    const isLost = (e: { node: string; entry: StoreEntry; reason?: string }) =>
      e.reason === 'stateLost' && e.node === 'sub' && e.entry.store === 'incoming';
    const left = plant(broken, 'session-released', isLost, () => []);
    expect(faultsBy(checkCrashes, left).join()).toMatch(/after its crash sub has incoming/);
    const taken = plant(
      broken,
      'node-crashed',
      (e) => e.node === 'pub',
      (e) => {
        const store = broken.events.slice(0, broken.events.indexOf(e));
        const entry = lastLeft(store, 'pub');
        return [e, { at: e.at, kind: 'session-released', node: 'pub', entry }];
      },
    );
    expect(faultsBy(checkCrashes, taken).join()).toMatch(/after its crash pub has all and lacks/);
  });

  test('after which a broker has not gone back to what it saved is found', () => {
    const trace = plant(broken, 'broker-saved', any, (e) => [e]);
    const events = trace.events.filter((e) => e.kind !== 'broker-saved');
    expect(faultsBy(checkCrashes, { ...trace, events }).join()).toMatch(/after its crash broker/);
  });
});

describe('an application', () => {
  const isMeant = (e: { subscriber: string }) => e.subscriber === 'sub';
  const isHandler = (e: { timer: string }) => e.timer === 'handler';
  test.each([
    [
      'that gets a second message at once',
      plant(broken, 'timer-set', isHandler, (e) => [e, deliveryOf('sub', e.at)]),
      /is handed .* and is busy/,
    ],
    [
      'whose handler does not begin',
      plant(broken, 'timer-set', isHandler, () => []),
      /no handler of sub begins/,
    ],
    [
      'whose handler takes another time',
      plant(broken, 'timer-set', isHandler, (e) => [{ ...e, firesAt: e.at }]),
      /a handler of sub takes 0/,
    ],
    [
      'whose handler begins with nothing',
      plant(broken, 'message-delivered', isMeant, () => []),
      /begins without a message/,
    ],
    [
      'that is done at another time',
      plant(broken, 'timer-fired', isHandler, () => []),
      /and is busy|is being handled/,
    ],
    [
      'whose inbox is emptied out of order',
      plant(broken, 'session-updated', isIn('inbox'), (e) => [
        { ...e, entry: { ...e.entry, messageUid: 'x' } },
      ]),
      /x.* leaves the inbox before/,
    ],
    [
      'that waits for nothing',
      plant(broken, 'session-updated', isIn('inbox'), () => []),
      /waits for nothing|handles nothing|let go of, in hand/,
    ],
  ])('%s is found', (_, trace, says) => {
    expect(faultsBy(checkApplications, trace).join()).toMatch(says);
  });
});

/** Something that a node stores after these events. */
function lastLeft(events: readonly TraceEvent[], node: string): StoreEntry {
  const left = new Map<number, StoreEntry>();
  for (const event of events) {
    if (!('entry' in event) || event.node !== node || event.entry.store !== 'outgoing') continue;
    if (event.kind === 'session-released') left.delete(event.entry.packetId);
    else left.set(event.entry.packetId, event.entry);
  }
  const [entry] = left.values();
  if (entry === undefined) throw new Error(`${node} stores nothing`);
  return entry;
}

function deliveryOf(subscriber: string, at: SimTime): TraceEvent {
  const isIt = (e: TraceEvent) => e.kind === 'message-delivered' && e.subscriber === subscriber;
  const event = broken.events.find(isIt);
  if (event === undefined) throw new Error('Nothing is delivered');
  return { ...event, at };
}
