// The page says of itself when it is idle: nothing goes on, and all that follows from what did is drawn
// and in the address. Tests wait for it instead of sleeping.

import { allInTurn } from '../store/inTurn.ts';
import { painted } from '../store/painted.ts';

interface Source {
  subscribe(listener: () => void): () => void;
}

/** @param sources asked anew whenever one of them changes @returns a function that ends it */
export function signalIdle(isIdle: () => boolean, sources: readonly Source[]): () => void {
  const { dataset } = document.documentElement;
  let changes = 0;
  function show(): void {
    const change = ++changes;
    if (dataset.state !== 'busy') dataset.state = 'busy';
    if (!isIdle()) return;
    // What waits for the first frame is in the second.
    void allInTurn()
      .then(painted)
      .then(painted)
      .then(() => {
        if (change === changes) dataset.state = 'idle';
      });
  }
  show();
  const ends = sources.map((source) => source.subscribe(show));
  return () => {
    changes++;
    for (const end of ends) end();
  };
}
