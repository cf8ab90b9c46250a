// Of each kind of message, by the pattern that publishes it, the latest one.

import type { SimTime } from '../../base/time.ts';
import type { MessageView } from '../../trace/messages.ts';
import { patternOf } from '../../trace/patternCount.ts';

/** In the order in which the kinds came first. @param messages in order */
export function latestCalls(
  messages: readonly MessageView[],
  until: SimTime,
): readonly MessageView[] {
  const latest = new Map<string, MessageView>();
  for (const message of messages) {
    if (message.publishedAt > until) break;
    // What the broker originates nobody has called for.
    if (message.publisher !== 'broker') latest.set(patternOf(message.uid), message);
  }
  return [...latest.values()];
}
