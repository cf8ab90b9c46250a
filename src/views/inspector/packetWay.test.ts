import { describe, expect, test } from 'vitest';
import type { SimTime } from '../../base/time.ts';
import { PRESETS } from '../../scenario/presets/presets.ts';
import { runPreset, runScenario } from '../../testing/presetRun.ts';
import type { PacketRecord } from '../../trace/event.ts';
import { titleOf } from './packetText.ts';
import { packetWay } from './packetWay.ts';
import { familyAt, relationOf } from './related.ts';

describe('the way of a packet', () => {
  test.each(PRESETS)(
    '$name: is at every instant what the trace has said until then',
    ({ scenario }) => {
      const { index } = runScenario(scenario, 12);
      const said = new Map<string, string>();
      const events = index.events.slice(0, 600);
      for (const event of events) {
        if (!('packet' in event)) continue;
        const { uid } = event.packet;
        if (event.kind === 'packet-arrived') said.set(uid, 'arrived');
        if (event.kind === 'packet-lost') said.set(uid, 'lost');
      }
      const end = events.at(-1)?.at ?? (0 as SimTime);
      for (const event of events) {
        if (event.kind !== 'packet-sent') continue;
        const { uid } = event.packet;
        const first = index.flight(uid);
        if (first === undefined || first.from > end) continue;
        const way = packetWay(index, uid, end);
        // Later events of the last instant may be told of too.
        if (way?.end?.at !== end) expect([uid, way?.end?.kind]).toEqual([uid, said.get(uid)]);
        const early = packetWay(index, uid, first.from);
        if (early?.end?.at !== first.from) expect(early?.end).toBeUndefined();
        expect(early?.transmissions.length).toBe(1);
      }
    },
  );

  test('over TCP has each transmission, why it was made, and what it waits for', () => {
    const { index } = runPreset('tcp-loss', 20);
    const end = index.events.at(-1)?.at ?? (0 as SimTime);
    const uids = new Set(index.flights.items.map(({ packet }) => packet.uid));
    const ways = [...uids].flatMap((uid) => packetWay(index, uid, end) ?? []);
    const again = ways.flatMap(({ transmissions }) => transmissions.slice(1));
    expect(again.length).toBeGreaterThan(0);
    expect(again.every(({ why }) => why !== undefined)).toBe(true);
    const held = index.events.find((event) => {
      return event.kind === 'segment-arrived' && event.awaits !== undefined;
    });
    if (held?.kind !== 'segment-arrived') throw new Error('Nothing waits');
    const { awaits } = held;
    expect(packetWay(index, held.packet.uid, held.at)?.waits).toEqual({ since: held.at, awaits });
    expect(packetWay(index, held.packet.uid, end)?.waits).toBeUndefined();
  });
});

describe('what a packet comes from', () => {
  const relationsOf = (preset: string): readonly string[] => {
    const { index } = runPreset(preset, 10);
    const end = index.events.at(-1)?.at ?? (0 as SimTime);
    const nameOf = (packet: PacketRecord) =>
      `${titleOf(packet, index.letterOf(packet))} of hop ${packet.hop}`;
    return index.flights.items.flatMap((flight) => {
      const uid = flight.packet.messageUid;
      const family = uid === undefined ? [] : familyAt(index, uid, end);
      const found = relationOf(index, flight, family);
      return found === undefined
        ? []
        : [`${nameOf(flight.packet)}: ${found.says} ${nameOf(found.packet)}`];
    });
  };

  test('is found for answers, repeats and forwarded copies', () => {
    const said = relationsOf('lost-puback');
    for (const line of [
      'SUBACK of hop 2: Answers SUBSCRIBE of hop 2',
      'PUBACK A of hop 1: Answers PUBLISH A of hop 1',
      'PUBLISH A of hop 2: Passes on PUBLISH A of hop 1',
      'PUBLISH A, second attempt of hop 1: Sent again after PUBLISH A of hop 1',
      'PUBACK A, to the second PUBLISH of hop 1: Answers PUBLISH A, second attempt of hop 1',
      'PUBLISH A of hop 2: Passes on PUBLISH A, second attempt of hop 1',
    ]) {
      expect(said).toContain(line);
    }
    const qos2 = relationsOf('lost-pubrec');
    expect(qos2).toContain('PUBREL A of hop 1: Answers PUBREC A, to the second PUBLISH of hop 1');
    expect(qos2).toContain('PUBCOMP A of hop 1: Answers PUBREL A of hop 1');
  });
});
