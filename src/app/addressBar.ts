// The page's address says what is on the screen: written whenever the run stands still, and while it
// plays when a command has been given; read when the page opens and when someone edits it or goes back.
// A chunk of its own, with all that links are read with: a first visit has none.

import { formatLink, type ParsedLink, parseLink } from '../scenario/link.ts';
import type { Lab } from '../scenario/linkLab.ts';
import { areSameLanes, LEVELS, type Variant } from '../scenario/variants.ts';
import { painted } from '../store/painted.ts';
import type { RunStart } from '../store/run.ts';
import type { Scope } from '../store/scope.ts';
import { replaceHash } from './replaceHash.ts';

const VIEWS = ['simulate', 'compare', 'choose', 'lab'] as const;

/** The screens that there are. */
export type View = (typeof VIEWS)[number];

/** What an address says. */
export interface Address {
  readonly view: View;
  readonly start: RunStart;
  /** What is compared; undefined: the levels. */
  readonly lanes: readonly Variant[] | undefined;
  /** What the Lab is at; undefined elsewhere. */
  readonly lab: Lab | undefined;
  /** What of it could not be used: unreadable parts, and a screen that is not there. */
  readonly ignored: ParsedLink['ignored'];
}

export function readAddress(hash: string): Address {
  const { view, preset: presetName, scenario, commands, t: to, ...rest } = parseLink(hash);
  const { lanes, lab, ignored } = rest;
  const start = { presetName, scenario, commands, to };
  const known = VIEWS.find((one) => one === view) ?? 'simulate';
  if (view === undefined || view === known) return { view: known, start, lanes, lab, ignored };
  const complaint = { field: 'screen', value: `"${view}"`, expected: VIEWS.join(', ') };
  return { view: known, start, lanes, lab, ignored: [...ignored, complaint] };
}

/** Calls `follow` when someone edits the address, or goes back. @returns a function that ends it */
export function followAddress(follow: (address: Address) => void): () => void {
  const read = () => follow(readAddress(location.hash));
  window.addEventListener('hashchange', read);
  return () => window.removeEventListener('hashchange', read);
}

/** The scope's run, as it stands, on a screen. @returns undefined where no link can say it */
export function linkOf(
  scope: Scope,
  view: View,
  lanes: readonly Variant[] = LEVELS,
): string | undefined {
  const { t } = scope.playhead.state.getState();
  const { presetName: preset, scenario, commands } = scope.run.state.getState();
  const isSaid = view === 'compare' && !areSameLanes(lanes, LEVELS);
  const run = { view, preset, scenario, commands, t };
  return formatLink(isSaid ? { ...run, lanes } : run);
}

/**
 * Keeps the address in step with the run, once the page has been drawn: to write it takes as long as a
 * frame. @returns a function that ends it
 */
export function writeAddress(
  scope: Scope,
  view: View,
  lanes: () => readonly Variant[] = () => LEVELS,
): () => void {
  let isOver = false;
  let isWaiting = false;
  let { commands: written } = scope.run.state.getState();

  /** While it plays the instant is another one with each frame, and nobody asks for it. */
  function isDue(): boolean {
    const { commands } = scope.run.state.getState();
    return !scope.playhead.state.getState().playing || commands !== written;
  }

  function follow(): void {
    if (isWaiting || !isDue()) return;
    isWaiting = true;
    const { hash } = location;
    void painted().then(() => {
      isWaiting = false;
      // One that has been edited meanwhile is read, not written over.
      if (!isOver && location.hash === hash) write();
    });
  }

  function write(): void {
    const { status, commands } = scope.run.state.getState();
    if (!isDue() || status.kind !== 'ready') return;
    written = commands;
    const link = linkOf(scope, view, lanes());
    if (link !== undefined && link !== location.hash) replaceHash(link);
  }
  write();
  const ends = [scope.playhead.state.subscribe(follow), scope.run.state.subscribe(follow)];
  return () => {
    isOver = true;
    for (const end of ends) end();
  };
}
