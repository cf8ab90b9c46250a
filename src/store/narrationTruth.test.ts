// Sentences against the trace, for each event of each preset's run: none is said where it is not so.
import { describe, expect, test } from 'vitest';
import { fromSec, type SimTime } from '../base/time.ts';
import { parseLink } from '../scenario/link.ts';
import { PRESETS } from '../scenario/presets/presets.ts';
import { type PresetRun, runPreset, runScenario } from '../testing/presetRun.ts';
import type { TraceEvent, TraceEventOf } from '../trace/event.ts';
import { narrateAt, tell } from '../trace/narration.ts';
import type { TraceIndex } from '../trace/traceIndex.ts';
import { findNext } from './landmarks.ts';

const SECONDS = 15;
const runs = new Map<string, PresetRun>();

/** Runs in which much goes wrong at once. */
const LINKS = [
  '#/simulate?qos=2&sub-qos=2&loss=0.2&reordering=0.4&reorder-ms=3000&messages=60&latency-ms=200&seed=3',
  '#/simulate?qos=1&sub-qos=1&loss=0.2&reordering=0.4&reorder-ms=3000&messages=60&latency-ms=200&seed=5',
  '#/simulate?qos=2&sub-qos=2&loss=0.3&jitter-ms=900&messages=60&do=3:cut,pub;5:cut,sub;7:crash',
];

function runOf(name: string): PresetRun {
  const run = runs.get(name) ?? createRun(name);
  runs.set(name, run);
  return run;
}

function createRun(name: string): PresetRun {
  if (!name.startsWith('#')) return runPreset(name, SECONDS);
  const { scenario, commands } = parseLink(name);
  return runScenario(scenario, SECONDS, commands);
}

interface Told {
  readonly event: TraceEvent;
  readonly text: string;
}

function toldOf(preset: string): readonly Told[] {
  const { index } = runOf(preset);
  return index.events.flatMap((event) => {
    const said = tell(event, index);
    return said === undefined ? [] : [{ event, text: `${said.text} ${said.point ?? ''}`.trim() }];
  });
}

/** Events of a kind until `at`, included. */
function eventsUntil<K extends TraceEvent['kind']>(
  { events }: TraceIndex,
  kind: K,
  at: SimTime,
): TraceEventOf<K>[] {
  return events.filter((event): event is TraceEventOf<K> => event.kind === kind && event.at <= at);
}

describe.each([...PRESETS.map(({ name }) => name), ...LINKS])('%s', (preset) => {
  const { index, start } = runOf(preset);

  test('the broker is said to have taken over what it has, or has passed on, and nobody is without', () => {
    for (const { event, text } of toldOf(preset)) {
      if (event.kind !== 'message-acknowledged') continue;
      const { at, messageUid } = event;
      const isIt = (other: { readonly messageUid: string }) => other.messageUid === messageUid;
      const lost = eventsUntil(index, 'message-lost', at).filter(isIt);
      if (text.includes('has taken it over')) {
        const stored = index.storesAt(at).some(({ node, entry }) => node !== 'pub' && isIt(entry));
        const flies = index
          .flightsAt(at)
          .some(({ packet }) => packet.hop === 2 && packet.messageUid === messageUid);
        const delivered = eventsUntil(index, 'message-delivered', at).some(isIt);
        expect(stored || flies || delivered, text).toBe(true);
        expect(lost, text).toEqual([]);
      }
      const doomed = /Nothing tells .+ that (.+) will never see it/.exec(text)?.[1];
      expect(doomed !== undefined, text).toBe(lost.length > 0);
      for (const { subscriber } of lost) expect(doomed).toContain(index.nameOf(subscriber));
    }
  });

  test('a session is said to have taken a message along where it has, and a wait to be over where not', () => {
    for (const { event, text } of toldOf(preset)) {
      if (event.kind !== 'message-lost') continue;
      const { at, messageUid } = event;
      const named = /^The session of (.+) has (expired|ended), and/.exec(text);
      const drops = eventsUntil(index, 'message-discarded', at).filter(
        (drop) => drop.messageUid === messageUid && drop.node === 'broker',
      );
      const ends = eventsUntil(index, 'session-ended', at).filter((end) =>
        drops.some((drop) => drop.at === end.at && drop.peer === end.client),
      );
      if (named !== null) {
        const its = ends.find(({ client }) => index.nameOf(client) === named[1]);
        expect(its, text).toBeDefined();
        expect(its?.reason === 'expired', text).toBe(named[2] === 'expired');
      }
      if (text.includes('waited too long')) {
        expect(ends, text).toEqual([]);
        expect(drops.map(({ reason }) => reason)).toContain('expired');
      }
    }
  });

  test('a second copy’s reason is the trace’s', () => {
    for (const { event, text } of toldOf(preset)) {
      if (event.kind !== 'message-delivered' || !event.duplicate) continue;
      const { at, messageUid } = event;
      const hop = /the broker sent/i.test(text) ? 2 : 1;
      const packets = (kind: 'packet-sent' | 'packet-arrived' | 'packet-lost', type: string) =>
        eventsUntil(index, kind, at)
          .map(({ packet }) => packet)
          .filter((p) => p.messageUid === messageUid && p.type === type);
      expect(text, text).not.toContain('What knew of it is gone');
      const awaited = /before the (\w+) of its (\w+) PUBLISH could come/.exec(text)?.[1];
      if (awaited !== undefined) {
        expect(
          packets('packet-sent', awaited).some((p) => p.hop === hop),
          text,
        ).toBe(true);
        expect(awaited, text).toBe('PUBACK');
      }
      if (text.includes('had not answered')) {
        const first = packets('packet-arrived', 'PUBLISH').find((p) => p.hop === hop);
        const answers = packets('packet-sent', 'PUBACK').filter((p) => p.hop === hop);
        expect(
          answers.some((p) => p.attempt === first?.attempt),
          text,
        ).toBe(false);
      }
      if (text.includes('let go of the identifier')) {
        const released = eventsUntil(index, 'session-released', at).some(
          ({ entry, reason }) =>
            entry.messageUid === messageUid && entry.store === 'incoming' && reason === undefined,
        );
        expect(released, text).toBe(true);
      }
      if (text.includes('overtook')) {
        const sent = packets('packet-sent', 'PUBLISH').map(({ uid }) => uid);
        const arrived = packets('packet-arrived', 'PUBLISH').map(({ uid }) => uid);
        const inOrder = sent.filter((uid) => arrived.includes(uid));
        expect(arrived, text).not.toEqual(inOrder);
      }
      if (text.includes('had forgotten')) {
        const forgotten = eventsUntil(index, 'session-released', at).some(
          ({ entry, reason }) =>
            entry.messageUid === messageUid && entry.store === 'incoming' && reason !== undefined,
        );
        expect(forgotten, text).toBe(true);
      }
      if (text.includes('older store')) {
        const crashes = eventsUntil(index, 'node-crashed', at).filter(
          ({ node }) => node === 'broker',
        );
        const back = eventsUntil(index, 'session-stored', at).some(
          (stored) =>
            stored.entry.messageUid === messageUid && crashes.some((c) => c.at === stored.at),
        );
        expect(back, text).toBe(true);
      }
    }
  });

  test('who connects again has connected before, and a session that is new or goes on is so', () => {
    for (const { event, text } of toldOf(preset)) {
      const { at } = event;
      if (event.kind === 'packet-sent' && event.packet.type === 'CONNECT') {
        const opened = eventsUntil(index, 'connection-opened', at).filter(
          ({ client }) => client === event.packet.from,
        );
        expect(text.includes('again'), text).toBe(opened.length > 1);
      }
      if (event.kind === 'session-started') {
        const ended = eventsUntil(index, 'session-ended', at).some(
          (e) => e.client === event.client,
        );
        expect(text.includes('nothing of the one before'), text).toBe(ended);
      }
      const retained = /is (\w+), which the broker retained/.exec(text)?.[1];
      if (event.kind === 'message-received' && retained !== undefined) {
        const uids = eventsUntil(index, 'broker-retained', at).map(({ messageUid }) => messageUid);
        expect(uids.map((uid) => index.message(uid)?.letter)).toContain(retained);
      }
    }
  });

  test('each step has a sentence from the first on, and names no packet’s inner number', () => {
    let steps = 0;
    for (let t = -1 as SimTime | undefined; t !== undefined && steps < 300; steps++) {
      const next: SimTime | undefined = findNext(index, t, 'event');
      if (next !== undefined) {
        const said = narrateAt(index, next);
        expect(said, `${next}`).toBeDefined();
        expect(said?.text).not.toMatch(/\d{3,}(st|nd|rd|th)/);
      }
      t = next;
    }
    expect(steps).toBeGreaterThan(3);
    expect(index.countUntil((start + fromSec(SECONDS)) as SimTime)).toBe(index.events.length);
  });

  test('no crash, cut, or coming and going is stepped over', () => {
    const passed = index.events.filter(
      ({ at, kind }) =>
        /^(node-|client-|connection-(closed|silenced|refused))/.test(kind) &&
        findNext(index, (at - 1) as SimTime, 'event') !== at,
    );
    expect(passed).toEqual([]);
  });
});
