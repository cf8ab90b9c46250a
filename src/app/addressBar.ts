// The page's address says what is on the screen: written whenever the run stands still, and while it
// plays when a command has been given; read when the page opens and when someone edits it or goes back.
// A chunk of its own, with all that links are read with: a first visit has none.

import { withGiven } from '../scenario/givenSettings.ts';
import { formatLink, type ParsedLink, parseLink } from '../scenario/link.ts';
import { type Lab, withEnd } from '../scenario/linkLab.ts';
import type { Learn } from '../scenario/linkLearn.ts';
import { showValue } from '../scenario/parse.ts';
import { areSameLanes, LEVELS, type Variant } from '../scenario/variants.ts';
import type { LabState, LabStore } from '../store/lab.ts';
import { painted } from '../store/painted.ts';
import type { RunStart } from '../store/run.ts';
import type { Scope } from '../store/scope.ts';
import { COMPARE_SPEED, STORY_SPEED } from '../store/speeds.ts';
import type { AppParts } from './createApp.ts';
import { replaceHash } from './replaceHash.ts';

const VIEWS = ['simulate', 'compare', 'choose', 'lab', 'learn'] as const;

/** The screens that there are. */
export type View = (typeof VIEWS)[number];

/** What an address says. */
export interface Address {
  readonly view: View;
  readonly start: RunStart;
  /** Of the playhead; undefined: the screen's own. */
  readonly speed: number | undefined;
  /** What is compared; undefined: the levels. */
  readonly lanes: readonly Variant[] | undefined;
  /** What the Lab is at; undefined elsewhere. */
  readonly lab: Lab | undefined;
  /** What the course is open at; undefined elsewhere. */
  readonly learn: Learn | undefined;
  /** What of it could not be used: unreadable parts, and a screen that is not there. */
  readonly ignored: ParsedLink['ignored'];
}

export function readAddress(hash: string): Address {
  const { view, preset: presetName, scenario, commands, t: to, ...rest } = parseLink(hash);
  const { lanes, lab, learn, speed, ignored } = rest;
  const start = { presetName, scenario, commands, to };
  const known = VIEWS.find((one) => one === view) ?? 'simulate';
  const address = { view: known, start, speed, lanes, lab, learn };
  if (view === undefined || view === known) return { ...address, ignored };
  const complaint = { field: 'screen', value: showValue(view), expected: VIEWS.join(', ') };
  return { ...address, ignored: [...ignored, complaint] };
}

/**
 * The scope's run, as it stands, on a screen. @returns undefined where no link can say it
 * @param from the screen that the scope is on: the speed goes along when it is not the usual one there
 * @param here whether it leads to the instant that is shown
 */
export function linkOf(
  scope: Scope,
  view: View,
  lanes: readonly Variant[] = LEVELS,
  from = view,
  here = true,
): string | undefined {
  const { t, speed } = scope.playhead.state.getState();
  const { presetName: preset, scenario, commands } = scope.run.state.getState();
  return formatLink({
    ...{ view, preset, scenario, commands, t: here ? t : undefined },
    lanes: view === 'compare' && !areSameLanes(lanes, LEVELS) ? lanes : undefined,
    speed: speed === usualSpeed(from) ? undefined : speed,
  });
}

/** At which a screen begins. */
function usualSpeed(view: View): number {
  return view === 'compare' ? COMPARE_SPEED : STORY_SPEED;
}

/** The Lab, for as long as the page is open. */
export interface InLab {
  /** What it is about, and what it has found; nobody has been there yet: none. */
  store?: LabStore;
  /** The run that it was opened with, as a link to it. */
  run?: string | undefined;
}

/** Where the tab of a screen leads at the moment; undefined: to where it leads by itself. */
export function tabLinkOf(
  scope: Scope,
  view: View,
  current: View,
  { compared, inLab }: Pick<AppParts, 'compared' | 'inLab'>,
): string | undefined {
  switch (view) {
    case 'choose':
    case 'learn':
      return undefined;
    case 'lab':
      return current === 'lab' ? undefined : labLinkOf(scope, inLab);
    default:
      return linkOf(scope, view, compared.last, current);
  }
}

/** Whoever comes back with the same run finds the Lab as it was left. */
function labLinkOf(scope: Scope, inLab: InLab): string | undefined {
  const run = runInLab(scope);
  const left = inLab.store?.state.getState();
  if (run === inLab.run && left !== undefined) return linkOfLab(left);
  inLab.run = run;
  return runInLab(scope, left?.lab);
}

/** @returns undefined where no link can say it */
export function linkOfLab({ presetName: preset, scenario, lab }: LabState): string | undefined {
  return formatLink({ view: 'lab', preset, scenario, commands: [], lab, t: undefined });
}

/**
 * The Lab about the run on the screen: its scenario, with what has been set by hand until now.
 *
 * @returns undefined where no link can say it
 */
export function runInLab(scope: Scope, lab: Lab = {}): string | undefined {
  const { t } = scope.playhead.state.getState();
  const { presetName, scenario, commands } = scope.run.state.getState();
  const about = (given: typeof commands): string | undefined => {
    const set = withGiven(scenario, given, t);
    return linkOfLab({ presetName, scenario: set, lab: withEnd(set, lab) });
  };
  // A link has no words for what one client of several was set to: then without that.
  const network = commands.filter(({ command }) => command.kind === 'set-network');
  return about(commands) ?? about(network) ?? about([]);
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
