// The stretches in which nodes were not there. Their code is asked for beside the first picture, in which
// there are none; until it is there, bands are whole.

import { useEffect, useState } from 'react';
import { inTurn } from '../../store/inTurn.ts';
import type { drawAway } from './awayStretches.ts';

export type DrawAway = typeof drawAway;

const loading = inTurn(() => import('./awayStretches.ts')).catch(() => undefined);

/** @returns undefined while it is not there */
export function useAwayStretches(): DrawAway | undefined {
  const [draw, setDraw] = useState<DrawAway>();
  useEffect(() => {
    let gone = false;
    void loading.then((loaded) => {
      if (!gone) setDraw(() => loaded?.drawAway);
    });
    return () => {
      gone = true;
    };
  }, []);
  return draw;
}
