// Rows of bins against the list of all that was put into them.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Strip } from './strip.ts';

const ROOM = { bins: 16, widthUs: 10, since: 0 };

/** Some of them further than the bins reach at first. */
const instants = fc.array(fc.oneof(fc.nat(150), fc.nat(3000)), { maxLength: 60 });

test('each instant is counted once, in the bin that it lies in, however often bins were merged', () => {
  fc.assert(
    fc.property(instants, (list) => {
      const strip = new Strip<'a'>(ROOM);
      for (const at of list) strip.add('a', at);
      const { widthUs } = strip;
      for (let from = 0; from < 3000; from += widthUs) {
        const inBin = list.filter((at) => at >= from && at < from + widthUs).length;
        expect(strip.sum('a', from, from + widthUs)).toBe(inBin);
      }
      expect(strip.sum('a', 0, 4000)).toBe(list.length);
    }),
    { seed: 1 },
  );
});

test('neighbouring stretches share nothing and leave nothing out', () => {
  fc.assert(
    fc.property(instants, fc.nat(3000), (list, cut) => {
      const strip = new Strip<'a'>(ROOM);
      for (const at of list) strip.add('a', at);
      expect(strip.sum('a', 0, cut) + strip.sum('a', cut, 4000)).toBe(list.length);
    }),
    { seed: 2 },
  );
});

test('what lasts is spread over its time, and all of it is there', () => {
  fc.assert(
    fc.property(fc.nat(1500), fc.nat(1500), (from, length) => {
      const strip = new Strip<'a'>(ROOM);
      strip.addOver('a', from, from + length, 2);
      expect(strip.sum('a', 0, 4000)).toBeCloseTo(2 * length, 6);
      const { widthUs } = strip;
      for (let bin = 0; bin < 3000; bin += widthUs) {
        const overlap = Math.min(from + length, bin + widthUs) - Math.max(from, bin);
        const inBin = strip.sum('a', bin, bin + widthUs);
        expect(inBin).toBeCloseTo(2 * Math.max(0, overlap), 6);
      }
    }),
    { seed: 3 },
  );
});

test('what is cut off leaves what was before', () => {
  const strip = new Strip<'a'>(ROOM);
  for (const at of [5, 15, 25, 35]) strip.add('a', at);
  expect(strip.cut(27)).toBe(20);
  expect(strip.sum('a', 0, 160)).toBe(2);
});
