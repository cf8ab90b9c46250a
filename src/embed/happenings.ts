// What befalls messages while time passes, as the host's page is told of it: what lies between two
// instants that somebody leaps is not passed.

import { type SimTime, toSec } from '../base/time.ts';
import type { ToElement } from '../element/messages.ts';
import type { Scope } from '../store/scope.ts';
import type { TraceEvent } from '../trace/event.ts';
import type { TraceIndex } from '../trace/traceIndex.ts';

export type Happening = Extract<ToElement, { readonly kind: 'delivered' | 'duplicate' | 'lost' }>;

/**
 * @param isStepping whether a step is being made: it passes what lies between, as playing does
 * @returns a function that ends it
 */
export function followHappenings(
  { playhead, run }: Pick<Scope, 'playhead' | 'run'>,
  isStepping: () => boolean,
  tell: (happening: Happening) => void,
): () => void {
  let toldUntil = playhead.clock.now();
  let wasPlaying = false;
  return playhead.state.subscribe(({ t, playing }) => {
    const from = toldUntil;
    const passes = playing || wasPlaying || isStepping();
    toldUntil = t;
    wasPlaying = playing;
    if (!passes || t <= from) return;
    for (const happening of happeningsOf(run.state.getState().index, from, t)) tell(happening);
  });
}

/** After `from` and up to `to`, included. */
export function happeningsOf(index: TraceIndex, from: SimTime, to: SimTime): readonly Happening[] {
  return index.eventsBetween(from, to).flatMap((event) => happeningOf(index, event) ?? []);
}

function happeningOf(index: TraceIndex, event: TraceEvent): Happening | undefined {
  if (event.kind !== 'message-delivered' && event.kind !== 'message-lost') return undefined;
  const { messageUid: uid, level } = event;
  const message = index.message(uid)?.letter ?? '';
  const befallen = { message, uid, level, at: toSec(event.at) };
  if (event.kind === 'message-lost') return { kind: 'lost', ...befallen, cause: event.cause };
  return { kind: event.duplicate ? 'duplicate' : 'delivered', ...befallen };
}
