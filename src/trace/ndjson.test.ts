import { describe, expect, test } from 'vitest';
import { fromMs } from '../base/time.ts';
import { runChecked } from '../testing/checkedRuns.ts';
import { pairScenario } from '../testing/scenarios.ts';
import { RULES, type TraceEvent } from './event.ts';
import { formatEvent, TraceHash } from './ndjson.ts';

const { events } = runChecked(pairScenario({ qos: 2, network: { lossHop1Up: 0.4 }, count: 5 }));

function hashOf(list: typeof events): string {
  const hash = new TraceHash();
  for (const event of list) hash.add(event);
  return hash.digest();
}

describe('a line of the trace', () => {
  test('is one JSON object with at and kind first, and no line break in it', () => {
    for (const event of events) {
      const line = formatEvent(event);
      expect(line).toMatch(/^\{"at":\d+,"kind":"[a-z-]+"[,}]/);
      expect(line).not.toContain('\n');
      expect(JSON.parse(line)).toMatchObject({ at: event.at, kind: event.kind });
    }
  });

  test("has a packet's facts flat in it, with when it arrives or is lost", () => {
    const lines = events.flatMap((event) =>
      event.kind === 'packet-sent' ? [JSON.parse(formatEvent(event))] : [],
    );
    for (const line of lines) {
      const names = 'uid from to hop type qos dup packetId attempt bytes because dueAt'.split(' ');
      for (const name of names) expect(line).toHaveProperty(name);
      expect('arrivesAt' in line).toBe(!('lostAt' in line));
      expect(RULES).toHaveProperty(line.because);
    }
    expect(lines.some((line) => 'lostAt' in line)).toBe(true);
  });

  test("has an entry's facts flat in it, beside its node", () => {
    const stored = events.find(({ kind }) => kind === 'session-stored');
    if (stored === undefined) throw new Error('Nothing is stored');
    expect(JSON.parse(formatEvent(stored))).toMatchObject({
      node: 'pub',
      store: 'outgoing',
      qos: 2,
    });
  });
});

describe('the hash of a trace', () => {
  test('is 16 hexadecimal digits, the same for equal traces', () => {
    expect(hashOf(events)).toMatch(/^[0-9a-f]{16}$/);
    expect(hashOf(structuredClone(events))).toBe(hashOf(events));
  });

  test('differs when an event is missing, changed, or in another place', () => {
    const [first, second, third, ...rest] = events;
    if (first === undefined || second === undefined || third === undefined) throw new Error();
    const others = [
      [first, third, ...rest],
      [first, { ...second, at: third.at }, third, ...rest],
      [second, first, third, ...rest],
      events.slice(0, -1),
    ];
    const hashes = [events, ...others].map(hashOf);
    expect(new Set(hashes).size).toBe(hashes.length - (second.at === third.at ? 1 : 0));
  });

  test('is the same for a command whose fields come in another order, as from a link', () => {
    const at = fromMs(1);
    const given: TraceEvent = {
      kind: 'command-applied',
      at,
      command: { kind: 'set-network', changes: { latencyMs: 5, jitterMs: 1 } },
    };
    const linked: TraceEvent = {
      kind: 'command-applied',
      at,
      command: { changes: { jitterMs: 1, latencyMs: 5 }, kind: 'set-network' },
    };
    expect(hashOf([linked])).toBe(hashOf([given]));
  });
});
