// Shared subscriptions: `$share/name/filter` (v5 §4.8.2). 3.1.1 leaves names that begin with $ to the
// broker (3.1.1 §4.7.2), and real brokers share there too.

import type { TopicFilter } from '../packets/packet.ts';

export interface SharedFilter {
  /** Its ShareName. */
  readonly name: string;
  /** The Topic Filter after it. */
  readonly filter: TopicFilter;
}

/** v5 [MQTT-4.8.2-1]. @returns undefined for a filter that is not shared */
export function parseSharedFilter(filter: TopicFilter): SharedFilter | undefined {
  const parts = /^\$share\/([^/+#]+)\/(.+)$/s.exec(filter);
  const [, name, rest] = parts ?? [];
  return name === undefined || rest === undefined ? undefined : { name, filter: rest };
}
