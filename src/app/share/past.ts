// The past of a run as the simulation tells it again, in stretches: the page itself has let go of what is
// long ago.

import {
  addTime,
  earlierOf,
  fromSec,
  fromUs,
  laterOf,
  type SimTime,
  TIME_ZERO,
} from '../../base/time.ts';
import type { Span } from '../../exports/span.ts';
import type { Replay } from '../../store/run.ts';
import type { ShownRun } from '../../store/shownRun.ts';
import { TraceIndex } from '../../trace/traceIndex.ts';

const SLICE = { first: fromSec(8), most: fromSec(30) };
/** With more events at a time, the page would not answer for a while. */
const SLICE_EVENTS = 16_000;

/**
 * What happens from `from` until `to`, both included. The first stretch has the state before it.
 * @throws Error when there is no simulation to ask
 */
export async function* readPast(run: ShownRun, { from, to }: Span): AsyncGenerator<Replay> {
  let after = fromUs(from - 1);
  let slice = SLICE.first;
  do {
    const since = after;
    const until = earlierOf(addTime(laterOf(since, TIME_ZERO), slice), to);
    const replay = await run.question?.((api, runId) => api.replay(runId, since, until));
    if (replay === undefined) throw new Error('the simulation has stopped');
    yield replay;
    const isMuch = replay.events.length > SLICE_EVENTS;
    slice = isMuch
      ? (Math.max(1, Math.round(slice / 2)) as SimTime)
      : earlierOf((slice * 2) as SimTime, SLICE.most);
    after = until;
  } while (after < to);
}

/** A run with fewer events is read from its start, so that all of it can be told of. */
const WHOLE_EVENTS = 60_000;
/** Of a longer one, what was so long before a span is known too: sentences say why something comes again. */
const LOOK_BACK = fromSec(30);
/** More than this many are no picture and no text that anybody reads. */
const INDEX_EVENTS = 200_000;

/**
 * @param wholeMax of a run with more events, what was long before the span is folded away
 * @returns undefined where the span has too much in it
 */
export async function indexPast(
  run: ShownRun,
  span: Span,
  wholeMax = WHOLE_EVENTS,
): Promise<TraceIndex | undefined> {
  const isShort = run.state.getState().index.eventCount <= wholeMax;
  const from = isShort ? TIME_ZERO : laterOf(TIME_ZERO, fromUs(span.from - LOOK_BACK));
  let index: TraceIndex | undefined;
  for await (const { state, events } of readPast(run, { ...span, from })) {
    index ??= from === TIME_ZERO ? new TraceIndex() : new TraceIndex(state);
    index.append(events);
    if (index.events.length > INDEX_EVENTS) return undefined;
  }
  return index;
}

export interface PastCount {
  readonly events: number;
  readonly packets: number;
}

/** @param isOver nobody wants to know any more */
export async function countPast(
  run: ShownRun,
  span: Span,
  isOver: () => boolean,
): Promise<PastCount | undefined> {
  let [events, packets] = [0, 0];
  for await (const replay of readPast(run, span)) {
    if (isOver()) return undefined;
    events += replay.events.length;
    for (const { kind } of replay.events) if (kind === 'packet-sent') packets++;
  }
  return { events, packets };
}
