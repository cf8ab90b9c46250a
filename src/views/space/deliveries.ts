// The application's deliveries in the subscribers' band: a triangle each where there is room, else a
// tick; with the message's letter, "A 2nd" for repeats. Fed with the trace in its order; places are
// on the tape (x is virtual time in px).

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
  /** Room for a triangle; else it is a tick. */
  readonly wide: boolean;
  /** Where its text stands, from `since` on. */
  readonly texts: { readonly since: SimTime; readonly side: 'left' | 'right' | undefined }[];
}

export const TRIANGLE = { width: 12, height: 10 };
/** From a mark's middle to its text. */
export const TEXT_GAP = 9;

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

  deliver(
    at: SimTime,
    subscriber: ClientId,
    message: { readonly uid: MessageUid; readonly level: Qos; readonly letter: string },
    callbacks: number,
  ): void {
    const { items } = this.marks;
    const last = items.at(-1);
    const same = last?.from === at && last.messageUid === message.uid;
    if (last !== undefined && same && last.callbacks === callbacks) {
      last.subscribers.push(subscriber);
      this.#settle(items.length - 1, at);
      return;
    }
    const apart = last === undefined ? Infinity : (at - last.from) * this.#rules.pxPerUs;
    const wide = apart >= TRIANGLE.width + 2;
    const { uid: messageUid, level, letter } = message;
    const head = { from: at, until: at, messageUid, level, letter, callbacks };
    this.marks.push({ ...head, subscribers: [subscriber], wide, texts: [] });
    this.#settle(items.length - 1, at);
  }

  /** Gives a new mark's text a side, and moves that of the one before if the new one is in its way. */
  #settle(i: number, at: SimTime): void {
    const { items } = this.marks;
    const mark = items[i] as DeliveryMark;
    const before = items[i - 1];
    if (before !== undefined && textOf(before, at)?.side === 'right') {
      if (this.#rightEnd(before, at) > this.#x(mark) - TRIANGLE.width / 2 - 2) {
        before.texts.push({ since: at, side: this.#leftSide(i - 1, at) });
      }
    }
    const wanted = mark.callbacks > 1 ? (this.#leftSide(i, at) ?? 'right') : 'right';
    mark.texts.push({ since: at, side: mark.wide ? wanted : undefined });
  }

  /** `left` if the text has room there. */
  #leftSide(i: number, at: SimTime): 'left' | undefined {
    const { items } = this.marks;
    const mark = items[i] as DeliveryMark;
    const before = items[i - 1];
    if (before === undefined) return 'left';
    const end = this.#rightEnd(before, at);
    return end + 8 < this.#x(mark) - TEXT_GAP - this.#textWidth(mark) ? 'left' : undefined;
  }

  #x(mark: DeliveryMark): number {
    return mark.from * this.#rules.pxPerUs;
  }

  #textWidth(mark: DeliveryMark): number {
    return deliveryText(mark).length * this.#rules.charWidth;
  }

  /** Where a mark ends with its text. */
  #rightEnd(mark: DeliveryMark, at: SimTime): number {
    const x = this.#x(mark);
    const atRight = textOf(mark, at)?.side === 'right';
    return atRight ? x + TEXT_GAP + this.#textWidth(mark) : x + TRIANGLE.width / 2;
  }
}

/** `A`, `A 2nd`; with the number of subscribers if several got it at once: `A ×4`. */
export function deliveryText({ letter, callbacks, subscribers }: DeliveryMark): string {
  const times = callbacks > 1 ? ` ${formatOrdinal(callbacks)}` : '';
  return `${letter}${times}${subscribers.length > 1 ? ` ×${subscribers.length}` : ''}`;
}

/** Where a mark's text stands at `t`. */
export function textOf({ texts }: DeliveryMark, t: SimTime) {
  return texts.findLast(({ since }) => since <= t);
}

/** 1 → 1st, 2 → 2nd, 11 → 11th, 23 → 23rd */
export function formatOrdinal(n: number): string {
  const teens = n % 100 > 10 && n % 100 < 14;
  return `${n}${(teens ? undefined : { 1: 'st', 2: 'nd', 3: 'rd' }[n % 10]) ?? 'th'}`;
}
