// Holds facts against a trace: what is remembered of the events so far, and whether a fact is true of it.
// Facts may become false again: "delivered once" is, when a second copy comes.

import { assertNever } from '../base/assertNever.ts';
import { type SimTime, TIME_ZERO } from '../base/time.ts';
import type {
  MessageUid,
  PacketRecord,
  Qos,
  StoreEntry,
  TraceEvent,
  TraceEventOf,
} from '../trace/event.ts';
import { formatLetter } from '../trace/letters.ts';
import { OpenEntries, storeName } from '../trace/stores.ts';
import type { Count, Fact, FigureName, Letter, PacketPattern, Scope } from './fact.ts';

/** As everywhere: a 95th percentile needs so many samples. */
const P95_SAMPLES_MIN = 20;

interface Callback {
  readonly letter: Letter;
  readonly cause: string | undefined;
  readonly us: number;
  /** Of a pair: not of a will, nor of a retained message's replay. */
  readonly isPair: boolean;
}

interface Loss {
  readonly letter: Letter;
  readonly cause: string;
}

interface Publication {
  readonly level: Qos;
  readonly topic: string;
  readonly pairs: number;
  readonly payload: string;
}

export class FactFold {
  private readonly letters = new Map<MessageUid, Letter>();
  private readonly publications = new Map<Letter, Publication>();
  private readonly packets: Record<'sent' | 'arrived' | 'dropped', PacketRecord[]> = {
    sent: [],
    arrived: [],
    dropped: [],
  };
  private readonly callbacks: Callback[] = [];
  private readonly losses: Loss[] = [];
  private readonly acknowledged = new Set<Letter>();
  private readonly open = new OpenEntries<{ readonly node: string; readonly entry: StoreEntry }>();
  private readonly happenings: { readonly kind: string; readonly nodes: readonly string[] }[] = [];

  add(event: TraceEvent): void {
    this.happenings.push({ kind: event.kind, nodes: nodesOf(event) });
    switch (event.kind) {
      case 'message-published':
        this.publish(event, event.subscribers.length);
        break;
      case 'message-originated':
        this.publish(event, 0);
        break;
      case 'packet-sent':
        this.packets.sent.push(event.packet);
        break;
      case 'packet-arrived':
        this.packets.arrived.push(event.packet);
        break;
      case 'packet-lost':
        this.packets.dropped.push(event.packet);
        break;
      case 'message-delivered': {
        const { cause, at, publishedAt, messageUid } = event;
        const letter = this.letterOf(messageUid);
        this.callbacks.push({ letter, cause, us: at - publishedAt, isPair: true });
        break;
      }
      case 'message-received':
        this.callbacks.push({
          letter: this.letterOf(event.messageUid),
          cause: undefined,
          us: 0,
          isPair: false,
        });
        break;
      case 'message-lost':
        this.losses.push({
          letter: this.letterOf(event.messageUid),
          cause: event.cause,
        });
        break;
      case 'message-acknowledged':
        if (event.hop === 1) this.acknowledged.add(this.letterOf(event.messageUid));
        break;
      case 'session-stored':
        this.open.put(storeName(event.node, event.entry), event);
        break;
      case 'session-updated':
        this.open.take(storeName(event.node, event.entry));
        this.open.put(storeName(event.node, event.entry), event);
        break;
      case 'session-released':
        this.open.take(storeName(event.node, event.entry));
        break;
      // The rest is remembered as having happened.
      default:
    }
  }

  holds(fact: Fact): boolean {
    switch (fact.kind) {
      case 'says':
        return this.publications.get(fact.message)?.payload === fact.payload;
      case 'took': {
        const first = this.callbacksOf(fact.message)[0];
        if (first === undefined) return false;
        return first.us >= fact.minMs * 1000 && first.us <= fact.maxMs * 1000;
      }
      case 'sent':
      case 'arrived':
      case 'dropped': {
        const found = this.packets[fact.kind].filter((packet) => this.matches(packet, fact.packet));
        return isCount(found.length, fact.count);
      }
      case 'delivered':
        return this.callbacksOf(fact.message).length === fact.times;
      case 'doubled':
        return this.callbacksOf(fact.message).some(({ cause }) => cause === fact.cause);
      case 'callbacks':
        return this.callbacks.map(({ letter }) => letter).join() === fact.messages.join();
      case 'lost':
        return this.losses.some(
          ({ letter, cause }) =>
            letter === fact.message && (fact.cause === undefined || cause === fact.cause),
        );
      case 'acknowledged':
        return this.acknowledged.has(fact.message);
      case 'stored':
        return [...this.open].some(
          ({ node, entry }) =>
            node === fact.node &&
            this.letterOf(entry.messageUid) === fact.message &&
            (fact.holds === undefined || entry.holds === fact.holds),
        );
      case 'waiting':
        return isCount(
          [...this.open].filter(({ node, entry }) => node === 'broker' && entry.store === 'queued')
            .length,
          fact.count,
        );
      case 'happened': {
        const found = this.happenings.filter(
          ({ kind, nodes }) =>
            kind === fact.event && (fact.node === undefined || nodes.includes(fact.node)),
        );
        return isCount(found.length, fact.count);
      }
      case 'settled':
        return (
          this.publications.size > 0 && this.figure('pending') === 0 && [...this.open].length === 0
        );
      case 'figure':
        return isCount(this.figure(fact.figure, fact.of), fact.count);
      case 'delivered-share': {
        const [got, gone] = [this.figure('delivered'), this.figure('lost')];
        return got + gone > 0 && got >= fact.min * (got + gone);
      }
      case 'delivery-p95': {
        const times = this.firstCallbacks().map(({ us }) => us);
        if (times.length < P95_SAMPLES_MIN) return false;
        times.sort((a, b) => a - b);
        return (times[Math.ceil(times.length * 0.95) - 1] ?? Infinity) <= fact.maxMs * 1000;
      }
      case 'all':
        return fact.facts.every((part) => this.holds(part));
      case 'any':
        return fact.facts.some((part) => this.holds(part));
      case 'not':
        return !this.holds(fact.fact);
      default:
        return assertNever(fact);
    }
  }

  private publish(
    { messageUid, qos, payload, topic }: TraceEventOf<'message-published' | 'message-originated'>,
    pairs: number,
  ): void {
    const letter = formatLetter(this.letters.size);
    this.letters.set(messageUid, letter);
    this.publications.set(letter, { level: qos, topic, payload, pairs });
  }

  private letterOf(uid: MessageUid | undefined): Letter {
    return this.letters.get(uid ?? '') ?? '';
  }

  private matches(packet: PacketRecord, pattern: PacketPattern): boolean {
    const { message, ...parts } = pattern;
    if (message !== undefined && this.letterOf(packet.messageUid) !== message) return false;
    const keys = Object.keys(parts) as (keyof typeof parts)[];
    return keys.every((key) => parts[key] === undefined || packet[key] === parts[key]);
  }

  private callbacksOf(message: Letter): readonly Callback[] {
    return this.callbacks.filter(({ letter }) => letter === message);
  }

  private firstCallbacks(): readonly Callback[] {
    return this.callbacks.filter(({ cause, isPair }) => cause === undefined && isPair);
  }

  private figure(name: FigureName, { level, topic }: Scope = {}): number {
    const isOf = (letter: Letter) => {
      const of = this.publications.get(letter);
      if (of === undefined) return false;
      return (level ?? of.level) === of.level && (topic ?? of.topic) === of.topic;
    };
    const published = [...this.publications].filter(([letter]) => isOf(letter));
    const delivered = this.firstCallbacks().filter(({ letter }) => isOf(letter)).length;
    const gone = this.losses.filter(({ letter }) => isOf(letter)).length;
    switch (name) {
      case 'published':
        return published.length;
      case 'delivered':
        return delivered;
      case 'duplicates':
        return this.callbacks.filter(({ cause, letter }) => cause !== undefined && isOf(letter))
          .length;
      case 'lost':
        return gone;
      case 'pending':
        return published.reduce((sum, [, { pairs }]) => sum + pairs, 0) - delivered - gone;
      case 'packets':
        return this.packets.sent.filter(({ messageUid }) => isOf(this.letterOf(messageUid))).length;
      default:
        return assertNever(name);
    }
  }
}

/**
 * When facts come true one behind the other: each is looked for from where the one before it was found.
 *
 * @param from before it nothing is looked for
 * @returns the instants at which something happens and the fact is true; undefined from the first on that
 *   never is
 */
export function instantsOf(
  facts: readonly Fact[],
  events: readonly TraceEvent[],
  from = TIME_ZERO,
): readonly (SimTime | undefined)[] {
  const fold = new FactFold();
  const instants: SimTime[] = [];
  for (const [i, event] of events.entries()) {
    fold.add(event);
    if (event.at < from || events[i + 1]?.at === event.at) continue;
    for (const fact of facts.slice(instants.length)) {
      if (!fold.holds(fact)) break;
      instants.push(event.at);
    }
    if (instants.length === facts.length) break;
  }
  return facts.map((_, i) => instants[i]);
}

/** What is remembered of all that happens until an instant, its own included. */
export function foldUntil(events: readonly TraceEvent[], t: SimTime): FactFold {
  const fold = new FactFold();
  for (const event of events) {
    if (event.at > t) break;
    fold.add(event);
  }
  return fold;
}

function isCount(n: number, { min = 0, max = Infinity }: Count): boolean {
  return n >= min && n <= max;
}

/** Whom an event is about. */
function nodesOf(event: TraceEvent): readonly string[] {
  const { client, node } = event as { readonly client?: string; readonly node?: string };
  return [client, node].filter((name) => name !== undefined);
}
