// Sentences about who connects, and connects again, the sessions that this begins or goes on with, and
// what the broker itself sends: wills, and the messages that it retains.

import type { MessageUid, TraceEvent } from './event.ts';
import { beginning, letterOf, RANK, type Sentence } from './sentence.ts';
import type { TraceIndex } from './traceIndex.ts';

/** @returns undefined for other events */
export function tellConnecting(event: TraceEvent, index: TraceIndex): Sentence | undefined {
  const { at } = event;
  const client = clientOf(event);
  const who = index.nameOf(client);
  const say = (rank: number, text: string) => ({ at, rank, text: beginning(text, client) });
  switch (event.kind) {
    case 'packet-sent': {
      const { type, attempt } = event.packet;
      if (type === 'SUBSCRIBE') return say(RANK.greeting, `${who} subscribes.`);
      if (type !== 'CONNECT') return undefined;
      return attempt > 1
        ? say(RANK.connected, `${who} connects again.`)
        : say(RANK.greeting, `${who} connects.`);
    }
    case 'session-started': {
      const text = `the broker begins a session for ${who}`;
      // As far as the trace is known.
      const hadOne = index.events.some(
        (one) => one.kind === 'session-ended' && one.client === client && one.at <= at,
      );
      return hadOne
        ? say(RANK.connected, `${text}, and knows nothing of the one before.`)
        : say(RANK.greeting, `${text}.`);
    }
    case 'session-resumed':
      return say(RANK.connected, `the broker goes on with the session of ${who}.`);
    case 'session-subscribed':
      return say(RANK.greeting, `${who} is subscribed at QoS ${event.qos}.`);
    case 'message-originated': {
      const letter = letterOf(index, event.messageUid);
      return say(
        RANK.published,
        event.origin === 'will'
          ? `the broker publishes ${letter}, the will of ${who}.`
          : `the broker sends ${letter} for the subscription of ${who}: it is ${sayRetained(event.messageUid, index)}.`,
      );
    }
    case 'message-received': {
      const { messageUid } = event;
      const message = index.message(messageUid);
      const isReplay = message?.replays !== undefined;
      const what = isReplay ? `: it is ${sayRetained(messageUid, index)}, and no second copy` : '';
      return say(RANK.delivered, `${letterOf(index, messageUid)} reached ${who}${what}.`);
    }
    default:
      return undefined;
  }
}

function clientOf(event: TraceEvent): string {
  if (event.kind === 'packet-sent') return event.packet.from;
  if (event.kind === 'message-received') return event.subscriber;
  return 'client' in event ? event.client : '';
}

/** `A, which the broker retained` */
function sayRetained(uid: MessageUid, index: TraceIndex): string {
  const source = index.message(index.message(uid)?.replays ?? '');
  return `${source?.letter ?? 'a message'}, which the broker retained`;
}
