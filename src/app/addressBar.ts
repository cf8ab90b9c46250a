// The page's address says what is on the screen: written whenever the run stands still, read when the
// page opens and when someone edits it.

import { formatLink } from '../scenario/link.ts';
import type { Scope } from '../store/scope.ts';

/** Keeps the address in step with the run. @returns a function that ends it */
export function writeAddress(scope: Scope, isOn: () => boolean): () => void {
  function write(): void {
    const { playing, t } = scope.playhead.state.getState();
    const { status, presetName, scenario, commands } = scope.run.state.getState();
    if (!isOn() || playing || status.kind !== 'ready') return;
    const link = formatLink({ view: 'simulate', preset: presetName, scenario, commands, t });
    if (link !== undefined && link !== location.hash) replaceHash(link);
  }
  write();
  const ends = [scope.playhead.state.subscribe(write), scope.run.state.subscribe(write)];
  return () => {
    for (const end of ends) end();
  };
}

function replaceHash(hash: string): void {
  try {
    history.replaceState(null, '', hash);
  } catch {
    // Some browsers refuse too many changes in a short time; the next one that stands will do.
  }
}
