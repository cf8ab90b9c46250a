// A vehicle on a map: the last position that came is where the van is drawn.

import { type Facts, numberIn } from './facts.ts';
import { NOTHING_SHOWN, readNumbered, showLatest } from './forms.ts';
import { judgeShown } from './judge.ts';
import type { LatestState, UseCase } from './useCase.ts';

/** Of a hundred-thousandth of a degree, at the latitude of the route: 52.5° north. */
const METRES_NORTH = 1.11;
const METRES_EAST = 0.68;

export const vehicle: UseCase<LatestState> = {
  name: 'vehicle',
  preset: 'vehicle-on-map',
  title: 'A vehicle on a map',
  group: 'transient',
  topic: 'fleet/van-7/position',
  recommended: 0,
  ignoresRepeats: false,
  wrong: 1,
  freshMs: 1500,
  start: NOTHING_SHOWN,
  read: (facts) => readNumbered(facts, undefined, 'lat', 'lon'),
  act: showLatest,
  measure: metresBetween,
  judge: (_, tally, at) =>
    judgeShown(tally, at, {
      thing: 'position',
      place: 'the map',
      jumped: 'the van jumped back',
      far: (metres) => (metres < 0.5 ? '' : ` ${Math.round(metres)} m`),
    }),
};

function metresBetween(a: Facts, b: Facts): number {
  const north = (numberIn(a, 'lat') - numberIn(b, 'lat')) * 100_000 * METRES_NORTH;
  const east = (numberIn(a, 'lon') - numberIn(b, 'lon')) * 100_000 * METRES_EAST;
  return Math.sqrt(north * north + east * east);
}
