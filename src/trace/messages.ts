// Messages and what became of them, folded from the trace: who published what, under which letter,
// and which applications got it, and when, or never will.

import type { SimTime } from '../base/time.ts';
import type {
  ClientId,
  DuplicateCause,
  LossCause,
  MessageUid,
  NodeId,
  Qos,
  TraceEvent,
  TraceEventOf,
} from './event.ts';
import { formatLetter } from './letters.ts';
import type { TraceState } from './traceState.ts';

export interface MessageView {
  readonly uid: MessageUid;
  /** A, B, … Z, AA: in order of publishing. */
  readonly letter: string;
  readonly level: Qos;
  /** `broker` for wills and retained messages. */
  readonly publisher: NodeId;
  readonly topic: string;
  readonly payload: string;
  readonly publishedAt: SimTime;
  readonly subscribers: readonly ClientId[];
  /** Of a retained message's replay: which message is replayed. */
  readonly replays?: MessageUid;
}

export interface DeliveryView {
  readonly at: SimTime;
  readonly subscriber: ClientId;
  readonly messageUid: MessageUid;
  readonly level: Qos;
  /** Which forwarded copy it was. */
  readonly copy: number;
  /** 1 for the first callback of its pair. */
  readonly callbacks: number;
  readonly cause: DuplicateCause | undefined;
}

export interface MessageLossView {
  readonly at: SimTime;
  readonly subscriber: ClientId;
  readonly messageUid: MessageUid;
  readonly cause: LossCause;
}

export class MessageFold {
  readonly messages: MessageView[] = [];
  readonly deliveries: DeliveryView[] = [];
  readonly losses: MessageLossView[] = [];
  readonly #start: Pick<TraceState, 'ordinals' | 'messageCount'>;
  readonly #byUid = new Map<MessageUid, MessageView>();

  constructor(start: Pick<TraceState, 'ordinals' | 'messageCount'>) {
    this.#start = start;
  }

  message(uid: MessageUid): MessageView | undefined {
    return this.#byUid.get(uid);
  }

  add(event: TraceEvent): void {
    switch (event.kind) {
      case 'message-published':
        this.#addMessage(event);
        break;
      case 'message-originated': {
        const { client, origin, ...facts } = event;
        // A replay's name begins with that of what is replayed.
        const { messageUid } = event;
        const replays =
          origin === 'retained' && messageUid.slice(0, messageUid.lastIndexOf(`~${client}.`));
        this.#addMessage({ ...facts, publisher: 'broker', subscribers: [] }, replays || undefined);
        break;
      }
      case 'message-delivered': {
        const { at, subscriber, messageUid, level, copy, callbacks, cause } = event;
        this.deliveries.push({ at, subscriber, messageUid, level, copy, callbacks, cause });
        break;
      }
      case 'message-lost': {
        const { at, subscriber, messageUid, cause } = event;
        this.losses.push({ at, subscriber, messageUid, cause });
        break;
      }
      // The rest is no message's.
      default:
    }
  }

  #addMessage(
    event: Omit<TraceEventOf<'message-published'>, 'kind'>,
    replays?: MessageUid | undefined,
  ): void {
    const { ordinals, messageCount } = this.#start;
    const nth = this.messages.length;
    const view: MessageView = {
      uid: event.messageUid,
      letter: formatLetter(ordinals[nth] ?? messageCount + nth - ordinals.length),
      level: event.qos,
      publisher: event.publisher,
      topic: event.topic,
      payload: event.payload,
      publishedAt: event.at,
      subscribers: event.subscribers,
      ...(replays === undefined ? {} : { replays }),
    };
    this.messages.push(view);
    this.#byUid.set(view.uid, view);
  }
}
