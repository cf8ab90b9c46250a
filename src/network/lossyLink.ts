// A lossy-packet link, one direction of it: decides when a packet sent now arrives, or where it is
// lost, and whether the network copies it. Knows nothing of what the packet is; its luck is drawn
// from the key given. Which packets are lost is lossProcess.ts's.

import { DRAW_RANGE, draw, drawUpTo, mix, toThreshold } from '../base/random.ts';
import { addTime, laterOf, type SimTime } from '../base/time.ts';
import { PURPOSE } from './purposes.ts';

/** One direction's memory. */
export interface LossyDirection {
  /** When the packet sent last is due, lost or not: jitter never overtakes (v5 §4.2). */
  lastDueAt: SimTime;
}

export interface DelaySettings {
  readonly latency: SimTime;
  /** Added to the latency: a whole number of microseconds from 0 to this. */
  readonly jitter: SimTime;
}

export interface LossySettings extends DelaySettings {
  /** Probability, 0 to 1, that a packet is late by itself, so that later ones may overtake it. */
  readonly reordering: number;
  /** By how much it is: a whole number of microseconds from 0 to this. */
  readonly reorderBy: SimTime;
}

/** Known when the packet is sent. `dueAt` is when it arrives, or would have. */
export interface Fate {
  readonly dueAt: SimTime;
  /** Undefined: it arrives. */
  readonly lostAt: SimTime | undefined;
}

/** Where on its way a lost packet disappears: from this share on, and over this share of the way. */
export const LOST_FROM = 0.35;
export const LOST_WITHIN = 0.3;

export function createLossyDirection(): LossyDirection {
  return { lastDueAt: 0 as SimTime };
}

/** @param lost whether it is lost on the way, by its luck or by a rule */
export function sendOverLossyLink(
  direction: LossyDirection,
  settings: LossySettings,
  key: number,
  lost: boolean,
  now: SimTime,
): Fate {
  if (!isDrawn(key, PURPOSE.reordering, settings.reordering)) {
    return sendInOrder(direction, settings, key, lost, now);
  }
  const delay = spanOf(key, PURPOSE.delay, settings.reorderBy);
  const dueAt = addTime(dueInOrder(direction, settings, key, now), delay);
  return { dueAt, lostAt: lost ? placeOfLoss(key, now, dueAt) : undefined };
}

/** Nothing overtakes, as on a link that carries TCP. */
export function sendInOrder(
  direction: LossyDirection,
  settings: DelaySettings,
  key: number,
  lost: boolean,
  now: SimTime,
): Fate {
  const dueAt = dueInOrder(direction, settings, key, now);
  direction.lastDueAt = dueAt;
  return { dueAt, lostAt: lost ? placeOfLoss(key, now, dueAt) : undefined };
}

/** Whether the network sends a second copy of the packet with this key. @param probability 0 to 1 */
export function isDuplicated(key: number, probability: number): boolean {
  return isDrawn(key, PURPOSE.duplication, probability);
}

/** The key of the luck of the network's second copy of a packet, from the packet's. */
export function networkCopyKey(key: number): number {
  return mix(key, PURPOSE.networkCopy);
}

function isDrawn(key: number, purpose: number, probability: number): boolean {
  return probability > 0 && draw(mix(key, purpose)) < toThreshold(probability);
}

function spanOf(key: number, purpose: number, max: SimTime): SimTime {
  return (max === 0 ? 0 : drawUpTo(draw(mix(key, purpose)), max)) as SimTime;
}

function dueInOrder(
  { lastDueAt }: LossyDirection,
  { latency, jitter }: DelaySettings,
  key: number,
  now: SimTime,
): SimTime {
  const travel = addTime(latency, spanOf(key, PURPOSE.jitter, jitter));
  return laterOf(addTime(now, travel), lastDueAt);
}

/** It decides nothing but where a view draws the end. */
function placeOfLoss(key: number, sentAt: SimTime, dueAt: SimTime): SimTime {
  const share = LOST_FROM + LOST_WITHIN * (draw(mix(key, PURPOSE.place)) / DRAW_RANGE);
  return addTime(sentAt, Math.floor((dueAt - sentAt) * share) as SimTime);
}
