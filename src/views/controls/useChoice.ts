// A choice that is in force a moment later, when the simulation has answered and the playhead is there:
// until then what was chosen is shown.

import { useState } from 'react';
import { usePlayhead, useRun } from '../scopeContext.ts';

/**
 * @param value of the trace, at the playhead
 * @param apply asks the simulation at once
 */
export function useChoice<T>(
  value: T,
  apply: (next: T) => void,
): readonly [shown: T, choose: (next: T) => void] {
  const [chosen, setChosen] = useState<{ readonly value: T } | undefined>(undefined);
  // Nobody waits with nothing chosen: while playing, the run is asked with every frame.
  const isWaiting = useRun(({ waiting }) => chosen !== undefined && waiting > 0);
  const isPlaying = usePlayhead(({ playing }) => chosen !== undefined && playing);
  const isThere = chosen?.value === value || !(isWaiting || isPlaying);
  if (chosen !== undefined && isThere) setChosen(undefined);
  function choose(next: T): void {
    setChosen({ value: next });
    apply(next);
  }
  return [chosen === undefined ? value : chosen.value, choose];
}
