// Who is in the run, and who publishes by itself, from events made by hand.
import { describe, expect, test } from 'vitest';
import { fromMs } from '../base/time.ts';
import { DEFAULT_CLIENT } from '../scenario/defaults.ts';
import type { ClientSettings } from '../scenario/scenario.ts';
import type { TraceEvent } from './event.ts';
import { tell } from './narration.ts';
import { TraceIndex } from './traceIndex.ts';

const client = (id: string, ...levels: readonly (0 | 1 | 2)[]): ClientSettings => ({
  ...DEFAULT_CLIENT,
  id,
  subscriptions: levels.map((qos, i) => ({ filter: `t/${i}`, qos })),
  publishes: [],
});
const initial = [client('pub'), client('sub', 1)];
const third = client('sub-2', 1);
const added = (ms: number, settings: ClientSettings): TraceEvent => {
  return { kind: 'client-added', at: fromMs(ms), client: settings.id, settings };
};
const removed = (ms: number, id: string): TraceEvent => {
  return { kind: 'client-removed', at: fromMs(ms), client: id };
};

function indexOf(...events: readonly TraceEvent[]): TraceIndex {
  const index = new TraceIndex();
  index.append(events);
  return index;
}

const idsAt = (index: TraceIndex, ms: number) =>
  index.clientsAt(fromMs(ms), initial).map(({ id }) => id);

describe('the clients of a run', () => {
  const index = indexOf(added(100, third), removed(200, 'sub'));

  test('are the scenario’s, those that have joined, and none that has left', () => {
    expect(idsAt(index, 99)).toEqual(['pub', 'sub']);
    expect(idsAt(index, 100)).toEqual(['pub', 'sub', 'sub-2']);
    expect(idsAt(index, 200)).toEqual(['pub', 'sub-2']);
    expect(index.conditionAt('sub', fromMs(200))).toBe('gone');
  });

  test('are the same list until somebody joins or leaves, also while the trace grows', () => {
    const growing = indexOf();
    const at = (ms: number) => growing.clientsAt(fromMs(ms), initial);
    expect(at(500)).toBe(initial);
    growing.append([added(1000, third)]);
    const two = at(2000);
    expect(at(999)).toBe(initial);
    expect(at(1000)).toBe(two);
    growing.append([removed(3000, 'sub-2')]);
    expect(at(2500)).toBe(two);
    expect(at(3000)).not.toBe(two);
    expect(at(3000)).toEqual(initial);
  });

  test('everyone who ever was has a place, in order of joining', () => {
    const everyone = index.allClients(initial);
    expect(everyone.map(({ id }) => id)).toEqual(['pub', 'sub', 'sub-2']);
    expect(index.allClients(initial)).toBe(everyone);
    expect(indexOf().allClients(initial)).toBe(initial);
  });

  test('one that joins to subscribe is a subscriber from the start', () => {
    expect([...index.subscribers]).toEqual(['sub-2']);
    expect([...indexOf(added(1, client('pub-2'))).publishers]).toEqual(['pub-2']);
  });
});

describe('patterns', () => {
  const pattern = {
    name: 'a',
    topic: 't',
    qos: 1,
    payload: '',
    ratePerSec: 1,
    startMs: 0,
  } as const;
  const started = (ms: number): TraceEvent => {
    return { kind: 'pattern-started', at: fromMs(ms), client: 'pub', pattern };
  };
  const ended: TraceEvent = { kind: 'pattern-ended', at: fromMs(300), client: 'pub', pattern: 'a' };

  test('run from their start until they end, and one of the same name takes the place of another', () => {
    const index = indexOf(started(100), started(200), ended);
    const startsAt = (ms: number) => index.patternsAt(fromMs(ms)).map(({ from }) => from / 1000);
    expect([99, 100, 199, 200, 299, 300].map(startsAt)).toEqual([
      [],
      [100],
      [100],
      [200],
      [200],
      [],
    ]);
  });
});

test('it is told who joins, and who leaves for good', () => {
  const said = (event: TraceEvent) => tell(event, indexOf(event))?.text;
  expect(said(added(1, third))).toBe('sub-2 joins and subscribes at QoS 1.');
  expect(said(added(1, client('x', 2, 0)))).toBe('x joins and subscribes at QoS 0 and 2.');
  expect(said(added(1, client('x')))).toBe('x joins.');
  expect(said(removed(1, 'sub'))).toBe('sub leaves for good; the broker forgets its session.');
});
