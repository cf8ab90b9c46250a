// The application's deliveries in the subscribers' band: a triangle each where there is room, else a
// tick; with the message's letter, "A 2nd" for repeats, which are said first. Fed with the trace in
// its order; places are on the tape (x is virtual time in px).

import type { SimTime } from '../../base/time.ts';
import type { ClientId, MessageUid, Qos } from '../../trace/event.ts';
import { SpanList } from '../../trace/spanList.ts';

export interface DeliveryMark {
  readonly from: SimTime;
  readonly until: SimTime;
  readonly messageUid: MessageUid;
  readonly level: Qos;
  readonly letter: string;
  /** 1 for the first callback. */
  readonly callbacks: number;
  /** Subscribers that got it at this instant. */
  readonly subscribers: ClientId[];
  /** Other messages that came for the first time at this instant. */
  readonly others: Set<MessageUid>;
  /** How many deliveries it stands for. */
  count: number;
  /** There are others, so that a repeat says whose it is. */
  readonly isNamed: boolean;
  /** Room for a triangle; else it is a tick, … */
  readonly wide: boolean;
  /** … and so is a triangle from when another one comes too near. */
  tickSince: SimTime | undefined;
  /** What is written beside it, and where, from `since` on. */
  readonly texts: MarkText[];
}

interface MarkText {
  readonly since: SimTime;
  readonly side: 'left' | 'right' | undefined;
  readonly text: string;
}

export const TRIANGLE = { width: 12, height: 10 };
/** From a mark's middle to its text. */
export const TEXT_GAP = 9;
/** Between a text and what is before it. */
const APART = 8;

interface Rules {
  readonly pxPerUs: number;
  /** Width of one letter of the marks' text, in px. */
  readonly charWidth: number;
}

export class DeliveryPlan {
  readonly marks = new SpanList<DeliveryMark>();
  readonly #rules: Rules;

  constructor(rules: Rules) {
    this.#rules = rules;
  }

  /** @param isNamed there are other subscribers */
  deliver(
    at: SimTime,
    subscriber: ClientId,
    message: { readonly uid: MessageUid; readonly level: Qos; readonly letter: string },
    callbacks: number,
    isNamed: boolean,
  ): void {
    const { items } = this.marks;
    const last = items.at(-1);
    const same = last?.from === at && last.messageUid === message.uid;
    if (last !== undefined && same && last.callbacks === callbacks) {
      last.subscribers.push(subscriber);
      last.count++;
      this.#settle(items.length - 1, at);
      return;
    }
    const isOneMore = last?.from === at && last.callbacks === 1 && callbacks === 1;
    if (last !== undefined && isOneMore) {
      last.others.add(message.uid);
      last.count++;
      this.#settle(items.length - 1, at);
      return;
    }
    const apart = last === undefined ? Infinity : (at - last.from) * this.#rules.pxPerUs;
    const wide = apart >= TRIANGLE.width + 2;
    if (last !== undefined && apart < TRIANGLE.width / 2 + 2) last.tickSince ??= at;
    const { uid: messageUid, level, letter } = message;
    const head = { from: at, until: at, messageUid, level, letter, callbacks };
    const alone = { others: new Set<MessageUid>(), count: 1, tickSince: undefined, texts: [] };
    this.marks.push({ ...head, ...alone, subscribers: [subscriber], isNamed, wide });
    this.#settle(items.length - 1, at);
  }

  /** Gives a new mark's text a place, and another one to that of the mark before if it is in the way. */
  #settle(i: number, at: SimTime): void {
    const { items } = this.marks;
    const mark = items[i] as DeliveryMark;
    const before = items[i - 1];
    const edge = this.#x(mark) - TRIANGLE.width / 2 - 2;
    if (before !== undefined && textOf(before, at)?.side === 'right') {
      if (this.#rightEnd(before, at) > edge) this.#giveWay(i - 1, at, edge);
    }
    if (!mark.wide) {
      mark.texts.push({ since: at, side: undefined, text: '' });
      return;
    }
    const isRepeat = mark.callbacks > 1;
    let left = isRepeat ? this.#leftText(i, at) : undefined;
    if (isRepeat && left === undefined && before !== undefined && before.callbacks === 1) {
      // A first delivery gives up its letter for it.
      const was = textOf(before, at);
      before.texts.push({ since: at, side: undefined, text: '' });
      left = this.#leftText(i, at);
      if (left === undefined && was !== undefined) before.texts.push({ ...was, since: at });
    }
    const [text = ''] = deliveryTexts(mark);
    mark.texts.push(left ?? { since: at, side: 'right', text });
  }

  /** Shorter at its right, or at its left, or not at all. */
  #giveWay(i: number, at: SimTime, edge: number): void {
    const mark = this.marks.items[i] as DeliveryMark;
    const left = this.#leftText(i, at);
    const room = edge - this.#x(mark) - TEXT_GAP;
    const short = deliveryTexts(mark).find((one) => this.#width(one) <= room);
    if (left !== undefined) mark.texts.push(left);
    else if (short !== undefined) mark.texts.push({ since: at, side: 'right', text: short });
    else mark.texts.push({ since: at, side: undefined, text: '' });
  }

  /** The longest text that has room at its left. */
  #leftText(i: number, at: SimTime): MarkText | undefined {
    const { items } = this.marks;
    const mark = items[i] as DeliveryMark;
    const before = items[i - 1];
    const end = before === undefined ? -Infinity : this.#rightEnd(before, at);
    const room = this.#x(mark) - TEXT_GAP - end - APART;
    const text = deliveryTexts(mark).find((one) => this.#width(one) < room);
    return text === undefined ? undefined : { since: at, side: 'left', text };
  }

  #x(mark: DeliveryMark): number {
    return mark.from * this.#rules.pxPerUs;
  }

  #width(text: string): number {
    return text.length * this.#rules.charWidth;
  }

  /** Where a mark ends with its text. */
  #rightEnd(mark: DeliveryMark, at: SimTime): number {
    const x = this.#x(mark);
    const written = textOf(mark, at);
    if (written?.side === 'right') return x + TEXT_GAP + this.#width(written.text);
    return x + TRIANGLE.width / 2;
  }
}

/**
 * `A`, `A 2nd`; with the number of subscribers if several got it at once: `A ×4`; with the number of
 * other messages, if these came with it: `A +2`. The longest first: a repeat says whose it is, where
 * there are several.
 */
export function deliveryTexts(mark: DeliveryMark): readonly string[] {
  const { letter, callbacks, subscribers, others, isNamed } = mark;
  const [one] = subscribers;
  if (others.size > 0) return [`${letter} +${others.size}`];
  const times = subscribers.length > 1 ? ` ×${subscribers.length}` : '';
  if (callbacks === 1) return [`${letter}${times}`];
  const repeat = `${letter} ${formatOrdinal(callbacks)}${times}`;
  const short = formatOrdinal(callbacks);
  return isNamed && times === '' ? [`${repeat} ${one}`, repeat, short] : [repeat, short];
}

/** Whether it has room for a triangle, as far as `t` knows. */
export function isTriangle({ wide, tickSince }: DeliveryMark, t: SimTime): boolean {
  return wide && (tickSince === undefined || tickSince > t);
}

/** What is written beside a mark at `t`. */
export function textOf({ texts }: DeliveryMark, t: SimTime): MarkText | undefined {
  return texts.findLast(({ since }) => since <= t);
}

/** 1 → 1st, 2 → 2nd, 11 → 11th, 23 → 23rd */
export function formatOrdinal(n: number): string {
  const teens = n % 100 > 10 && n % 100 < 14;
  return `${n}${(teens ? undefined : { 1: 'st', 2: 'nd', 3: 'rd' }[n % 10]) ?? 'th'}`;
}
