// What a search of one level adds up to, as a sentence, and what was done in a run that it has found.
// Nothing is said that its figures do not say; a search that was stopped proves nothing.

import { formatLetter } from '../trace/letters.ts';
import { capital, nameSent } from '../trace/sentence.ts';
import { listWords } from '../trace/words.ts';
import {
  type Counterexample,
  type Exploration,
  type ExploreRequest,
  type Flaw,
  RESTART_MS,
  type SearchLimits,
  type SearchStep,
} from './exploration.ts';
import { levelsOf } from './exploreRequest.ts';
import { countOf, formatCount } from './words.ts';

export interface Proof {
  readonly request: ExploreRequest;
  /** What there is so far. */
  readonly found: Exploration;
  readonly status: 'waiting' | 'running' | 'done' | 'stopped';
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
export function sayProof({ request, found, status }: Proof): Statement {
  const { runs } = found;
  const level = sayLevel(request);
  if (status === 'waiting' || runs === 0) {
    const text = status === 'stopped' ? `${level}: stopped before its first run.` : `${level}: …`;
    return { kind: 'open', text };
  }
  if (status === 'running') {
    return { kind: 'open', text: `${level}: ${countOf(runs, 'run')} so far.` };
  }
  if (status === 'stopped') {
    const after = `${level}: stopped after ${countOf(runs, 'run')}.`;
    return {
      kind: 'open',
      text: `${after} ${sayCounts(found)}. The rest was not run: this is no proof.`,
    };
  }
  return sayResult(request, found, level);
}

function sayResult(
  { messages, limits }: ExploreRequest,
  found: Exploration,
  level: string,
): Statement {
  const { runs, outcomes, atLeastOnce, outOfOrder } = found;
  const which = limitsOf(limits);
  const all = runs === 1 ? `In the one run ${which}` : `In all ${formatCount(runs)} runs ${which}`;
  const both = messages === 2 ? ' both messages' : '';
  const proved = (what: string): Statement => ({
    kind: 'proved',
    text: `${all}, ${level} delivered${both} ${what}.`,
  });
  const isInOrder = messages === 2 && outOfOrder === 0 && atLeastOnce === runs;
  const order = isInOrder ? ', in order' : '';
  const disorder = outOfOrder === 0 ? [] : [`out of order in ${ofThem(outOfOrder, runs)}`];
  if (outcomes.exactlyOnce === runs) {
    return proved([`exactly once${order}`, ...disorder].join('; '));
  }
  const [more, never] =
    messages === 2
      ? ['one of the two more than once', 'one of the two never']
      : ['more than once', 'never'];
  const missing = [
    ...(outcomes.never === 0 ? [] : [`${never} in ${ofThem(outcomes.never, runs)}`]),
    ...(outcomes.pending === 0 ? [] : [`still under way in ${ofThem(outcomes.pending, runs)}`]),
  ];
  if (atLeastOnce === runs) {
    const again = `${more} in ${ofThem(outcomes.moreThanOnce, runs)}`;
    return proved(`at least once${order}; ${listWords([again, ...disorder])}`);
  }
  if (outcomes.moreThanOnce === 0) {
    return proved(`at most once; ${listWords([...missing, ...disorder])}`);
  }
  const text = `Of ${countOf(runs, 'run')} ${which}, ${level} delivered${both} exactly once in ${formatCount(outcomes.exactlyOnce)}; ${listWords([`${more} in ${formatCount(outcomes.moreThanOnce)}`, ...missing, ...disorder])}.`;
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
function sayCounts({ runs, outcomes, outOfOrder }: Exploration): string {
  const counts = [
    ['exactly once', outcomes.exactlyOnce],
    ['more than once', outcomes.moreThanOnce],
    ['never', outcomes.never],
    ['still under way', outcomes.pending],
    ['out of order', outOfOrder],
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
