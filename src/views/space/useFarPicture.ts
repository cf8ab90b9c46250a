// The ladder's picture of stretches with more packets than lines can show. Its code is asked for beside
// the first picture; until it is there, lines have to do.

import { useEffect, useState } from 'react';
import { inTurn } from '../../store/inTurn.ts';
import type { Ink } from './canvasShapes.ts';
import type { Frame, LadderView } from './ladderView.ts';

export interface FarPicture {
  draw(ink: Ink, view: LadderView, frame: Frame, pixelRatio: number): void;
}

const loading = inTurn(() => import('./farPicture.ts')).then(
  ({ FarTiles }) => FarTiles,
  () => undefined,
);

/** @returns undefined while it is not there */
export function useFarPicture(): FarPicture | undefined {
  const [picture, setPicture] = useState<FarPicture>();
  useEffect(() => {
    let gone = false;
    void loading.then((Tiles) => {
      if (Tiles !== undefined && !gone) setPicture(new Tiles());
    });
    return () => {
      gone = true;
    };
  }, []);
  return picture;
}
