// Where a single exchange is followed: each node in a sentence, of what it knows at an instant.

import type { SimTime } from '../../base/time.ts';
import type { NodeId } from '../../trace/event.ts';
import type { TraceIndex } from '../../trace/traceIndex.ts';

export function sayPublished(index: TraceIndex, id: NodeId, t: SimTime): string {
  const published = index.messages.filter(
    ({ publisher, publishedAt }) => publisher === id && publishedAt <= t,
  );
  const [first] = published;
  if (first === undefined) return 'has published nothing yet';
  if (published.length > 1) return `has published ${published.length} messages`;
  return `sends one message, ${first.letter}, at QoS ${first.level}`;
}

export function sayKept(index: TraceIndex, t: SimTime): string {
  const whole = index
    .storesAt(t)
    .filter(
      ({ node, identifierFrom }) =>
        node === 'broker' && (identifierFrom === undefined || identifierFrom > t),
    );
  const [first] = whole;
  if (first === undefined) return 'forwards what arrives';
  if (whole.length > 1) return `keeps ${whole.length} messages`;
  const letter = index.message(first.entry.messageUid)?.letter ?? '';
  const { store, awaits } = first.entry;
  return store === 'queued'
    ? `keeps ${letter} until it can be sent`
    : `keeps ${letter} until a ${awaits} comes`;
}

/** What the application was given, by the message given most often. */
export function saySeen(index: TraceIndex, id: NodeId, t: SimTime): string {
  const seen = index.deliveries.filter(({ at, subscriber }) => subscriber === id && at <= t);
  const [first] = seen;
  if (first === undefined) return 'its application has seen nothing yet';
  const messages = new Set(seen.map(({ messageUid }) => messageUid));
  if (messages.size > 1) return `its application has seen ${messages.size} messages`;
  const letter = index.message(first.messageUid)?.letter ?? '';
  const times = ['', 'once', 'twice'][seen.length] ?? `${seen.length} times`;
  return `its application has seen ${letter} ${times}`;
}
