// The map: the street that the van takes, where it has been drawn and drawn back, and where it is in
// truth.

import { useMemo } from 'react';
import { TIME_ZERO } from '../../base/time.ts';
import { type Facts, numberIn } from '../../usecases/facts.ts';
import type { Tally } from '../../usecases/tally.ts';
import type { LatestState } from '../../usecases/useCase.ts';
import { useRun } from '../scopeContext.ts';
import styles from './Application.module.css';
import { Jumps } from './Jumps.tsx';
import { Legend } from './Legend.tsx';
import { extentOf, type Point, pathOf, saidOn, shareOf } from './plane.ts';
import { lately, sayJumps, trailOf } from './trail.ts';

interface ViewProps {
  readonly state: LatestState;
  readonly tally: Tally;
  readonly topic: string;
}

const WIDTH = 300;
const HEIGHT = 170;
const EDGE = 22;
/** What was shown before the last of what was said is drawn for so long. */
const TRAIL_US = 30_000_000;

export function MapView({ state, tally, topic }: ViewProps) {
  const scenario = useRun((run) => run.scenario);
  const { street, place } = useMemo(() => {
    const all = saidOn(scenario, topic);
    const [east, north] = [extentOf(all, 'lon'), extentOf(all, 'lat')];
    const toPlace = (facts: Facts): Point => ({
      x: EDGE + shareOf(numberIn(facts, 'lon'), east ?? NOWHERE) * (WIDTH - 2 * EDGE),
      y: HEIGHT - EDGE - shareOf(numberIn(facts, 'lat'), north ?? NOWHERE) * (HEIGHT - 2 * EDGE),
    });
    return { street: pathOf(all.map(toPlace)), place: toPlace };
  }, [scenario, topic]);
  const shown = state.shown.get('');
  const truth = tally.latest.get('');
  const { line, jumps } = trailOf(lately(state.trail, truth?.at ?? TIME_ZERO, TRAIL_US));
  const trail = line.map(({ facts }) => place(facts));
  const [van, real] = [shown && place(shown.facts), truth && place(truth.facts)];
  const says =
    shown === undefined
      ? 'A map with no van on it yet.'
      : `The van is drawn at position ${shown.n}; it was last at position ${truth?.n}.${sayJumps(jumps.length)}`;
  return (
    <>
      <svg
        className={styles.picture}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={says}
      >
        <path className={styles.street} d={street} />
        <path className={styles.trail} d={pathOf(trail)} />
        {trail.map(({ x, y }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a trail of places, which have no names
          <circle key={i} className={styles.dot} cx={x} cy={y} r="1.8" />
        ))}
        <Jumps jumps={jumps} place={place} />
        {real === undefined ? undefined : (
          <circle className={styles.truth} cx={real.x} cy={real.y} r="7" />
        )}
        {van === undefined ? undefined : (
          <circle className={styles.now} cx={van.x} cy={van.y} r="5" />
        )}
      </svg>
      <Legend now="on the map" truth="where it is" old={jumps.length > 0} />
    </>
  );
}

const NOWHERE = { min: 0, max: 0 };
