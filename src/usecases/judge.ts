// How verdicts are reached. Two kinds of use case are judged alike: those that show something, where a
// gap passes and what comes too late deceives; and those that act, where each message counts once.

import type { SimTime } from '../base/time.ts';
import { capital, countOf, listOf, span, timesOf } from './phrases.ts';
import { messagesOf, openGapOf, type Sum, staleUsUntil, type Tally } from './tally.ts';
import { type Act, HARM_KINDS, type HarmKind, type LatestState, type Verdict } from './useCase.ts';

const NO_HARM: Verdict['harms'] = { doubled: 0, lost: 0, stale: 0, gap: 0 };

interface Finding {
  /** What is published, one and several: `payment`, `payments`. */
  readonly things: readonly [one: string, several: string];
  readonly harms?: Partial<Record<HarmKind, number>>;
  readonly sentence: string;
  readonly cost?: string;
}

function verdictOf(tally: Tally, { things, harms, sentence, cost }: Finding): Verdict {
  const all = { ...NO_HARM, ...harms };
  const harm = HARM_KINDS.find((kind) => all[kind] > 0);
  return {
    harm: harm ?? 'none',
    count: harm === undefined ? 0 : all[harm],
    harms: all,
    sentence: `${tally.published === 0 ? 'Nothing has been published yet.' : sentence}${sayUnread(tally, things)}`,
    ...(cost === undefined ? {} : { cost }),
    pending: tally.pending.size,
  };
}

/** What is published on the topic and is none of the application's. */
function sayUnread({ unread }: Tally, [one, several]: Finding['things']): string {
  if (unread === 0) return '';
  const are = unread === 1 ? `was no ${one}` : `were no ${several}`;
  return ` ${countOf(unread, 'message')} on its topic ${are}.`;
}

/** How a use case that shows something speaks of it. */
export interface ShownWords {
  /** What is published: `position`. */
  readonly thing: string;
  /** Several of it: `positions`, unless told. */
  readonly things?: string;
  /** What shows it: `the map`. */
  readonly place: string;
  /** What something stale makes of it: `the van jumped back`. */
  readonly jumped: string;
  /** How far: ` 84 m`. */
  far(distance: number): string;
}

export function judgeShown(tally: Tally, at: SimTime, words: ShownWords): Verdict {
  const { stale, gaps, published, pending } = tally;
  const { thing, things = `${thing}s`, place } = words;
  const all = countOf(published, thing, things);
  const open = openGapOf(tally);
  const harms = { stale: stale.count, gap: open.missing };
  if (stale.count > 0) {
    const wrong = span(staleUsUntil(tally, at));
    const cost = `${capital(place)} showed what was no longer true for ${wrong}.`;
    return verdictOf(tally, {
      things: [thing, things],
      harms,
      sentence: sayStale(tally, words),
      cost,
    });
  }
  if (open.missing > 0) {
    const old = span(at - open.since);
    const isOne = open.missing === 1;
    const newest = isOne ? `The newest ${thing} is` : `The newest ${open.missing} ${things} are`;
    const sentence = `${newest} lost: ${place} has stood still for ${old}, and the next ${thing} closes the gap.`;
    return verdictOf(tally, {
      things: [thing, things],
      harms,
      sentence,
      cost: `What ${place} shows is ${old} old.`,
    });
  }
  if (gaps.closed > 0) {
    const lost = `${gaps.missing} of ${all} never came`;
    const sentence = `${lost}; each gap closed with the next one, after ${span(gaps.longestUs)} at most.`;
    return verdictOf(tally, { things: [thing, things], sentence });
  }
  const shown = published - pending.size;
  const came = `${shown} of ${all} ${shown === 1 ? 'was' : 'were'} shown`;
  const sentence = pending.size > 0 ? `${came}; ${onTheirWay(tally)}.` : `${came} in time.`;
  return verdictOf(tally, { things: [thing, things], sentence });
}

function sayStale({ stale }: Tally, { thing, jumped, far }: ShownWords): string {
  const { count, jumps, farthest, last, before } = stale;
  const by = far(farthest);
  if (count === 1 && jumps === 1 && last !== undefined && before !== undefined) {
    return `${capital(thing)} ${last.n} was shown after ${thing} ${before.n}: ${jumped}${by}.`;
  }
  const sentence = `An old ${thing} was shown ${timesOf(count)}`;
  if (jumps === 0) return `${sentence}, as if it were new.`;
  const often = jumps === count ? '' : ` ${timesOf(jumps)}`;
  return `${sentence}: ${jumped}${often}${by === '' ? '' : `${often && ','} by${by} at most`}.`;
}

/** How a use case that acts speaks of it. */
export interface ActWords {
  /** What is published: `payment`. */
  readonly thing: string;
  /** Several of it: `payments`, unless told. */
  readonly things?: string;
  /** Of those that were acted on once: `booked once`. */
  readonly fine: string;
  /** `payment 7 was booked twice: 49.90 EUR too much`. Absent: twice does no harm. */
  doubled?(sum: Sum): string;
  /** `payment 4 was never booked: 19.90 EUR missing`. */
  lost(sum: Sum): string;
  /** What it would cost. */
  cost(lost: Sum, doubled: Sum): string;
}

/** Something older has been set in place of something newer. */
interface SetBack {
  readonly count: number;
  readonly says: string;
}

export function judgeActs(tally: Tally, words: ActWords, setBack?: SetBack): Verdict {
  const { lost, doubled, published, pending, ignored } = tally;
  const { thing, things = `${thing}s`, fine } = words;
  const parts: string[] = [];
  if (doubled.count > 0 && words.doubled !== undefined) parts.push(words.doubled(doubled));
  if (lost.count > 0) parts.push(words.lost(lost));
  if (setBack !== undefined && setBack.count > 0) parts.push(setBack.says);
  if (parts.length > 0) {
    const harms = {
      doubled: words.doubled === undefined ? 0 : messagesOf(doubled),
      lost: lost.count,
      stale: setBack?.count ?? 0,
    };
    const sentence = `${capital(parts.join('; '))}.`;
    return verdictOf(tally, {
      things: [thing, things],
      harms,
      sentence,
      cost: words.cost(lost, doubled),
    });
  }
  const done = published - pending.size;
  const all = pending.size === 0 && done > 1 ? 'All ' : '';
  const said = [
    `${all}${countOf(done, thing, things)} ${done === 1 ? 'was' : 'were'} ${fine}`,
    ...(ignored > 0
      ? [`${countOf(ignored, 'repeat')} ${ignored === 1 ? 'was' : 'were'} ignored`]
      : []),
    ...(pending.size > 0 ? [onTheirWay(tally)] : []),
  ];
  return verdictOf(tally, { things: [thing, things], sentence: `${listOf(said)}.` });
}

function onTheirWay({ pending }: Tally): string {
  return pending.size === 1 ? '1 is on its way' : `${pending.size} are on their way`;
}

/** Keys that show something older than what was acted on last: it came again, or late. */
export function setBackOf({ shown }: LatestState, { latest }: Tally): readonly Act[] {
  return [...latest.values()].flatMap(({ key, n, fate }) => {
    const act = shown.get(key);
    return fate === 'acted' && act !== undefined && act.n !== n ? [act] : [];
  });
}
