// A lossy-packet link, one direction of it: decides when a packet sent now arrives, or that it is
// lost and where. Knows nothing of what the packet is; its luck is drawn from the key given.

import { DRAW_RANGE, draw, drawUpTo, mix, toThreshold } from '../base/random.ts';
import { addTime, laterOf, type SimTime } from '../base/time.ts';

/** One direction's memory. */
export interface LossyDirection {
  /** When the packet sent last is due, lost or not: jitter never overtakes (v5 §4.2). */
  lastDueAt: SimTime;
}

export interface LossySettings {
  readonly latency: SimTime;
  /** Added to the latency: a whole number of microseconds from 0 to this. */
  readonly jitter: SimTime;
}

/** Known when the packet is sent. `dueAt` is when it arrives, or would have. */
export interface Fate {
  readonly dueAt: SimTime;
  /** Undefined: it arrives. */
  readonly lostAt: SimTime | undefined;
}

/** What a key is drawn for: one key gives independent draws, one for each purpose. */
const PURPOSE = { loss: 1, jitter: 2, place: 3 } as const;

export function createLossyDirection(): LossyDirection {
  return { lastDueAt: 0 as SimTime };
}

/** Whether the packet with this key is lost. `probability` is from 0 to 1. */
export function isUnlucky(key: number, probability: number): boolean {
  return probability > 0 && draw(mix(key, PURPOSE.loss)) < toThreshold(probability);
}

/** @param lost whether it is lost on the way, by its luck or by a rule */
export function sendOverLossyLink(
  direction: LossyDirection,
  { latency, jitter }: LossySettings,
  key: number,
  lost: boolean,
  now: SimTime,
): Fate {
  const extra = jitter === 0 ? 0 : drawUpTo(draw(mix(key, PURPOSE.jitter)), jitter);
  const dueAt = laterOf(addTime(now, addTime(latency, extra as SimTime)), direction.lastDueAt);
  direction.lastDueAt = dueAt;
  return { dueAt, lostAt: lost ? placeOfLoss(key, now, dueAt) : undefined };
}

/** Somewhere between 35 % and 65 % of the way: it decides nothing but where a view draws the end. */
function placeOfLoss(key: number, sentAt: SimTime, dueAt: SimTime): SimTime {
  const share = 0.35 + 0.3 * (draw(mix(key, PURPOSE.place)) / DRAW_RANGE);
  return addTime(sentAt, Math.floor((dueAt - sentAt) * share) as SimTime);
}
