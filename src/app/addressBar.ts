// The page's address says what is on the screen: written whenever the run stands still, read when the
// page opens and when someone edits it. A chunk of its own, with all that links are read with: a first
// visit has none.

import { formatLink, type ParsedLink, parseLink } from '../scenario/link.ts';
import { painted } from '../store/painted.ts';
import type { RunStart } from '../store/run.ts';
import type { Scope } from '../store/scope.ts';

/** What an address says. */
export interface Address {
  readonly start: RunStart;
  /** What of it could not be used: unreadable parts, and a screen that is not there. */
  readonly ignored: ParsedLink['ignored'];
}

export function readAddress(hash: string): Address {
  const { view, preset: presetName, scenario, commands, t: to, ignored } = parseLink(hash);
  const start = { presetName, scenario, commands, to };
  if (view === undefined || view === 'simulate') return { start, ignored };
  const complaint = { field: 'screen', value: `"${view}"`, expected: 'simulate' };
  return { start, ignored: [...ignored, complaint] };
}

/** Calls `follow` when someone edits the address. @returns a function that ends it */
export function followAddress(follow: (address: Address) => void): () => void {
  const read = () => follow(readAddress(location.hash));
  window.addEventListener('hashchange', read);
  return () => window.removeEventListener('hashchange', read);
}

/**
 * Keeps the address in step with the run, once the page has been drawn: to write it takes as long as a
 * frame. @returns a function that ends it
 */
export function writeAddress(scope: Scope): () => void {
  let isOver = false;
  let isWaiting = false;

  function follow(): void {
    if (isWaiting || scope.playhead.state.getState().playing) return;
    isWaiting = true;
    const { hash } = location;
    void painted().then(() => {
      isWaiting = false;
      // One that has been edited meanwhile is read, not written over.
      if (!isOver && location.hash === hash) write();
    });
  }

  function write(): void {
    const { playing, t } = scope.playhead.state.getState();
    const { status, presetName, scenario, commands } = scope.run.state.getState();
    if (playing || status.kind !== 'ready') return;
    const link = formatLink({ view: 'simulate', preset: presetName, scenario, commands, t });
    if (link !== undefined && link !== location.hash) replaceHash(link);
  }
  write();
  const ends = [scope.playhead.state.subscribe(follow), scope.run.state.subscribe(follow)];
  return () => {
    isOver = true;
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
