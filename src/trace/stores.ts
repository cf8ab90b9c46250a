// What nodes keep, folded from the trace: each entry of a store from storing to release, with the
// re-sends that wait beside it.

import type { SimTime } from '../base/time.ts';
import type { NodeId, StoreEntry, TraceEvent, TraceEventOf } from './event.ts';
import { SpanList } from './spanList.ts';

/** An entry of a node's store from storing to release. */
export interface StoreSpan {
  readonly node: NodeId;
  readonly entry: StoreEntry;
  readonly from: SimTime;
  /** From here on it is the identifier alone; undefined while it holds the message. */
  identifierFrom: SimTime | undefined;
  /** What it waits for, as it changes. */
  awaits: StoreEntry['awaits'];
  until: SimTime | undefined;
  /** When its re-send timer fires, in order of setting. */
  readonly resends: { readonly setAt: SimTime; readonly firesAt: SimTime }[];
}

/** Names an entry while it is stored: those that wait for room or for a handler go by their message. */
export function storeName(
  node: NodeId,
  { store, peer, packetId, messageUid, copy }: StoreEntry,
): string {
  const byMessage = store === 'queued' || store === 'inbox';
  return `${node} ${peer} ${store} ${byMessage ? `${messageUid} ${copy}` : packetId}`;
}

/** The name of the entry that a re-send timer belongs to. */
export function resendName({
  node,
  client,
  packetId,
}: TraceEventOf<'timer-set' | 'timer-fired'>): string {
  return `${node} ${node === 'broker' ? client : 'broker'} outgoing ${packetId}`;
}

/** What stands for the entries that are stored now, by their names. */
export class OpenEntries<T> {
  private readonly first = new Map<string, T>();
  /** An inbox may hold the same copy more than once: they leave in the order in which they came. */
  private readonly others = new Map<string, T[]>();

  put(name: string, item: T): void {
    if (!this.first.has(name)) {
      this.first.set(name, item);
      return;
    }
    const others = this.others.get(name);
    if (others === undefined) this.others.set(name, [item]);
    else others.push(item);
  }

  get(name: string): T | undefined {
    return this.first.get(name);
  }

  take(name: string): T | undefined {
    const item = this.first.get(name);
    const next = this.others.size === 0 ? undefined : this.others.get(name);
    if (next === undefined) {
      this.first.delete(name);
      return item;
    }
    this.first.set(name, next.shift() as T);
    if (next.length === 0) this.others.delete(name);
    return item;
  }

  *[Symbol.iterator](): Generator<T> {
    yield* this.first.values();
    for (const others of this.others.values()) yield* others;
  }
}

export class StoreFold {
  readonly spans = new SpanList<StoreSpan>();
  readonly #open = new OpenEntries<StoreSpan>();

  add(event: TraceEvent): void {
    switch (event.kind) {
      case 'session-stored': {
        const { at, node, entry } = event;
        const span: StoreSpan = {
          node,
          entry,
          from: at,
          identifierFrom: entry.holds === 'identifier' ? at : undefined,
          awaits: entry.awaits,
          until: undefined,
          resends: [],
        };
        this.spans.push(span);
        this.#open.put(storeName(node, entry), span);
        break;
      }
      case 'session-updated': {
        const span = this.#open.get(storeName(event.node, event.entry));
        if (span === undefined) break;
        span.identifierFrom = event.at;
        span.awaits = event.entry.awaits;
        break;
      }
      case 'session-released': {
        const span = this.#open.take(storeName(event.node, event.entry));
        if (span === undefined) break;
        span.until = event.at;
        this.spans.noteEnd(event.at - span.from);
        break;
      }
      case 'timer-set': {
        if (event.timer !== 're-send') break;
        const { at: setAt, firesAt } = event;
        this.#open.get(resendName(event))?.resends.push({ setAt, firesAt });
        break;
      }
      // The rest stores nothing.
      default:
    }
  }
}
