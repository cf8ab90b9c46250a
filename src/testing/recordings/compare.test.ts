// The comparison of recordings: it must catch what a wrong machine would do, and let pass what the
// specification leaves open, by name.
import { describe, expect, test } from 'vitest';
import type { Packet } from '../../mqtt/packets/packet.ts';
import { ackOf, publishOf } from '../messages.ts';
import { compareWires, formatDifference, type Sent, stepsOf, type WireItem } from './compare.ts';
import { formOf } from './packetForm.ts';

type Planned = Packet | 'closed';

/** What is sent on one connection in one step. */
function wire(items: readonly Planned[], place: Partial<Sent> = {}): readonly Sent[] {
  return items.map((one): Sent => {
    const item: WireItem = one === 'closed' ? { type: 'closed' } : formOf(one);
    return { step: 1, conn: 'sub#1', clientId: 'sub', ...place, item };
  });
}

const m1 = publishOf('m1', 1, 1);
const m2 = publishOf('m2', 1, 2);
const retained = publishOf('m1', 1, 1, { retain: true });
const suback: Packet = { type: 'SUBACK', packetId: 1, reasonCodes: [1] };
const connack: Packet = { type: 'CONNACK', sessionPresent: false, reasonCode: 0 };
const farewell = (reasonCode: number): Packet => ({ type: 'DISCONNECT', reasonCode });
const reply = (reasonCode: number) => ackOf('PUBCOMP', 7, { reasonCode });

describe('a planted difference is caught', () => {
  const planted: readonly (readonly [string, readonly Planned[], readonly Planned[]])[] = [
    ['another order', [m1, m2], [m2, m1]],
    ['a packet that is missing', [m1, m2], [m1]],
    ['a packet too many', [m1], [m1, m1]],
    ['another DUP', [m1], [publishOf('m1', 1, 1, { dup: true })]],
    ['another QoS', [m1], [publishOf('m1', 2, 1)]],
    ['another RETAIN', [m1], [retained]],
    ['another payload', [publishOf('m1', 1, 2)], [m2]],
    ['another acknowledgement', [ackOf('PUBACK', 1)], [ackOf('PUBREC', 1)]],
    ['an acknowledgement of something else', [ackOf('PUBACK', 1)], [ackOf('PUBACK', 2)]],
    ['an identifier where none was', [publishOf('m1', 0, 0)], [publishOf('m1', 0, 3)]],
    ['Session Present', [connack], [{ ...connack, sessionPresent: true }]],
    ['another granted QoS', [suback], [{ ...suback, reasonCodes: [2] }]],
    ['a connection that stays open', ['closed'], []],
    ['a connection that ends', [], ['closed']],
    [
      'a failure instead of a success',
      [ackOf('PUBACK', 1)],
      [ackOf('PUBACK', 1, { reasonCode: 0x97 })],
    ],
    ['no Session Taken Over', ['closed'], [farewell(0x8e), 'closed']],
    ['a reason that ours keeps back', [farewell(0x82), 'closed'], ['closed']],
  ];
  test.each(planted)('%s', (_, recorded, ours) => {
    expect(compareWires(wire(recorded), wire(ours)).kind).toBe('different');
    expect(compareWires(wire(recorded), wire(recorded))).toEqual({ kind: 'equal', tolerated: [] });
  });

  test('the same packets in another step, or on another connection', () => {
    const recorded = wire([m1]);
    for (const place of [{ step: 2 }, { conn: 'sub#2' }]) {
      expect(compareWires(recorded, wire([m1], place)).kind).toBe('different');
    }
  });

  test('bytes that are no sound packet are never reproduced', () => {
    const unsound: Sent = { ...wire([m1])[0], item: { type: 'unsound', hex: '90' } } as Sent;
    expect(compareWires([unsound], [unsound]).kind).toBe('different');
  });

  test('every step that differs is named', () => {
    const steps = [1, 2, 3].flatMap((step) => wire([m1], { step }));
    const result = compareWires(steps, [...wire([m1]), ...wire([m2], { step: 4 })]);
    expect(stepsOf(result)).toEqual([2, 3, 4]);
  });

  test('the report says the step, the connection, and both sides', () => {
    const result = compareWires(wire([m1]), wire([]));
    expect(formatDifference(result)).toMatch(
      /^step 1, sub#1: recorded PUBLISH #1 .*; ours nothing$/,
    );
  });
});

describe('Packet Identifiers', () => {
  const renamed = (id: number): Planned => publishOf('m1', 1, id);

  test('are compared up to a bijection', () => {
    const recorded = wire([m1, m2, ackOf('PUBREL', 1)]);
    const ours = wire([renamed(51), publishOf('m2', 1, 52), ackOf('PUBREL', 51)]);
    expect(compareWires(recorded, ours).kind).toBe('equal');
  });

  test('one of ours for two of theirs is caught, and two of ours for one of theirs', () => {
    const two = wire([m1, publishOf('m1', 1, 2)]);
    const one = wire([m1, m1]);
    expect(compareWires(two, one).kind).toBe('different');
    expect(compareWires(one, two).kind).toBe('different');
  });

  test('a re-send under another identifier is caught, also on the next connection', () => {
    const again = { step: 2, conn: 'sub#2' };
    const recorded = [...wire([m1]), ...wire([m1], again)];
    const ours = [...wire([m1]), ...wire([renamed(2)], again)];
    expect(compareWires(recorded, ours).kind).toBe('different');
  });

  test('begin anew with a new session, and are each session’s own', () => {
    const anew = { step: 2, conn: 'sub#2' };
    const other = { conn: 'b#1', clientId: 'b' };
    const recorded = [...wire([m1]), ...wire([m1], other), ...wire([connack, m1], anew)];
    const ours = [
      ...wire([m1]),
      ...wire([renamed(2)], other),
      ...wire([connack, renamed(3)], anew),
    ];
    expect(compareWires(recorded, ours).kind).toBe('equal');
  });
});

describe('what the specification leaves open passes, and is named', () => {
  const tolerated: readonly (readonly [string, readonly Planned[], readonly Planned[]])[] = [
    ['another fault code', [farewell(0x81), 'closed'], [farewell(0x82), 'closed']],
    ['a reason before the close', ['closed'], [farewell(0x82), 'closed']],
    ['identifier not found', [reply(0)], [reply(0x92)]],
    ['no matching subscribers', [ackOf('PUBACK', 1)], [ackOf('PUBACK', 1, { reasonCode: 0x10 })]],
    ['retained before SUBACK', [retained, suback], [suback, retained]],
    [
      'a second of waiting',
      [publishOf('m1', 1, 1, { expirySec: 57 })],
      [publishOf('m1', 1, 1, { expirySec: 56 })],
    ],
  ];
  test.each(tolerated)('%s', (name, recorded, ours) => {
    expect(compareWires(wire(recorded), wire(ours))).toEqual({ kind: 'equal', tolerated: [name] });
  });

  test('but no more than that', () => {
    const publish = (facts: object): Planned => publishOf('m1', 1, 1, facts);
    expect(
      compareWires(wire([publish({ expirySec: 57 })]), wire([publish({ expirySec: 55 })])).kind,
    ).toBe('different');
    expect(compareWires(wire([publish({ expirySec: 57 })]), wire([publish({})])).kind).toBe(
      'different',
    );
    expect(compareWires(wire([m1, m2, suback]), wire([suback, m2, m1])).kind).toBe('different');
    expect(compareWires(wire([]), wire([farewell(0x82)])).kind).toBe('different');
  });
});
