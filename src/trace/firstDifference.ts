// Where runs of one scenario's variants part: the first packet that becomes another thing in one of
// them, or that not all send that could: what a level has no packet for is no difference. Packets are
// the same by their uid, which is the key of their luck.

import type { SimTime } from '../base/time.ts';
import type { MessageUid, PacketRecord, PacketUid, TraceEvent } from './event.ts';
import { MessageEnds } from './messageEnds.ts';
import { listWords } from './words.ts';

/** `none`: the level of the run has no such packet. */
export type PacketFate = 'arrives' | 'lost' | 'on its way' | 'none';

export interface FirstDifference {
  /** When the packet is sent, in the run that sends it first. */
  readonly at: SimTime;
  /** As that run has it. */
  readonly packet: PacketRecord;
  /** What becomes of it in each run; undefined: that run does not send it. */
  readonly fates: readonly (PacketFate | undefined)[];
}

interface Sent {
  readonly at: SimTime;
  readonly packet: PacketRecord;
  /** Undefined while it is on its way. */
  fate: 'arrives' | 'lost' | undefined;
}

/** `open`: it may still turn out to differ. */
type Judged = FirstDifference | 'same' | 'open';

/** Traces in, event by event, each in its order; their first difference out. */
export class DifferenceFold {
  readonly #runs: number;
  readonly #ends: readonly MessageEnds[];
  /** What is not known yet to be the same in all runs. */
  readonly #open = new Map<PacketUid, (Sent | undefined)[]>();
  /** Messages of which some run has had news, since they were looked at last. */
  readonly #touched = new Set<MessageUid>();
  /** The first of those whose messages are at their end. */
  #first: FirstDifference | undefined;

  /** @param runs how many there are, two or more */
  constructor(runs: number) {
    this.#runs = runs;
    this.#ends = Array.from({ length: runs }, () => new MessageEnds());
  }

  add(run: number, event: TraceEvent): void {
    this.#ends[run]?.add(event);
    if ('messageUid' in event && event.messageUid !== undefined)
      this.#touched.add(event.messageUid);
    switch (event.kind) {
      case 'packet-sent':
        this.#send(run, event.at, event.packet);
        break;
      case 'packet-arrived':
        this.#settle(run, event.packet.uid, 'arrives');
        break;
      case 'packet-lost':
        this.#settle(run, event.packet.uid, 'lost');
        break;
      default:
    }
  }

  #send(run: number, at: SimTime, packet: PacketRecord): void {
    const known = this.#open.get(packet.uid) ?? new Array<Sent | undefined>(this.#runs);
    known[run] = { at, packet, fate: undefined };
    this.#open.set(packet.uid, known);
  }

  #settle(run: number, uid: PacketUid, fate: 'arrives' | 'lost'): void {
    const known = this.#open.get(uid);
    const sent = known?.[run];
    if (known === undefined || sent === undefined) return;
    sent.fate = fate;
    for (let i = 0; i < this.#runs; i++) if (known[i]?.fate !== fate) return;
    this.#open.delete(uid);
  }

  /**
   * @param until all runs are known up to here
   * @returns the difference whose packet is sent first; undefined: there is none so far
   */
  first(until: SimTime): FirstDifference | undefined {
    const ended = this.#ended();
    let first = this.#first;
    for (const [uid, known] of this.#open) {
      const judged = this.#judge(known, until);
      if (judged === 'open') continue;
      if (judged === 'same') {
        this.#open.delete(uid);
        continue;
      }
      first = earlier(first, judged);
      if (!ended.has(judged.packet.messageUid ?? '')) continue;
      this.#first = earlier(this.#first, judged);
      this.#open.delete(uid);
    }
    for (const messageUid of ended) for (const ends of this.#ends) ends.forget(messageUid);
    return first;
  }

  /** Whether nothing that is still open can turn out to differ before it. */
  isFinal({ at, packet }: FirstDifference): boolean {
    for (const [uid, known] of this.#open) {
      if (uid === packet.uid) continue;
      for (const sent of known) if (sent !== undefined && sent.at < at) return false;
    }
    return true;
  }

  /** What is at its end everywhere, which needs no more watching. */
  #ended(): ReadonlySet<MessageUid> {
    const ended = new Set<MessageUid>();
    for (const messageUid of this.#touched) {
      if (this.#ends.every((ends) => ends.isAtItsEnd(messageUid))) ended.add(messageUid);
    }
    for (const messageUid of ended) this.#touched.delete(messageUid);
    return ended;
  }

  #judge(known: readonly (Sent | undefined)[], until: SimTime): Judged {
    const all = Array.from({ length: this.#runs }, (_, run) => known[run]);
    const there = all.flatMap((sent) => sent ?? []);
    const { at, packet } = there.reduce((a, b) => (b.at < a.at ? b : a));
    const from = this.#ends[all.findIndex((sent) => sent?.packet === packet)];
    if (at > until || from === undefined) return 'open';
    const absent = all.map((sent, run) => {
      const here = this.#ends[run];
      if (sent !== undefined || here === undefined) return undefined;
      if (here.hasNoSuch(packet)) return 'none';
      return here.neverSends(packet, from, until) ? 'never' : 'not yet';
    });
    const fates = new Set(there.flatMap(({ fate }) => fate ?? []));
    if (absent.includes('never') || fates.size > 1) {
      return { at, packet, fates: all.map((sent, i) => fateOf(sent, absent[i] === 'none')) };
    }
    const isSettled = there.every(({ fate }) => fate !== undefined);
    return isSettled && !absent.includes('not yet') ? 'same' : 'open';
  }
}

function earlier(a: FirstDifference | undefined, b: FirstDifference): FirstDifference {
  return a === undefined || b.at < a.at ? b : a;
}

function fateOf(sent: Sent | undefined, isNone: boolean): PacketFate | undefined {
  if (sent !== undefined) return sent.fate ?? 'on its way';
  return isNone ? 'none' : undefined;
}

/** Of traces that are known from their beginning until `until`. */
export function firstDifference(
  traces: readonly (readonly TraceEvent[])[],
  until: SimTime,
): FirstDifference | undefined {
  const fold = new DifferenceFold(traces.length);
  traces.forEach((events, run) => {
    for (const event of events) fold.add(run, event);
  });
  return fold.first(until);
}

const FATE_WORDS = { arrives: 'gets through', lost: 'is lost', 'on its way': 'is on its way' };

/**
 * `PUBACK of A is lost in QoS 1, and gets through in QoS 2.`
 * @param labels of the runs @param name the packet's, from namePacket
 */
export function describeDifference(
  { packet, fates }: FirstDifference,
  labels: readonly string[],
  name: string,
): string {
  const among = (fate: PacketFate | undefined) => labels.filter((_, run) => fates[run] === fate);
  const say = (words: string, runs: readonly string[]) =>
    runs.length === 0 ? [] : [`${words} in ${listWords(runs)}`];
  const parts = [
    ...say(FATE_WORDS.lost, among('lost')),
    ...say(FATE_WORDS.arrives, among('arrives')),
    ...say(FATE_WORDS['on its way'], among('on its way')),
    ...say('is not sent', among(undefined)),
  ];
  const none = among('none');
  const more =
    none.length === 0
      ? ''
      : `; ${listWords(none)} ${none.length === 1 ? 'has' : 'have'} no such packet`;
  return `${name} on hop ${packet.hop} ${listWords(parts)}${more}.`;
}
