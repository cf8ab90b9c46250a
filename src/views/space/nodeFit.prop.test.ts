import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Line } from './heldLines.ts';
import { fitNode, LINE_CHAR, NOTE_CHAR, PADDING } from './nodeFit.ts';
import type { NodeView } from './nodeText.ts';

const view = (more: Partial<NodeView>): NodeView => ({
  ...{ node: 'sub-1', title: 'sub-1', condition: 'connected', alerts: [], held: [] },
  ...{ notes: [], rest: [], spoken: 'Subscriber sub-1, connected' },
  ...more,
});
const line = (letter: string, ...forms: string[]): Line => ({ letter, level: 1, forms });
const ack = line('A', 'wants PUBACK 0.6 s', 'ACK 0.6 s', 'ACK', '');
const offline: Line = { ...line('', 'offline'), isUrgent: true };
const textsOf = (lines: readonly { readonly letter: string; readonly text: string }[]) =>
  lines.map(({ letter, text }) => `${letter} ${text}`.trim());

test('what a line says gets shorter with its box', () => {
  const at = (width: number) => textsOf(fitNode(view({ held: [ack] }), width, 84).right);
  expect(at(280)).toEqual(['A wants PUBACK 0.6 s']);
  expect(at(116)).toEqual(['A ACK 0.6 s']);
  expect(at(66)).toEqual(['A ACK']);
});

test('what is unusual stands before what is stored, and what has no row is counted', () => {
  const given = view({ alerts: [offline], held: [ack, ack, ack, ack] });
  expect(textsOf(fitNode(given, 116, 84).right)).toEqual(['offline', 'A ACK 0.6 s', '+3 more']);
  expect(textsOf(fitNode(given, 116, 40).right)).toEqual(['offline +4']);
});

test('where there is room for both, what is in the way stands apart from what is stored', () => {
  const fitted = fitNode(view({ alerts: [offline], held: [ack] }), 464, 84);
  expect(textsOf(fitted.left)).toEqual(['offline']);
  expect(textsOf(fitted.right)).toEqual(['A wants PUBACK 0.6 s']);
});

test('words are whole wherever they fit beside the name, whatever the letter', () => {
  const publisher = { title: 'Publisher', notes: [['pub'], ['connected'], ['new session']] };
  const at = (one: Line) => {
    const fitted = fitNode(view({ ...publisher, held: [one] }), 279, 84);
    expect(fitted.notes.length).toBeGreaterThan(0);
    return textsOf(fitted.right);
  };
  const words = (letter: string, type: string, left: string) =>
    line(letter, `wants PUB${type} ${left}`, `wants ${type} ${left}`, `${type} ${left}`);
  expect(at(words('C', 'ACK', '1.0 s'))).toEqual(['C wants PUBACK 1.0 s']);
  expect(at(words('CJ', 'ACK', '1.0 s'))).toEqual(['CJ wants PUBACK 1.0 s']);
  expect(at(words('AB', 'COMP', '0.2 s'))).toEqual(['AB wants PUBCOMP 0.2 s']);
});

const kept: Line = line('', 'session kept', 'sess. kept');

test('where the list has no row for all, what is in the way goes under the name', () => {
  const held = [
    line('L', 'wants PUBACK'),
    line('M', 'waits, offline'),
    line('P', 'waits, offline'),
  ];
  const alerts = [offline, line('', '2 queued')];
  const given = view({ title: 'Publisher', notes: [['pub']], alerts, held, rest: [kept] });
  const fitted = fitNode(given, 279, 84);
  expect(textsOf(fitted.right)).toEqual(['L wants PUBACK', 'M waits, offline', 'P waits, offline']);
  expect(textsOf(fitted.left)).toEqual(['offline', '2 queued']);
  expect(fitted.notes).toEqual(['pub · session kept']);
});

test('what is stored comes before that a session is kept', () => {
  const given = view({ alerts: [offline], held: [ack, ack], rest: [kept] });
  expect(textsOf(fitNode(given, 116, 96).right)).toEqual([
    ...['offline', 'A ACK 0.6 s', 'A ACK 0.6 s', 'session kept'],
  ]);
  expect(textsOf(fitNode(given, 116, 84).right)).toEqual(['offline', 'A ACK 0.6 s', 'A ACK 0.6 s']);
});

test('the usual is left out first, from its end', () => {
  const notes = [['QoS 1'], ['connected'], ['new session']];
  expect(fitNode(view({ notes }), 280, 84).notes).toEqual(['QoS 1 · connected', 'new session']);
  expect(fitNode(view({ notes }), 116, 84)).toMatchObject({ beside: 'QoS 1', notes: [] });
  expect(fitNode(view({ notes }), 66, 84)).toMatchObject({ beside: '', notes: [] });
});

test('in a box of any size no text is longer than its room, and no list than its rows', () => {
  const text = fc.string({ maxLength: 34 });
  const someLine = fc.record({
    letter: fc.constantFrom('', 'A', 'AB', 'XYZ'),
    level: fc.constantFrom(0, 1, 2, undefined),
    forms: fc
      .array(text, { minLength: 1, maxLength: 5 })
      .map((forms) => forms.toSorted((a, b) => b.length - a.length)),
  });
  const someView = fc.record({
    title: text,
    alerts: fc.array(someLine as fc.Arbitrary<Line>, { maxLength: 6 }),
    held: fc.array(someLine as fc.Arbitrary<Line>, { maxLength: 8 }),
    rest: fc.array(someLine as fc.Arbitrary<Line>, { maxLength: 3 }),
    notes: fc.array(fc.array(text, { minLength: 1, maxLength: 2 }), { maxLength: 5 }),
  });
  const size = fc.tuple(fc.integer({ min: 60, max: 560 }), fc.integer({ min: 48, max: 110 }));
  fc.assert(
    fc.property(someView, size, (given, [width, height]) => {
      const { layout, notes, left, right } = fitNode(view(given), width, height);
      const inner = width - 2 * PADDING[layout];
      for (const note of notes) expect(note.length * NOTE_CHAR).toBeLessThanOrEqual(inner);
      const widest = (lines: typeof left) =>
        Math.max(0, ...textsOf(lines).map((one) => one.length * LINE_CHAR));
      // A single row says how many there are besides, whatever the room.
      if (right.length > 1) expect(widest(left) + widest(right)).toBeLessThanOrEqual(inner);
      const room = Math.max(1, Math.floor((height - 13) / 15));
      expect(Math.max(left.length, right.length)).toBeLessThanOrEqual(room);
    }),
    { seed: 7, numRuns: 500 },
  );
});
