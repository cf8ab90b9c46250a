// Who hears of a topic, and at which level.

import { matchesTopic } from '../mqtt/topic/topicMatch.ts';
import type { ClientSettings } from './scenario.ts';

/** A client's subscription to a topic, the one with the highest level; undefined: it has none. */
export function subscriptionTo({ subscriptions }: ClientSettings, topic: string) {
  return subscriptions
    .filter(({ filter }) => matchesTopic(filter, topic))
    .sort((a, b) => b.qos - a.qos)[0];
}
