// Has the ladder listen to fingers and pointers. What these do is in a chunk of its own, asked for beside
// the first picture.

import { useEffect, useRef } from 'react';
import { inTurn } from '../../store/inTurn.ts';
import type { Reading } from './ladderGestures.ts';

const loading = inTurn(() => import('./ladderGestures.ts')).then(
  ({ listen }) => listen,
  // Keys and buttons do the same.
  () => undefined,
);

export function useLadderGestures(canvas: HTMLCanvasElement | null, reading: Reading): void {
  const latest = useRef(reading);
  useEffect(() => {
    latest.current = reading;
  });
  useEffect(() => {
    if (canvas === null) return;
    let gone = false;
    let end: (() => void) | undefined;
    void loading.then((listen) => {
      if (!gone) end = listen?.(canvas, () => latest.current);
    });
    return () => {
      gone = true;
      end?.();
    };
  }, [canvas]);
}
