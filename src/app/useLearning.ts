// Opens a place of the course in a scope that lasts from place to place, and notes what has been done.

import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { nameOf, type Place } from '../lessons/place.ts';
import { createLearning, type Learning } from '../store/learning.ts';
import { playedAt, tryingAt } from '../store/placeRun.ts';
import type { Progress } from '../store/progress.ts';
import type { Trying } from '../store/trial.ts';

interface UsedLearning {
  readonly learning: Learning;
  /** Where something is to be done. */
  readonly trying: Trying | undefined;
  /** Begins what is to be done anew. */
  readonly again: () => void;
}

/** @param isSolved a solution is shown */
export function useLearning(place: Place, isSolved: boolean, progress: Progress): UsedLearning {
  const [learning] = useState(createLearning);
  const { player, trial } = learning;
  const trying = useMemo(() => tryingAt(place), [place]);

  const users = useRef(0);
  useEffect(() => {
    users.current++;
    return () => {
      users.current--;
      // React may take a screen away and put it back at once.
      queueMicrotask(() => {
        if (users.current === 0) learning.close();
      });
    };
  }, [learning]);
  // Before it is painted: what was seen of another step is not to be seen in this one.
  useLayoutEffect(() => {
    const name = nameOf(place) ?? '';
    const played = playedAt(place);
    if (trying !== undefined) {
      player.close();
      void trial.open(trying, isSolved);
    } else if (played !== undefined) {
      trial.close();
      void player.open(played);
    }
    const ends = [
      player.state.subscribe(({ seen }) => {
        if (seen) progress.note(name);
      }),
      trial.state.subscribe(({ done, isShown }) => {
        if (done && !isShown) progress.note(name);
      }),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [place, trying, isSolved, player, trial, progress]);

  return {
    learning,
    trying,
    again: () => {
      if (trying !== undefined) void trial.open(trying, isSolved);
    },
  };
}
