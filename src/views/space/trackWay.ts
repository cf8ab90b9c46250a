// Where on its track a box is at an instant, and whether two of them touch.

import type { SimTime } from '../../base/time.ts';

export interface TrackRules {
  /** The hop's height in px. */
  readonly hopHeight: number;
  /** Px that a box reaches from the packet's place, in its direction and against it. */
  readonly ahead: number;
  readonly behind: number;
  /** Ahead of a packet that was lost: there is a cross. */
  readonly aheadLost: number;
  /** Tracks of a lane; further packets are bundled. Infinity for no limit. */
  readonly tracksMax: number;
  /** Packets stand at the start, middle and end of a hop only. */
  readonly stepped: boolean;
}

export interface Rider {
  /** The flight's name. */
  readonly uid: string;
  readonly sentAt: SimTime;
  /** Where and when it was held up last, or sent: from there on it goes at one pace. */
  since: SimTime;
  sinceShare: number;
  dueAt: SimTime;
  /** When it is lost, or due. */
  endsAt: SimTime;
}

/** What is drawn on a track from `from` to `until`: a packet, or several as a bundle. */
export interface TrackBox {
  /** The one that says where the box is. */
  readonly rider: Rider;
  /** In order of sending, the rider too; of those that are in it at any time. */
  readonly riders: Rider[];
  /** When those have joined it that were not in it from the beginning. */
  readonly joins: Map<string, SimTime>;
  readonly track: number;
  readonly from: SimTime;
  until: SimTime;
  /** Lost: stands where it was lost. */
  readonly parked: boolean;
}

/** The packets of a box that are on their way in it at `t`, in order of sending. */
export function ridersAt({ riders, joins }: TrackBox, t: SimTime): readonly Rider[] {
  return riders.filter(
    ({ uid, sentAt, endsAt }) => sentAt <= t && t < endsAt && !((joins.get(uid) ?? t) > t),
  );
}

/** Px from where its way begins: its whole box is on the hop from the first instant to the last. */
export function travelled(rules: TrackRules, rider: Rider, t: number): number {
  const share = Math.min(1, Math.max(0, shareOf(rider, t)));
  const { hopHeight, stepped, ahead, behind } = rules;
  if (!stepped) return penShare(rules, share) * hopHeight;
  if (share < 1 / 3) return behind;
  return share < 2 / 3 ? hopHeight / 2 : hopHeight - ahead;
}

/** At which share of the hop's height the middle of a box is that has gone a share of its way. */
export function penShare({ hopHeight, ahead, behind }: TrackRules, share: number): number {
  return (behind + share * (hopHeight - ahead - behind)) / hopHeight;
}

/** Share of the hop; right from `since` on. */
export function shareOf({ since, sinceShare, dueAt }: Rider, t: number): number {
  return dueAt > since ? sinceShare + ((1 - sinceShare) * (t - since)) / (dueAt - since) : 1;
}

/** Where a box is at `t`. */
export function placeOf(rules: TrackRules, { rider, parked }: TrackBox, t: number): number {
  if (!parked) return travelled(rules, rider, t);
  // There is room for its cross.
  return Math.min(travelled(rules, rider, rider.endsAt), rules.hopHeight - rules.aheadLost);
}

/** Whether two boxes on one track touch at any instant. */
export function meet(rules: TrackRules, a: TrackBox, b: TrackBox): boolean {
  const from = Math.max(a.from, b.from);
  const until = Math.min(a.until, b.until);
  if (from >= until) return false;
  const apart = (t: number) => placeOf(rules, a, t) - placeOf(rules, b, t);
  const tooFarAhead = aheadOf(rules, b) + rules.behind;
  const tooFarBehind = aheadOf(rules, a) + rules.behind;
  const isClear = (low: number, high: number) => low >= tooFarAhead || high <= -tooFarBehind;
  if (!rules.stepped) {
    // Both go straight, so that the distance is the least, or the most, at one of the ends.
    const [d1, d2] = [apart(from), apart(until)];
    return !isClear(Math.min(d1, d2), Math.max(d1, d2));
  }
  const instants = [from, ...stepsOf(a.rider), ...stepsOf(b.rider)];
  return instants.some((t) => {
    if (t < from || t >= until) return false;
    const d = apart(t);
    return !isClear(d, d);
  });
}

function aheadOf(rules: TrackRules, { parked }: TrackBox): number {
  return parked ? rules.aheadLost : rules.ahead;
}

function stepsOf({ since, sinceShare, dueAt }: Rider): readonly number[] {
  // Rounded up, so that a share computed from it is past the step.
  return [1 / 3, 2 / 3]
    .filter((share) => share > sinceShare)
    .map((share) => Math.ceil(since + ((share - sinceShare) / (1 - sinceShare)) * (dueAt - since)));
}
