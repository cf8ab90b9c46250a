// Copies of one thing become one thing again, and say what they said.
import { expect, test } from 'vitest';
import { fromSec } from '../base/time.ts';
import { PRESETS } from '../scenario/presets/presets.ts';
import { playScenario } from '../testing/presetRun.ts';
import type { PacketRecord, TraceEvent } from '../trace/event.ts';
import { Sharing } from './sharing.ts';

/** Nothing happens by itself in an empty playground. */
const BUSY = PRESETS.filter(({ name }) => name !== 'playground');

test.each(BUSY)('$name: a packet whose events come one by one is one packet', ({ scenario }) => {
  const { events } = playScenario(scenario, fromSec(20));
  const sharing = new Sharing();
  const copies = events.map((event) => {
    const copy = [structuredClone(event)];
    sharing.share(copy);
    return copy[0] as TraceEvent;
  });
  expect(copies).toEqual(events);
  const packets = new Map<string, PacketRecord>();
  for (const event of copies) {
    if (event.kind !== 'packet-sent' && event.kind !== 'packet-arrived') continue;
    const { packet } = event;
    if (packet.contents !== undefined) continue;
    expect(packets.get(packet.uid) ?? packet).toBe(packet);
    packets.set(packet.uid, packet);
  }
  expect(packets.size).toBeGreaterThan(0);
});
