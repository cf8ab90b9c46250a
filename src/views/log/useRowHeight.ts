// The height of a row in px: as high as what it is pressed with asks for.

import { useSyncExternalStore } from 'react';

const REM = { fine: 1.625, coarse: 2.75 };
const coarse = matchMedia('(pointer: coarse)');

export function useRowHeight(): number {
  const isCoarse = useSyncExternalStore(watch, () => coarse.matches);
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  return Math.round((isCoarse ? REM.coarse : REM.fine) * rem);
}

function watch(onChange: () => void): () => void {
  coarse.addEventListener('change', onChange);
  return () => coarse.removeEventListener('change', onChange);
}
