// What a search of one level adds up to, as a sentence, and what was done in a run that it has found.
// Nothing is said that its figures do not say; a search that was stopped proves nothing.

import type { Scenario } from '../scenario/scenario.ts';
import { formatLetter } from '../trace/letters.ts';
import { capital, nameSent } from '../trace/sentence.ts';
import { listWords } from '../trace/words.ts';
import {
  type Counterexample,
  type Exploration,
  type ExploreRequest,
  type Flaw,
  guessRuns,
  mostIn,
  patienceSecOf,
  RESTART_MS,
  type SearchLimits,
  type SearchStep,
} from './exploration.ts';
import { levelsOf } from './exploreRequest.ts';
import { countOf, formatCount } from './words.ts';

/** How far a search is: nobody knows how many runs there are before they were run. */
export interface Far {
  /** So many things can go wrong first. */
  readonly firsts: number;
  /** Of all runs, at a guess, 0 to 1; 1 exactly when all were run. */
  readonly share: number;
}

export interface Proof {
  readonly request: ExploreRequest;
  /** What there is so far. */
  readonly found: Exploration;
  /** Absent until its first run is over. */
  readonly far?: Far;
  /** `held`: so large that somebody has to ask for it; `failed`: a worker failed, and another one. */
  readonly status: 'waiting' | 'running' | 'done' | 'stopped' | 'held' | 'failed';
}

export interface Statement {
  /** All runs there are were run, and this holds in every one of them; or it holds of the rest. */
  readonly kind: 'proved' | 'counted' | 'open';
  readonly text: string;
}

/** `at most 4 losses, 1 cut and 2 crashes`; undefined: nothing may be done. */
export function sayLimits(limits: SearchLimits): string | undefined {
  const parts = partsOf(limits);
  return parts.length === 0 ? undefined : `at most ${listWords(parts)}`;
}

function partsOf({ drops, cuts, crashes, cleanReconnects }: SearchLimits): readonly string[] {
  return [
    ...when(drops, 'loss', 'losses'),
    ...when(cuts, 'cut', 'cuts'),
    ...when(crashes, 'crash', 'crashes'),
    ...when(cleanReconnects, 'clean reconnect', 'clean reconnects'),
  ];
}

function when(n: number, thing: string, things: string): readonly string[] {
  return n === 0 ? [] : [countOf(n, thing, things)];
}

/** `QoS 2`, and `QoS 2 to a QoS 1 subscription` where the second hop is at a lower level. */
export function sayLevel(request: ExploreRequest): string {
  const { qos, hop2 } = levelsOf(request);
  return hop2 === qos ? `QoS ${qos}` : `QoS ${qos} to a QoS ${hop2} subscription`;
}

/** The sentence that a search adds up to. */
export function sayProof({ request, found, far, status }: Proof): Statement {
  const { runs } = found;
  const level = sayLevel(request);
  if (status === 'held' && far !== undefined) {
    return { kind: 'open', text: `${level}: ${sayHeld(request.limits, far)}` };
  }
  if (status === 'failed' && runs === 0) {
    return { kind: 'open', text: `${level}: not searched, because its worker failed.` };
  }
  if (status === 'waiting' || runs === 0) {
    const text = status === 'stopped' ? `${level}: stopped before its first run.` : `${level}: …`;
    return { kind: 'open', text };
  }
  if (status === 'running') {
    return { kind: 'open', text: `${level}: ${countOf(runs, 'run')} so far${sayFar(far)}.` };
  }
  if (status !== 'done') {
    const after = `${level}: stopped after ${countOf(runs, 'run')}.`;
    return {
      kind: 'open',
      text: `${after} ${sayCounts(found)}. The rest was not run: this is no proof.`,
    };
  }
  return sayResult(request, found, level);
}

function sayFar(far: Far | undefined): string {
  if (far === undefined) return '';
  const percent = far.share * 100;
  const share = percent < 1 ? 'less than 1' : `about ${Math.min(99, Math.round(percent))}`;
  return `, ${share} % of what there seems to be`;
}

/** Why a search waits for a press. */
function sayHeld(limits: SearchLimits, { firsts }: Far): string {
  const guess = guessRuns(mostIn(limits), firsts);
  const most = sayLimits(limits) ?? '';
  return `${countOf(firsts, 'thing')} can go wrong first; with ${most} that is some ${formatCount(Number(guess.toPrecision(2)))} runs. So large a search waits for a press.`;
}

/** Of a run that was followed for so long, and no longer. */
function sayPending(scenario: Scenario): string {
  return `still under way after ${formatCount(patienceSecOf(scenario))} s`;
}

function sayResult(
  { scenario, messages, limits }: ExploreRequest,
  found: Exploration,
  level: string,
): Statement {
  const { runs, outcomes, atLeastOnce, flaws } = found;
  const which = limitsOf(limits);
  const all = runs === 1 ? `In the one run ${which}` : `In all ${formatCount(runs)} runs ${which}`;
  const both = messages === 2 ? ' both messages' : '';
  const proved = (what: string): Statement => ({
    kind: 'proved',
    text: `${all}, ${level} delivered${both} ${what}.`,
  });
  const isInOrder = messages === 2 && flaws.outOfOrder === 0 && atLeastOnce === runs;
  const order = isInOrder ? ', in order' : '';
  const disorder =
    flaws.outOfOrder === 0 ? [] : [`out of order in ${ofThem(flaws.outOfOrder, runs)}`];
  if (outcomes.exactlyOnce === runs) {
    return proved([`exactly once${order}`, ...disorder].join('; '));
  }
  const [more, never] =
    messages === 2
      ? ['one of the two more than once', 'one of the two never']
      : ['more than once', 'never'];
  const missing = [
    ...(flaws.never === 0 ? [] : [`${never} in ${ofThem(flaws.never, runs)}`]),
    ...(flaws.pending === 0 ? [] : [`${sayPending(scenario)} in ${ofThem(flaws.pending, runs)}`]),
  ];
  if (atLeastOnce === runs) {
    const again = `${more} in ${ofThem(flaws.moreThanOnce, runs)}`;
    return proved(`at least once${order}; ${listWords([again, ...disorder])}`);
  }
  if (flaws.moreThanOnce === 0) {
    const most = proved(`at most once; ${listWords([...missing, ...disorder])}`);
    // What may still arrive may arrive twice.
    return flaws.pending === 0 ? most : { ...most, kind: 'counted' };
  }
  const text = `Of ${countOf(runs, 'run')} ${which}, ${level} delivered${both} exactly once in ${formatCount(outcomes.exactlyOnce)}; ${listWords([`${more} in ${formatCount(flaws.moreThanOnce)}`, ...missing, ...disorder])}.`;
  return { kind: 'counted', text };
}

function ofThem(n: number, runs: number): string {
  if (n === runs) return runs === 1 ? 'it' : 'each';
  return `${formatCount(n)} of them`;
}

function limitsOf(limits: SearchLimits): string {
  const said = sayLimits(limits);
  return said === undefined ? 'in which nothing goes wrong' : `with ${said}`;
}

/** `Exactly once in 34, more than once in 1,200`. */
function sayCounts({ runs, outcomes, flaws }: Exploration): string {
  const counts = [
    ['exactly once', outcomes.exactlyOnce],
    ['more than once', flaws.moreThanOnce],
    ['never', flaws.never],
    ['still under way', flaws.pending],
    ['out of order', flaws.outOfOrder],
  ] as const;
  const said = counts
    .filter(([, n]) => n > 0)
    .map(([what, n]) => `${what} in ${n === runs ? 'each' : formatCount(n)}`);
  return capital(listWords(said));
}

/** @param messages how many there are */
export function nameFlaw(flaw: Flaw, messages: 1 | 2): string {
  const one = messages === 2 ? 'one of the two ' : '';
  const names = {
    moreThanOnce: `${one}more than once`,
    never: `${one}never`,
    pending: `${one}still under way`,
    outOfOrder: 'out of order',
  };
  return capital(names[flaw]);
}

/** `1 loss and 1 cut`: what a run took; empty: nothing was done. */
export function sayEffort({ steps }: Counterexample): string {
  const count = (kind: SearchStep['kind']) => steps.filter((step) => step.kind === kind).length;
  return listWords(
    partsOf({
      drops: count('drops'),
      cuts: count('cuts'),
      crashes: count('crashes'),
      cleanReconnects: count('cleanReconnects'),
    }),
  );
}

/** `PUBACK of A lost, from broker to publisher`: without the instant. */
export function sayStep(step: SearchStep): string {
  switch (step.kind) {
    case 'drops': {
      const { dropped, message, transmission, from, to } = step;
      const packet = nameSent(dropped, formatLetter(message));
      const again = transmission > 1 ? ', sent again,' : '';
      const what = transmission === 0 ? packet : `segment with the ${packet}${again}`;
      return `${capital(what)} lost, from ${from} to ${to}`;
    }
    case 'cuts':
      return `Connection of ${step.node} cut`;
    case 'crashes':
      return `Crash of ${step.node}, which starts again after ${RESTART_MS} ms`;
    case 'cleanReconnects':
      return `Connection of ${step.node} cut; it comes back with a new session`;
  }
}
