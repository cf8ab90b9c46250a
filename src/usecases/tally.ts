// What was published to one application, and what has become of it: the other side of each verdict. An
// application knows nothing of this. Kept small: sums, what is on its way, and the first few harmed.

import { type SimTime, TIME_ZERO } from '../base/time.ts';
import type { MessageUid } from '../trace/event.ts';
import { countIds, hasId, type Ids, NO_IDS, withId } from './ids.ts';
import { type Keyed, withEntry } from './keyed.ts';
import type { Act, Message, UseCase } from './useCase.ts';

export interface Tally {
  readonly published: number;
  /** Published, and neither acted on nor lost. */
  readonly pending: ReadonlyMap<MessageUid, Published>;
  /** Messages that were acted on. */
  readonly acted: Ids;
  /** Repeats that the application has ignored. */
  readonly ignored: number;
  /** Published too, but not what the application understands: they are in no other sum. */
  readonly unread: number;
  readonly lost: Sum;
  /** Each act on a message beyond its first. */
  readonly doubled: Sum;
  readonly stale: StaleSum;
  readonly gaps: GapSum;
  /** By key: the last one that was published. */
  readonly latest: Keyed<Latest>;
  /** How long what was wanted last was lost, by what it was. */
  readonly missedUs: Keyed<number>;
  /** By key: what is shown. */
  readonly tracks: Keyed<Track>;
}

interface Published extends Message {
  readonly at: SimTime;
}

export interface Sum {
  /** How often. */
  readonly count: number;
  readonly ids: Ids;
  /** Of what these messages weigh. */
  readonly weight: number;
  /** The first few of them. */
  readonly first: readonly Message[];
}

interface StaleSum {
  readonly count: number;
  /** Those of them that took the place of something newer. */
  readonly jumps: number;
  /** How far the farthest of these went back. */
  readonly farthest: number;
  readonly last?: Act;
  /** What was shown before it. */
  readonly before?: Act;
  /** For how long something stale was shown, without what is shown now. */
  readonly shownUs: number;
}

interface GapSum {
  /** Those that something newer has closed. */
  readonly closed: number;
  /** Messages that were missing in them. */
  readonly missing: number;
  readonly longestUs: number;
}

interface Latest extends Published {
  readonly fate: 'pending' | 'acted' | 'lost';
}

/** What one key shows. */
interface Track {
  /** The newest that was shown, ... */
  readonly newest: Act | undefined;
  /** ... since when, or since when there was something to show. */
  readonly since: SimTime;
  /** What is shown now, which may be older. */
  readonly shown: Act | undefined;
  /** Since when it is something stale. */
  readonly staleSince: SimTime | undefined;
  /** How many newer ones are lost. */
  readonly missing: number;
}

const NONE: Sum = { count: 0, ids: NO_IDS, weight: 0, first: [] };

export const EMPTY_TALLY: Tally = {
  published: 0,
  pending: new Map(),
  acted: NO_IDS,
  ignored: 0,
  unread: 0,
  lost: NONE,
  doubled: NONE,
  stale: { count: 0, jumps: 0, farthest: 0, shownUs: 0 },
  gaps: { closed: 0, missing: 0, longestUs: 0 },
  latest: new Map(),
  missedUs: new Map(),
  tracks: new Map(),
};

/** How many harmed messages can be named. */
const FIRST_MAX = 5;

function plus(sum: Sum, message: Message, weight: number): Sum {
  const ids = withId(sum.ids, message.source, message.n);
  const isNew = ids !== sum.ids && sum.first.length < FIRST_MAX;
  const first = isNew ? [...sum.first, message] : sum.first;
  return { count: sum.count + 1, ids, weight: sum.weight + weight, first };
}

/** How many messages a sum is of. */
export function messagesOf({ ids }: Sum): number {
  return countIds(ids);
}

export function notePublished(
  tally: Tally,
  useCase: UseCase,
  uid: MessageUid,
  message: Message,
  at: SimTime,
): Tally {
  const published = { ...message, at };
  const { latest, tracks } = tally;
  const track = tracks.get(message.key) ?? {
    newest: undefined,
    since: at,
    shown: undefined,
    staleSince: undefined,
    missing: 0,
  };
  return {
    ...tally,
    published: tally.published + 1,
    pending: new Map(tally.pending).set(uid, published),
    latest: withEntry(latest, message.key, { ...published, fate: 'pending' }),
    missedUs: missedUntil(tally, useCase, at, message.key),
    tracks: withEntry(tracks, message.key, track),
  };
}

export function noteLost(tally: Tally, useCase: UseCase, uid: MessageUid): Tally {
  const message = tally.pending.get(uid);
  if (message === undefined) return tally;
  const pending = without(tally.pending, uid);
  const { source, n, key, facts, at } = message;
  if (hasId(tally.acted, source, n)) return { ...tally, pending };
  const track = tally.tracks.get(key);
  const isNewer = track !== undefined && at > (track.newest?.publishedAt ?? -1);
  const missing = (track?.missing ?? 0) + 1;
  return {
    ...tally,
    pending,
    lost: plus(tally.lost, message, useCase.weigh?.(facts) ?? 0),
    latest: withFate(tally.latest, message, 'lost'),
    tracks: isNewer ? withEntry(tally.tracks, key, { ...track, missing }) : tally.tracks,
  };
}

export function noteUnread(tally: Tally): Tally {
  return { ...tally, unread: tally.unread + 1 };
}

export function noteIgnored(tally: Tally): Tally {
  return { ...tally, ignored: tally.ignored + 1 };
}

export function noteAct(tally: Tally, useCase: UseCase, uid: MessageUid, act: Act): Tally {
  const { source, n, facts } = act;
  const published = tally.pending.get(uid);
  const isRepeat = hasId(tally.acted, source, n);
  const { stale, gaps, track } = show(tally, useCase, act, isRepeat ? undefined : published);
  const weight = useCase.weigh?.(facts) ?? 0;
  return {
    ...tally,
    pending: without(tally.pending, uid),
    acted: withId(tally.acted, source, n),
    doubled: isRepeat ? plus(tally.doubled, act, weight) : tally.doubled,
    latest: withFate(tally.latest, act, 'acted'),
    stale,
    gaps,
    tracks: withEntry(tally.tracks, act.key, track),
  };
}

/** What is shown after an act. @param published undefined: it is not known, or long ago */
function show(
  { stale, gaps, tracks, latest }: Tally,
  { freshMs = Infinity, measure = () => 1 }: UseCase,
  act: Act,
  published: Published | undefined,
): { readonly stale: StaleSum; readonly gaps: GapSum; readonly track: Track } {
  const { newest, since, shown, staleSince, missing } = tracks.get(act.key) ?? { since: act.at };
  const isOld = newest !== undefined && act.publishedAt < newest.publishedAt;
  const ageUs = published === undefined ? 0 : act.at - published.at;
  const isLate = isOld || ageUs > freshMs * 1000;
  const isStale = isLate && measure(latest.get(act.key)?.facts ?? act.facts, act.facts) > 0;
  const isGap = !isOld && (missing ?? 0) > 0;
  const shownUs = staleSince === undefined || isStale ? 0 : act.at - staleSince;
  const jump = isOld && shown ? measure(shown.facts, act.facts) : 0;
  return {
    stale: {
      ...stale,
      shownUs: stale.shownUs + shownUs,
      ...(isStale && {
        count: stale.count + 1,
        jumps: stale.jumps + (jump > 0 ? 1 : 0),
        farthest: Math.max(stale.farthest, jump),
        last: act,
        ...(shown && { before: shown }),
      }),
    },
    gaps: isGap
      ? {
          closed: gaps.closed + 1,
          missing: gaps.missing + (missing ?? 0),
          longestUs: Math.max(gaps.longestUs, act.at - since),
        }
      : gaps,
    track: {
      newest: isOld ? newest : act,
      since: isOld ? since : act.at,
      shown: act,
      staleSince: isStale ? (staleSince ?? act.at) : undefined,
      missing: isOld ? (missing ?? 0) : 0,
    },
  };
}

function without<K, V>(map: ReadonlyMap<K, V>, key: K): ReadonlyMap<K, V> {
  if (!map.has(key)) return map;
  const next = new Map(map);
  next.delete(key);
  return next;
}

function withFate(latest: Keyed<Latest>, { key, source, n }: Message, fate: Latest['fate']) {
  const known = latest.get(key);
  if (known === undefined || known.source !== source || known.n !== n) return latest;
  return withEntry(latest, key, { ...known, fate });
}

/** For how long what was wanted last is lost, and so not done, by what it was. @param key of one alone */
export function missedUntil(
  { latest, tracks, missedUs }: Tally,
  { wanted }: UseCase,
  at: SimTime,
  key?: string,
): Keyed<number> {
  let sums = missedUs;
  for (const [of, { fate, facts, at: since }] of latest) {
    if (fate !== 'lost' || wanted === undefined || (key !== undefined && of !== key)) continue;
    const want = wanted(facts);
    const shown = tracks.get(of)?.shown;
    if (shown !== undefined && wanted(shown.facts) === want) continue;
    sums = withEntry(sums, want, (sums.get(want) ?? 0) + at - since);
  }
  return sums;
}

/** For how long something stale has been shown. */
export function staleUsUntil({ stale, tracks }: Tally, at: SimTime): number {
  const open = [...tracks.values()].map(({ staleSince = at }) => at - staleSince);
  return open.reduce((sum, us) => sum + us, stale.shownUs);
}

/** What is lost and newer than what is shown: a gap that nothing has closed yet. */
export function openGapOf({ tracks }: Tally): {
  readonly missing: number;
  readonly since: SimTime;
} {
  const open = [...tracks.values()].filter(({ missing }) => missing > 0);
  const since = open.reduce((min, track) => Math.min(min, track.since), Number.MAX_SAFE_INTEGER);
  const missing = open.reduce((sum, track) => sum + track.missing, 0);
  return { missing, since: missing === 0 ? TIME_ZERO : (since as SimTime) };
}
